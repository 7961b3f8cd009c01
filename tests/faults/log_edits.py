"""The log harness: edits the event log of an open store at random, past the program, and asks whether check notices.

An edit is made inside a transaction that is taken back afterwards, so that thousands are tried on one store. What somebody
who holds the keys could write anew from the first event to the last, with the mark, is not an edit: nothing inside a file
can tell.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.base.clock import FixedClock
from app.records.person import Person
from app.records.step import Step
from app.store.erasing import erase_people
from app.store.store import Store
from tests.builders import MONDAY
from tests.faults import programme
from tests.faults.programme import Figures, Harness
from tests.store.conftest import CHEAP, PASSPHRASE

COLUMNS = ("at", "actor", "verb", "digest", "chain")
Edit = Callable[[Store, random.Random], str]


def some_store(folder: Path) -> Store:
    """An open store with changes, readings, and a person who was deleted, so that some payloads are rightly gone."""
    clock = FixedClock(MONDAY)
    store, _ = Store.create(
        folder / "overgang.db", name="x", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    people = [Person(name=f"Person {number}") for number in range(8)]
    for person in people:
        with store.transaction("person.saved", actor=store.me, text="lagret") as t:
            t.put(person)
        with store.transaction("step.saved", actor=store.me) as t:
            t.put(Step(person=person.id, text="Ringe Nav"))
        clock.advance(7200)
        store.saw("person.opened", actor=store.me, people=[person.id])
    with store.transaction("person.printed", actor=store.me, undoable=False) as t:
        t.about(*(person.id for person in people[:3]))
    erase_people(store, [people[1].id], actor=store.me, why="error")
    return store


# --- the edits; each says what it did, "" where chance changed nothing ----------------------------------------------


def alter(store: Store, chance: random.Random) -> str:
    """One column of one event says something else."""
    number, column = chance.choice(_numbers(store)), chance.choice(COLUMNS)
    old = str(store.connection.value(f"SELECT {column} FROM event WHERE number = ?", (number,)))
    new = chance.choice([_one_letter(old, chance), _another(store, "event", column, chance), ""])
    store.connection.run(f"UPDATE event SET {column} = ? WHERE number = ?", (new, number))
    return f"{column} of event {number}" if new != old else ""


def remove(store: Store, chance: random.Random) -> str:
    """An event goes, alone or with all that belongs to it."""
    number = chance.choice(_numbers(store))
    _drop(store, number, whole=chance.random() < 0.7)
    return f"event {number} removed"


def cut(store: Store, chance: random.Random) -> str:
    """The newest events go, with all that belongs to them."""
    count = chance.randrange(1, 6)
    for number in _numbers(store)[-count:]:
        _drop(store, number, whole=True)
    return f"the newest {count} removed"


def swap(store: Store, chance: random.Random) -> str:
    """Two events change places."""
    one, other = chance.sample(_numbers(store), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        store.connection.run("UPDATE event SET number = ? WHERE number = ?", (new, old))
    return f"events {one} and {other} swapped"


def insert(store: Store, chance: random.Random) -> str:
    """An event is made up, at the end."""
    row = list(
        store.connection.rows("SELECT * FROM event WHERE number = ?", (chance.choice(_numbers(store)),))[0]
    )
    row[0] = _numbers(store)[-1] + 1
    store.connection.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", row)
    return "an event made up"


def payload(store: Store, chance: random.Random) -> str:
    """A payload is changed, taken away, or replaced by another's."""
    numbers = [row[0] for row in store.connection.rows("SELECT event FROM payload ORDER BY event")]
    one, other = chance.sample(numbers, 2)
    way = chance.choice(("body", "salt", "gone", "other", "moved"))
    if way == "gone":
        store.connection.run("DELETE FROM payload WHERE event = ?", (one,))
    elif way == "moved":
        store.connection.run("DELETE FROM payload WHERE event = ?", (one,))
        store.connection.run("UPDATE payload SET event = ? WHERE event = ?", (one, other))
    elif way == "other":
        sql = "SELECT salt, body FROM payload WHERE event = ?"
        store.connection.run(
            "UPDATE payload SET salt = ?, body = ? WHERE event = ?",
            (*store.connection.rows(sql, (other,))[0], one),
        )
    else:
        content = bytearray(store.connection.value(f"SELECT {way} FROM payload WHERE event = ?", (one,)))
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        store.connection.run(f"UPDATE payload SET {way} = ? WHERE event = ?", (bytes(content), one))
    return f"payload of {one}: {way}"


