"""The movement list from wherever one stands: printed at once, or looked at first, for a day or a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.base.languages import _
from ui.shell.page import Action, Frame

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
) -> tuple[Action, ...]:
    """What a page about days offers: print the list in view with one key; look at it first, by Ctrl+K."""
    return (
        Action(
            text=_("Print the movement list"),
            key=KEY,
            icon="printer",
            run=lambda: print_movement_list(frame, day=day(), week=week()),
        ),
        Action(
            text=_("Look at the movement list first"),
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


def _said(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
