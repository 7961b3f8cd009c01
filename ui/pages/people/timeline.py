"""The timeline of one person: everything, newest first, under months; filtered by kind and by words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from time import thread_time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollBar, QWidget

from app.actions.people_list import PersonView, found_with_person
from app.base.languages import _, ngettext_
from app.store.questions.person_page import Entry
from ui.forms import ChipGroup, LineEdit
from ui.lists import Lines
from ui.pages.people.entries import PAPERS, SESSIONS, STEPS, group_of, ids_of
from ui.pages.people.rows import EntryRow
from ui.shell.page import Page, Section
from ui.theme import Label, column, dates

Act = Callable[[Entry, str], bool]
ALL = "all"
AT_ONCE = 6  # rows that are there at once
SLICE = 0.006  # seconds of work after which the next rows wait for another turn: longer would be felt
SPARE = 24  # rows kept for the next person
AHEAD = 400  # pixels below the view that are filled before they are scrolled to
WAIT = 120  # ms between the last letter and the search


class Timeline(QWidget):
    """Rows are shown as they come near the view, so that a file of years opens at once, and used again.

    The rows of what has not changed are left as they are; those of another person's entries are told anew.
    """

    def __init__(self, page: Page, bar: QScrollBar, act: Act, searched: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._bar, self._act, self._searched = page, bar, act, searched
        self._view: PersonView | None = None
        self._entries: list[Entry] = []
        self._shown: list[EntryRow] = []
        self._spare: list[EntryRow] = []
        self._months: dict[str, Label] = {}
        self._alone = self._same = False
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
        self._lines = Lines()
        self._nothing = Label("", "muted", wrap=True)
        box.addWidget(self._lines)
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
        self._same = not other
        self._view, self._alone = view, alone
        self.search.setPlaceholderText(_("Search with {name}", name=view.page.person.name))
        if other or alone:
            self.clear_filter()
        self._show()
        self._same = False

    def clear_filter(self) -> None:
        """Show everything again."""
        self.kinds.set_value(ALL)
        self.search.clear()
        self.found = None

    def rows(self) -> list[EntryRow]:
        """The rows shown so far, from top to bottom."""
        return self._shown

    def row_of(self, token: str) -> EntryRow | None:
        """The row of an entry, shown now if it was not yet; None where it is not to be shown."""
        at = next((at for at, entry in enumerate(self._entries) if token in ids_of(entry)), -1)
        if at >= len(self._shown):
            self._show_rows(at + 1)
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
        self._show_rows(max(AT_ONCE, len(self._shown) if self._same else 0))

    def _words_for_nothing(self) -> str:
        if self._view is not None and self._view.page.timeline:
            return _("Nothing here fits. Fewer letters find more.")
        return _("Nothing is written yet. Ctrl+N writes down the first session, Ctrl+I the intake.")

    def _fill(self) -> None:
        """More rows where the view comes near their end, for a slice of time."""
        if self._more_wanted(self._lines.height_shown()):
            self._show_rows(len(self._shown) + 1, ends=thread_time() + SLICE)

    def _more_wanted(self, height: int) -> bool:
        """Whether rows of this height in pixels do not yet reach what can be seen or is about to be."""
        more = len(self._shown) < len(self._entries)
        return more and height < self._bar.value() + self._bar.pageStep() + AHEAD

    def _show_rows(self, count: int, *, ends: float = 0.0) -> None:
        """Show the first `count` entries, and as many more as are wanted and come until `ends`, in seconds of this
        thread's work.
        """
        view = self._view
        if view is None:
            return
        before = {row.token: row for row in self._shown}
        rows: list[EntryRow] = []
        height, width = 0, self._lines.width()
        for entry in self._entries:
            if len(rows) >= count and (thread_time() >= ends or not self._more_wanted(height)):
                break
            row = before.pop(entry.record.id, None) or self._row()
            row.show_entry(entry, today=view.today, alone=self._alone)
            row.set_last(entry is self._entries[-1])
            rows.append(row)
            height += row.heightForWidth(width)
        self._shown = rows
        self._lay_out()
        self._put_away(list(before.values()))
        if self._more_wanted(height):
            self._more.start(0)

    def _row(self) -> EntryRow:
        return self._spare.pop() if self._spare else EntryRow(self._act)

    def _put_away(self, rows: list[EntryRow]) -> None:
        for row in rows:
            row.forget()
        self._spare += rows
        for row in self._spare[SPARE:]:
            row.deleteLater()
        del self._spare[SPARE:]

    def _lay_out(self) -> None:
        """The rows under their months, or what there is to say where there are none."""
        lines: list[QWidget] = []
        months: dict[str, Label] = {}
        for row in self._shown:
            month = dates.month(row.entry.day)
            if month not in months:
                months[month] = self._month(month, first=not months)
                lines.append(months[month])
            lines.append(row)
        if not lines:
            self._nothing.setText(self._words_for_nothing())
            lines = [self._nothing]
        self._lines.show_lines(lines, behind=self.kinds.row.chips()[-1])
        for month, label in self._months.items():
            if month not in months:
                label.deleteLater()
        self._months = months

    def _month(self, month: str, *, first: bool) -> Label:
        heading = self._months.get(month) or Label(month, "label")
        heading.setContentsMargins(8, 2 if first else 6, 0, 6)
        return heading


def _counted(entries: list[Entry], today: dt.date) -> str:
    """Such as "9 entries since October 2025"."""
    if not entries:
        return ""
    first = min(entry.day for entry in entries)
    since = _("since {month}", month=dates.month(first))
    count = ngettext_("{count} entry", "{count} entries", len(entries))
    return f"{count} {since}"
