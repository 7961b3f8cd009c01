"""Who is to be where and when, for the duty officer; and what of it has changed since the list was handed out.

A way is one person's way to one session. A printed list keeps ids, times, ward and room of each way, never a name, so
that nobody stands in it who has been taken out of the register.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from app.base.days import clock_of
from app.store.access import Viewer, as_seen, may_read
from app.store.questions.bookings import Booked, Booking, bookings
from app.store.questions.names import list_names

if TYPE_CHECKING:
    from app.store.store import Store

A_DAY = dt.timedelta(days=1)
TOOK_PLACE = ("held", "no_show", "transferred")
"""States of a session whose hour was kept: whoever was on the list for it was rightly on it."""


@dataclass(frozen=True)
class Way:
    """When and where to somebody is to come: what a printed list keeps. Times are HH:MM, "" for none set."""

    session: str
    person: str
    day: str
    clock: str
    end: str
    room: str
    ward: str

    @property
    def key(self) -> tuple[str, str]:
        """Who, to what."""
        return self.session, self.person


@dataclass(frozen=True)
class Movement:
    """A line of the list. mark: "" or new, moved, cancelled; was: what stood on the printed list, where it differs.

    gone_to: for a line that is struck out because the person now comes at another day, that day and time.
    """

    way: Way
    name: str
    ward: str
    room: str
    fetched: str
    mark: str = ""
    was: Way | None = None
    gone_to: Way | None = None

    @property
    def day(self) -> dt.date:
        """The day under which it stands."""
        return dt.date.fromisoformat(self.way.day)

    @property
    def is_off(self) -> bool:
        """Struck out: the person is not to be fetched at this time."""
        return self.mark == "cancelled"


@dataclass(frozen=True)
class Printed:
    """A list as it was handed out."""

    at: dt.datetime
    first: dt.date
    last: dt.date
    ways: tuple[Way, ...]

    def of(self, day: dt.date) -> tuple[Way, ...]:
        """What it says of one day."""
        return tuple(way for way in self.ways if way.day == day.isoformat())


@dataclass(frozen=True)
class MovementState:
    """Whether the duty officer's list of a day still holds. printed: None where no list has been handed out."""

    printed: dt.datetime | None
    changed: bool


def movements(store: Store, *, viewer: Viewer, since: dt.date, until: dt.date) -> tuple[Movement, ...]:
    """The list from one day to another, both included, by day, time and ward, compared with the newest printed one."""
    days = [since + A_DAY * ahead for ahead in range((until - since).days + 1)]
    printed = {day: one for day in days if (one := _newest(store, viewer, day)) is not None}
    planned = _ways(_booked(store, viewer, since, until))
    lines = [_line(way, person, room, printed) for way, (person, room) in planned.items()]
    lines += _struck(store, viewer, printed, {way.key: way for way in planned})
    return tuple(sorted(lines, key=_order))


def handed_out_ways(store: Store, *, viewer: Viewer, since: dt.date, until: dt.date) -> tuple[Way, ...]:
    """What a list of these days says when it is handed out now: all but what is struck out."""
    found = movements(store, viewer=viewer, since=since, until=until)
    return tuple(line.way for line in found if not line.is_off)


def movement_state(store: Store, *, viewer: Viewer, day: dt.date) -> MovementState:
    """Whether the newest list handed out for a day still says what is planned."""
    printed = _newest(store, viewer, day)
    if printed is None:
        return MovementState(None, changed=False)
    lines = movements(store, viewer=viewer, since=day, until=day)
    return MovementState(printed.at, changed=any(line.mark for line in lines))


def written(ways: Iterable[Way]) -> str:
    """Ways as a printed list keeps them."""
    return json.dumps([asdict(way) for way in ways], ensure_ascii=False)


def read(lines: str) -> tuple[Way, ...]:
    """Ways as a printed list kept them; of a later version's only what this one knows."""
    known = Way.__dataclass_fields__
    return tuple(Way(**{name: str(row.get(name, "")) for name in known}) for row in json.loads(lines))


# --- what is planned ---------------------------------------------------------------------------------


def _booked(store: Store, viewer: Viewer, since: dt.date, until: dt.date) -> tuple[Booking, ...]:
    return bookings(store, viewer=viewer, since=since, until=until, states=("planned",))


def _ways(booked: Iterable[Booking]) -> dict[Way, tuple[Booked, str]]:
    """Every way with the person and the room's name."""
    return {way_of(one, person): (person, one.room) for one in booked for person in one.people}


