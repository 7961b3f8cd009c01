"""The week to look at and to book in: which hours are free, what clashes, and days, weeks and months as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.actions.clashes import Clash, clashes_of, clashes_of_day
from app.actions.desk import Desk
from app.actions.hours import DayHours, Free, Span, free_in, starts_in
from app.actions.school_week import (
    A_DAY,
    SOUGHT_DAYS,
    WrittenWeek,
    closed_days,
    hours_between,
    hours_of,
    is_kept,
    open_day,
    remove_closed_day,
    save_closed_day,
    save_timetable,
    written_week,
)
from app.base.days import add_months
from app.base.settings import USUAL_MINUTES
from app.entry.draft import Draft
from app.entry.when import read_clock, read_day, read_minutes
from app.records.place import Room
from app.store.questions.bookings import TAKES_TIME, Booked, Booking, Ordered, bookings, taken
from app.store.questions.picking import people_here
from app.store.questions.queue import Waiting, queue

__all__ = [
    "Clash",
    "DayHours",
    "Free",
    "MonthDay",
    "MonthView",
    "Span",
    "WeekView",
    "WrittenWeek",
    "clashes",
    "closed_days",
    "first_free",
    "free_hours",
    "hours_between",
    "hours_of",
    "is_kept",
    "month",
    "open_day",
    "remove_closed_day",
    "save_closed_day",
    "save_timetable",
    "starts_in",
    "week",
    "written_week",
]

SHOWN_STATES = (*TAKES_TIME, "no_show", "cancelled_inmate", "cancelled_school", "cancelled_prison")
"""What a week shows: also what was cancelled, faintly, so that one sees what became of it."""


@dataclass(frozen=True)
class WeekView:
    """A week as it is looked at and booked in. clashes: by the id of the booking; free: pieces of the usual length
    or longer, none of them past; queue: who waits for a talk, the longest first; kept: whether the school has written its
    hours down; minutes: the usual length of a talk; theirs: colleagues' talks that take a room or one's own people."""

    monday: dt.date
    days: tuple[DayHours, ...]
    bookings: tuple[Booking, ...]
    clashes: Mapping[str, tuple[Clash, ...]]
    free: tuple[Free, ...]
    queue: tuple[Waiting, ...]
    kept: bool
    minutes: int
    theirs: tuple[Booking, ...] = ()


@dataclass(frozen=True)
class MonthDay:
    """A day of the month's sheet. planned: talks that take place; minutes: how much is free yet."""

    hours: DayHours
    planned: int
    minutes: int
    clashing: bool


@dataclass(frozen=True)
class MonthView:
    """The whole weeks that a month lies in."""

    first: dt.date
    days: tuple[MonthDay, ...]


# --- what is free ----------------------------------------------------------------------------------


def free_hours(desk: Desk, since: dt.date, until: dt.date, *, minutes: int) -> tuple[Free, ...]:
    """Time in which nothing is planned and guidance is open, each piece at least so long; nothing that has passed."""
    booked = bookings(desk.store, viewer=desk.viewer, since=since, until=until)
    return _free(desk, hours_between(desk, since, until), booked, minutes)


def first_free(desk: Desk, since: dt.date, *, minutes: int) -> Free | None:
    """The first free time for a talk of this length from a day on; None where there is none for long."""
    found = free_hours(desk, since, since + A_DAY * SOUGHT_DAYS, minutes=minutes)
    return starts_in(found[0], minutes=minutes)[0] if found else None


def _free(desk: Desk, days: Iterable[DayHours], booked: Iterable[Booking], minutes: int) -> tuple[Free, ...]:
    by_day: dict[dt.date, list[Booking]] = {}
    for one in booked:
        by_day.setdefault(one.day, []).append(one)
    return tuple(
        free
        for hours in days
        if hours.day >= desk.today
        for free in free_in(hours, by_day.get(hours.day, ()), minutes=minutes, after=_past(desk, hours.day))
    )


