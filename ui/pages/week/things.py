"""What a week's grid shows, one thing after the other: bookings, free time, what the timetable takes. No Qt in here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.actions.clashes import Clash
from app.actions.timetable import DayHours, WeekView, starts_in
from app.base.days import clock_of
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.spoken import language_name
from app.store.questions.bookings import Booking
from ui.theme import dates

ThingKind = Literal["booking", "free", "span", "day", "theirs"]


@dataclass(frozen=True)
class Thing:
    """One thing of a day. start and end: minutes after midnight; lane of lanes: its place beside others at the same time.

    beside: a free hour and the cancelled booking that left it. kind: "day" stands for a day on which there is nothing
    else to rest on; "span" and "theirs", a colleague's talk of which time, room and whose are told, cannot be chosen.
    """

    kind: ThingKind
    day: dt.date
    start: int
    end: int
    title: str
    detail: str = ""
    spoken: str = ""
    span: str = ""
    booking: Booking | None = None
    clashes: tuple[Clash, ...] = ()
    lane: int = 0
    lanes: int = 1
    beside: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is called when the week is read again."""
        return self.kind, self.booking.id if self.booking else f"{self.day} {self.start} {self.lane}"

    @property
    def timeless(self) -> bool:
        """True for a booking without a clock."""
        return self.booking is not None and not self.booking.clock

    @property
    def closed(self) -> bool:
        """True for a day on which the school is closed."""
        return self.span == "closed"

    @property
    def cancelled(self) -> bool:
        """True for a booking that does not take place."""
        return self.booking is not None and self.booking.state.startswith("cancelled")


def shown_days(view: WeekView) -> tuple[DayHours, ...]:
    """Monday to Friday, and of the weekend what has hours or bookings."""
    busy = {one.day for one in (*view.bookings, *view.theirs)}
    return tuple(one for one in view.days if one.day.weekday() < 5 or one.open or one.day in busy)


def things_of(view: WeekView, days: Sequence[DayHours]) -> tuple[Thing, ...]:
    """Everything of these days in the order in which the keys go through it."""
    return tuple(thing for hours in days for thing in _day(view, hours))


def _day(view: WeekView, hours: DayHours) -> Iterator[Thing]:
    booked = _in_lanes([_booking(one, view) for one in view.bookings if one.day == hours.day])
    free = [
        _free(hours.day, piece.start, piece.end)
        for gap in view.free
        if gap.day == hours.day
        for piece in starts_in(gap, minutes=view.minutes)
    ]
    booked, free = _shared(booked, free)
    spans = () if hours.closed else tuple(_spans(hours))
    theirs = _in_lanes([_colleagues(one) for one in view.theirs if one.day == hours.day and one.clock])
    if not booked and not free:
        yield _nothing(hours)
    yield from sorted((*booked, *free, *spans, *theirs), key=lambda one: (one.start, one.kind != "booking"))


def _shared(booked: list[Thing], free: list[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Both, with those marked that lie over one another: what was cancelled left its hour free."""
    off = [one for one in booked if one.cancelled and one.lanes == 1 and not one.timeless]
    pairs = [(one, other) for one in off for other in free if one.start < other.end and other.start < one.end]
    marked = {thing.key for pair in pairs for thing in pair}

    def mark(things: list[Thing]) -> list[Thing]:
        return [replace(one, beside=True) if one.key in marked else one for one in things]

    return mark(booked), mark(free)


def _booking(booking: Booking, view: WeekView) -> Thing:
    clashes = view.clashes.get(booking.id, ())
    title, detail = who(booking), _detail(booking)
    parts = (said_time(booking), title, detail, *(clash.text for clash in clashes))
    return Thing(
        "booking",
        booking.day,
        booking.starts,
        booking.ends,
        title,
        detail,
        spoken=_joined(dates.day_long(booking.day), *parts),
        booking=booking,
        clashes=clashes,
    )


def _colleagues(booking: Booking) -> Thing:
    """A colleague's talk: whose, where and when, and nothing of whom it is with."""
    title = " · ".join(part for part in (booking.theirs, booking.room) if part)
    spoken = _joined(dates.day_long(booking.day), said_time(booking), _("colleague’s talk"), title)
    return Thing(
        "theirs",
        booking.day,
        booking.starts,
        booking.ends,
        booking.theirs,
        booking.room,
        spoken,
        span="theirs",
    )


def who(booking: Booking) -> str:
    """Whom it is with, or what the group is about."""
    names = ", ".join(one.name for one in booking.people)
    if booking.form == "group":
        count = ngettext_("{count} person", "{count} people", len(booking.people))
        return f"{booking.topic or _('Group')} ({count})"
    return names or _("Nobody named")


def said_time(booking: Booking) -> str:
    """From when until when; for a booking without a clock how long."""
    if not booking.clock:
        return _("no time set")
    return f"{dates.clock(booking.clock)}–{dates.clock(clock_of(booking.ends))}"


def _detail(booking: Booking) -> str:
    """State where it is not simply planned, room, ward, and the interpreter with what is still open about it."""
    state = "" if booking.state == "planned" else label("session.state", booking.state)
    why = label("cancel.reason", booking.cancel_reason) if booking.cancel_reason else ""
    wards = dict.fromkeys(one.ward for one in booking.people if one.ward)
    orders = (
        f"{language_name(one.language)}: {label('interpreter.state', one.state)}"
        for one in booking.interpreters
        if one.state != "cancelled"
    )
    ward = next(iter(wards)) if len(wards) == 1 else ""
    return " · ".join(part for part in (state, why, booking.room, ward, *orders) if part)


def _free(day: dt.date, start: int, end: int) -> Thing:
    time = f"{dates.clock(clock_of(start))}–{dates.clock(clock_of(end))}"
    return Thing("free", day, start, end, time, spoken=_joined(dates.day_long(day), time, _("free")))


def _spans(hours: DayHours) -> Iterator[Thing]:
    for one in hours.spans:
        if one.kind == "guidance":
            continue
        name = one.label or label("timetable.kind", one.kind).capitalize()
        time = f"{dates.clock(clock_of(one.start))}–{dates.clock(clock_of(one.end))}"
        spoken = _joined(dates.day_long(hours.day), time, label("timetable.kind", one.kind), one.label)
        yield Thing("span", hours.day, one.start, one.end, name, time, spoken, span=one.kind)


def _nothing(hours: DayHours) -> Thing:
    text = _("Closed: {name}", name=hours.closed) if hours.closed else _("nothing booked")
    spoken = _joined(dates.day_long(hours.day), text)
    return Thing("day", hours.day, 0, 0, text, spoken=spoken, span="closed" if hours.closed else "")


def _in_lanes(things: Iterable[Thing]) -> list[Thing]:
    """Things that share time lie beside each other: each cluster of them in as few lanes as it needs."""
    done: list[Thing] = []
    cluster: list[Thing] = []
    ends: list[int] = []
    for thing in sorted(things, key=lambda one: (one.start, one.end)):
        if thing.timeless:
            done.append(thing)
            continue
        if cluster and thing.start >= max(ends):
            done += _settled(cluster, len(ends))
            cluster, ends = [], []
        lane = next((n for n, end in enumerate(ends) if end <= thing.start), len(ends))
        ends[lane : lane + 1] = [thing.end]
        cluster.append(replace(thing, lane=lane))
    return [*done, *_settled(cluster, len(ends))]


def _settled(cluster: list[Thing], lanes: int) -> list[Thing]:
    return [replace(one, lanes=lanes) for one in cluster]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
