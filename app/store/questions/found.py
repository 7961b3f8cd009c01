"""What the search field shows beside its hits: the parts of an entry that its words alone do not say."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def sessions_of(store: Store, attendances: Collection[str], *, viewer: Viewer) -> dict[str, str]:
    """The session in which each of these own lines was written, by the id of the attendance."""
    may = may_read("attendance", viewer)
    marks = ", ".join("?" * len(attendances))
    sql = f"SELECT id, parent_id FROM attendance WHERE id IN ({marks}) AND ({may.sql})"
    return {row[0]: row[1] for row in store.connection.rows(sql, (*attendances, *may.args))}


def lately_worked_with(store: Store, *, viewer: Viewer, limit: int) -> list[str]:
    """The people of the sessions written last, then those entered last; nobody who has left."""
    talks, may = may_read("session", viewer, alias="s"), may_read("person", viewer, alias="p")
    # by row number and not by time of change: that is the order of the table, so that no session is sorted
    latest = f"""SELECT s.case_id FROM session s WHERE s.voided_at = '' AND s.case_id IS NOT NULL AND ({talks.sql})
        ORDER BY s.number DESC LIMIT ?"""
    newest = f"""SELECT p.id FROM person p WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql})
        ORDER BY p.number DESC LIMIT ?"""
    cases = [row[0] for row in store.connection.rows(latest, (*talks.args, 8 * limit))]
    entered = [row[0] for row in store.connection.rows(newest, (*may.args, limit))]
    found = list(dict.fromkeys([*cases, *entered]))
    here = _here(store, found, viewer)
    return [one for one in found if one in here][:limit]


def _here(store: Store, people: Collection[str], viewer: Viewer) -> set[str]:
    may = may_read("person", viewer)
    sql = f"""SELECT id FROM person WHERE id IN ({", ".join("?" * len(people))}) AND voided_at = ''
        AND left_on IS NULL AND ({may.sql})"""
    return {row[0] for row in store.connection.rows(sql, (*people, *may.args))}
