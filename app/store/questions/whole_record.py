"""Every session that somebody has a part in, for the record that is handed out: alone or in a group, held or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.session import Session
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def sessions_of(store: Store, *, viewer: Viewer, person: str) -> list[Session]:
    """The person's sessions from the first to the last, planned and cancelled ones too, voided ones left out."""
    may = may_read("session", viewer, alias="s") & may_read("attendance", viewer, alias="a")
    sql = f"""SELECT s.id FROM attendance a JOIN session s ON s.id = a.parent_id
        WHERE a.person = ? AND a.voided_at = '' AND s.voided_at = '' AND ({may.sql}) ORDER BY s.day, s.clock, s.number"""
    ids = [row[0] for row in store.connection.rows(sql, (person, *may.args))]
    return store.page(Session, ids, viewer=viewer)
