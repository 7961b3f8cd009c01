"""The list of sessions: what is to come on top, then what was, newest first; rows as they come into view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.access import SHARED, Condition, Viewer, may_read, reached_owners, ways_to

if TYPE_CHECKING:
    from app.store.connection import Row
    from app.store.store import Store

FEW = 3000  # so many sessions are sorted sooner than the few among many are picked from the index
CHIPS = ("all", "planned", "held", "cancelled", "group")
_CHIP = {
    "all": "1",
    "planned": "s.state = 'planned'",
    "held": "s.state = 'held'",
    "cancelled": "s.state NOT IN ('planned', 'held')",
    "group": "s.form = 'group'",
}


@dataclass(frozen=True, slots=True)
class SessionPlace:
    """A session's place in the list. coming: planned for today or later; month: its first day."""

    id: str
    coming: bool
    month: dt.date


@dataclass(frozen=True)
class ListedSession:
    """A session as the list shows it. people: those expected, by name; note: what was written, if anything."""

    id: str
    day: dt.date
    clock: str
    minutes: int
    form: str
    state: str
    topic: str
    note: str
    people: tuple[str, ...]


def session_places(
    store: Store, *, viewer: Viewer, today: dt.date, chip: str = "all", limit: int
) -> list[SessionPlace]:
    """The first sessions of one chip: those to come with the nearest first, then the others with the newest first."""
    wanted = _wanted(viewer, chip) & _nearest_way(store, viewer)
    coming = Condition("s.state = 'planned' AND s.day >= ?", (today.isoformat(),))
    ahead = wanted & coming
    behind = wanted & Condition(f"NOT ({coming.sql})", coming.args)
    # Two halves, each read in the order of the index and no further than asked; sorting both at once reads all.
    rows = _first(store, ahead, "s.day, s.clock, s.number DESC", limit)
    count = len(rows)
    rows += _first(store, behind, "s.day DESC, s.clock DESC, s.number DESC", limit - count)
    months = {month: dt.date.fromisoformat(month) for _id, month in rows}  # thousands of places share a few
    return [SessionPlace(one, place < count, months[month]) for place, (one, month) in enumerate(rows)]


def session_count(store: Store, *, viewer: Viewer, chip: str = "all") -> int:
    """How many sessions a chip has: owner by owner, then in the cases that are open to the viewer. Each part is counted in
    an index, so that nobody else's sessions are looked at."""
    listed = Condition(f"s.voided_at = '' AND {_CHIP[chip]}")
    owners = _owners(store, viewer)
    every = Condition(f"s.owner IN ({', '.join('?' * (len(owners) + 1))})", (SHARED, *owners))
    closed, opened = ways_to(viewer, owners, alias="s", restricted=True)
    parts = [part & listed for part in (every, opened, closed)]
    counts = [f"(SELECT count(*) FROM session s WHERE {part.sql})" for part in parts]
    sql = f"SELECT {counts[0]} + {counts[1]} - {counts[2]}"
    return int(store.connection.value(sql, [arg for part in parts for arg in part.args]))


def _ways(store: Store, viewer: Viewer) -> tuple[Condition, Condition]:
    return ways_to(viewer, _owners(store, viewer), alias="s")


def _owners(store: Store, viewer: Viewer) -> list[str]:
    owners = reached_owners(viewer)
    return [row[0] for row in store.connection.rows(owners.sql, owners.args)]


def _nearest_way(store: Store, viewer: Viewer) -> Condition:
    """To a small part of a large register by its owners and cases; to a large part by the days, in the list's order."""
    ways = _ways(store, viewer)
    counted = " + ".join(
        f"(SELECT count(*) FROM (SELECT 1 FROM session s WHERE {way.sql} LIMIT {FEW}))" for way in ways
    )
    if store.connection.value(f"SELECT {counted}", [arg for way in ways for arg in way.args]) >= FEW:
        return Condition("1")
    return ways[0] | ways[1]


def _wanted(viewer: Viewer, chip: str) -> Condition:
    return Condition("s.voided_at = ''") & may_read("session", viewer, alias="s") & Condition(_CHIP[chip])


def _first(store: Store, wanted: Condition, order: str, limit: int) -> list[Row]:
    sql = f"SELECT s.id, substr(s.day, 1, 7) || '-01' FROM session s WHERE {wanted.sql} ORDER BY {order} LIMIT ?"
    return store.connection.rows(sql, (*wanted.args, limit))


def listed_sessions(store: Store, ids: Sequence[str], *, viewer: Viewer) -> list[ListedSession]:
    """The rows of these sessions; at most a few hundred at once."""
    may = may_read("session", viewer, alias="s")
    marks = ", ".join("?" * len(ids))
    sql = f"""SELECT s.id, s.day, s.clock, s.minutes, s.form, s.state, s.topic, substr(s.note, 1, 200) FROM session s
        WHERE s.id IN ({marks}) AND s.voided_at = '' AND ({may.sql})"""
    names = _names(store, ids, viewer)
    rows = store.connection.rows(sql, (*ids, *may.args))
    return [
        ListedSession(
            id=one,
            day=dt.date.fromisoformat(day),
            clock=clock,
            minutes=minutes,
            form=form,
            state=state,
            topic=topic,
            note=note,
            people=tuple(names.get(one, ())),
        )
        for one, day, clock, minutes, form, state, topic, note in rows
    ]


def _names(store: Store, ids: Sequence[str], viewer: Viewer) -> dict[str, list[str]]:
    """The names of those expected at each session; names are known to all, who was where is not."""
    may = may_read("attendance", viewer, alias="a")
    marks = ", ".join("?" * len(ids))
    sql = f"""SELECT a.parent_id, p.name FROM attendance a JOIN person p ON p.id = a.person
        WHERE a.parent_id IN ({marks}) AND a.voided_at = '' AND p.voided_at = '' AND ({may.sql})
        ORDER BY a.parent_id, a.position"""
    found: dict[str, list[str]] = {}
    for session, name in store.connection.rows(sql, (*ids, *may.args)):
        found.setdefault(session, []).append(name)
    return found
