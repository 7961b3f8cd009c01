"""Killed at any system call of a deletion: the person is there whole, or, once it is opened again, nowhere at all (row 43).

    python -m tests.faults.erasing_kills [--full] [--seed N]

Each try is a fork on a fresh copy of one register, stopped before a system call and killed there. Then the register is
opened as on the next morning, and every decrypted page is looked through as after an undisturbed deletion.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.person import Person
from app.store import connection
from app.store.connection import driver
from app.store.erasing import erase_people
from app.store.files import sibling
from app.store.store import Store
from tests.faults import erasing, programme
from tests.faults.keys_kills import Promise, stopped_at
from tests.store.conftest import CHEAP, PASSPHRASE

_RENEWED = 40  # tries on one register, before another is filled


@dataclass(frozen=True)
class Before:
    """A closed register with one person who is a needle everywhere, and what belongs to the others."""

    path: Path
    person: str
    others: dict[str, Any]
    stops: int
    kept: int  # the stop at which the deletion is kept and the file not yet written anew
    cut: int  # the stop at which the end of the file that was written anew is cut off


@contextmanager
def unwiped() -> Iterator[None]:
    """Without SQLite's own wiping of what it deletes, which leaves a copy only now and then: so whatever is freed and not
    written anew is seen every time."""
    kept = connection._SETTINGS
    connection._SETTINGS = tuple(one.replace("secure_delete = on", "secure_delete = off") for one in kept)  # type: ignore[assignment]
    try:
        yield
    finally:
        connection._SETTINGS = kept


def run(samples: int, seed: int) -> programme.Figures:
    """So many kills."""
    chance, problems = random.Random(seed), list[str]()
    with unwiped(), programme.scratch() as folder:
        for number in range(samples):
            if number % _RENEWED == 0:
                before = _filled(folder / f"filled-{number}", random.Random(seed + number))
            path = _copied(before.path, folder / "try")
            at = _stop(before, chance)
            done, _stops = stopped_at(_deletion(path, before.person), at)
            found = _next_morning(path, before, done)
            problems += [f"call {at} of {before.stops} (kept at {before.kept}): {found[0]}"] if found else []
            shutil.rmtree(path.parent)
    return programme.counted(samples, problems)


def _stop(before: Before, chance: random.Random) -> int:
    """Anywhere; between the deletion's being kept and its end; just before the file's end is cut off."""
    first, last = chance.choice(
        ((1, before.stops), (before.kept, before.stops), (before.cut - 10, before.cut))
    )
    return chance.randrange(first, last)


def _filled(folder: Path, chance: random.Random) -> Before:
    folder.mkdir()
    store, _ = Store.create(
        folder / "overgang.db", name="x", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    person = erasing.filled(store, chance)
    others = erasing.of_others(store, person)
    store.close()
    path = store.path
    stops = stopped_at(_deletion(_copied(path, folder / "alone"), person), -1)[1]
    size = path.stat().st_size
    kept = _first(path, folder, person, stops, lambda copy: _is_gone_in(copy, person))
    cut = _first(path, folder, person, stops, lambda copy: copy.stat().st_size < size)
    return Before(path, person, others, stops, kept, cut)


def _first(path: Path, folder: Path, person: str, stops: int, holds: Callable[[Path], bool]) -> int:
    """The first stop after which something holds, found by halving."""
    low, high = 1, stops
    while low < high:
        at = (low + high) // 2
        copy = _copied(path, folder / "half")
        stopped_at(_deletion(copy, person), at)
        low, high = (low, at) if holds(copy) else (at + 1, high)
        shutil.rmtree(copy.parent)
    return low


def _deletion(path: Path, person: str) -> Callable[[Promise], None]:
    def do(promise: Promise) -> None:
        store = _opened(path)
        erase_people(store, [person], actor=store.me, why="objection")
        promise()
        store.close()

    return do


def _opened(path: Path) -> Store:
    return Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)


def _is_gone(store: Store, person: str) -> bool:
    return person not in store.ids(Person, viewer=store.me)


def _is_gone_in(path: Path, person: str) -> bool:
    store = _opened(path)
    try:
        return _is_gone(store, person)
    finally:
        store.close()


def _next_morning(path: Path, before: Before, done: bool) -> list[str]:
    try:
        store = _opened(path)
    except (AppError, driver().Error) as error:
        return [f"does not open: {error!r}"]
    try:
        if _is_gone(store, before.person):
            return erasing.problems(store, before.person, before.others)
        found = ["promised and still here"] if done else []
        found += [finding.text() for finding in store.check()]
        return found + (["half of it is gone"] if not _is_whole(store, before) else [])
    finally:
        store.close()


def _is_whole(store: Store, before: Before) -> bool:
    """Whether the deletion has not begun: a fresh one finds as much to delete as there was."""
    return erasing.of_others(store, before.person) == before.others


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in (path, *(sibling(path, kind) for kind in ("keys", "head"))):
        shutil.copy(file, folder)
    return folder / path.name


HARNESSES = (
    programme.Harness(
        "kills_in_a_deletion",
        43,
        "Killed at any system call of a deletion: the person is there whole, or after the next opening nowhere at all",
        sample=4,
        full=500,
        run=run,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
