"""Half-written forms about what is erased: no event of the log tells of them, so they are looked through by themselves."""

from __future__ import annotations

from collections.abc import Collection

from app.entry.draft import Draft
from app.store import traces
from app.store.connection import Connection
from app.store.traces import Wanted


def clean_drafts(connection: Connection, ids: Collection[str], names: tuple[str, ...]) -> int:
    """Drop the forms about what is gone, and from a form about others only the lines that name it. How many were dropped.

    ids: of the rows that go. names: what a person who goes was called.
    """
    dropped = 0
    wanted = Wanted(frozenset(ids), traces.words_of(*names))
    for key, person, title, body in connection.rows("SELECT id, person, title, body FROM draft"):
        if person not in ids and not wanted.is_in(f"{title} {body}"):
            continue
        draft = Draft.from_json(body)
        if person in ids or draft.record_id in ids or _names(draft, ids, names):
            connection.run("DELETE FROM draft WHERE id = ?", (key,))
            dropped += 1
            continue
        _drop_lines(draft, ids, names)
        title = "" if wanted.is_in(title) else title
        connection.run("UPDATE draft SET title = ?, body = ? WHERE id = ?", (title, draft.to_json(), key))
    return dropped


def _names(draft: Draft, ids: Collection[str], names: tuple[str, ...]) -> bool:
    """Whether a form, or a line of one, is about what is gone: it refers to it, or is for somebody of that very name."""
    called = {name.casefold() for name in names}
    return any(text in ids for text in draft.raw.values()) or draft.get("name").casefold() in called


def _drop_lines(draft: Draft, ids: Collection[str], names: tuple[str, ...]) -> None:
    for name, text in draft.raw.items():
        if any(one in ids for one in text.split(",")):
            draft.raw[name] = ",".join(one for one in text.split(",") if one not in ids)
    for name, rows in draft.children.items():
        draft.children[name] = [
            row for row in rows if row.record_id not in ids and not _names(row, ids, names)
        ]
        for row in draft.children[name]:
            _drop_lines(row, ids, names)