def _past(desk: Desk, day: dt.date) -> int:
    """Up to which minute a day has passed, in fives."""
    now = desk.clock.now()
    return -(-(now.hour * 60 + now.minute) // 5) * 5 if day == desk.today else 0


# --- what clashes ----------------------------------------------------------------------------------


def clashes(desk: Desk, about: Draft | Booking) -> tuple[Clash, ...]:
    """What stands in the way of a booking, or of a session that is being written; nothing while it has no day."""
    booking = about if isinstance(about, Booking) else _as_booking(desk, about)
    if booking is None:
        return ()
    store, on = desk.store, booking.day
    day = bookings(store, viewer=desk.viewer, since=on, until=on)
    day += taken(store, viewer=desk.viewer, since=on, until=on)
    return clashes_of(booking, day, hours_of(desk, booking.day), seats=_seats(desk))


def _as_booking(desk: Desk, draft: Draft) -> Booking | None:
    """The session of a draft as far as it can be read yet; None without a day."""
    day = read_day(draft.get("day"), today=desk.today)
    if day is None:
        return None
    room = draft.get("room")
    return Booking(
        id=draft.record_id or draft.id,
        day=day,
        clock=read_clock(draft.get("clock")) or "",
        minutes=read_minutes(draft.get("minutes")) or 0,
        form=draft.get("form"),
        state="planned",
        topic=draft.get("topic"),
        language=draft.get("language"),
        language_handling=draft.get("language_handling"),
        place=draft.get("place"),
        room=next((one.name for one in _rooms(desk) if one.id == room), ""),
        room_id=room,
        series="",
        cancel_reason="",
        people=_people(desk, draft),
        interpreters=tuple(
            Ordered(row.get("language"), row.get("kind"), row.get("state"))
            for row in draft.rows("interpreters")
        ),
    )


def _people(desk: Desk, draft: Draft) -> tuple[Booked, ...]:
    ids = tuple(row.get("person") for row in draft.rows("attendances") if row.get("came") != "no")
    lines = people_here(desk.store, viewer=desk.viewer, ids=ids) if ids else []
    return tuple(Booked(one.id, one.name, "", "", "", "") for one in lines)


def _rooms(desk: Desk) -> list[Room]:
    return desk.store.find(Room, viewer=desk.viewer)


def _seats(desk: Desk) -> dict[str, int]:
    return {room.id: room.seats for room in _rooms(desk) if room.seats}


# --- what is looked at -----------------------------------------------------------------------------


def week(desk: Desk, day: dt.date) -> WeekView:
    """The week that a day lies in, Monday to Sunday; free time is looked for in the usual length of a talk."""
    minutes = desk.setting(USUAL_MINUTES)
    monday = day - A_DAY * day.weekday()
    days = hours_between(desk, monday, monday + A_DAY * 6)
    shown = bookings(desk.store, viewer=desk.viewer, since=monday, until=days[-1].day, states=SHOWN_STATES)
    theirs = taken(desk.store, viewer=desk.viewer, since=monday, until=days[-1].day)
    found = _clashes(desk, days, shown + theirs)
    waiting = queue(desk.store, viewer=desk.viewer, day=desk.today)
    return WeekView(
        monday, days, shown, found, _free(desk, days, shown, minutes), waiting, is_kept(desk), minutes, theirs
    )


def month(desk: Desk, day: dt.date) -> MonthView:
    """The whole weeks that the month of a day lies in."""
    minutes = desk.setting(USUAL_MINUTES)
    first = day.replace(day=1)
    since, last = first - A_DAY * first.weekday(), add_months(first, 1) - A_DAY
    days = hours_between(desk, since, last + A_DAY * (6 - last.weekday()))
    shown = bookings(desk.store, viewer=desk.viewer, since=since, until=days[-1].day)
    free, found = _free(desk, days, shown, minutes), _clashes(desk, days, shown)
    sheet = (_month_day(hours, [one for one in shown if one.day == hours.day], free, found) for hours in days)
    return MonthView(first, tuple(sheet))


def _month_day(
    hours: DayHours, booked: list[Booking], free: Iterable[Free], found: Mapping[str, object]
) -> MonthDay:
    left = sum(one.minutes for one in free if one.day == hours.day)
    return MonthDay(hours, len(booked), left, any(one.id in found for one in booked))


def _clashes(desk: Desk, days: Iterable[DayHours], booked: Iterable[Booking]) -> dict[str, tuple[Clash, ...]]:
    """Of the bookings that are still to come, by their id; of what is past nobody can mend anything."""
    seats, all_of = _seats(desk), tuple(booked)
    found: dict[str, tuple[Clash, ...]] = {}
    for hours in days:
        if hours.day >= desk.today:
            found |= clashes_of_day([one for one in all_of if one.day == hours.day], hours, seats=seats)
    return {
        one.id: found[one.id]
        for one in all_of
        if one.state == "planned" and not one.theirs and one.id in found
    }
