"""The school's own wording of the sheets, and who stands behind each language: what every sheet is made with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.base.wording import Standing, Wording
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


def wording(store: Store, *, viewer: Viewer) -> Wording:
    """All lines and states that hold; of several of the same, the newest."""
    ask = "SELECT {} FROM {} WHERE voided_at = '' AND ({}) ORDER BY number"
    may, seen = may_read("sheet_line", viewer), may_read("language_state", viewer)
    lines = store.connection.rows(ask.format("language, key, text", "sheet_line", may.sql), may.args)
    states = store.connection.rows(
        ask.format("language, state, name, day", "language_state", seen.sql), seen.args
    )
    return Wording(
        lines={(str(language), str(key)): str(text) for language, key, text in lines},
        standing={
            str(language): Standing(str(state), str(name), dt.date.fromisoformat(day) if day else None)
            for language, state, name, day in states
        },
    )
