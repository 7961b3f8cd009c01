"""What stands in the way of a booking, in words: flagged, never forbidden. Pure: nothing is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.actions.hours import DayHours, at_once, span_of
from app.base.days import clock_of, show_clock
from app.base.languages import N_, _, current
from app.entry.spans import overlap, without
from app.records.spoken import language_name
from app.store.questions.bookings import TAKES_TIME, Booked, Booking

_IN_THE_WAY = {
    "lockup": N_("Lock-up {time}"),
    "teaching": N_("Own teaching {time}"),
    "meeting": N_("Meeting {time}"),
}


@dataclass(frozen=True)
class Clash:
    """One thing in the way. kind: person, room, hour, interpreter (with another booking), seats, closed, outside,
    lockup, teaching or meeting. text: in the window's language. other: the id of the other booking, "" for none."""

    kind: str
    text: str
    other: str = ""


Finder = Callable[[Booking, Booking], str]


def clashes_of(
    booking: Booking, day: Iterable[Booking], hours: DayHours, *, seats: Mapping[str, int] | None = None
) -> tuple[Clash, ...]:
    """All that stands in the way of one booking. day: the bookings of its day, itself or not; seats: room → how many."""
    if booking.state not in TAKES_TIME:
        return ()
    alone = (*_too_many(booking, seats or {}), *_against_hours(booking, hours))
    return (*(clash for other in day for clash in between(booking, other)), *alone)


def clashes_of_day(
    day: Sequence[Booking], hours: DayHours, *, seats: Mapping[str, int] | None = None
) -> dict[str, tuple[Clash, ...]]:
    """Booking id → what stands in its way, for those with something."""
    beside = _beside(day)
    found = {one.id: clashes_of(one, beside.get(one.id, ()), hours, seats=seats) for one in day}
    return {id: clashes for id, clashes in found.items() if clashes}


def _beside(day: Iterable[Booking]) -> dict[str, list[Booking]]:
    """Booking id → those that share time with it: only neighbours in time are compared, not each with each."""
    timed = sorted(((span, one) for one in day if (span := span_of(one))), key=lambda pair: pair[0])
    found: dict[str, list[Booking]] = {}
    for at, (span, one) in enumerate(timed):
        for later, other in timed[at + 1 :]:
            if later[0] >= span[1]:
                break
            found.setdefault(one.id, []).append(other)
            found.setdefault(other.id, []).append(one)
    return found


def between(one: Booking, other: Booking) -> tuple[Clash, ...]:
    """What two bookings both need at the same time; symmetric but for the words. "hour": one counsellor, two talks; a
    colleague's talk takes only its room and its people."""
    if one.id == other.id or not at_once(one, other):
        return ()
    found = [Clash(kind, text, other.id) for kind, ask in _SHARED.items() if (text := ask(one, other))]
    if other.theirs or one.theirs:
        return tuple(found)
    return tuple(found) or (Clash("hour", _("At the same time: {what}", what=said(other)), other.id),)


def said(booking: Booking) -> str:
    """A booking in a few words: its time, and who or what it is about."""
    if booking.theirs:
        return _("{time} with {who}", time=_time(booking.starts, booking.ends), who=booking.theirs)
    about = booking.topic if booking.form == "group" and booking.topic else names(booking.people)
    return f"{_time(booking.starts, booking.ends)} {about}".strip()


def names(people: Iterable[Booked]) -> str:
    """Who is expected."""
    return ", ".join(one.name for one in people)


def _same_people(one: Booking, other: Booking) -> str:
    there = {person.person for person in other.people}
    both = [person for person in one.people if person.person in there]
    return _("{who} is also booked: {what}", who=names(both), what=said(other)) if both else ""


def _same_room(one: Booking, other: Booking) -> str:
    if not one.room_id or one.room_id != other.room_id:
        return ""
    return _("{room} is taken: {what}", room=one.room, what=said(other))


def _same_interpreter(one: Booking, other: Booking) -> str:
    both = sorted(_ordered(one) & _ordered(other))
    if not both:
        return ""
    return _(
        "An interpreter in {language} is ordered for two at once: {what}",
        language=", ".join(language_name(code) for code in both),
        what=said(other),
    )


_SHARED: dict[str, Finder] = {"person": _same_people, "room": _same_room, "interpreter": _same_interpreter}


def _ordered(booking: Booking) -> set[str]:
    return {order.language for order in booking.interpreters if order.state != "cancelled"}


def _too_many(booking: Booking, seats: Mapping[str, int]) -> tuple[Clash, ...]:
    room = seats.get(booking.room_id, 0) if booking.room_id else 0
    if not room or len(booking.people) <= room:
        return ()
    text = _(
        "{count} people, {seats} seats in {room}", count=len(booking.people), seats=room, room=booking.room
    )
    return (Clash("seats", text),)


def _against_hours(booking: Booking, hours: DayHours) -> tuple[Clash, ...]:
    if hours.closed:
        return (Clash("closed", _("Closed: {name}", name=hours.closed)),)
    span = span_of(booking)
    if span is None:
        return ()
    met = [one for one in hours.spans if one.kind in _IN_THE_WAY and overlap(span, (one.start, one.end))]
    found = [Clash(one.kind, _called(one.kind, one.label, one.start, one.end)) for one in met]
    if without((span,), (*hours.of("guidance"), *hours.taken)):
        found.append(Clash("outside", _("Outside the hours of guidance")))
    return tuple(found)


def _called(kind: str, label: str, start: int, end: int) -> str:
    text = _(_IN_THE_WAY[kind], time=_time(start, end))
    return f"{text} ({label})" if label else text


def _time(start: int, end: int) -> str:
    first, last = (show_clock(clock_of(minute), language=current()) for minute in (start, end))
    return f"{first}–{last}"
