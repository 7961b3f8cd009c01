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
    """The people in whose sessions, intakes or facts something was written last, the latest first."""
    may = may_read("person", viewer, alias="p")
    sql = f"""SELECT p.id FROM person p
        LEFT JOIN (SELECT case_id, max(changed_at) AS at FROM session WHERE voided_at = '' GROUP BY case_id) s
        ON s.case_id = p.id
        WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql})
        ORDER BY max(p.changed_at, coalesce(s.at, '')) DESC, p.number DESC LIMIT ?"""
    return [row[0] for row in store.connection.rows(sql, (*may.args, limit))]
