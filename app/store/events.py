"""The event log: who did what when, append-only, each entry chained to the one before it.

The chain runs over time, actor, verb and a salted digest of the payload. Payloads lie apart and may be deleted with
the person they are about; without its salt a digest tells nothing, and the chain still verifies.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.store.connection import Connection, Row
from app.store.errors import OlderCopy, OtherCopy
from app.store.mark import Head

READING = ("register.opened", "register.listed", "person.opened", "log.read")
"""Verbs of events that changed nothing and let nothing out: no backup is made for their sake."""
NOTHING = Head(0, hashlib.sha256(b"the chain begins").hexdigest())


@dataclass(frozen=True)
class Event:
    """One line of the log. `at` is UTC; `digest` seals the payload."""

    number: int
    at: str
    actor: str
    verb: str
    digest: str
    chain: str


def stamp(now: dt.datetime) -> str:
    """A time as the store keeps it: UTC, so that text order is time order."""
    return now.astimezone(dt.UTC).isoformat(timespec="microseconds")


def append(
    connection: Connection,
    after: Head,
    *,
    now: dt.datetime,
    actor: str,
    verb: str,
    payload: Any,
    people: bool = True,
) -> Head:
    """Write one event in the open transaction and give the new head. A clock set back does not turn the order.

    people: False for the steps of the schema from before the table that says whom an event is about.
    """
    salt = secrets.token_bytes(16)
    body = zlib.compress(json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(), level=1)
    digest = _digest(salt, body)
    last = connection.value("SELECT at FROM event WHERE number = ?", (after.number,)) or ""
    at = max(stamp(now), last)
    number = after.number + 1
    chain = _chained(after.chain, number, at, actor, verb, digest)
    connection.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", (number, at, actor, verb, digest, chain))
    connection.run("INSERT INTO payload VALUES (?, ?, ?)", (number, salt, body))
    if people:
        for person in sorted(people_of(payload)):
            connection.run("INSERT INTO event_person VALUES (?, ?)", (person, number))
    return Head(number, chain)


def people_of(payload: Any) -> set[str]:
    """Whom an event is about: the cases of the rows it wrote, and those it names besides."""
    people = {str(person) for person in payload.get("about", ())}
    for table, key, before, after in payload["rows"]:
        if table == "person":
            people.add(str(key))
        people |= {str(row["case_id"]) for row in (before, after) if row and row.get("case_id")}
    return people


def last_change(connection: Connection) -> int:
    """The number of the newest event that is more than reading; 0 for none."""
    marks = ", ".join("?" * len(READING))
    sql = f"SELECT number FROM event WHERE verb NOT IN ({marks}) ORDER BY number DESC LIMIT 1"
    return int(connection.value(sql, READING) or 0)


def not_seen_lately(
    connection: Connection, people: Iterable[str], *, verb: str, actor: str, now: dt.datetime
) -> list[str]:
    """Those for whom the same was not logged within the hour. A clock set back makes more lines, never fewer."""
    since = now - dt.timedelta(hours=1)
    sql = """SELECT 1 FROM event_person p JOIN event e ON e.number = p.event
        WHERE p.person = ? AND e.verb = ? AND e.actor = ? AND e.at > ? AND e.at <= ? LIMIT 1"""
    return [one for one in people if not connection.value(sql, (one, verb, actor, stamp(since), stamp(now)))]


def newest(connection: Connection) -> Head:
    """The store's own head."""
    rows = connection.rows("SELECT number, chain FROM event ORDER BY number DESC LIMIT 1")
    return Head(*rows[0]) if rows else NOTHING


def compare(connection: Connection, marked: Head) -> None:
    """Raise OlderCopy where the store is behind the mark, OtherCopy where it went another way; a store that is ahead
    was killed between commit and mark and is fine."""
    found = newest(connection)
    if found.number < marked.number:
        raise OlderCopy(found=found.number, expected=marked.number)
    if marked.number and _chain_at(connection, marked.number) != marked.chain:
        raise OtherCopy(found=found.number, expected=marked.number)


def payload(connection: Connection, number: int) -> Any:
    """What an event changed, or None where it has been deleted."""
    body = connection.value("SELECT body FROM payload WHERE event = ?", (number,))
    return None if body is None else opened(body)


def opened(body: bytes) -> Any:
    """A payload as it was written: JSON, packed because it says the names of all columns each time."""
    return json.loads(zlib.decompress(body))


@dataclass(frozen=True)
class Emptied:
    """Which events have no payload any more, as runs of numbers, and a digest of whom those are still about."""

    runs: tuple[tuple[int, int], ...] = ()
    people: str = ""

    def numbers(self) -> set[int]:
        """The events one by one."""
        return {number for first, last in self.runs for number in range(first, last + 1)}


def emptied(connection: Connection) -> Emptied:
    """How the log is now, for the payload of the event that deletes others: what is missing later without such a word
    was taken away by somebody else."""
    sql = """SELECT e.number FROM event e LEFT JOIN payload p ON p.event = e.number
        WHERE p.event IS NULL ORDER BY e.number"""
    numbers = [number for (number,) in connection.each(sql)]
    left = """SELECT x.event, x.person FROM event_person x LEFT JOIN payload p ON p.event = x.event
        WHERE p.event IS NULL AND x.event IN (SELECT number FROM event) ORDER BY x.event, x.person"""
    return emptied_of(numbers, connection.each(left) if numbers else ())


def emptied_of(numbers: Iterable[int], people: Iterable[Row]) -> Emptied:
    """The same of these events without a payload, in order, and the lines (event, person) of theirs, in order: there is no
    payload to hold those against."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    digest = hashlib.sha256()
    for row in people:
        digest.update(json.dumps(row).encode())
    return Emptied(tuple(runs), digest.hexdigest() if runs else "")


def broken(connection: Connection) -> Iterator[int]:
    """The numbers of events that are not as they were written: altered, missing, reordered, or with another payload."""
    before = NOTHING
    for row in connection.each("SELECT number, at, actor, verb, digest, chain FROM event ORDER BY number"):
        event = Event(*row)
        if not follows(before, event):
            yield event.number
        before = Head(event.number, event.chain)
    for number, digest, salt, body in connection.each(
        "SELECT p.event, e.digest, p.salt, p.body FROM payload p LEFT JOIN event e ON e.number = p.event"
    ):
        if not seals(digest, salt, body):
            yield number


def follows(before: Head, event: Event) -> bool:
    """Whether an event is chained to the one before it."""
    right = _chained(before.chain, event.number, event.at, event.actor, event.verb, event.digest)
    return event.number == before.number + 1 and event.chain == right


def seals(digest: str | None, salt: bytes | None, body: bytes | None) -> bool:
    """Whether a payload is the one that its event was written with; one that is gone is not judged."""
    return body is None or salt is None or _digest(salt, body) == digest


def log(connection: Connection, *, limit: int = 200) -> list[Event]:
    """The newest events first."""
    rows = connection.rows(
        "SELECT number, at, actor, verb, digest, chain FROM event ORDER BY number DESC LIMIT ?", (limit,)
    )
    return [Event(*row) for row in rows]


def _chain_at(connection: Connection, number: int) -> str | None:
    found = connection.value("SELECT chain FROM event WHERE number = ?", (number,))
    return None if found is None else str(found)


def _digest(salt: bytes, body: bytes) -> str:
    return hashlib.sha256(salt + body).hexdigest()


def _chained(before: str, number: int, at: str, actor: str, verb: str, digest: str) -> str:
    line = json.dumps([before, number, at, actor, verb, digest], ensure_ascii=True)
    return hashlib.sha256(line.encode()).hexdigest()
