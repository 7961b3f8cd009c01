"""The records behind a number; Enter leads to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.actions.record_lines import RecordLine
from app.actions.statistics import Behind, BehindLine, records_behind
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.type_names import TYPE_NAMES
from app.statistics.period import Period
from app.statistics.tables import Row as Counted
from app.statistics.tables import Table
from app.store.questions.session_list import ListedSession
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import Button, Label, Row, ScrollColumn, dates, line

LIST_HEIGHT, ROW = 400, 46
# What records add up to, in words; see app.store.questions.behind.UNITS.
_AMOUNTS: Mapping[str, Callable[[int], str]] = {
    "minutes": lambda count: ngettext_("{count} minute", "{count} minutes", count),
    "people": lambda count: ngettext_("{count} attendance", "{count} attendances", count),
    "guests": lambda count: ngettext_("{count} guest", "{count} guests", count),
    "answers": lambda count: ngettext_("{count} answer", "{count} answers", count),
    "slips": lambda count: ngettext_("{count} slip", "{count} slips", count),
    "days": lambda count: ngettext_("{count} day", "{count} days", count),
    "yes": lambda count: _("{count} times yes", count=count),
}


class BehindSheet(Sheet):
    """What stands behind one number, as far as it may be opened; in a plain word where that is nothing."""

    def __init__(self, page: Page, table: Table, row: Counted, period: Period) -> None:
        title = f"{table.title}: {row.label}"
        super().__init__(covered(page), title, width=620)
        self._page, self._counted, self._typed = page, row, table.key.startswith("reach")
        self.card.box.addWidget(Label(title, "h2", wrap=True))
        self.said = Label(_nothing(row), "muted", wrap=True)
        self.card.box.addWidget(self.said)
        self._list = ScrollColumn(gap=0)
        self.card.box.addWidget(self._list)
        self._list.setFixedHeight(0)
        foot = line(gap=8)
        foot.addStretch()
        self._close = Button(_("Close"), "primary", key=_("Esc"))
        self._close.clicked.connect(self.leave)
        foot.addWidget(self._close)
        self.card.box.addLayout(foot)
        self.open(self._close)
        if not self.said.text():
            page.frame.work.ask(records_behind, period, row.leads_to, then=self._show)

    def _show(self, found: Behind) -> None:
        rows = [self._row(one, found.unit) for one in found.lines]
        self.said.setText(" ".join(_told(found, self._counted, typed=self._typed)))
        for row in rows:
            self._list.box.addWidget(row)
        self._list.box.addStretch()
        self._list.setFixedHeight(min(LIST_HEIGHT, ROW * len(rows) + 8))
        if rows:
            rows[0].setFocus()

    def _row(self, one: BehindLine, unit: str) -> Row:
        first, second = _words(one.record)
        if unit == "minutes" and isinstance(one.record, ListedSession):
            unit = ""  # it is among the words of a talk
        second = " · ".join(filter(None, (second, _AMOUNTS[unit](one.adds) if unit else "")))
        row = Row(f"{first} {second}".strip(), margins=(8, 4, 8, 4))
        row.two(first, second)
        row.enter_hint()
        row.setFixedHeight(ROW)
        row.clicked.connect(lambda: self._open(one))
        return row

    def _open(self, one: BehindLine) -> None:
        go = self._page.frame.go
        page, about = _place(one.record)
        self.leave()
        go(page, **about)


def _nothing(row: Counted) -> str:
    """Why nothing is looked for behind a number, "" where it is."""
    if row.hidden:
        return _(
            "This number is not shown because it could tell who somebody is; so the records behind it are not listed either."
        )
    if not row.number and not row.backed:
        return _("No record stands behind this number: it is 0.")
    return "" if row.leads_to else _("This number has no records behind it in the register.")


def _told(found: Behind, row: Counted, *, typed: bool) -> list[str]:
    """How many of them are listed, what they come to, and what else the number holds. typed: what it is a part of was typed
    in."""
    shown = len(found.lines)
    if not shown:
        said = [_("There is nothing here that you may open. Of colleagues’ cases only numbers are told.")]
    elif found.count > shown:
        said = [_("The first {count} of those that you may open.", count=shown)]
    else:
        said = [_("Those that you may open, {count} of them.", count=shown)]
    if shown and found.unit == "days":
        said.append(_("The middle one is {amount}.", amount=_AMOUNTS["days"](found.total)))
    elif shown and found.unit:
        said.append(_("Together {amount}.", amount=_AMOUNTS[found.unit](found.total)))
    if shown and found.unit != "days" and found.total < row.number:
        said.append(_("The rest you may not open, or it was deleted for good."))
    if typed and row.of:
        said.append(
            _(
                "The number {number} that it is compared with was typed in and has no records (F2).",
                number=row.of,
            )
        )
    return said


def _words(record: ListedSession | RecordLine) -> tuple[str, str]:
    """What it is, and a few facts."""
    if isinstance(record, ListedSession):
        return _talk(record)
    if record.kind == "person":
        return record.text, ""
    day = dates.day_full(record.day) if record.day else ""
    first, _dot, rest = record.text.partition(" · ")
    return first or _(TYPE_NAMES[record.kind]), " · ".join(filter(None, (day, rest)))


def _talk(one: ListedSession) -> tuple[str, str]:
    names = one.topic if one.form == "group" else ", ".join(one.people)
    facts = [dates.day_full(one.day), dates.minutes(one.minutes), label("session.form", one.form)]
    return names or label("session.form", one.form), " · ".join(facts)


def _place(record: ListedSession | RecordLine) -> tuple[str, dict[str, str]]:
    """The page where a record is, and what it is opened on."""
    if isinstance(record, ListedSession):
        return "session", {"session": record.id}
    places = {
        "person": ("people", {"person": record.id}),
        "request": ("request", {"request": record.id}),
        "application": ("person_work", {"person": record.person, "entry": record.id}),
        "checklist_round": ("checklist", {"show": "progress"}),
    }
    if record.kind in places:
        return places[record.kind]
    if record.person:
        return "people", {"person": record.person, "entry": record.id}
    return "service", {"section": record.kind, "entry": record.id}
