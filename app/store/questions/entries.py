"""The entries of one person for a list without a window: sessions that the person took part in, groups too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.session import Session
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def sessions_with(store: Store, *, viewer: Viewer, person: str, limit: int | None = None) -> list[Session]:
    """Every session that names this person among its participants, the newest first."""
    may = may_read("session", viewer, alias="s") & may_read("attendance", viewer, alias="a")
    sql = f"""SELECT s.id FROM attendance a JOIN session s ON s.id = a.parent_id
        WHERE a.person = ? AND a.voided_at = '' AND s.voided_at = '' AND ({may.sql})
        ORDER BY s.day DESC, s.clock DESC, s.number DESC LIMIT ?"""
    most = -1 if limit is None else limit  # SQLite reads -1 as "all"
    rows = store.connection.rows(sql, (person, *may.args, most))
    return store.page(Session, [row[0] for row in rows], viewer=viewer)
