"""The program that is killed: it does one kind of work over and over and says on its output what it has promised.

    python -m tests.faults.child WORK PATH SEED [BROKEN]

One line is written after each promise: the store has said that it is done. `ready` comes first.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store import bringing_back, opening
from app.store.store import Store
from tests.faults import broken, disk
from tests.store.conftest import CHEAP, PASSPHRASE

OTHER_PASSPHRASE = "den andre setningen"


def promise(line: str) -> None:
    """Say it in one write, so that a kill cuts no line in two."""
    os.write(1, f"{line}\n".encode())


def opened(path: Path) -> Store:
    return Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)


def saves(path: Path, chance: random.Random) -> None:
    """Saves sessions, small and large, each taking its draft along. Promises the session's id."""
    store = opened(path)
    person = store.find(Person, viewer=store.me)[0]
    promise("ready")
    for number in itertools.count():
        save_one(store, person.id, number, chance)


def save_one(store: Store, person: str, number: int, chance: random.Random) -> None:
    """One session and its draft, both promised."""
    draft = Draft("session", {"note": f"utkast {number}"})
    store.put_draft(draft, viewer=store.me)
    promise(f"draft {draft.id}")
    steps = tuple(Step(person=person, text=f"steg {n}") for n in range(chance.choice((0, 2, 40))))
    note = f"notat {number} " + "kranførerbevis på våren " * chance.choice((1, 20, 400))
    rows = (Attendance(person=person),)
    session = Session(day=dt.date(2026, 1, 19), note=note, attendances=rows, steps=steps)
    with store.transaction("session.saved", actor=store.me) as t:
        t.put(session)
        t.delete_draft(draft.id)
    promise(f"saved {session.id} {len(steps)} {draft.id}")


def day(path: Path, chance: random.Random) -> None:
    """A day over a disk that is written down (tests.faults.disk): a register is made where there is none; then saves, a
    backup in between, another passphrase and back, and the close with its backup."""
    disk.watch(path.parent, path.parent.parent / "log")
    if not path.exists():
        makes(path, chance)
    store = opened(path)
    person = Person(name="Rognulf")
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(person)
    for number in range(chance.randint(5, 10)):
        save_one(store, person.id, number, chance)
    promise(f"backup {store.backup()}")
    for old, new in ((PASSPHRASE, OTHER_PASSPHRASE), (OTHER_PASSPHRASE, PASSPHRASE)):
        store.change_passphrase(old=old, new=new)
    promise("passphrase back")
    save_one(store, person.id, 99, chance)
    store.close(backup_changes=True)
    promise("closed")


def changes_passphrase(path: Path, chance: random.Random) -> None:
    """Changes the passphrase back and forth. Promises the one that holds now."""
    store = opened(path)
    promise("ready")
    for old, new in itertools.cycle(((PASSPHRASE, OTHER_PASSPHRASE), (OTHER_PASSPHRASE, PASSPHRASE))):
        store.change_passphrase(old=old, new=new)
        promise(f"passphrase {new}")


def backs_up(path: Path, chance: random.Random) -> None:
    """Backs up after every save. Promises the backup's name."""
    store = opened(path)
    promise("ready")
    for number in itertools.count():
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(Person(name=f"Person {number}"))
        promise(f"backup {store.backup()}")


def brings_back(path: Path, chance: random.Random) -> None:
    """Brings back one backup after the other, in turns."""
    promise("ready")
    for source in itertools.cycle(("one.db", "two.db")):
        unlock = opening.by_passphrase(PASSPHRASE)
        bringing_back.restore(path.parent / source, path, unlock, FixedClock(), floor=CHEAP)
        promise(f"restored {source}")


def makes(path: Path, chance: random.Random) -> None:
    """Makes a new store. Promises it when it is made."""
    promise("ready")
    store, _ = Store.create(
        path, name="x", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    store.close()
    promise("made")


def large_steps(path: Path, chance: random.Random) -> None:
    """The week's large transactions (tests.faults.large). Promises what each was."""
    from tests.faults import large  # the actions, which the other works start without

    store = opened(path)
    promise("ready")
    large.work(store, promise)


WORK: dict[str, Callable[[Path, random.Random], None]] = {
    "saves": saves,
    "changes_passphrase": changes_passphrase,
    "backs_up": backs_up,
    "brings_back": brings_back,
    "makes": makes,
    "large_steps": large_steps,
    "day": day,
}

if __name__ == "__main__":
    work, where, seed, *breakage = sys.argv[1:]
    for name in breakage:
        broken.BREAKS[name]()
    WORK[work](Path(where), random.Random(int(seed)))
