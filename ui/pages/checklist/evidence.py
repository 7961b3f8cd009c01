"""What the program's records say to a question, under it: a line each, the records behind it one key away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.actions.evidence import (
    Evidence,
    EvidenceOf,
    about_people,
    evidence_records,
    record_kind,
)
from app.actions.record_lines import RecordLine
from app.base.languages import N_, _
from ui.pages.checklist.wrapping import WrapRow
from ui.shell.ask import covered
from ui.shell.page import Page
from ui.shell.sheet import Sheet
from ui.theme import (
    Button,
    Elided,
    Icon,
    KeyHint,
    Label,
    Row,
    ScrollColumn,
    clear,
    column,
    dates,
    line,
    set_shown,
)

PERIOD_NAMES = {
    "round": N_("since the last round"),
    "year": N_("this year"),
    "months": N_("the last twelve months"),
}
LIST_HEIGHT = 380


class EvidenceBox(QWidget):
    """`asked` carries the line whose records are wanted; `turned` asks for the next period."""

    asked = Signal(object)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = column(self, gap=2)
        head = line(gap=8)
        self._head = Elided("", "small")
        head.addWidget(self._head, 1)
        turn = Button(_("Another period"), "quiet", key="Alt+0", height=26, pad=8)
        turn.clicked.connect(self.turned.emit)
        head.addWidget(turn)
        box.addLayout(head)
        self._rows = column(gap=0)
        box.addLayout(self._rows)
        self.lines: tuple[Evidence, ...] = ()
        self.hide()

    def show_lines(self, found: EvidenceOf, lines: Sequence[Evidence], period: str) -> None:
        """The lines to one question."""
        if (found.first, found.last, tuple(lines)) == getattr(self, "_shown", None):
            return
        self._shown = (found.first, found.last, tuple(lines))
        self.lines = tuple(lines)
        self._head.setText(_("From the records since {day}", day=dates.day_full(found.first)))
        self._head.setToolTip(_(PERIOD_NAMES[period]))
        clear(self._rows)
        for at, one in enumerate(self.lines, start=1):
            self._rows.addWidget(self._row(at, one))
        hidden = (why for sign, why in found.rule if any(sign in one.text for one in self.lines))
        for sentence in hidden:
            said = Label(sentence, "small", wrap=True)
            said.setContentsMargins(30, 0, 8, 4)  # in line with the words above it
            self._rows.addWidget(said)
        set_shown(self, bool(self.lines))

    def _row(self, at: int, one: Evidence) -> QWidget:
        row = WrapRow(one.text, margins=(8, 4, 8, 4), gap=8)
        row.add(Icon("eye", "muted", 14))
        row.add(Label(one.text, "small", wrap=True), 1)
        row.add(KeyHint(f"Alt+{at}"))
        row.clicked.connect(lambda: self.asked.emit(one))
        return row


class RecordsSheet(Sheet):
    """The records behind a line; Enter leads to one."""

    def __init__(self, page: Page, one: Evidence, period: str) -> None:
        super().__init__(covered(page), one.text, width=620)
        self._page, self._line = page, one
        self.card.box.addWidget(Label(one.text, "h2", wrap=True))
        self._list = ScrollColumn(gap=0)
        self.card.box.addWidget(self._list)
        foot = line(gap=8)
        foot.addStretch()
        if one.place:
            place = Button(_("Where it is written"), icon="pencil")
            place.clicked.connect(self._to_place)
            foot.addWidget(place)
        self._close = Button(_("Close"), "primary", key=_("Esc"))
        self._close.clicked.connect(self.leave)
        foot.addWidget(self._close)
        self.card.box.addLayout(foot)
        self.open(self._close)
        page.frame.work.ask(evidence_records, one.source, period=period, then=self._show)

    def _show(self, found: tuple[RecordLine, ...]) -> None:
        if not found:
            said = _("There is nothing here that you may open. Of colleagues’ cases only numbers are told.")
            nothing = _("Nothing is written down yet.")
            about_cases = about_people(self._line.source)
            self._list.box.addWidget(Label(said if about_cases else nothing, "muted", wrap=True))
        for record in found:
            self._list.box.addWidget(self._row(record))
        self._list.box.addStretch()
        self._list.setFixedHeight(min(LIST_HEIGHT, 44 * max(1, len(found)) + 8))
        rows = self._list.findChildren(Row)
        if rows:
            rows[0].setFocus()

    def _row(self, record: RecordLine) -> Row:
        day = dates.day_full(record.day) if record.day else ""
        row = Row(f"{day} {record.text}", margins=(8, 8, 8, 8))
        row.two(record.text or day, day if record.text else "")
        row.enter_hint()
        row.clicked.connect(lambda: self._open(record))
        return row

    def _open(self, record: RecordLine) -> None:
        go, place = self._page.frame.go, self._line.place
        self.leave()
        if record.kind == "session":
            go("session", session=record.id)
        elif record.person:
            go("people", person=record.person, entry=record.id)
        elif place:
            go(place, section=record.kind, entry=record.id)

    def _to_place(self) -> None:
        self.leave()
        self._page.frame.go(self._line.place, section=record_kind(self._line.source))
