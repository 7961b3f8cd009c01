"""Closed periods: numbers kept as they were counted, so that a later deletion changes nothing that was reported."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.store import erasing
from app.store.access import COUNTING_ROLES, Viewer

if TYPE_CHECKING:
    from app.store.store import Store

EVERYBODY = ""
"""The view of those who count over everybody's cases; a counsellor's own view stands under the counsellor's id."""


@dataclass(frozen=True)
class ClosedPeriod:
    """A period, both days included, closed at a moment by a counsellor (id)."""

    id: str
    first: dt.date
    last: dt.date
    closed_at: dt.datetime
    closed_by: str


def closed(store: Store) -> tuple[ClosedPeriod, ...]:
    """Every closed period, the latest first, longer before shorter."""
    sql = """SELECT id, first_day, last_day, closed_at, closed_by FROM closed_period
        ORDER BY last_day DESC, first_day, closed_at"""
    return tuple(
        ClosedPeriod(id, _day(first), _day(last), dt.datetime.fromisoformat(at), by)
        for id, first, last, at, by in store.connection.rows(sql)
    )


def frozen(store: Store, *, viewer: Viewer, first: dt.date, last: dt.date) -> Any:
    """The tables of exactly this period as they were kept for this viewer (JSON), None where it is not closed."""
    sql = "SELECT tables FROM closed_period WHERE first_day = ? AND last_day = ?"
    kept = store.connection.value(sql, (first.isoformat(), last.isoformat()))
    return None if kept is None else json.loads(kept).get(view_of(store, viewer))


def touches_closed(store: Store, *, first: dt.date, last: dt.date) -> bool:
    """Whether a day of these lies in a closed period."""
    sql = "SELECT 1 FROM closed_period WHERE first_day <= ? AND last_day >= ?"
    return bool(store.connection.value(sql, (last.isoformat(), first.isoformat())))


def view_of(store: Store, viewer: Viewer) -> str:
    """Under which name a viewer's numbers are kept."""
    return EVERYBODY if erasing.roles(store, viewer) & set(COUNTING_ROLES) else viewer.counsellor


def first_day(store: Store) -> dt.date | None:
    """The day of the first talk, None where there is none."""
    found = store.connection.value("SELECT min(day) FROM session WHERE voided_at = ''")
    return _day(found) if found else None


def has_cases(store: Store, counsellor: str) -> bool:
    """Whether somebody has, or had, anything to count."""
    sql = "SELECT EXISTS (SELECT 1 FROM session WHERE owner = ?) OR EXISTS (SELECT 1 FROM person WHERE owner = ?)"
    return bool(store.connection.value(sql, (counsellor, counsellor)))


def _day(stored: str) -> dt.date:
    return dt.date.fromisoformat(stored)
