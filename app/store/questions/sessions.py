"""A person's sessions and intakes in time: what was last, what is planned."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.records.intake import Intake
from app.records.session import Session
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def held_with(store: Store, *, viewer: Viewer, person: str, limit: int) -> list[Session]:
    """The newest sessions held with somebody alone (groups and sessions they did not come to left out)."""
    may = may_read("session", viewer, alias="s") & may_read("attendance", viewer, alias="a")
    sql = f"""SELECT s.id FROM attendance a JOIN session s ON s.id = a.parent_id
        WHERE a.person = ? AND a.came AND a.voided_at = '' AND s.voided_at = '' AND s.state = 'held'
        AND s.form != 'group' AND ({may.sql}) ORDER BY s.day DESC, s.clock DESC, s.number DESC LIMIT ?"""
    return _sessions(store, viewer, sql, (person, *may.args, limit))


def planned_with(store: Store, *, viewer: Viewer, person: str, since: dt.date) -> list[Session]:
    """The sessions planned with somebody from a day on, the nearest first; groups too."""
    may = may_read("session", viewer, alias="s") & may_read("attendance", viewer, alias="a")
    sql = f"""SELECT s.id FROM attendance a JOIN session s ON s.id = a.parent_id
        WHERE a.person = ? AND a.voided_at = '' AND s.voided_at = '' AND s.state = 'planned' AND s.day >= ?
        AND ({may.sql}) ORDER BY s.day, s.clock, s.number"""
    return _sessions(store, viewer, sql, (person, since.isoformat(), *may.args))


def latest_intake(store: Store, *, viewer: Viewer, person: str) -> Intake | None:
    """The newest intake conversation with somebody; None before the first."""
    found = store.find(Intake, viewer=viewer, where={"person": person}, order="-day", limit=1)
    return found[0] if found else None


def _sessions(store: Store, viewer: Viewer, sql: str, args: tuple[object, ...]) -> list[Session]:
    ids = [row[0] for row in store.connection.rows(sql, args)]
    return store.page(Session, ids, viewer=viewer)
