"""Backups that nobody ever tried, and clocks that jump: every backup holds what was saved, and the newest one stays.

    python -m tests.faults.backups [tried|trying|newest] [--full] [--seed N] [--samples N]

`tried`: registers are written into while copies of them are made step by step, some of which are damaged on the way; each
copy that gets its name is opened afterwards and every row of it compared with the register at the moment of the copy.
`newest`: schedules of backups under a clock that goes on, stands, and jumps up to ten years either way, on empty files.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import pickle
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.entry.draft import Draft
from app.records.person import Person
from app.records.step import Step
from app.store import backup, copying, trying
from app.store.connection import Connection
from app.store.copying import Copying
from app.store.mark import read_mark
from app.store.store import Store
from app.store.transaction import KEYS
from app.store.trying import Order
from tests.builders import MONDAY
from tests.faults import programme
from tests.faults.programme import Figures, Harness, counted, scratch
from tests.store.conftest import CHEAP, PASSPHRASE

TEN_YEARS = 3652 * 86400  # seconds
DAMAGES = 0.3  # of the copies are damaged between the copying and the trial
STEPS_OF_A_SCHEDULE = 60


# --- each backup is tried by itself -----------------------------------------------------------------------------------


def tried(count: int, seed: int) -> Figures:
    """So many copies."""
    chance = random.Random(seed)
    problems: list[str] = []
    with small_steps(), scratch() as folder:
        store = _store(folder)
        for number in range(count):
            problems += [f"copy {number}: {one}" for one in _one_copy(store, chance)]
        store.close()
    return counted(count, problems)


@contextmanager
def small_steps() -> Iterator[None]:
    """A small register takes many steps as well."""
    usual = copying.BLOCK, trying.BLOCK, copying.STEP
    copying.BLOCK = trying.BLOCK = 40_960
    copying.STEP = 0.0
    try:
        yield
    finally:
        copying.BLOCK, trying.BLOCK, copying.STEP = usual


def _store(folder: Path) -> Store:
    path = folder / "overgang.db"
    store, _code = Store.create(
        path, name="x", passphrase=PASSPHRASE, clock=FixedClock(MONDAY), cost=CHEAP, floor=CHEAP
    )
    with store.transaction("person.saved", actor=store.me) as t:
        for number in range(400):
            t.put(Person(name=f"Person {number} " + "x" * 60))
    return store


def _one_copy(store: Store, chance: random.Random) -> list[str]:
    _write(store, chance)
    way = Copying(store.opened, store.clock)
    while (order := way.step()) is None:
        if chance.random() < 0.15:
            _write(store, chance)
    right = _rows(store.connection)
    damaged = chance.random() < DAMAGES and _damage(order, chance)
    code = trying.main(io.BytesIO(pickle.dumps(order)), io.StringIO())
    named = order.target.exists()
    if damaged and named:
        return ["a damaged copy got its name"]
    if not damaged and (code != trying.DONE or not named):
        return [f"a sound copy was refused ({code})"]
    return _unlike(order, right) if named else []


def _write(store: Store, chance: random.Random) -> None:
    kind = chance.randrange(3)
    if kind == 0:
        store.put_draft(Draft("step", {"text": f"{chance.random()}"}, id="0" * 32), viewer=store.me)
        return
    people = store.ids(Person, viewer=store.me)
    with store.transaction("person.saved", actor=store.me) as t:
        if kind == 1:
            t.put(Step(person=chance.choice(people), text=f"{chance.random()}"))
        else:
            t.put(Person(id=chance.choice(people), name=f"Person {chance.random()} " + "y" * 60))


def _damage(order: Order, chance: random.Random) -> bool:
    """A bit flipped, the end cut off, or a row changed past the program with the disk's own word that it read it so."""
    kind = chance.randrange(3)
    if kind == 2:
        connection = Connection.opened(order.part, order.key)
        connection.run(
            "UPDATE person SET name = 'somebody else' WHERE number = (SELECT min(number) FROM person)"
        )
        connection.close()
    else:
        content = bytearray(order.part.read_bytes())
        if kind == 0:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        else:
            del content[chance.randrange(1, len(content)) :]
        order.part.write_bytes(content)
    return True


def _unlike(order: Order, right: str) -> list[str]:
    try:
        connection = Connection.opened(order.target, order.key)
        found = _rows(connection)
        connection.close()
    except AppError as error:
        return [f"a backup with its name does not open: {error}"]
    return [] if found == right else ["a backup's rows are not those of the register"]


