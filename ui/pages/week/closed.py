"""The days on which the school is closed: a line to add one, the ones that are kept, and the holidays that are computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.actions.timetable import remove_closed_day, save_closed_day
from app.base.holidays import holiday, holidays
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.timetable import ClosedDay
from app.store.store import Changes
from ui.forms.text import TextField
from ui.forms.when import day_field
from ui.shell.page import Frame
from ui.theme import Button, Card, Icon, Label, Row, clear, column, dates, line

NAMED_AHEAD = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClosedCard(Card):
    """Enter in the line adds the day; Del on a kept one removes it. Both can be undone."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.box.addWidget(Label(_("Closed days"), "h3"))
        row = line(gap=10)
        today = frame.clock.today
        self.day = day_field(_("First day"), today=today, past=False)
        self.until = day_field(_("Last day"), today=today, past=False)
        self.why = TextField(_("Why"), placeholder=_("such as planning day, winter holiday"))
        for field, stretch in ((self.day, 2), (self.until, 2), (self.why, 3)):
            row.addWidget(field, stretch)
            field.edit.installEventFilter(self)
        self._add = Button(_("Add"), "plain", icon="plus", key=_("Enter"))
        self._add.clicked.connect(self.add_day)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        self.box.addLayout(row)
        self._list = column(gap=2)
        self.box.addLayout(self._list)
        self.rows: list[ClosedRow] = []
        self.box.addWidget(Label(_coming(today()), "small", wrap=True))

    def show_days(self, closed: Sequence[ClosedDay]) -> None:
        """Show these; the focus stays at its place in the list."""
        at = next((n for n, row in enumerate(self.rows) if row.hasFocus()), -1)
        clear(self._list)
        today = self._frame.clock.today()
        self.rows = [ClosedRow(one, today) for one in closed]
        for row in self.rows:
            row.removed.connect(self._remove)
            self._list.addWidget(row)
        if at >= 0:
            (self.rows[min(at, len(self.rows) - 1)] if self.rows else self.day).setFocus()

    def fields(self) -> tuple[TextField, ...]:
        """The fields of the line, for their Alt+letters."""
        return self.day, self.until, self.why

    def add_day(self) -> None:
        """Keep what stands in the line."""
        said = {"day": self.day.value(), "until": self.until.value(), "name": self.why.value()}
        self._frame.work.run(
            save_closed_day, Draft("closed_day", said), then=self._added, failed=self._failed
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.add_day()
            return True
        return super().eventFilter(watched, event)

    def _added(self, _changes: Changes) -> None:
        for field in (self.day, self.until, self.why):
            field.set_value("")
        self.day.take_focus()

    def _remove(self, id: str) -> None:
        self._frame.work.run(remove_closed_day, id)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Invalid):
            self._frame.fail(error)
            return
        for problem in error.problems:
            field = {"until": self.until, "name": self.why}.get(str(problem.path[0]), self.day)
            field.error(problem.text())
            field.take_focus()


class ClosedRow(Row):
    """A day, or some, that is kept as closed."""

    removed = Signal(str)

    def __init__(self, closed: ClosedDay, today: dt.date) -> None:
        days = dict.fromkeys((closed.day, closed.until or closed.day))
        text = " – ".join(dates.day_short(day, today=today) for day in days)
        super().__init__(_("Closed: {name}", name=f"{text} {closed.name}"), margins=(8, 6, 8, 6))
        self._id = closed.id
        self.add(Icon("door-open", "muted", 16))
        self.two(text, closed.name)
        self.enter_hint(_("Del"))
        self.setAccessibleDescription(_("Del: the day is open again."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit(self._id)
            return
        super().keyPressEvent(event)


def _coming(today: dt.date) -> str:
    """The next public holidays, which nobody has to write down."""
    days = sorted(day for year in (today.year, today.year + 1) for day in holidays(year) if day >= today)
    named = [f"{holiday(day)} {dates.day_plain(day, today=today)}" for day in days[:NAMED_AHEAD]]
    return _("Public holidays are known: {days} …", days=", ".join(named))
