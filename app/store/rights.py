"""To whom a case is open besides its counsellor: shared, opened in an emergency, stood in for; and whose it becomes.

Read here, written in app.store.granting; app.store.access makes the condition of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.store import counsellors
from app.store.access import NOW, TODAY, Viewer, may_read
from app.store.errors import HeadOnly, RecordGone
from app.store.events import stamp

if TYPE_CHECKING:
    from app.store.store import Store

SHARED, EMERGENCY = "shared", "emergency"
_STILL_OPEN = f"(o.until = '' OR o.until > {NOW})"


@dataclass(frozen=True)
class Opening:
    """A case that is, or was, open to somebody who does not own it. kind: shared or emergency; until None: no end set.

    seen: whether the case's counsellor has taken note of it. Times are UTC.
    """

    id: str
    person: str
    name: str
    counsellor: str
    who: str
    kind: str
    reason: str
    since: dt.datetime
    until: dt.datetime | None
    seen: bool


@dataclass(frozen=True)
class CaseRights:
    """Whose a case is, and to whom it is open. keeper, who: the counsellor; left: whether that one has left.

    readable: whether the viewer may read it now; mine: whether it is the viewer's own. open_to: others to whom it is open
    now, for its counsellor only. opening: by what it is open to the viewer, None for the viewer's own.
    """

    person: str
    name: str
    ward: str
    keeper: str
    who: str
    left: bool
    mine: bool
    readable: bool
    restricted: bool
    open_to: tuple[Opening, ...]
    opening: Opening | None


@dataclass(frozen=True)
class StandingIn:
    """Somebody looks after somebody else's cases from the first to the last day, both included."""

    id: str
    absent: str
    absent_name: str
    substitute: str
    substitute_name: str
    first: dt.date
    last: dt.date
    now: bool


@dataclass(frozen=True)
class LeftCase:
    """A case whose counsellor has left."""

    person: str
    name: str
    keeper: str
    who: str


def case_rights(store: Store, person: str, *, viewer: Viewer) -> CaseRights:
    """Whose this case is. Raises RecordGone for one that is not there."""
    may = may_read("person", viewer, alias="p")
    sql = f"""SELECT p.name, coalesce(w.name, ''), p.owner, coalesce(c.name, ''), coalesce(c.left_at, ''), ({may.sql}),
        EXISTS (SELECT 1 FROM restriction r WHERE r.case_id = p.id)
        FROM person p LEFT JOIN ward w ON w.id = p.ward AND w.voided_at = '' LEFT JOIN counsellor c ON c.id = p.owner
        WHERE p.id = ? AND p.voided_at = ''"""
    for name, ward, keeper, who, left, readable, restricted in store.connection.rows(
        sql, (*may.args, person)
    ):
        mine = keeper in (viewer.counsellor, "")
        given = openings(store, person=person) if mine else ()
        own = [one for one in openings(store, person=person) if one.counsellor == viewer.counsellor]
        return CaseRights(
            person, name, ward, keeper, who, bool(left), mine, bool(readable), bool(restricted), given,
            None if mine or not own else max(own, key=_how_long),
        )  # fmt: skip
    raise RecordGone()


def openings(
    store: Store, *, person: str = "", counsellor: str = "", kinds: Iterable[str] = (SHARED, EMERGENCY)
) -> tuple[Opening, ...]:
    """What is open now, of one case or to one counsellor, in the order in which it was opened."""
    wanted = tuple(kinds)
    sql = f"{_OPENING} WHERE {_STILL_OPEN} AND o.kind IN ({', '.join('?' * len(wanted))})"
    args: list[object] = [*wanted]
    for column, value in (("case_id", person), ("counsellor", counsellor)):
        if value:
            sql += f" AND o.{column} = ?"
            args.append(value)
    return tuple(map(_opening, store.connection.rows(f"{sql} ORDER BY o.since, o.id", args)))


def emergencies_to_see(store: Store, *, viewer: Viewer) -> tuple[Opening, ...]:
    """Emergency openings of the viewer's own cases that the viewer has not taken note of, ended ones too."""
    sql = f"{_OPENING} WHERE o.kind = ? AND o.seen_at = '' AND p.owner = ? ORDER BY o.since, o.id"
    return tuple(map(_opening, store.connection.rows(sql, (EMERGENCY, viewer.counsellor))))


def standings_in(store: Store, *, viewer: Viewer) -> tuple[StandingIn, ...]:
    """Who stands in for whom, now or later: all for the head, for others what they are part of."""
    head = counsellors.one(store, viewer.counsellor).is_head
    sql = f"""SELECT u.id, u.absent, a.name, u.substitute, s.name, u.first_day, u.last_day, u.first_day <= {TODAY}
        FROM substitution u JOIN counsellor a ON a.id = u.absent JOIN counsellor s ON s.id = u.substitute
        WHERE u.ended_at = '' AND u.last_day >= {TODAY} AND (? OR ? IN (u.absent, u.substitute))
        ORDER BY u.first_day, u.id"""
    rows = store.connection.rows(sql, (head, viewer.counsellor))
    return tuple(
        StandingIn(one, absent, of, substitute, who, _day(first), _day(last), bool(now))
        for one, absent, of, substitute, who, first, last, now in rows
    )


def left_cases(store: Store, *, viewer: Viewer) -> tuple[LeftCase, ...]:
    """The cases of those who have left, by whose they were and by name. Raises HeadOnly."""
    ask_head(store, viewer)
    sql = """SELECT p.id, p.name, c.id, c.name FROM person p JOIN counsellor c ON c.id = p.owner AND c.left_at != ''
        LEFT JOIN name_key k ON k.person = p.id WHERE p.voided_at = '' ORDER BY c.name, c.id, k.sort, p.number"""
    return tuple(LeftCase(*row) for row in store.connection.rows(sql))


def has_colleagues(store: Store) -> bool:
    """Whether more than one counsellor ever worked with this store: until then nobody need think of any of this."""
    return bool(store.connection.value("SELECT 1 FROM counsellor LIMIT 1 OFFSET 1"))


def ask_head(store: Store, actor: Viewer) -> None:
    """Raises HeadOnly for all but the head."""
    if not counsellors.one(store, actor.counsellor).is_head:
        raise HeadOnly()


_OPENING = """SELECT o.id, o.case_id, p.name, o.counsellor, coalesce(c.name, ''), o.kind, o.reason, o.since, o.until,
    o.seen_at != '' FROM case_access o JOIN person p ON p.id = o.case_id AND p.voided_at = ''
    LEFT JOIN counsellor c ON c.id = o.counsellor"""


def _opening(row: tuple[Any, ...]) -> Opening:
    one, person, name, counsellor, who, kind, reason, since, until, seen = row
    ends = dt.datetime.fromisoformat(until) if until else None
    began = dt.datetime.fromisoformat(since)
    return Opening(one, person, name, counsellor, who, kind, reason, began, ends, bool(seen))


def _how_long(one: Opening) -> str:
    return stamp(one.until) if one.until else "~"


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
