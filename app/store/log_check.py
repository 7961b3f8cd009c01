"""Does the store say what its log says? One reading of all payloads, for the rows and for whom each event is about."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from app.store import events, migrations
from app.store.connection import Connection
from app.store.events import Emptied
from app.store.transaction import KEYS

Place = tuple[str, str]
"""A row: its table and key."""


class LogRead:
    """What all payloads say, read once: the last image of each row, whom each event is about, what was emptied."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._images: dict[Place, bytes | None] = {}
        self._people: set[tuple[str, int]] = set()
        self._emptied = Emptied()
        added = migrations.columns_added()
        for number, body in connection.each("SELECT event, body FROM payload ORDER BY event"):
            self._take(number, body, added)

    def _take(self, number: int, body: bytes, added: dict[str, dict[str, object]]) -> None:
        try:
            payload = events.opened(body)
        except (zlib.error, ValueError):
            return  # events.broken tells of it
        self._people |= {(person, number) for person in events.people_of(payload)}
        if "emptied" in payload:
            said = payload["emptied"]
            self._emptied = Emptied(tuple((first, last) for first, last in said["runs"]), said["people"])
        for table, key, _before, after in (*payload["rows"], *payload.get("kept", ())):
            if table != "draft":  # drafts change without an event
                self._images[table, key] = _digest({**added.get(table, {}), **after}) if after else None

    def unlike_rows(self) -> Iterator[Place]:
        """Rows that differ from the last image that the log holds of them: a page of an older state put back, or an
        edit past the program. Rows whose payloads were deleted are not judged."""
        last = dict(self._images)
        for table in {table for table, _key in last}:
            for row in self._connection.dicts(f"SELECT * FROM {table}"):
                row.pop("number", None)
                key = row[KEYS[table]]
                if (table, key) in last and last.pop((table, key)) != _digest(row):
                    yield table, key
        yield from (place for place, digest in last.items() if digest is not None)

    def unlike_people(self) -> Iterator[int]:
        """Events about others than their payloads say, and events whose payload is gone although no deletion says so."""
        sql = """SELECT x.person, x.event FROM event_person x JOIN payload p ON p.event = x.event"""
        told = {(str(person), int(number)) for person, number in self._connection.each(sql)}
        yield from sorted({number for _person, number in told ^ self._people})
        sql = "SELECT event FROM event_person WHERE event NOT IN (SELECT number FROM event)"
        yield from (number for (number,) in self._connection.rows(sql))
        now = events.emptied(self._connection)
        wrongly = now.numbers() ^ self._emptied.numbers()
        yield from sorted(wrongly)
        if not wrongly and now != self._emptied:
            yield from self._emptied.numbers()


def _digest(row: dict[str, Any]) -> bytes:
    return hashlib.blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=16).digest()
