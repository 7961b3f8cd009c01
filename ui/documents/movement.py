"""The movement list from wherever one stands: printed at once, or looked at first, for a day or a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.actions.movement import movement_list_state
from app.base.languages import _
from app.store.questions.movement import MovementState
from ui.shell.page import Action, Frame
from ui.theme import Button, Icon, Label, Surface, dates, line

KEY = "Ctrl+Shift+P"


def print_movement_list(frame: Frame, *, day: dt.date | None = None, week: bool = False) -> None:
    """Print the list of a day (left out, today) or of its week; it is shown while it is printed."""
    _open(frame, day, week, now="print")


def show_movement_list(frame: Frame, *, day: dt.date | None = None, week: bool = False) -> None:
    """Look at the list without handing it out."""
    _open(frame, day, week, now="")


def _open(frame: Frame, day: dt.date | None, week: bool, *, now: str) -> None:
    said = day.isoformat() if day and day != frame.clock.today() else ""
    frame.go("paper", document="movement_list", day=said, span="week" if week else "day", now=now)


def movement_actions(
    frame: Frame,
    *,
    day: Callable[[], dt.date | None] = lambda: None,
    week: Callable[[], bool] = lambda: False,
    look: str = "",
) -> tuple[Action, ...]:
    """What a page about days offers: print the list in view with one key; look at it first, by Ctrl+K or a key of the
    page's own."""
    return (
        Action(
            text=_("Print the movement list"),
            key=KEY,
            icon="printer",
            run=lambda: print_movement_list(frame, day=day(), week=week()),
        ),
        Action(
            text=_("Look at the movement list first"),
            key=look,
            icon="list",
            run=lambda: show_movement_list(frame, day=day(), week=week()),
        ),
        Action(
            text=_("Print the week plan for the wall"),
            icon="calendar",
            run=lambda: frame.go("paper", document="week_plan", day=_said(day())),
        ),
        Action(
            text=_("Print appointment slips for tomorrow"),
            icon="calendar-plus",
            run=lambda: frame.go("paper", document="appointment_slips"),
        ),
    )


def changed_said(printed: dt.datetime, *, today: dt.date) -> str:
    """That the list handed out then no longer holds."""
    day, clock = dates.day_said(printed.date(), today=today), dates.clock(printed)
    if printed.date() == today:
        return _("The movement list has changed since it was printed at {clock}", clock=clock)
    return _("The movement list has changed since it was printed {day} at {clock}", day=day, clock=clock)


class ChangedLine(Surface):
    """One line above a page of days where today's list no longer holds; hidden while it does. Its button prints it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__("info", (14, 4, 8, 4))
        self._frame = frame
        row = line(gap=10)
        row.addWidget(Icon("printer", "warn", 17))
        self._text = Label("", wrap=True)
        row.addWidget(self._text, 1)
        again = Button(_("Print it again"), "quiet", height=30, pad=10)
        again.clicked.connect(lambda: print_movement_list(frame))
        row.addWidget(again)
        self.box.addLayout(row)
        self.setHidden(True)

    def ask(self) -> None:
        """Look whether the list still holds."""
        self._frame.work.ask(movement_list_state, then=self._show, instead_of="movement_list")

    def _show(self, state: MovementState) -> None:
        if state.printed is not None:
            self._text.setText(changed_said(state.printed, today=self._frame.clock.today()))
        self.setVisible(state.changed)


def _said(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
