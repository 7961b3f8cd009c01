"""The tamper harness: damages one file of a closed store and asks whether opening and the full check notice."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.files import sibling
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE

# The second arises only in a build without authentication, from bytes that are no text: bad, but not silent.
_LOUD = (AppError, UnicodeDecodeError)
KINDS = ("", "keys", "head")


@dataclass
class Report:
    """What a run has shown: how many damages were tried, which of them nobody noticed."""

    what: str
    seed: int
    tried: int = 0
    silent: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.what}: seed {self.seed}, {self.tried} tried, {len(self.silent)} silent"


def some_store(folder: Path) -> Path:
    """A closed store with a little of everything."""
    path = folder / "overgang.db"
    store, _ = Store.create(
        path, name="x", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    people = [Person(name=f"Person {n}", strengths="tåler mye " * 30) for n in range(12)]
    for person in people:
        with store.transaction("session.saved", actor=store.me) as t:
            t.put(person)
            rows = (Attendance(person=person.id),)
            steps = (Step(person=person.id, text="Ringe Nav"),)
            t.put(Session(day=dt.date(2026, 1, 19), note="kran " * 60, attendances=rows, steps=steps))
    store.close()
    return path


def is_noticed(path: Path) -> bool:
    """Whether the next opening, or the full check after it, says that something is wrong."""
    try:
        store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
    except _LOUD:
        return True
    try:
        return bool(store.check())
    except _LOUD:
        return True
    finally:
        store.close()


def flips(path: Path, folder: Path, *, kind: str, tries: int, seed: int) -> Report:
    """Flip one bit of one file at random places, each time in a fresh copy."""
    chance, report = random.Random(seed), Report(f"flips in {kind or 'the store'}", seed)
    for number in range(tries):
        copy = _copied(path, folder / f"flip-{kind}-{number}")
        file = sibling(copy, kind) if kind else copy
        content = bytearray(file.read_bytes())
        at, bit = chance.randrange(len(content)), chance.randrange(8)
        content[at] ^= 1 << bit
        file.write_bytes(content)
        _judge(report, copy, f"bit {bit} of byte {at}")
    return report


def cuts(path: Path, folder: Path, *, tries: int, seed: int) -> Report:
    """Cut the store off at 512-byte boundaries, or lengthen it; `tries` of them, all if there are fewer."""
    chance, report = random.Random(seed), Report("truncations", seed)
    size = path.stat().st_size
    lengths = [*range(0, size, 512), size + 512, size + 4096]
    for length in chance.sample(lengths, min(tries, len(lengths))):
        copy = _copied(path, folder / f"cut-{length}")
        content = path.read_bytes()[:length]
        copy.write_bytes(content.ljust(length, b"\0"))
        _judge(report, copy, f"cut at {length}")
    return report


def old_pages(path: Path, folder: Path, *, tries: int, seed: int) -> Report:
    """Put a page of an older valid version of the store back: its own check sum is right."""
    chance, report = random.Random(seed), Report("old pages", seed)
    newer = _copied(path, folder / "newer")
    store = Store.open(newer, PASSPHRASE, FixedClock(), floor=CHEAP)
    for person in store.find(Person, viewer=store.me):
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(Person(id=person.id, name=f"{person.name} X", strengths="lærer fort " * 30))
    store.close()
    wanted = _read(newer)
    old, new = path.read_bytes(), newer.read_bytes()
    changed = [at for at in range(0, len(old), 4096) if old[at : at + 4096] != new[at : at + 4096]]
    for at in chance.sample(changed, min(tries, len(changed))):
        copy = _copied(newer, folder / f"page-{at}")
        copy.write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        if _read(copy) == wanted:
            shutil.rmtree(copy.parent)  # the page was written anew with the same in it: nothing has gone back
            continue
        _judge(report, copy, f"page at {at}")
    return report


def _read(path: Path) -> object:
    """Everything that can be read in a store, or the error that reading it gives."""
    try:
        store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
    except AppError as error:
        return type(error)
    try:
        sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'"
        tables = [row[0] for row in store.connection.rows(sql)]
        rows = [store.connection.rows(f"SELECT * FROM {table}") for table in tables]
        return rows, [
            store.search(text, viewer=store.me, limit=99) for text in ("kran", "nav", "pe", "lærer", "tåler")
        ]
    except AppError as error:
        return type(error)
    finally:
        store.close()


def _judge(report: Report, copy: Path, what: str) -> None:
    report.tried += 1
    if not is_noticed(copy):
        report.silent.append(what)
    shutil.rmtree(copy.parent)


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for kind in KINDS:
        file = sibling(path, kind) if kind else path
        shutil.copy(file, folder)
    return folder / path.name
