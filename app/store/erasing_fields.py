"""True deletion of what stood in one field: the value, every payload and draft that tells it, and freed pages."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.entry.draft import Draft
from app.records.registry import TYPES, scalars
from app.store import index, traces
from app.store.access import Viewer
from app.store.erasing import REASONS, VERB, Erased, may_erase
from app.store.forgetting import compact, forget
from app.store.reading import get
from app.store.rows import shape
from app.store.traces import Wanted

if TYPE_CHECKING:
    from app.store.connection import Connection
    from app.store.store import Store

_TELLING = 4  # characters of a text that is looked for beyond the record's own images


def erase_field(store: Store, kind: str, record: str, name: str, *, actor: Viewer, why: str) -> Erased:
    """Empty one field of one record; what stood in it is told nowhere any more.

    Raises ValueError for a field that cannot be empty, RecordGone, NotYours.
    """
    declared, _spec = scalars(kind)[name]
    if declared.required or why not in REASONS:
        raise ValueError(f"cannot erase {kind}.{name} because of {why}")
    connection = store.connection
    get(connection, TYPES[kind], record, viewer=actor)
    case = connection.value(f"SELECT case_id FROM {kind} WHERE id = ?", (record,)) or ""
    may_erase(store, case, actor=actor, kind=kind, record=record)
    empty = shape(kind).stored(name, declared.default)
    values = _values(connection, kind, record, name) - {empty, None, ""}
    texts = {value for value in values if isinstance(value, str)}
    with store.transaction(VERB, actor=actor, undoable=False) as t:
        connection.run(f'UPDATE {kind} SET "{name}" = ? WHERE id = ?', (empty, record))
        index.refresh(connection, kind, record)
        drafts = _clean_drafts(connection, record, name)
        said = traces.words_of(*(text for text in texts if len(text) >= _TELLING))
        own = _telling(connection, kind, record, name, empty)
        events = forget(store, t, Wanted(frozenset(), said, events=own), [(kind, record)])
        t.what["why"] = why
        t.about(case)
    store.cut_undo(events)
    compacted = compact(store)
    changes = replace(t.changes(), records=frozenset({(kind, record)}), people=frozenset({case} - {""}))
    return Erased(changes, 0, len(events), drafts, 0, compacted)


def _values(connection: Connection, kind: str, record: str, name: str) -> set[Any]:
    """Everything that ever stood in the field, as it is stored."""
    found = {connection.value(f'SELECT "{name}" FROM {kind} WHERE id = ?', (record,))}
    for _event, images in _images(connection, kind, record):
        found |= {row[name] for row in images if name in row}
    return found


def _telling(connection: Connection, kind: str, record: str, name: str, empty: Any) -> frozenset[int]:
    """The events whose payload tells what stood in the field, or holds a form of the record that may."""
    return frozenset(
        event
        for event, images in _images(connection, kind, record)
        if any(row.get(name, empty) != empty for row in images)
    )


def _images(connection: Connection, kind: str, record: str) -> list[tuple[int, list[dict[str, Any]]]]:
    found = []
    for event, body in connection.each("SELECT event, body FROM payload ORDER BY event"):
        text = zlib.decompress(body).decode()
        if f'"{record}"' not in text:
            continue
        payload = json.loads(text)
        rows = (*payload["rows"], *payload.get("kept", ()))
        images = [
            row
            for table, key, before, after in rows
            if (table, key) == (kind, record)
            for row in (before, after)
            if row
        ]
        found.append((event, images))
    return found


def _clean_drafts(connection: Connection, record: str, name: str) -> int:
    """Empty the field in half-written forms of this record."""
    count = 0
    for key, body in connection.rows("SELECT id, body FROM draft WHERE instr(body, ?)", (record,)):
        draft = Draft.from_json(body)
        if draft.record_id == record and draft.raw.pop(name, ""):
            connection.run("UPDATE draft SET title = '', body = ? WHERE id = ?", (draft.to_json(), key))
            count += 1
    return count
