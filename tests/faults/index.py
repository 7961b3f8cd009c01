"""Many changes in one go, whichever: search finds every line by each of its words, and nothing that is gone (row 32).

    python -m tests.faults.index [--full] [--seed N]

The index wipes what leaves it. SQLite 3.53 loses words of other lines where one goes and another gets its number in the same
transaction, if nothing is written in between.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from app.base.errors import AppError
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.store import Store
from app.store.transaction import Transaction
from tests.builders import new_desk
from tests.faults import programme

WORDS = ("kranfører", "kran", "kokk", "sveis", "sveiser", "truck")
DAY = dt.date(2026, 1, 19)
_TRANSACTIONS = 12  # on one register


def run(samples: int, seed: int) -> programme.Figures:
    """So many transactions."""
    problems: list[str] = []
    for first in range(0, samples, _TRANSACTIONS):
        chance = random.Random(seed + first)
        with programme.scratch() as folder:
            desk = new_desk(folder)
            store = desk.store
            for number in range(min(_TRANSACTIONS, samples - first)):
                _change(store, chance)
                problems += [f"transaction {first + number}: {one}" for one in list(_wrong(store))[:1]]
            desk.store.close()
        if len(problems) >= 10:
            break
    return programme.counted(samples, problems)


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))


def _change(store: Store, chance: random.Random) -> None:
    """A few records new, changed or voided at once; or the last time taken back."""
    if chance.random() < 0.15 and store.can_undo():
        with suppress(AppError):
            store.undo(actor=store.me)
        return
    with store.transaction("session.saved", actor=store.me) as t:
        people = store.find(Person, viewer=store.me) or [Person(name="Havmod")]
        for _ in range(chance.randint(1, 4)):
            _one(store, t, chance, people)


def _one(store: Store, t: Transaction, chance: random.Random, people: list[Person]) -> None:
    person, talks = chance.choice(people), store.find(Session, viewer=store.me)
    kind = chance.randrange(5)
    if kind == 0 or len(people) < 3:
        people.append(Person(name=f"Ospar {_text(chance)}", strengths=_text(chance)))
        t.put(people[-1])
    elif kind == 1:
        changed = replace(person, strengths=_text(chance))
        people[people.index(person)] = changed
        t.put(changed)
    elif kind == 2 and talks:
        t.put(replace(chance.choice(talks), note=_text(chance)))
    elif kind == 3 and talks:
        t.void(Session, chance.choice(talks).id, reason="wrong_person")
    else:
        t.put(person)
        steps = tuple(Step(person=person.id, text=_text(chance)) for _ in range(chance.randint(0, 2)))
        rows = (Attendance(person=person.id, line=_text(chance)),)
        t.put(Session(day=DAY, note=_text(chance), attendances=rows, steps=steps))


def _wrong(store: Store) -> Iterator[str]:
    """What the search leaves out or makes up, and what the check says."""
    lines = store.connection.rows("SELECT f.record, w.text FROM found f JOIN words w ON w.rowid = f.number")
    for word in WORDS:
        found = {hit.id for hit in store.search(word, viewer=store.me, limit=500)}
        there = {record for record, text in lines if f" {word}" in text}
        if there - found:
            yield f"{len(there - found)} of {len(there)} are not found by {word!r}"
        piece = f" {word}"[:3]
        asked = store.connection.rows("SELECT rowid FROM words WHERE words MATCH ?", (f'"{piece}"',))
        if len(asked) != sum(piece in text for _record, text in lines):
            yield f"{len(asked)} lines with {piece!r}"
    yield from (finding.text() for finding in store.check())


HARNESSES = (
    programme.Harness(
        "index",
        32,
        "Whatever is written, changed, voided and taken back in one go, search finds every line by each of its words",
        sample=24,
        full=2_000,
        run=run,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
