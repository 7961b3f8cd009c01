"""What the school's lists call things: the name behind an id of a ward, room, officer, partner or contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.registry import NAMED
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def list_names(store: Store, *, viewer: Viewer) -> dict[str, str]:
    """Id → name of every entry of these lists, hidden ones too: old records still name them."""
    found: dict[str, str] = {}
    for kind in NAMED:
        may = may_read(kind, viewer)
        found |= store.connection.rows(
            f"SELECT id, name FROM {kind} WHERE voided_at = '' AND ({may.sql})", may.args
        )
    return found


def other_people(store: Store, person: str) -> list[str]:
    """The names and other names of everybody else in the register: that somebody is there is seen by the whole service."""
    rows = store.connection.rows("SELECT name, alias FROM person WHERE id != ?", (person,))
    return [name for row in rows for name in row if name]
