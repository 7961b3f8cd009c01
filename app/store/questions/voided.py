"""What was voided and is still kept: it can be brought to an end for good."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records.registry import TYPES
from app.store.access import Viewer, may_read
from app.store.index import DAYS
from app.store.rows import shape

if TYPE_CHECKING:
    from app.store.store import Store

_LEFT_OUT = ("movement_print", "reminder", "sheet_line", "language_state")  # nobody voids these by hand


@dataclass(frozen=True)
class Voided:
    """A voided entry: what it is, whose, its own day, why and when it was voided."""

    kind: str
    id: str
    person: str
    name: str
    day: dt.date | None
    reason: str
    at: dt.datetime


def voided(store: Store, *, viewer: Viewer, limit: int = 200) -> tuple[Voided, ...]:
    """The voided entries that the viewer may read, newest voided first; what went along with another is not told apart."""
    found = [one for kind in TYPES if kind not in _LEFT_OUT for one in _of_kind(store, viewer, kind, limit)]
    people = {one.id for one in found if one.kind == "person"}
    alone = [one for one in found if one.kind == "person" or one.person not in people]
    return tuple(sorted(alone, key=lambda one: one.at, reverse=True)[:limit])


def _of_kind(store: Store, viewer: Viewer, kind: str, limit: int) -> list[Voided]:
    may = may_read(kind, viewer, alias="t")
    day = next((f't."{name}"' for name in shape(kind).columns if name in DAYS), "NULL")
    name = "t.name" if kind == "person" else "ifnull(p.name, '')"
    sql = f"""SELECT t.id, ifnull(t.case_id, ''), {name}, {day}, t.void_reason, t.voided_at
        FROM {kind} t LEFT JOIN person p ON p.id = t.case_id
        WHERE t.voided_at != '' AND t.parent_id = '' AND ({may.sql}) ORDER BY t.voided_at DESC LIMIT ?"""
    return [
        Voided(
            kind,
            id,
            case,
            called,
            dt.date.fromisoformat(on) if on else None,
            reason,
            dt.datetime.fromisoformat(at),
        )
        for id, case, called, on, reason, at in store.connection.rows(sql, (*may.args, limit))
    ]
