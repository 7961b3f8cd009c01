"""The timeline of one person: everything, newest first, under months; filtered by kind and by words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollBar, QWidget

from app.actions.people_list import PersonView, found_with_person
from app.base.languages import _, ngettext_
from app.store.questions.person_page import Entry
from ui.forms import ChipGroup, LineEdit
from ui.forms.order import follow_reading_order
from ui.pages.people.entries import PAPERS, SESSIONS, STEPS, group_of, ids_of, told
from ui.pages.people.rows import EntryRow
from ui.shell.page import Page, Section
from ui.theme import Label, column, dates

Act = Callable[[Entry, str], bool]
ALL = "all"
AT_ONCE = 5  # rows made in one go: more would be felt
AHEAD = 400  # pixels below the view that are filled before they are scrolled to
WAIT = 120  # ms between the last letter and the search


class Timeline(QWidget):
    """Rows are made as they come near the view, so that a file of years opens at once."""

    def __init__(self, page: Page, bar: QScrollBar, act: Act, searched: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._bar, self._act, self._searched = page, bar, act, searched
        self._view: PersonView | None = None
        self._entries: list[Entry] = []
        self._made_rows: list[EntryRow] = []
        self._made, self._alone = 0, False
        self.found: frozenset[str] | None = None
        box = column(self, gap=6)
        self.head = Section(_("Timeline"), "")
        self.head.row.setContentsMargins(0, 0, 0, 2)
        self.head.setFixedHeight(42)
        self.search = LineEdit()
        self.search.setFixedWidth(210)
        self.search.setAccessibleName(_("Search with this person"))
        self.head.row.addWidget(self.search)
        box.addWidget(self.head)
        self.kinds = ChipGroup(
            "",
            {
                ALL: _("Everything"),
                SESSIONS: _("Sessions"),
                STEPS: _("Steps"),
                PAPERS: _("Papers and releases"),
            },
            name=_("Show"),
        )
        box.addWidget(self.kinds)
        self._holder = QWidget()
        self._rows = column(self._holder)
        box.addWidget(self._holder)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._fill)
        self.search.textEdited.connect(lambda _text: self._timer.start())
        self.search.returnPressed.connect(self._to_first)
        self.kinds.changed.connect(self._show)
        bar.valueChanged.connect(lambda _value: self._fill())
        bar.rangeChanged.connect(lambda _low, _high: self._fill())

    def show_view(self, view: PersonView, *, alone: bool) -> None:
        """Show this person's entries; another person begins without filter."""
        other = self._view is None or self._view.page.person.id != view.page.person.id
        self._view, self._alone = view, alone
        self.search.setVisible(not alone)
        self.search.setPlaceholderText(_("Search with {name}", name=view.page.person.name))
        if other or alone:
            self.clear_filter()
        self._show()

    def clear_filter(self) -> None:
        """Show everything again."""
        self.kinds.set_value(ALL)
        self.search.clear()
        self.found = None

    def rows(self) -> list[EntryRow]:
        """The rows made so far, from top to bottom."""
        return self._made_rows

    def row_of(self, token: str) -> EntryRow | None:
        """The row of an entry, made if it was not yet; None where it is not shown."""
        at = next((at for at, entry in enumerate(self._entries) if token in ids_of(entry)), -1)
        while 0 <= self._made <= at:
            self._make_some()
        return next((row for row in self.rows() if token in ids_of(row.entry)), None)

    def search_again(self) -> None:
        """The entries have changed: so may have what the words are found in."""
        if self.search.text().strip():
            self._ask()

    def _ask(self) -> None:
        text = self.search.text().strip()
        if not text or self._view is None:
            self._answer(("", frozenset()))
            return
        person = self._view.page.person.id
        self._page.frame.work.ask(
            found_with_person, person, text, then=self._answer, instead_of="person.search"
        )

    def _answer(self, answer: tuple[str, frozenset[str]]) -> None:
        text, ids = answer
        if text != self.search.text().strip():
            return
        self.found = ids if text else None
        self._show()
        self._searched()

    def _to_first(self) -> None:
        rows = self.rows()
        if rows:
            rows[0].setFocus()

    def _show(self) -> None:
        if self._view is None:
            return
        kind = self.kinds.value()
        everything = self._view.page.timeline
        self._entries = [
            entry
            for entry in everything
            if (kind in ("", ALL) or group_of(entry) == kind)
            and (self.found is None or ids_of(entry) & self.found)
        ]
        self.head.count.setText(_counted(self._entries, self._view.today))
        self.kinds.setVisible(len(everything) > 1)
        self.search.setVisible(len(everything) > 1 and not self._alone)
        self._begin_again()
        self._make_some()
        if not self._entries:
            self._rows.addWidget(Label(self._nothing(), "muted", wrap=True))

    def _begin_again(self) -> None:
        """A new empty holder for the rows: letting go of the old one whole is quicker than row by row."""
        old, self._holder = self._holder, QWidget()
        self._rows = column(self._holder)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(old, self._holder)
        old.hide()
        old.deleteLater()
        self._holder.show()
        self._made, self._made_rows = 0, []

    def _nothing(self) -> str:
        if self._view is not None and self._view.page.timeline:
            return _("Nothing here fits. Fewer letters find more.")
        return _("Nothing is written yet. Ctrl+N writes down the first session, Ctrl+I the intake.")

    def _fill(self) -> None:
        if self._made < len(self._entries) and self._bar.value() > self._bar.maximum() - AHEAD:
            self._make_some()

    def _make_some(self) -> None:
        view = self._view
        if view is None:
            return
        if self._made_rows:
            self._made_rows[-1].thread_line.set_last(False)
        part = QWidget()  # shown as a whole: each row shown by itself would lay out the page again
        lines = column(part)
        month = self._entries[self._made - 1].day if self._made else None
        for entry in self._entries[self._made : self._made + AT_ONCE]:
            if month is None or (entry.day.year, entry.day.month) != (month.year, month.month):
                lines.addWidget(self._month(entry.day))
            month = entry.day
            said = told(entry, today=view.today, alone=self._alone)
            row = EntryRow(entry, said, partial(self._act, entry))
            row.clicked.connect(partial(self._act, entry, "Enter"))
            lines.addWidget(row)
            self._made_rows.append(row)
        self._rows.addWidget(part)
        part.show()  # now and not with the next event: the focus may be meant for a row of it
        self._made = min(self._made + AT_ONCE, len(self._entries))
        if self._made < len(self._entries):
            self._more.start(0)  # after these are laid out: there may be room for more
        if self._made_rows:
            self._made_rows[-1].thread_line.set_last(self._made >= len(self._entries))
        follow_reading_order(self)

    def _month(self, day: dt.date) -> QWidget:
        heading = Label(dates.month(day), "label")
        heading.setContentsMargins(8, 6 if self._made_rows else 2, 0, 6)
        return heading


def _counted(entries: list[Entry], today: dt.date) -> str:
    """Such as "9 entries since October 2025"."""
    if not entries:
        return ""
    first = min(entry.day for entry in entries)
    since = _("since {month}", month=dates.month(first))
    return f"{ngettext_('{count} entry', '{count} entries', len(entries))} {since}"
