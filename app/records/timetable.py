"""The school's week: working days with their hours, valid from a day on, and the days on which it is closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Children, Field, Kind, Secrecy
from app.records.record import Record

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The codes of timetable.weekday in the order of datetime.date.weekday()."""


@dataclass(frozen=True, kw_only=True)
class TimetableSlot(Record):
    """Some hours of one weekday: open for guidance, own teaching, or lock-up. Times are HH:MM, end excluded."""

    weekday: Annotated[
        str,
        Field(label=N_("Weekday"), kind=Kind.CODE, choices="timetable.weekday", secrecy=Secrecy.EXISTS),
    ]
    start: Annotated[str, Field(label=N_("From"), kind=Kind.CLOCK, secrecy=Secrecy.EXISTS)]
    end: Annotated[str, Field(label=N_("To"), kind=Kind.CLOCK, secrecy=Secrecy.EXISTS)]
    kind: Annotated[
        str, Field(label=N_("Kind"), kind=Kind.CODE, choices="timetable.kind", secrecy=Secrecy.EXISTS)
    ] = "guidance"
    label: Annotated[str, Field(label=N_("Called"), secrecy=Secrecy.EXISTS)] = ""


@dataclass(frozen=True, kw_only=True)
class Timetable(Record):
    """The week as it is from a day on, until a later timetable begins."""

    valid_from: Annotated[
        dt.date, Field(label=N_("Valid from"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS)
    ]
    slots: Annotated[
        tuple[TimetableSlot, ...], Children(label=N_("Hours"), of="timetable_slot", owned=True)
    ] = ()


@dataclass(frozen=True, kw_only=True)
class ClosedDay(Record):
    """A day, or some days, on which the school is closed: planning days, holidays of the school, a strike.

    Public holidays are not kept: they are computed (app.base.holidays).
    """

    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS)]
    until: Annotated[
        dt.date | None, Field(label=N_("Until"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS)
    ] = None
    name: Annotated[str, Field(label=N_("Why"), secrecy=Secrecy.EXISTS)] = ""


@dataclass(frozen=True, kw_only=True)
class Series(Record):
    """Sessions that come back: every so many weeks from a day until another. The sessions name it."""

    day: Annotated[dt.date, Field(label=N_("First"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS)]
    weeks: Annotated[int, Field(label=N_("Every … weeks"), kind=Kind.NUMBER, secrecy=Secrecy.EXISTS)] = 1
    until: Annotated[
        dt.date | None, Field(label=N_("Until"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS)
    ] = None
