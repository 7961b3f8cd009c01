"""Drafts: what stands in a form that is not saved yet, durable within the encrypted store, no event of the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.entry.draft import Draft
from app.store.access import Viewer
from app.store.connection import Connection
from app.store.errors import RecordGone
from app.store.events import stamp


@dataclass(frozen=True)
class DraftLine:
    """A draft as a list shows it: what kind of record, a hint of its contents, whom it is about, when last touched."""

    id: str
    type: str
    title: str
    person: str
    changed_at: dt.datetime


def put(
    connection: Connection, draft: Draft, *, viewer: Viewer, title: str, person: str, now: dt.datetime
) -> None:
    """Keep the draft as it stands; on return it is on the disk. Raises RecordGone for another's draft."""
    shown = title.encode("utf-8", "replace").decode()
    row = (draft.id, viewer.counsellor, draft.type, shown, person, stamp(now), draft.to_json())
    owner = connection.value("SELECT owner FROM draft WHERE id = ?", (draft.id,))
    if owner not in (None, viewer.counsellor):
        raise RecordGone()
    connection.run("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def get(connection: Connection, draft_id: str, *, viewer: Viewer) -> Draft:
    """The draft. Raises RecordGone where this viewer has none of that id."""
    sql = "SELECT body FROM draft WHERE id = ? AND owner = ?"
    body = connection.value(sql, (draft_id, viewer.counsellor))
    if body is None:
        raise RecordGone()
    return Draft.from_json(body)


def lines(connection: Connection, *, viewer: Viewer) -> list[DraftLine]:
    """The viewer's drafts, last touched first."""
    sql = "SELECT id, type, title, person, changed_at FROM draft WHERE owner = ? ORDER BY changed_at DESC, rowid DESC"
    return [
        DraftLine(draft_id, kind, title, person, dt.datetime.fromisoformat(changed))
        for draft_id, kind, title, person, changed in connection.rows(sql, (viewer.counsellor,))
    ]


def drop(connection: Connection, draft_id: str, *, viewer: Viewer) -> None:
    """Throw the draft away; nothing to do where there is none."""
    connection.run("DELETE FROM draft WHERE id = ? AND owner = ?", (draft_id, viewer.counsellor))
