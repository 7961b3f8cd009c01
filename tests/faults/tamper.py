"""The tamper harness: damages one file of a closed store and asks whether opening and the full check notice.

python -m tests.faults.tamper [flips flips_beside flips_in_a_backup cuts old_pages older_files] [--full] [--seed N]
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.bringing_back import restore
from app.store.files import sibling
from app.store.opening import by_passphrase
from app.store.store import Store
from tests.faults import programme
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
    """Cut the store off at 512-byte boundaries, all if there are fewer than `tries`; and lengthen it."""
    chance, report = random.Random(seed), Report("truncations", seed)
    size = path.stat().st_size
    lengths = [*range(0, size, 512)]
    for length in (size + 512, size + 4096, *chance.sample(lengths, min(tries - 2, len(lengths)))):
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


# --- backups, older files ---


def flips_in_a_backup(path: Path, folder: Path, *, tries: int, seed: int) -> Report:
    """Flip a bit of a backup (file, keys or mark) and bring it back: refused, and the store stays as it was."""
    chance, report = random.Random(seed), Report("flips in a backup", seed)
    store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
    source = store.backup(folder / "kopi.db")
    store.close()
    for number in range(tries):
        kind = chance.choice(("", "", "", "keys", "head"))
        file = sibling(source, kind) if kind else source
        sound = file.read_bytes()
        damaged = bytearray(sound)
        at, bit = chance.randrange(len(damaged)), chance.randrange(8)
        damaged[at] ^= 1 << bit
        file.write_bytes(damaged)
        copy = _copied(path, folder / f"back-{number}")
        report.tried += 1
        if _brought_back(source, copy, kind):
            report.silent.append(f"bit {bit} of byte {at} of {kind or 'the backup'}")
        shutil.rmtree(copy.parent)
        file.write_bytes(sound)
    return report


def _brought_back(source: Path, copy: Path, kind: str) -> bool:
    """Whether something that is not whole came in, or a register is no longer what it was. A key file with a flip may be
    passed over for the register's own keys: then what came in must be whole."""
    before = copy.read_bytes()
    try:
        restore(source, copy, by_passphrase(PASSPHRASE), FixedClock(), floor=CHEAP)
    except _LOUD:
        return copy.read_bytes() != before
    return kind != "keys" or is_noticed(copy)


def older_files(path: Path, folder: Path, *, tries: int, seed: int) -> Report:
    """Put an older register back under its newer mark: told at the opening, whichever of its days it is from."""
    chance, report = random.Random(seed), Report("older files", seed)
    days = [path.read_bytes()]
    for number in range(6):
        store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(Person(name=f"Ny {number}"))
        store.close()
        days.append(path.read_bytes())
    for number in range(tries):
        copy = _copied(path, folder / f"older-{number}")
        which = chance.randrange(len(days) - 1)
        copy.write_bytes(days[which])
        _judge(report, copy, f"the register of day {which}")
    return report


Try = Callable[..., Report]


def _run(attempt: Try, samples: int, seed: int, **said: str) -> programme.Figures:
    with programme.scratch() as folder:
        report = attempt(some_store(folder), folder, tries=samples, seed=seed, **said)
    return programme.counted(report.tried, report.silent)


def _beside(samples: int, seed: int) -> programme.Figures:
    both = [_run(flips, samples // 2, seed, kind=kind) for kind in ("keys", "head")]
    return programme.counted(sum(one.tried for one in both), [what for one in both for what in one.problems])


HARNESSES = (
    programme.Harness(
        "flips",
        11,
        "A flipped bit in the register is noticed",
        sample=30,
        full=10_000,
        run=lambda samples, seed: _run(flips, samples, seed, kind=""),
    ),
    programme.Harness(
        "flips_beside",
        11,
        "A flipped bit in the key file or the mark is noticed",
        sample=30,
        full=4_000,
        run=_beside,
    ),
    programme.Harness(
        "flips_in_a_backup",
        12,
        "A backup with a flipped bit is not brought back, and the register stays",
        sample=20,
        full=10_000,
        run=lambda samples, seed: _run(flips_in_a_backup, samples, seed),
    ),
    programme.Harness(
        "cuts",
        13,
        "A register cut off or lengthened at any 512 bytes is noticed",
        sample=20,
        full=10**6,
        run=lambda samples, seed: _run(cuts, samples, seed),
    ),
    programme.Harness(
        "old_pages",
        14,
        "An older valid page put back is noticed",
        sample=12,
        full=10**6,
        run=lambda samples, seed: _run(old_pages, samples, seed),
    ),
    programme.Harness(
        "older_files",
        14,
        "An older register put back is noticed",
        sample=6,
        full=200,
        run=lambda samples, seed: _run(older_files, samples, seed),
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
