"""Of everybody's applications and reviews: what is to be remembered."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records.application import OPEN_APPLICATIONS
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store

_NOT_SENT = ", ".join(f"'{state}'" for state in OPEN_APPLICATIONS)
_HERE = "p.voided_at = '' AND p.left_on IS NULL"


@dataclass(frozen=True)
class Applying:
    """An application that is not handed in, of somebody who is here. day: its deadline."""

    id: str
    person: str
    name: str
    kind: str
    what: str
    day: dt.date
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ReviewDue:
    """The last review of somebody who is here, with the day on which the next was to be."""

    id: str
    person: str
    name: str
    day: dt.date


def not_handed_in(store: Store, *, viewer: Viewer, until: dt.date) -> list[Applying]:
    """Applications with a deadline by a day, the nearest first; one that has passed stays until it is said what became
    of it."""
    may = may_read("application", viewer, alias="a")
    sql = f"""SELECT a.id, p.id, p.name, a.kind, a.what, a.deadline, a.papers, a.papers_have
        FROM application a JOIN person p ON p.id = a.person
        WHERE a.state IN ({_NOT_SENT}) AND a.deadline <= ? AND a.voided_at = '' AND {_HERE} AND ({may.sql})
        ORDER BY a.deadline, a.number"""
    return [
        Applying(one, person, name, kind, what, dt.date.fromisoformat(deadline), _missing(papers, have))
        for one, person, name, kind, what, deadline, papers, have in store.connection.rows(
            sql, (until.isoformat(), *may.args)
        )
    ]


def _missing(papers: str, have: str) -> tuple[str, ...]:
    in_hand = json.loads(have)
    return tuple(paper for paper in json.loads(papers) if paper not in in_hand)


def reviews_due(store: Store, *, viewer: Viewer, day: dt.date) -> list[ReviewDue]:
    """Those whose next review, as said at the last one, was to be by this day; the longest waiting first."""
    may = may_read("review", viewer, alias="r")
    later = """EXISTS (SELECT 1 FROM review n WHERE n.person = r.person AND n.voided_at = ''
        AND (n.day > r.day OR n.day = r.day AND n.number > r.number))"""
    sql = f"""SELECT r.id, p.id, p.name, r.next_on FROM review r JOIN person p ON p.id = r.person
        WHERE r.next_on <= ? AND r.voided_at = '' AND {_HERE} AND ({may.sql}) AND NOT {later}
        ORDER BY r.next_on, r.number"""
    rows = store.connection.rows(sql, (day.isoformat(), *may.args))
    return [ReviewDue(one, person, name, dt.date.fromisoformat(on)) for one, person, name, on in rows]
