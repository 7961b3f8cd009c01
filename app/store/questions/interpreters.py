"""Interpreters: who is ordered for which session, which language is needed in a month, and what it came to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True)
class NeedLine:
    """A planned session that is talked through an interpreter. state: of interpreter.state, "" where none is ordered."""

    session: str
    day: dt.date
    clock: str
    who: str
    language: str
    kind: str
    number: str
    state: str


@dataclass(frozen=True)
class LanguageNeed:
    """A language in a period: sessions with an interpreter, how many of them are confirmed or held, minutes used,
    and orders that were cancelled."""

    language: str
    sessions: int
    settled: int
    minutes: int
    cancelled: int


_INTERPRETED = "s.language_handling LIKE 'interpreter%'"


def needs(store: Store, *, viewer: Viewer, since: dt.date, limit: int = 200) -> tuple[NeedLine, ...]:
    """The coming sessions with an order, or that are to be interpreted and have none; nearest first."""
    may, line = may_read("session", viewer, alias="s"), may_read("attendance", viewer, alias="a")
    sql = f"""SELECT s.id, s.day, s.clock,
            CASE WHEN s.form = 'group' THEN s.topic ELSE coalesce((SELECT p.name FROM attendance a
                JOIN person p ON p.id = a.person WHERE a.parent_id = s.id AND a.voided_at = ''
                AND ({line.sql}) LIMIT 1), '') END,
            coalesce(i.language, s.language),
            coalesce(i.kind, replace(s.language_handling, 'interpreter_', '')),
            coalesce(i.order_number, ''), coalesce(i.state, '')
        FROM session s LEFT JOIN interpreter i ON i.parent_id = s.id AND i.voided_at = '' AND i.state != 'cancelled'
        WHERE s.day >= ? AND s.state = 'planned' AND s.voided_at = '' AND ({may.sql})
        AND (i.id IS NOT NULL OR {_INTERPRETED}) ORDER BY s.day, s.clock, s.number, i.position LIMIT ?"""
    rows = store.connection.rows(sql, (*line.args, since.isoformat(), *may.args, limit))
    return tuple(NeedLine(one, dt.date.fromisoformat(day), *rest) for one, day, *rest in rows)


def languages_needed(
    store: Store, *, viewer: Viewer, since: dt.date, until: dt.date
) -> tuple[LanguageNeed, ...]:
    """The languages of a period, the most needed first. A session counts once for each language it was ordered in."""
    may = may_read("session", viewer, alias="s")
    sql = f"""SELECT coalesce(i.language, s.language) AS language,
            count(DISTINCT CASE WHEN coalesce(i.state, '') != 'cancelled' THEN s.id END),
            count(DISTINCT CASE WHEN i.state = 'confirmed'
                OR s.state = 'held' AND coalesce(i.state, '') != 'cancelled' THEN s.id END),
            coalesce(sum(i.minutes), 0), count(CASE WHEN i.state = 'cancelled' THEN 1 END)
        FROM session s LEFT JOIN interpreter i ON i.parent_id = s.id AND i.voided_at = ''
        WHERE s.day BETWEEN ? AND ? AND s.voided_at = '' AND ({may.sql})
        AND (i.id IS NOT NULL OR {_INTERPRETED} AND s.state IN ('planned', 'held'))
        GROUP BY 1 ORDER BY 2 DESC, 1"""
    rows = store.connection.rows(sql, (since.isoformat(), until.isoformat(), *may.args))
    return tuple(LanguageNeed(*row) for row in rows)