def people(store: Store, chance: random.Random) -> str:
    """A line that says whom an event is about is added, taken away or changed."""
    rows = store.connection.rows("SELECT person, event FROM event_person ORDER BY event, person")
    person, event = chance.choice(rows)
    other, number = chance.choice(rows)[0], chance.choice(_numbers(store))
    way = chance.choice(("gone", "person", "event", "added"))
    there = set(rows)
    if way == "gone":
        store.connection.run("DELETE FROM event_person WHERE person = ? AND event = ?", (person, event))
    elif way == "added" and (other, number) not in there:
        store.connection.run("INSERT INTO event_person VALUES (?, ?)", (other, number))
    elif way == "person" and (other, event) not in there:
        sql = "UPDATE event_person SET person = ? WHERE person = ? AND event = ?"
        store.connection.run(sql, (other, person, event))
    elif way == "event" and (person, number) not in there:
        sql = "UPDATE event_person SET event = ? WHERE person = ? AND event = ?"
        store.connection.run(sql, (number, person, event))
    else:
        return ""
    return f"whom event {event} is about: {way}"


EDITS: tuple[Edit, ...] = (alter, remove, cut, swap, insert, payload, people)


def edited(tries: int, seed: int, *, folder: Path | None = None) -> Figures:
    """Try so many edits of all kinds on one store."""
    with tempfile.TemporaryDirectory() as place:
        store = some_store(folder or Path(place))
        assert store.check() == []
        chance, unseen, tried = random.Random(seed), [], 0
        while tried < tries:
            with taken_back(store):
                what = EDITS[tried % len(EDITS)](store, chance)
                if not what:
                    continue
                tried += 1
                if not store.check():
                    unseen.append(what)
        assert store.check() == []
        store.close()
    return programme.counted(tried, unseen)


@contextmanager
def taken_back(store: Store) -> Iterator[None]:
    """Whatever is written inside is gone afterwards."""
    connection = store.connection
    connection.run("PRAGMA foreign_keys = off")
    connection.begin()
    try:
        for trigger in ("event_is_never_changed", "event_is_never_deleted"):
            connection.run(f"DROP TRIGGER {trigger}")
        yield
    finally:
        connection.roll_back()
        connection.run("PRAGMA foreign_keys = on")


def _numbers(store: Store) -> list[int]:
    return [row[0] for row in store.connection.rows("SELECT number FROM event ORDER BY number")]


def _drop(store: Store, number: int, *, whole: bool) -> None:
    for table, column in (("payload", "event"), ("event_person", "event")) if whole else ():
        store.connection.run(f"DELETE FROM {table} WHERE {column} = ?", (number,))
    store.connection.run("DELETE FROM event WHERE number = ?", (number,))


def _one_letter(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text)) if text else 0
    return text[:at] + chance.choice("abcdef0123456789") + text[at + 1 :]


def _another(store: Store, table: str, column: str, chance: random.Random) -> str:
    return str(chance.choice(store.connection.rows(f"SELECT {column} FROM {table}"))[0])


HARNESSES = (
    Harness(
        name="log-edits",
        row=46,
        promise="every edit of the event log past the program is detected",
        sample=140,
        full=10_000,
        run=lambda tries, seed: edited(tries, seed),
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