def _rows(connection: Connection) -> str:
    """A digest of every row of every table that holds anything of anybody, drafts and events included."""
    digest = hashlib.sha256()
    for table in (*sorted(KEYS), "draft", "event", "payload"):
        for row in sorted(map(repr, connection.rows(f"SELECT * FROM {table}"))):
            digest.update(row.encode())
    return digest.hexdigest()


# --- killed while a copy is tried ---------------------------------------------------------------------------------------


def killed(count: int, seed: int) -> Figures:
    """So many kills of the process that tries a copy, three in ten of which are damaged."""
    chance = random.Random(seed)
    problems: list[str] = []
    with scratch() as folder:
        store = _store(folder)
        kept = {store.backup().name}
        longest = 0.0
        for number in range(count):
            order, damaged = _order(store, chance)
            begun = time.monotonic()
            if (child := os.fork()) == 0:
                os._exit(trying.main(io.BytesIO(pickle.dumps(order)), io.StringIO()))
            time.sleep(chance.uniform(0, longest or 0.2))
            os.kill(child, signal.SIGKILL)
            if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
                longest = max(longest, time.monotonic() - begun)
            problems += [f"kill {number}: {one}" for one in _after_the_kill(store, order, damaged, kept)]
        store.close()
    return counted(count, problems)


def _order(store: Store, chance: random.Random) -> tuple[Order, bool]:
    _write(store, chance)
    way = Copying(store.opened, store.clock)
    while (order := way.step()) is None:
        pass
    return order, chance.random() < DAMAGES and _damage(order, chance)


def _after_the_kill(store: Store, order: Order, damaged: bool, kept: set[str]) -> list[str]:
    """The backups before it are there as far as thinning keeps them, and whatever has a name is whole."""
    place = backup.folder(store.path)
    there = {one.path.name for one in backup.listed(place)}
    problems = [] if (there & kept) or not kept else ["the backups before it are gone"]
    if damaged and order.target.exists():
        problems.append("a damaged copy got its name")
    if order.target.exists():
        try:
            backup.proved(order.target, order.key, read_mark(order.target, order.key), rows=True)
        except AppError as error:
            problems.append(f"{order.target.name}: {error}")
        backup.drop(order.target)
    return problems


# --- the newest backup stays, whatever the clock does -----------------------------------------------------------------


def newest(count: int, seed: int) -> Figures:
    """So many states: after each backup the newest five must be there."""
    chance = random.Random(seed)
    problems: list[str] = []
    done = 0
    while done < count:
        with scratch() as folder:
            store = folder / "overgang.db"
            for step in range(min(STEPS_OF_A_SCHEDULE, count - done)):
                problems += [f"state {done + step}: {one}" for one in _made(store, chance, first=step == 0)]
            done += min(STEPS_OF_A_SCHEDULE, count - done)
    return counted(done, problems)


_clock = FixedClock(MONDAY)
_series: list[str] = []


def _made(store: Path, chance: random.Random, *, first: bool) -> list[str]:
    if first:
        _series.clear()
        _clock.advance((MONDAY - _clock.now()).total_seconds())
    _jump(chance)
    place = backup.folder(store)
    place.mkdir(exist_ok=True)
    target = backup.next_name(place, store, _clock, "closed")
    target.touch()
    _series.append(target.name)
    backup.thin(place, store)
    there = {one.path.name for one in backup.listed(place)}
    gone = [name for name in _series[-5:] if name not in there]
    last = backup.listed(place)[0].path.name if there else ""
    wrong = [f"{len(gone)} of the newest five are gone"] if gone else []
    return wrong + (
        [] if last == target.name else [f"{last or 'nothing'} counts as the newest, not {target.name}"]
    )


def _jump(chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.2:
        seconds = chance.uniform(-TEN_YEARS, TEN_YEARS)
    elif kind < 0.6:
        seconds = chance.uniform(0, 3 * 86400)
    else:
        seconds = chance.choice((0, 1800, 3600, 86400))
    low, high = dt.timedelta(days=-7300), dt.timedelta(days=7300)
    there = _clock.now() - MONDAY + dt.timedelta(seconds=seconds)
    _clock.advance((min(max(there, low), high) + MONDAY - _clock.now()).total_seconds())


HARNESSES = (
    Harness(
        "tried",
        17,
        "a backup that was never tried: each is verified by itself, and what has its name holds every row",
        sample=25,
        full=1_000,
        run=tried,
    ),
    Harness(
        "trying",
        5,
        "killed while a copy is tried: the backups before it stay, and what has its name is whole",
        sample=25,
        full=500,
        run=killed,
    ),
    Harness(
        "newest",
        18,
        "thinning or a clock that jumps ten years either way: the newest backups stay",
        sample=1_200,
        full=100_000,
        run=newest,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
