"""Everybody's applications: whose each is, by how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store

_STAGES = {
    "open": (
        "a.state IN ('planned', 'collecting', 'ready') AND p.left_on IS NULL",
        "a.deadline IS NULL, a.deadline",
    ),
    "sent": ("a.state = 'sent'", "a.sent_on, a.number"),
    "answered": ("a.state = 'answered'", "a.outcome_on DESC"),
}
"""Which applications a stage holds, and their order."""


def application_ids(
    store: Store, *, viewer: Viewer, stage: str, limit: int = 200
) -> tuple[tuple[str, str], ...]:
    """The ids of applications with the names of who applies. stage: "open", not handed in, of people who are here, the
    nearest deadline first; "sent", without an answer, the oldest first; "answered", the newest first."""
    may = may_read("application", viewer, alias="a")
    where, order = _STAGES[stage]
    sql = f"""SELECT a.id, p.name FROM application a JOIN person p ON p.id = a.person
        WHERE a.voided_at = '' AND p.voided_at = '' AND ({may.sql}) AND {where}
        ORDER BY {order}, a.number LIMIT ?"""
    return tuple((one, name) for one, name in store.connection.rows(sql, (*may.args, limit)))