def way_of(booking: Booking, person: Booked) -> Way:
    """One person's way to a session."""
    end = clock_of(booking.ends) if booking.clock else ""
    where = (booking.room_id, person.ward_id)
    return Way(booking.id, person.person, booking.day.isoformat(), booking.clock, end, *where)


def _line(way: Way, person: Booked, room: str, printed: Mapping[dt.date, Printed]) -> Movement:
    line = Movement(way, person.name, person.ward, room, person.fetched)
    paper = printed.get(line.day)
    if paper is None:
        return line
    before = next((one for one in paper.ways if one.key == way.key), None)
    if before == way:
        return line
    return Movement(way, line.name, line.ward, room, line.fetched, "moved" if before else "new", before)


def _order(line: Movement) -> tuple[object, ...]:
    way = line.way
    return way.day, not way.clock, way.clock, line.ward.casefold(), line.name.casefold(), line.is_off


# --- what was printed ----------------------------------------------------------------------------------


def _newest(store: Store, viewer: Viewer, day: dt.date) -> Printed | None:
    may = may_read("movement_print", viewer)
    sql = f"""SELECT day, until, lines, created_at FROM movement_print
        WHERE day <= ? AND until >= ? AND voided_at = '' AND ({may.sql}) ORDER BY number DESC LIMIT 1"""
    for first, last, lines, at in store.connection.rows(sql, (day.isoformat(), day.isoformat(), *may.args)):
        made = dt.datetime.fromisoformat(at).astimezone(store.clock.now().tzinfo)
        return Printed(made, dt.date.fromisoformat(first), dt.date.fromisoformat(last), read(lines))
    return None


def _struck(
    store: Store,
    viewer: Viewer,
    printed: Mapping[dt.date, Printed],
    planned: Mapping[tuple[str, str], Way],
) -> list[Movement]:
    """The lines of the printed lists that no longer stand under their day, those of who has come already unmarked."""
    gone = [
        way
        for day, paper in printed.items()
        for way in paper.of(day)
        if way.key not in planned or planned[way.key].day != way.day
    ]
    if not gone:
        return []
    facts = _people(store, viewer, [way.person for way in gone])
    sessions = _sessions(store, viewer, [way.session for way in gone])
    rooms = list_names(store, viewer=viewer)
    lines = []
    for way in gone:
        if way.person in facts:
            name, ward, fetched = facts[way.person]
            now = sessions.get(way.session)
            came = now is not None and now.state in TOOK_PLACE and now.day == way.day
            there = planned.get(way.key) or _elsewhere(now, way)
            mark = "" if came else "cancelled"
            lines.append(
                Movement(
                    way, name, ward, rooms.get(way.room, ""), fetched, mark, None, None if came else there
                )
            )
    return lines


@dataclass(frozen=True)
class _Now:
    """A session that stood on a printed list, as it is now. people: those who are still expected."""

    state: str
    day: str
    clock: str
    people: frozenset[str]


def _elsewhere(now: _Now | None, way: Way) -> Way | None:
    """Where somebody comes instead, where their session was moved to a day that this list does not show."""
    if now is None or now.state != "planned" or now.day == way.day or way.person not in now.people:
        return None
    return Way(way.session, way.person, now.day, now.clock, "", "", way.ward)


def _people(store: Store, viewer: Viewer, ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Person → name, ward, how they are fetched; those taken out of the register left out."""
    how = as_seen("person", "fetched", viewer, alias="p")
    marks = ", ".join("?" * len(ids))
    sql = f"""SELECT p.id, p.name, coalesce(w.name, ''), {how.sql} FROM person p LEFT JOIN ward w ON w.id = p.ward
        WHERE p.id IN ({marks}) AND p.voided_at = ''"""
    return {one: (name, ward, way) for one, name, ward, way in store.connection.rows(sql, (*how.args, *ids))}


def _sessions(store: Store, viewer: Viewer, ids: Sequence[str]) -> dict[str, _Now]:
    may = may_read("session", viewer, alias="s")
    marks = ", ".join("?" * len(ids))
    sql = f"""SELECT s.id, s.state, s.day, s.clock,
        (SELECT group_concat(a.person) FROM attendance a WHERE a.parent_id = s.id AND a.came AND a.voided_at = '')
        FROM session s WHERE s.id IN ({marks}) AND s.voided_at = '' AND ({may.sql})"""
    return {
        one: _Now(state, day, clock, frozenset((people or "").split(",")))
        for one, state, day, clock, people in store.connection.rows(sql, (*ids, *may.args))
    }
