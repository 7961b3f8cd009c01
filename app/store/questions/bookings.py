"""The bookings of some days: when, where, who, and whether an interpreter is ordered. Timetable, lists and slips read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.days import minutes_of_day
from app.store.access import Viewer, as_seen, may_read

if TYPE_CHECKING:
    from app.store.store import Store

TAKES_TIME = ("planned", "held")
"""The states in which a session takes its hour; the cancelled ones freed it."""


_COLUMNS = {
    "clock": "s.clock",
    "minutes": "s.minutes",
    "form": "s.form",
    "state": "s.state",
    "topic": "s.topic",
    "language": "s.language",
    "language_handling": "s.language_handling",
    "place": "s.place",
    "room": "coalesce(r.name, '')",
    "room_id": "s.room",
    "series": "s.series",
    "cancel_reason": "s.cancel_reason",
}


@dataclass(frozen=True)
class Booked:
    """Somebody who is expected, as a duty officer needs to know them. fetched: how they come."""

    person: str
    name: str
    ward: str
    ward_id: str
    fetched: str
    language: str


@dataclass(frozen=True)
class Ordered:
    """An interpreter for a session: a language, and codes of interpreter.kind and interpreter.state."""

    language: str
    kind: str
    state: str


@dataclass(frozen=True)
class Booking:
    """One session in the week. clock: HH:MM, "" for no time set; room: its name, "" for none chosen.

    theirs: the name of the colleague whose talk it is, where the viewer may not read it; then nothing is told but when
    and where it is, and which of the viewer's own people are in it.
    """

    id: str
    day: dt.date
    clock: str
    minutes: int
    form: str
    state: str
    topic: str
    language: str
    language_handling: str
    place: str
    room: str
    room_id: str
    series: str
    cancel_reason: str
    people: tuple[Booked, ...]
    interpreters: tuple[Ordered, ...]
    theirs: str = ""

    @property
    def starts(self) -> int:
        """Minutes after midnight, 0 where no time is set."""
        return minutes_of_day(self.clock) if self.clock else 0

    @property
    def ends(self) -> int:
        """Minutes after midnight."""
        return self.starts + self.minutes


def bookings(
    store: Store,
    *,
    viewer: Viewer,
    since: dt.date,
    until: dt.date,
    states: Iterable[str] = TAKES_TIME,
) -> tuple[Booking, ...]:
    """The sessions from one day to another, both included, in the order of the clock."""
    may = may_read("session", viewer, alias="s")
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    where = f"""s.day BETWEEN ? AND ? AND s.state IN ({marks}) AND s.voided_at = '' AND ({may.sql})"""
    args = (since.isoformat(), until.isoformat(), *wanted, *may.args)
    people, interpreters = _people(store, viewer, where, args), _interpreters(store, viewer, where, args)
    columns = ", ".join(_COLUMNS.values())
    sql = f"""SELECT s.id, s.day, {columns}
        FROM session s LEFT JOIN room r ON r.id = s.room WHERE {where} ORDER BY s.day, s.clock, s.number"""
    return tuple(
        Booking(
            id=one,
            day=dt.date.fromisoformat(day),
            people=tuple(people.get(one, ())),
            interpreters=tuple(interpreters.get(one, ())),
            **dict(zip(_COLUMNS, row, strict=True)),
        )
        for one, day, *row in store.connection.rows(sql, args)
    )


def taken(store: Store, *, viewer: Viewer, since: dt.date, until: dt.date) -> tuple[Booking, ...]:
    """Colleagues' talks in the same days that take a room, or one of the viewer's own people: time, room and whose."""
    may = may_read("session", viewer, alias="s")
    line = may_read("attendance", viewer, alias="a")
    here = f"""EXISTS (SELECT 1 FROM attendance a WHERE a.parent_id = s.id AND a.came AND a.voided_at = ''
        AND ({line.sql}))"""
    marks = ", ".join("?" * len(TAKES_TIME))
    where = f"""s.day BETWEEN ? AND ? AND s.state IN ({marks}) AND s.voided_at = '' AND NOT ({may.sql})
        AND (s.room != '' OR {here})"""
    args = (since.isoformat(), until.isoformat(), *TAKES_TIME, *may.args, *line.args)
    people = _people(store, viewer, where, args)
    sql = f"""SELECT s.id, s.day, s.clock, s.minutes, s.state, coalesce(r.name, ''), s.room, coalesce(c.name, '')
        FROM session s LEFT JOIN room r ON r.id = s.room LEFT JOIN counsellor c ON c.id = s.owner
        WHERE {where} ORDER BY s.day, s.clock, s.number"""
    return tuple(
        Booking(
            id=one,
            day=dt.date.fromisoformat(day),
            clock=clock,
            minutes=minutes,
            form="",
            state=state,
            topic="",
            language="",
            language_handling="",
            place="",
            room=room,
            room_id=room_id,
            series="",
            cancel_reason="",
            people=tuple(people.get(one, ())),
            interpreters=(),
            theirs=theirs or "?",
        )
        for one, day, clock, minutes, state, room, room_id, theirs in store.connection.rows(sql, args)
    )


def _people(store: Store, viewer: Viewer, where: str, args: tuple[object, ...]) -> dict[str, list[Booked]]:
    """Session → those expected, those struck out left out, in the order in which they were entered. Of a colleague's
    people in one's own group only name and ward are told."""
    line, fetched = may_read("attendance", viewer, alias="a"), as_seen("person", "fetched", viewer, alias="p")
    may = may_read("person", viewer, alias="p")
    sql = f"""SELECT a.parent_id, p.id, p.name, coalesce(w.name, ''), p.ward, {fetched.sql},
        CASE WHEN NOT ({may.sql}) THEN '' WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END
        FROM session s CROSS JOIN attendance a ON a.parent_id = s.id JOIN person p ON p.id = a.person
        LEFT JOIN ward w ON w.id = p.ward
        WHERE {where} AND a.came AND a.voided_at = '' AND p.voided_at = '' AND ({line.sql}) ORDER BY a.position"""
    found: dict[str, list[Booked]] = {}
    for session, *who in store.connection.rows(sql, (*fetched.args, *may.args, *args, *line.args)):
        found.setdefault(session, []).append(Booked(*who))
    return found


def _interpreters(
    store: Store, viewer: Viewer, where: str, args: tuple[object, ...]
) -> dict[str, list[Ordered]]:
    may = may_read("interpreter", viewer, alias="i")
    sql = f"""SELECT i.parent_id, i.language, i.kind, i.state FROM session s
        CROSS JOIN interpreter i ON i.parent_id = s.id WHERE {where} AND i.voided_at = ''
        AND ({may.sql}) ORDER BY i.position"""
    found: dict[str, list[Ordered]] = {}
    for session, *order in store.connection.rows(sql, (*args, *may.args)):
        found.setdefault(session, []).append(Ordered(*order))
    return found
