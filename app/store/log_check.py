"""Does the store say what its log says? One reading of all payloads, for the rows and for whom each event is about."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Iterator
from typing import Any

from app.store import events, migrations
from app.store.connection import Connection
from app.store.events import Emptied
from app.store.mark import Head
from app.store.transaction import KEYS

PART = 500  # events looked through at a time
Place = tuple[str, str]
"""A row: its table and key."""
Short = bytes | str


class LogRead:
    """What all payloads say, read once and in order: the last image of each row, whom each event is about, what was emptied.

    Of a million rows it holds a short key and a short digest each, no text; it is asked for the rows once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._images: dict[str, dict[Short, int | None]] = {}
        self._unlike: set[int] = set()
        self._emptied = Emptied()
        added = migrations.columns_added()
        told = _told_people(connection)
        row = next(told, None)
        for number, body in connection.each("SELECT event, body FROM payload ORDER BY event"):
            about: set[str] = set()
            while row is not None and row[0] <= number:
                about.add(row[1])
                row = next(told, None)
            if about != self._take(body, added):
                self._unlike.add(number)

    def _take(self, body: bytes, added: dict[str, dict[str, object]]) -> set[str]:
        """Whom the event is about, as its payload says; what it says of rows is kept."""
        payload = _opened(body)
        if payload is None:
            return set()
        self._emptied = _emptied(payload) or self._emptied
        for table, key, _before, after in (*payload["rows"], *payload.get("kept", ())):
            if table != "draft":  # drafts change without an event
                image = _digest({**added.get(table, {}), **after}) if after else None
                self._images.setdefault(sys.intern(table), {})[_short(key)] = image
        return set(events.people_of(payload))

    def unlike_rows(self) -> Iterator[Place]:
        """Rows that differ from the last image that the log holds of them: a page of an older state put back, or an
        edit past the program. Rows whose payloads were deleted are not judged. Asked once: what was judged is forgotten."""
        for table in list(self._images):
            last = self._images.pop(table)
            for row in self._connection.each_dict(f"SELECT * FROM {table}"):
                row.pop("number", None)
                key = row[KEYS[table]]
                short = _short(key)
                if short in last and last.pop(short) != _digest(row):
                    yield table, key
            yield from ((table, _whole(key)) for key, digest in last.items() if digest is not None)

    def unlike_people(self) -> set[int]:
        """Events about others than their payloads say, and events whose payload is gone although no deletion says so."""
        sql = "SELECT event FROM event_person WHERE event NOT IN (SELECT number FROM event)"
        found = self._unlike | {number for (number,) in self._connection.rows(sql)}
        return found | _wrongly(events.emptied(self._connection), self._emptied)


def _short(key: str) -> Short:
    """A key in few bytes: an id as the number that it is, anything else as itself."""
    try:
        found = bytes.fromhex(key)
    except ValueError:
        return key
    return found if found.hex() == key else key


def _whole(key: Short) -> str:
    return key.hex() if isinstance(key, bytes) else key


class LogProof:
    """The proof that the log is as it was written, made in parts short enough to do between other things.

    broken: the events that are not; done: whether all was looked through; of: how many events there are.
    """

    def __init__(self) -> None:
        self.broken: list[int] = []
        self.done, self.seen, self.of = False, 0, 0
        self._before = events.NOTHING
        self._people: set[tuple[str, int]] = set()  # as the payloads say, less what was found
        self._gone: list[int] = []  # events without a payload
        self._left: list[tuple[int, str]] = []  # whom those are about
        self._emptied = Emptied()
        self._at: tuple[str, int] | None = None  # the last line of event_person that was looked at

    def go_on(self, connection: Connection, *, count: int = PART) -> None:
        """Look through the next events; after the last one, through whom they are about."""
        if self.done:
            return
        if self._at is not None:
            self._go_on_with_people(connection, count * 4)
            return
        self.of = events.newest(connection).number
        rows = connection.rows(_NEXT, (self._before.number, count))
        for *row, salt, body in rows:
            self._take(events.Event(*row), salt, body)
        self.seen = self._before.number
        if len(rows) < count:
            self._at = ("", 0)

    def _take(self, event: events.Event, salt: bytes | None, body: bytes | None) -> None:
        if not events.follows(self._before, event) or not events.seals(event.digest, salt, body):
            self.broken.append(event.number)
        self._before = Head(event.number, event.chain)
        if body is None:
            self._gone.append(event.number)
        payload = _opened(body)
        if payload is not None:
            self._people |= {(person, event.number) for person in events.people_of(payload)}
            self._emptied = _emptied(payload) or self._emptied

    def _go_on_with_people(self, connection: Connection, count: int) -> None:
        rows = [
            (str(person), int(event))
            for person, event in connection.rows(_NEXT_PEOPLE, (*(self._at or ()), count))
        ]
        gone = set(self._gone)
        for person, event in rows:
            if (person, event) in self._people:
                self._people.discard((person, event))
            elif event in gone:
                self._left.append((event, person))
            else:
                self.broken.append(event)
        self._at = rows[-1] if rows else self._at
        if len(rows) < count:
            self.done = True
            self.broken += sorted({event for _person, event in self._people})
            self.broken += sorted(_wrongly(events.emptied_of(self._gone, sorted(self._left)), self._emptied))


_NEXT_PEOPLE = (
    "SELECT person, event FROM event_person WHERE (person, event) > (?, ?) ORDER BY person, event LIMIT ?"
)
_NEXT = """SELECT e.number, e.at, e.actor, e.verb, e.digest, e.chain, p.salt, p.body
    FROM event e LEFT JOIN payload p ON p.event = e.number WHERE e.number > ? ORDER BY e.number LIMIT ?"""


def _opened(body: bytes | None) -> Any:
    """A payload, None for one that is gone or does not read: events.broken tells of that."""
    try:
        return None if body is None else events.opened(body)
    except (zlib.error, ValueError):
        return None


def _emptied(payload: Any) -> Emptied | None:
    said = payload.get("emptied")
    if said is None:
        return None
    return Emptied(tuple((first, last) for first, last in said["runs"]), said["people"])


def _told_people(connection: Connection) -> Iterator[tuple[int, str]]:
    """Event and person of every event that has a payload, in order."""
    sql = "SELECT x.event, x.person FROM event_person x JOIN payload p ON p.event = x.event ORDER BY x.event"
    return ((int(number), str(person)) for number, person in connection.each(sql))


def _wrongly(now: Emptied, said: Emptied) -> set[int]:
    """Events whose payload is gone, or there, against what the newest deletion said; all it spoke of, where whom they are
    about has changed."""
    wrongly = now.numbers() ^ said.numbers()
    return wrongly or (said.numbers() if now != said else set())


def _digest(row: dict[str, Any]) -> int:
    found = hashlib.blake2b(json.dumps(row, sort_keys=True).encode(), digest_size=16)
    return int.from_bytes(found.digest(), "big")
