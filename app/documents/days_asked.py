"""Which days a list is for: a day as it is typed anywhere in the program, or the week that it lies in."""

from __future__ import annotations

import datetime as dt

from app.base.languages import N_
from app.documents.document import Inputs, Parameter
from app.documents.errors import DayNotRead

DAY = Parameter(
    name="day",
    label=N_("Day"),
    hint=N_("Such as: today, tor or 3.3; empty is today"),
)
SPAN = Parameter(
    name="span",
    label=N_("For"),
    kind="choice",
    default="day",
    choices=(("day", N_("the day")), ("week", N_("the whole week"))),
)


def day_asked(inputs: Inputs) -> dt.date:
    """The day in the inputs, today where none is given. Raises DayNotRead."""
    from app.entry.when import read_day

    typed = inputs.values["day"]
    found = read_day(typed, today=inputs.today) if typed else inputs.today
    if found is None:
        raise DayNotRead(given=typed)
    return found


def days_asked(inputs: Inputs) -> tuple[dt.date, dt.date]:
    """The first and the last day: the day itself, or Monday to Sunday of its week. Raises DayNotRead."""
    day = day_asked(inputs)
    if inputs.values.get("span") != "week":
        return day, day
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)
