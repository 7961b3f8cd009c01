"""The hours of a day: what the timetable says of it, and what is left of them for talks. Pure: nothing is read here.

All times are minutes after midnight, ends excluded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from app.base.days import clock_of
from app.entry.spans import overlap, without
from app.store.questions.bookings import TAKES_TIME, Booking
from app.store.questions.hours import DayHours, Span

__all__ = ["DayHours", "Free", "Span", "at_once", "free_in", "span_of", "starts_in"]

START_STEP = 30
"""A talk that is offered begins on a half hour, so that there is time to write and to fetch the next one; where that
leaves too little, it begins as soon as the time is free."""


@dataclass(frozen=True)
class Free:
    """Time in which nothing is planned."""

    day: dt.date
    start: int
    end: int

    @property
    def clock(self) -> str:
        """When it begins, HH:MM."""
        return clock_of(self.start)

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


def span_of(booking: Booking) -> tuple[int, int] | None:
    """The time that a booking takes; None where it has no clock or was cancelled."""
    if not booking.clock or booking.state not in TAKES_TIME:
        return None
    return booking.starts, booking.ends


def free_in(hours: DayHours, booked: Iterable[Booking], *, minutes: int, after: int = 0) -> tuple[Free, ...]:
    """The free time of one day, each piece at least so long. booked: of that day; after: nothing before this minute."""
    spans = [span_of(one) for one in booked]
    taken = ((0, after), *(span for span in spans if span))
    return tuple(
        Free(hours.day, start, end) for start, end in without(hours.open, taken) if end - start >= minutes
    )


def starts_in(free: Free, *, minutes: int) -> tuple[Free, ...]:
    """Free time cut into talks of a length, one after the other, what is left over at the end not offered."""
    found: list[Free] = []
    start = free.start
    while start + minutes <= free.end:
        even = -(-start // START_STEP) * START_STEP
        begins = even if even + minutes <= free.end else start
        found.append(Free(free.day, begins, begins + minutes))
        start = begins + minutes
    return tuple(found)


def at_once(one: Booking, other: Booking) -> bool:
    """Whether two bookings share time."""
    first, second = span_of(one), span_of(other)
    return one.day == other.day and bool(first and second and overlap(first, second))
