"""The hours of some days as the school keeps them: which timetable holds, what is closed, and the public holidays.

All times are minutes after midnight, ends excluded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.days import minutes_of_day
from app.base.holidays import holidays
from app.base.languages import N_, catalogue
from app.entry.spans import Spans, merged, without
from app.records.timetable import WEEKDAYS, ClosedDay, Timetable, TimetableSlot

if TYPE_CHECKING:
    from app.store.access import Viewer
    from app.store.store import Store

A_DAY = dt.timedelta(days=1)
USUAL_WEEK = Timetable(
    valid_from=dt.date.min,
    slots=tuple(TimetableSlot(weekday=day, start="09:00", end="15:00") for day in WEEKDAYS[:5]),
)
"""What holds while no timetable is kept: guidance from nine to three, Monday to Friday."""
CLOSED = N_("closed")


@dataclass(frozen=True)
class Span:
    """Some time of a day. kind: a code of timetable.kind; label: what it is called, mostly "" ."""

    kind: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True)
class DayHours:
    """A day as the school has it. closed: why nothing is open, in the language asked for, "" for an ordinary day."""

    day: dt.date
    closed: str = ""
    spans: tuple[Span, ...] = ()

    def of(self, *kinds: str) -> Spans:
        """The time of these kinds, in order."""
        return merged(tuple((one.start, one.end) for one in self.spans if one.kind in kinds))

    @property
    def taken(self) -> Spans:
        """Teaching, lock-up and meetings."""
        return merged(tuple((one.start, one.end) for one in self.spans if one.kind != "guidance"))

    @property
    def open(self) -> Spans:
        """The hours of guidance that nothing else of the timetable takes; none on a closed day."""
        return () if self.closed else without(self.of("guidance"), self.taken)


def hours_between(
    store: Store, *, viewer: Viewer, since: dt.date, until: dt.date, language: str
) -> tuple[DayHours, ...]:
    """The hours of each day from one to another, both included. language: nb, nn or en, for the names of holidays."""
    tables, closed = timetables(store, viewer=viewer), store.find(ClosedDay, viewer=viewer, order="day")
    days = (since + A_DAY * ahead for ahead in range((until - since).days + 1))
    return tuple(DayHours(day, _closed(day, closed, language), _spans(day, tables)) for day in days)


def timetables(store: Store, *, viewer: Viewer) -> list[Timetable]:
    """The newest first; of two from the same day the one written later. The usual week where none is kept."""
    return store.find(Timetable, viewer=viewer, order="-valid_from") or [USUAL_WEEK]


def table_of(day: dt.date, tables: list[Timetable]) -> Timetable:
    """The timetable that holds on a day. Before the first one began, that is the best that is known."""
    return next((one for one in tables if one.valid_from <= day), tables[-1])


def _closed(day: dt.date, kept: Iterable[ClosedDay], language: str) -> str:
    texts = catalogue(language)
    own = [one for one in kept if one.day <= day <= (one.until or one.day)]
    public = [texts.say(name) for name in holidays(day.year).get(day, ())]
    names = [name for name in (*public, *(one.name for one in own)) if name]
    return ", ".join(dict.fromkeys(names)) or (texts.say(CLOSED) if own else "")


def _spans(day: dt.date, tables: list[Timetable]) -> tuple[Span, ...]:
    weekday = WEEKDAYS[day.weekday()]
    slots = (one for one in table_of(day, tables).slots if one.weekday == weekday and one.start < one.end)
    spans = (Span(one.kind, minutes_of_day(one.start), minutes_of_day(one.end), one.label) for one in slots)
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
