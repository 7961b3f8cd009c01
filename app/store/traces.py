"""Where an erased entry still shows: payloads of the log, drafts, references, lists that were printed."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.base.folding import fold
from app.records.field import Kind
from app.records.registry import TYPES, scalars
from app.store.connection import Connection

# An id stands after a quote, or behind another in a list or a path: looked for so, it is found three times as fast.
_ID = re.compile(r'["/, ]([0-9a-f]{32})')
_AT_ONCE = 500  # ids in one question
SHORTEST = 3  # letters of a word that is looked for by itself
Place = tuple[str, str]
"""A row: its table and key."""


@dataclass(frozen=True)
class Words:
    """Whole words, whatever their capitals. small: the same in small letters, by which most texts are passed over."""

    pattern: re.Pattern[str]
    small: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where one of them stands."""
        lower = text.lower()
        return self.pattern.search(text) if any(word in lower for word in self.small) else None


@dataclass(frozen=True)
class Wanted:
    """What is to be gone: ids of rows, words (a name and its parts) as whole words, events that are known to tell it."""

    ids: frozenset[str]
    words: Words | None = None
    events: frozenset[int] = frozenset()

    def is_in(self, text: str) -> bool:
        """Whether a text holds one of the ids or words."""
        if not self.ids.isdisjoint(ids_in(text)):
            return True
        return self.words is not None and self.words.search(text) is not None


@dataclass
class Payloads:
    """Events whose payloads go, and the rows that those said something of."""

    events: set[int] = field(default_factory=set)
    rows: dict[Place, None] = field(default_factory=dict)


def ids_in(text: str) -> list[str]:
    """Everything in a text that looks like an id, one at its very beginning too."""
    return [*_ID.findall(f"/{text[:32]}"), *_ID.findall(text)]


def words_of(*texts: str) -> Words | None:
    """The texts as whole words, capitals or not, as they stand in a payload too; None for nothing to look for."""
    found = {
        form for text in texts if len(text.strip()) > 1 for form in (text.strip(), _in_json(text.strip()))
    }
    if not found:
        return None
    longest_first = sorted(found, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return Words(pattern, tuple(sorted({form.lower() for form in found})))


def names_of(connection: Connection, person: str) -> tuple[str, ...]:
    """What a person is called: name and alias whole, and those of their words that nobody else here is called."""
    whole = [text for row in _called(connection, "id = ?", person) for text in row if text.strip()]
    parts = {word for text in whole for word in re.findall(r"\w+", text) if len(word) >= SHORTEST}
    others = {
        fold(word) for row in _called(connection, "id != ?", person) for text in row for word in text.split()
    }
    others |= {fold(text) for row in _called(connection, "id != ?", person) for text in row if text}
    found = [text for text in (*whole, *sorted(parts)) if fold(text) not in others]
    return tuple(dict.fromkeys(found))


def payloads(connection: Connection, wanted: Wanted) -> Payloads:
    """All events whose payload holds what is to be gone, whoever wrote them."""
    found = Payloads()
    for event, body in connection.each("SELECT event, body FROM payload ORDER BY event"):
        text = zlib.decompress(body).decode()
        if event in wanted.events or wanted.is_in(text):
            found.events.add(event)
            payload = json.loads(text)
            rows = (*payload["rows"], *payload.get("kept", ()))
            found.rows |= dict.fromkeys((table, key) for table, key, _before, _after in rows)
    return found


def still_told(connection: Connection, keys: Collection[str]) -> set[str]:
    """Those of the keys that a payload which stays says something of."""
    left, told = set(keys), set[str]()
    for (body,) in connection.each("SELECT body FROM payload") if left else ():
        text = zlib.decompress(body).decode()
        told |= {key for key in left if f'"{key}"' in text}
    return told


def referring(connection: Connection, ids: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """(type, id, column) of every row that names one of these ids in a column made for it."""
    for kind in TYPES:
        columns = [name for name, (_, spec) in scalars(kind).items() if spec.kind is Kind.REF]
        for column in (*columns, "parent_id"):
            for some in _portions(ids):
                sql = f'SELECT id FROM {kind} WHERE "{column}" IN ({_marks(some)})'
                for (row,) in connection.rows(sql, some):
                    yield kind, row, column


def mentioning(
    connection: Connection, kind: str, column: str, ids: Collection[str]
) -> Iterator[tuple[str, str]]:
    """(id, text) of rows in whose text one of the ids stands."""
    for row, text in connection.rows(f'SELECT id, "{column}" FROM {kind} WHERE "{column}" != ?', ("",)):
        if any(found in ids for found in ids_in(text)):
            yield row, text


def without(value: Any, ids: Collection[str]) -> Any:
    """A JSON value without the members that name one of the ids; an object that does goes whole from its list."""
    if isinstance(value, list):
        return [without(one, ids) for one in value if not _names(one, ids)]
    if isinstance(value, dict):
        return {key: without(one, ids) for key, one in value.items() if key not in ids and not _is(one, ids)}
    return value


def _names(value: Any, ids: Collection[str]) -> bool:
    """Whether a member of a list is one of the ids, or an object one of whose own values is."""
    return _is(value, ids) or (isinstance(value, dict) and any(_is(one, ids) for one in value.values()))


def _is(value: Any, ids: Collection[str]) -> bool:
    return isinstance(value, str) and value in ids


def _called(connection: Connection, condition: str, person: str) -> list[tuple[str, str]]:
    rows = connection.rows(f"SELECT name, alias FROM person WHERE {condition}", (person,))
    return [(name, alias) for name, alias in rows]


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _portions(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for at in range(0, len(ordered), _AT_ONCE):
        yield ordered[at : at + _AT_ONCE]


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
