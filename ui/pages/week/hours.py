"""Where the school writes its hours down: guidance, own teaching, lock-up and meetings a weekday, and closed days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.actions.desk import Desk
from app.actions.school_week import KINDS, timetable_starts
from app.actions.timetable import WrittenWeek, closed_days, save_timetable, written_week
from app.base.languages import _
from app.entry.problems import Invalid
from app.entry.spans import read_hours
from app.entry.when import read_day
from app.records.choices import label
from app.records.timetable import WEEKDAYS, ClosedDay
from app.store.store import Changes
from ui.forms.field import Reading
from ui.forms.mnemonics import give_letters
from ui.forms.text import TextField
from ui.forms.when import day_field
from ui.pages.week.closed import ClosedCard
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Label, ScrollColumn, dates, line

Cell = tuple[str, str]
_PLAIN = ~Qt.KeyboardModifier.KeypadModifier


@dataclass(frozen=True)
class Kept:
    """What the page opens with. starts: the days from which a timetable is kept."""

    written: WrittenWeek
    closed: tuple[ClosedDay, ...]
    starts: tuple[dt.date, ...]


def kept_hours(desk: Desk, day: str) -> Kept:
    """The hours that hold on a day (as typed; today where it is not understood), and the closed days that are not over."""
    since = read_day(day, today=desk.today) or desk.today
    shut = tuple(one for one in closed_days(desk) if (one.until or one.day) >= desk.today)
    return Kept(written_week(desk, since), shut, timetable_starts(desk))


class HoursPage(Page):
    """A line for every weekday. What is typed stays until it is saved, also when another place is looked at."""

    name, place, keep = "hours", "week", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._changed, self._since = False, ""
        self._save = Button(_("Save"), "primary", icon="save", key="Ctrl+Enter")
        self._save.clicked.connect(self.save)
        self.header = Header(frame, _("The school's hours"), "", self._save, back=frame.back)
        self.box.addWidget(self.header)
        row = line(gap=16)
        self._column = column = ScrollColumn(gap=16)
        column.box.addWidget(self._week_card())
        self.closed = ClosedCard(frame)
        column.box.addWidget(self.closed)
        column.box.addStretch(1)
        give_letters([self.since, *self.closed.fields()])
        row.addWidget(column, 1)
        self.box.addLayout(row, 1)
        self.offer(Action(text=_("Save the hours"), run=self.save, key="Ctrl+Enter", icon="save"))
        self.bind("Esc", frame.back)

    def _week_card(self) -> Card:
        card = Card()
        top = line(gap=16)
        self.since = day_field(_("Valid from"), today=self.frame.clock.today, past=False)
        self.since.setFixedWidth(230)
        self.since.left.connect(self._other_day)
        top.addWidget(self.since)
        hint = _(
            "Write spans such as 9-11.30, 12.30-15; a word after them says what it is: 10-11 norsk. "
            "What held before stays as it was. Ctrl+↓ copies to the next day."
        )
        top.addWidget(Label(hint, "muted", wrap=True), 1)
        card.box.addLayout(top)
        card.box.addLayout(self._table())
        return card

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self.cells: dict[Cell, TextField] = {}
        for number, kind in enumerate(KINDS):
            grid.addWidget(Label(label("timetable.kind", kind).capitalize(), "label"), 0, number + 1)
            grid.setColumnStretch(number + 1, 1)
        for down, weekday in enumerate(WEEKDAYS):
            day = label("timetable.weekday", weekday).capitalize()
            grid.addWidget(Label(day, "strong"), down + 1, 0, Qt.AlignmentFlag.AlignVCenter)
            for across, kind in enumerate(KINDS):
                name = f"{day}, {label('timetable.kind', kind)}"
                field = TextField("", name=name, reader=_reader)
                field.changed.connect(self._touched)
                field.edit.installEventFilter(self)
                grid.addWidget(field, down + 1, across + 1)
                self.cells[weekday, kind] = field
        return grid

    # -- what a page is asked

    def title(self) -> str:
        return _("The school's hours")

    def first(self) -> QWidget:
        return self.cells["mon", "guidance"].edit

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def touches(self, changes: Changes) -> bool:
        return changes.verb.startswith(("timetable.", "closed_day.", "undone"))

    def reload(self) -> None:
        self.frame.work.ask(kept_hours, self.since.value(), then=self._show, instead_of="hours")

    # -- what is shown and typed

    def _show(self, found: Kept) -> None:
        self.closed.show_days(found.closed)
        if self._changed:
            return
        self.header.facts.setText(self._starts(found.starts))
        self._since = found.written.valid_from
        self.since.set_value(self._since)
        for cell, field in self.cells.items():
            field.set_value(found.written.cells.get(cell, ""))
            if field.edit.hasFocus():
                field.edit.selectAll()  # as Tab would: typing writes anew

    def _touched(self) -> None:
        self._changed = True

    def _other_day(self) -> None:
        """Show the hours of the day that was typed, unless others are being written for it."""
        if not self._changed and self.since.value() != self._since:
            self.reload()

    def _starts(self, days: Sequence[dt.date]) -> str:
        if not days:
            return _("not written down yet: this is only a guess")
        today = self.frame.clock.today()
        return _("kept from {days}", days=", ".join(dates.day_plain(day, today=today) for day in days))

    def save(self) -> None:
        """Keep the hours from the day that stands there on."""
        texts: Mapping[Cell, str] = {cell: field.value() for cell, field in self.cells.items()}
        written = WrittenWeek(self.since.value(), texts)
        self.frame.work.run(save_timetable, written, then=self._saved, failed=self._failed)

    def _saved(self, _changes: Changes) -> None:
        self._changed = False
        self.reload()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Invalid):
            self.frame.fail(error)
            return
        wrong = [(self._field(problem.path), problem.text()) for problem in error.problems]
        for field, text in wrong:
            field.error(text)
        wrong[0][0].take_focus()

    def _field(self, path: tuple[str | int, ...]) -> TextField:
        return self.cells.get((str(path[0]), str(path[-1])), self.since)

    # -- the arrow keys go through a column

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            held = event.modifiers() & _PLAIN
            if by and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
                self._step(watched, by, copy=held == Qt.KeyboardModifier.ControlModifier)
                return True
        return super().eventFilter(watched, event)

    def _step(self, watched: QObject, by: int, *, copy: bool) -> None:
        """To the day before or after in the same column; with Ctrl the text goes along."""
        (weekday, kind), field = next((cell, one) for cell, one in self.cells.items() if one.edit is watched)
        at = WEEKDAYS.index(weekday) + by
        if not 0 <= at < len(WEEKDAYS):
            return
        other = self.cells[WEEKDAYS[at], kind]
        if copy:
            other.set_value(field.value())
            self._touched()
        other.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self._column.reveal(other)


def _reader(text: str) -> Reading | None:
    if not text.strip():
        return None
    if read_hours(text) is None:
        return Reading(False, _("Write hours such as 9-11.30, 12.30-15."))
    return Reading(True, "")
