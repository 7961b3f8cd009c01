"""Where others' entries mention somebody by name: listed before a deletion, for the counsellor to decide, never changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.records.field import Kind
from app.records.registry import TYPES, scalars
from app.store import traces
from app.store.access import Viewer, may_read
from app.store.index import DAYS
from app.store.rows import reference_to

if TYPE_CHECKING:
    from app.store.store import Store

_AROUND = 60  # characters shown on either side
_MOST = 200  # shown; the rest is counted


@dataclass(frozen=True)
class Mention:
    """One text with the name in it: whose case it is in ("" for none) and what that person is called, and the words."""

    kind: str
    id: str
    person: str
    name: str
    day: dt.date | None
    text: str


@dataclass(frozen=True)
class Mentions:
    """found: what the viewer may read; hidden: how many more there are in colleagues' entries and drafts."""

    found: tuple[Mention, ...]
    hidden: int


def mentions(store: Store, *, viewer: Viewer, person: str) -> Mentions:
    """Every text of others, and of the service, in which the person's name, alias or a word of them stands."""
    words = traces.words_of(*(names := traces.names_of(store.connection, person)))
    if words is None:
        return Mentions((), 0)
    found: list[Mention] = []
    hidden = 0
    for kind in TYPES:
        readable = _readable(store, viewer, kind)
        for mention in _of_kind(store, kind, person, names, words):
            if readable(mention.id):
                found.append(mention)
            else:
                hidden += 1
    found += _settings(store, words)
    own, others = _drafts(store, viewer, person, words)
    return Mentions(tuple([*found, *own][:_MOST]), hidden + others + max(0, len(found) + len(own) - _MOST))


def _of_kind(
    store: Store, kind: str, person: str, names: tuple[str, ...], words: traces.Words
) -> Iterator[Mention]:
    columns = [name for name, (_, spec) in scalars(kind).items() if spec.kind in (Kind.LINE, Kind.NOTE)]
    forms = sorted({form for name in names for form in (name, name.lower(), name.upper(), name.capitalize())})
    if not columns:
        return
    own = reference_to(kind, "person") or "case_id"
    day = next((name for name in scalars(kind) if name in DAYS), "NULL")
    holds = " OR ".join(f'instr(t."{column}", ?)' for column in columns for _form in forms)
    texts = ", ".join(f't."{column}"' for column in columns)
    sql = f"""SELECT t.id, ifnull(t.case_id, ''), ifnull(p.name, ''), t.{day if day != "NULL" else "voided_at"}, {texts}
        FROM {kind} t LEFT JOIN person p ON p.id = t.case_id
        WHERE t.voided_at = '' AND ifnull(t.case_id, '') != ? AND ifnull(t."{own}", '') != ? AND t.id != ? AND ({holds})
        ORDER BY t.number DESC"""
    args: list[Any] = [person, person, person, *(form for _column in columns for form in forms)]
    for key, case, name, on, *parts in store.connection.rows(sql, args):
        for part in parts:
            if (hit := words.search(part)) is not None:
                yield Mention(kind, key, case, name, _day(on), _around(part, hit))
                break


def _readable(store: Store, viewer: Viewer, kind: str) -> Any:
    may = may_read(kind, viewer)
    sql = f"SELECT 1 FROM {kind} WHERE id = ? AND ({may.sql})"
    return lambda key: bool(store.connection.value(sql, (key, *may.args)))


def _settings(store: Store, words: traces.Words) -> list[Mention]:
    rows = store.connection.rows("SELECT name, value FROM setting")
    hits = ((name, value, words.search(value)) for name, value in rows)
    return [Mention("setting", name, "", "", None, _around(value, hit)) for name, value, hit in hits if hit]


def _drafts(store: Store, viewer: Viewer, person: str, words: traces.Words) -> tuple[list[Mention], int]:
    """The viewer's own half-written forms about others, and how many of colleagues'."""
    own, others = [], 0
    for key, owner, about, body in store.connection.rows("SELECT id, owner, person, body FROM draft"):
        hit = None if about == person or person in body else words.search(body)
        if hit and owner == viewer.counsellor:
            own.append(Mention("draft", key, about, "", None, _around(body, hit)))
        elif hit:
            others += 1
    return own, others


def _around(text: str, hit: re.Match[str]) -> str:
    first, last = max(0, hit.start() - _AROUND), min(len(text), hit.end() + _AROUND)
    shown = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"


def _day(stored: Any) -> dt.date | None:
    return dt.date.fromisoformat(stored) if stored else None
