"""The queue: who waits for a talk, since when, and how long those waited who have had theirs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from app.store.access import Access, Condition, Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store

ENDINGS = ("booked", "answered", "declined", "left")
"""The states in which a request has ended, in the order in which they are shown."""


@dataclass(frozen=True)
class Waiting:
    """An open request. person: "" while only a name is known; ward and language: names and codes, the person's own where
    the person is known; days: how long it has waited on the day that was asked about."""

    id: str
    person: str
    name: str
    ward: str
    language: str
    source: str
    about: str
    since: dt.date
    days: int


@dataclass(frozen=True)
class WaitingFacts:
    """How long people waited and wait. median_days: whole days, halves rounded up, None where no wait has ended;
    longest: who waits the longest now; ended: state → requests that ended so in the period."""

    median_days: int | None
    longest: Waiting | None
    waiting: int
    ended: dict[str, int]


@dataclass(frozen=True)
class Wait:
    """A wait that has ended in a talk: the days it took, the kind of ward (ward.type) the person is on, "" for none, and
    the request that it began with."""

    days: int
    ward_kind: str
    request: str


def queue(store: Store, *, viewer: Viewer, day: dt.date) -> tuple[Waiting, ...]:
    """Every open request, the oldest first, those of one day in the order they were written; `days` counts to `day`.

    People who have left are not waiting, whatever became of their request.
    """
    may, known = may_read("request", viewer, alias="q"), may_read("person", viewer, alias="p")
    sql = f"""SELECT q.id, q.person, coalesce(p.name, q.name), coalesce(w.name, ''),
        coalesce(nullif(q.language, ''), nullif(p.reads_best, ''), p.mother_tongue, ''), q.source, q.about, q.day
        FROM request q LEFT JOIN person p ON p.id = q.person AND p.voided_at = '' AND ({known.sql})
        LEFT JOIN ward w ON w.id = coalesce(p.ward, q.ward)
        WHERE q.state = 'open' AND q.voided_at = '' AND p.left_on IS NULL AND ({may.sql}) ORDER BY q.day, q.number"""
    rows = store.connection.rows(sql, (*known.args, *may.args))
    return tuple(_waiting(row, day) for row in rows)


def _waiting(row: tuple[str, ...], day: dt.date) -> Waiting:
    id, person, name, ward, language, source, about, asked = row
    since = dt.date.fromisoformat(asked)
    return Waiting(id, person, name, ward, language, source, about, since, max(0, (day - since).days))


def waits(
    store: Store, *, viewer: Viewer, since: dt.date, until: dt.date, may: Access = may_read
) -> tuple[Wait, ...]:
    """The waits that ended with a talk in a period, both days included: the days from a request to the first session
    held from that day on to which the person came.

    A talk that ends several requests of one person ends one wait, the longest. Counted are requests that ended as
    booked: one that was answered, declined or left was no wait for a talk, and one that is open has not ended.
    may: may_count for numbers alone. (domain.md 4.5, ST6)
    """
    within = may("request", viewer, alias="q") & may("attendance", viewer, alias="a")
    sql = f"""WITH talk AS (SELECT q.id, q.person, q.day AS asked, min(s.day) AS talked
            FROM request q JOIN attendance a ON a.person = q.person AND a.came AND a.voided_at = ''
            JOIN session s ON s.id = a.parent_id AND s.state = 'held' AND s.voided_at = '' AND s.day >= q.day
            WHERE q.person != '' AND q.voided_at = '' AND q.state = 'booked' AND ({within.sql}) GROUP BY q.id)
        SELECT min(t.asked), t.talked, coalesce(w.kind, ''), t.id FROM talk t LEFT JOIN person p ON p.id = t.person
        LEFT JOIN ward w ON w.id = p.ward WHERE t.talked BETWEEN ? AND ?
        GROUP BY t.person, t.talked ORDER BY t.talked, t.person"""
    rows = store.connection.rows(sql, (*within.args, since.isoformat(), until.isoformat()))
    return tuple(
        Wait((dt.date.fromisoformat(talked) - dt.date.fromisoformat(asked)).days, kind, request)
        for asked, talked, kind, request in rows
    )


def waiting_facts(store: Store, *, viewer: Viewer, since: dt.date, until: dt.date) -> WaitingFacts:
    """The waits that ended in a period, and who waits now, seen from the period's last day."""
    waiting = queue(store, viewer=viewer, day=until)
    return WaitingFacts(
        median_days=median_of([one.days for one in waits(store, viewer=viewer, since=since, until=until)]),
        longest=waiting[0] if waiting else None,
        waiting=len(waiting),
        ended=endings(store, viewer=viewer, since=since, until=until),
    )


def median_of(days: list[int]) -> int | None:
    """The middle one of these numbers of days, halves rounded up; None for none."""
    return int(median(days) + 0.5) if days else None


def endings(
    store: Store, *, viewer: Viewer, since: dt.date, until: dt.date, may: Access = may_read
) -> dict[str, int]:
    """How the requests ended that ended in a period: state → how many, every state named. may: see `waits`."""
    within = may("request", viewer) & Condition(
        "voided_at = '' AND state != 'open' AND ended_on BETWEEN ? AND ?",
        (since.isoformat(), until.isoformat()),
    )
    found: dict[str, int] = dict(
        store.connection.rows(
            f"SELECT state, count(*) FROM request WHERE {within.sql} GROUP BY state", within.args
        )
    )
    return {state: found.get(state, 0) for state in ENDINGS}


def namesakes(store: Store, *, viewer: Viewer, folded: str) -> tuple[str, ...]:
    """The ids of people whose name, or alias, is this one when folded (app.base.folding), colleagues' people after one's
    own; those still here first."""
    from app.base.folding import fold

    may = may_read("person", viewer)
    sql = f"""SELECT id, name, alias FROM person WHERE voided_at = ''
        ORDER BY CASE WHEN ({may.sql}) THEN left_on IS NOT NULL ELSE 2 END, number"""
    rows = store.connection.rows(sql, may.args)
    return tuple(id for id, name, alias in rows if folded and folded in (fold(name), fold(alias)))
