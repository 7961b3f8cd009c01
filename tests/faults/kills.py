"""The kill harness: lets a child work, kills it without warning, and compares what is there with what was promised.

python -m tests.faults.kills [saves large_steps makes backs_up brings_back] [--full] [--seed N]
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.person import Person
from app.records.session import Session
from app.store import backup
from app.store.errors import StoreMissing, WrongPassphrase
from app.store.store import Store
from tests.faults import large, programme
from tests.faults.child import OTHER_PASSPHRASE
from tests.store.conftest import CHEAP, PASSPHRASE

# Seconds until the latest kill, where one round of the work takes longer.
_LONGEST = {"large_steps": 0.5, "brings_back": 0.6}
_RENEWED = 25  # kills until a new store is begun: looking takes longer as it grows
Problems = list[str]
Look = Callable[[Path, list[list[str]]], Problems]


@dataclass
class Report:
    """What a run of kills has shown."""

    work: str
    seed: int
    kills: int = 0
    promises: int = 0
    problems: Problems = field(default_factory=list)

    def __str__(self) -> str:
        bad = len(self.problems)
        return f"{self.work}: seed {self.seed}, {self.kills} kills, {self.promises} promises, {bad} broken"


def killed(
    work: str, path: Path, chance: random.Random, *breakage: str, longest: float = 0.12
) -> list[list[str]]:
    """Let the child work for a random moment, kill it, and give its promises, split into words."""
    command = [
        sys.executable,
        "-m",
        "tests.faults.child",
        work,
        str(path),
        str(chance.randrange(2**31)),
        *breakage,
    ]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stderr is not None
    with child.stdout as out, child.stderr as err:
        if out.readline() != b"ready\n":
            raise AssertionError(err.read().decode())
        time.sleep(
            chance.uniform(0, longest)
        )  # the moment of the kill is what is tried, not a wait for something
        child.kill()
        promises = [line.decode().split() for line in out.read().splitlines()]
        child.wait()
    return promises


def run(work: str, folder: Path, *, kills: int, seed: int, breakage: tuple[str, ...] = ()) -> Report:
    """Kill the work so many times on one store, and look after each kill. Stops at the tenth problem."""
    chance, report = random.Random(seed), Report(work, seed)
    path = folder / f"{work}-{seed}" / "overgang.db"
    path.parent.mkdir()
    PREPARE.get(work, new_store)(path)
    for number in range(kills):
        promises = killed(work, path, chance, *breakage, longest=_LONGEST.get(work, 0.12))
        report.kills += 1
        report.promises += len(promises)
        report.problems += LOOK[work](path, promises)
        if len(report.problems) >= 10:
            break
        if report.problems or number % _RENEWED == _RENEWED - 1:  # a ruined store would only repeat itself
            shutil.rmtree(path.parent)
            path.parent.mkdir()
            PREPARE.get(work, new_store)(path)
    return report


def new_store(path: Path, name: str = "Lyngvar") -> None:
    store, _ = Store.create(
        path, name="x", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name=name))
    store.close()


def _two_backups(path: Path) -> None:
    for name in ("one", "two"):
        new_store(path, name)
        store = _opened(path)
        store.backup(path.parent / f"{name}.db")
        store.close()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
    shutil.copy(path.parent / "one.db", path)
    for kind in ("keys", "head"):
        shutil.copy(path.parent / f"one.db.{kind}", path.parent / f"{path.name}.{kind}")


def _a_queue(path: Path) -> None:
    new_store(path)
    store = _opened(path)
    large.prepare(store)
    store.close()


PREPARE: dict[str, Callable[[Path], None]] = {
    "brings_back": _two_backups,
    "makes": lambda path: None,
    "large_steps": _a_queue,
}


def _opened(path: Path, passphrase: str = PASSPHRASE) -> Store:
    return Store.open(path, passphrase, FixedClock(), floor=CHEAP)


def looked(path: Path, look: Callable[[Store], Problems], passphrase: str = PASSPHRASE) -> Problems:
    """Open the store as the counsellor would the next morning; anything but a whole store is a problem."""
    try:
        store = _opened(path, passphrase)
    except AppError as error:
        return [f"does not open: {error}"]
    try:
        return [*look(store), *(finding.text() for finding in store.check())]
    except AppError as error:
        return [f"does not read: {error}"]
    finally:
        store.close()


def opens(path: Path, passphrase: str) -> bool:
    """Whether this passphrase opens the store."""
    try:
        _opened(path, passphrase).close()
    except WrongPassphrase:
        return False
    except AppError:
        return True  # whatever else is wrong is found by who looks
    return True


def after_saving(path: Path, promises: list[list[str]], passphrase: str = PASSPHRASE) -> Problems:
    """Every promised session is there whole, every promised draft is there until its session is."""

    def look(store: Store) -> Problems:
        problems = []
        saved = {one.id: one for one in store.find(Session, viewer=store.me)}
        drafts = {line.id for line in store.drafts(viewer=store.me)}
        used = {words[3] for words in promises if words[0] == "saved"}
        for words in promises:
            if words[0] == "saved" and len(saved[words[1]].steps if words[1] in saved else "?") != int(
                words[2]
            ):
                problems.append(f"lost session {words[1]}")
            if words[0] == "draft" and words[1] not in drafts | used and words != promises[-1]:
                problems.append(f"lost draft {words[1]}")
        return problems

    return looked(path, look, passphrase)


def after_changing(path: Path, promises: list[list[str]]) -> Problems:
    """The last promised passphrase opens, or the one being set; never none. Set back for the next round."""
    for passphrase in (PASSPHRASE, OTHER_PASSPHRASE):
        try:
            store = _opened(path, passphrase)
        except WrongPassphrase:
            continue
        except AppError as error:
            return [str(error)]
        store.change_passphrase(old=passphrase, new=PASSPHRASE)
        store.close()
        return []
    return ["no passphrase opens"]


def after_backing_up(path: Path, promises: list[list[str]]) -> Problems:
    """Every promised backup, and everything that has a backup's name, is whole."""
    listed = backup.listed(backup.folder(path))
    newest = [words[1] for words in promises][-1:]
    problems = [f"missing {one}" for one in newest if not Path(one).exists()]
    for one in listed[:3]:
        problems += looked(one.path, lambda store: [])
    return problems + looked(path, lambda store: [])


def after_bringing_back(path: Path, promises: list[list[str]]) -> Problems:
    """The store is one of the two, whole."""

    def look(store: Store) -> Problems:
        names = [person.name for person in store.find(Person, viewer=store.me)]
        return [] if names in (["one"], ["two"]) else [f"a mixture: {names}"]

    problems = looked(path, look)
    shutil.rmtree(backup.folder(path), ignore_errors=True)
    return problems


def after_large_steps(path: Path, promises: list[list[str]]) -> Problems:
    """Every promised step is whole, the one under way is whole or not begun, and the queue agrees with the bookings."""
    return looked(path, lambda store: large.broken(store, promises))


def after_making(path: Path, promises: list[list[str]]) -> Problems:
    """The store is there and whole, or not there; then it is cleared away for the next round."""
    try:
        _opened(path).close()
        problems: Problems = []
    except StoreMissing:
        problems = ["a promised store is missing"] if promises else []
    except AppError as error:
        problems = [str(error)]
    for file in path.parent.iterdir():
        file.unlink()
    return problems


LOOK: dict[str, Look] = {
    "saves": after_saving,
    "changes_passphrase": after_changing,
    "backs_up": after_backing_up,
    "brings_back": after_bringing_back,
    "makes": after_making,
    "large_steps": after_large_steps,
}


# --- the programme ---


def figures(work: str, samples: int, seed: int) -> programme.Figures:
    """So many kills of one kind of work."""
    with programme.scratch() as folder:
        report = run(work, folder, kills=samples, seed=seed)
    return programme.counted(report.kills, report.problems)


def _harness(work: str, row: int, promise: str, *, sample: int, full: int) -> programme.Harness:
    return programme.Harness(work, row, promise, sample, full, partial(figures, work))


HARNESSES = (
    _harness("saves", 1, "Killed at any moment, no acknowledged save or draft is lost", sample=8, full=1000),
    _harness("large_steps", 1, "Killed in a large step, it is whole or not begun", sample=2, full=300),
    _harness("makes", 1, "Killed while a register is made, it is whole or not there", sample=3, full=100),
    _harness("backs_up", 5, "Killed in a backup, every backup is whole", sample=3, full=500),
    _harness(
        "brings_back",
        6,
        "Killed in a restore, the register is the old or the restored one",
        sample=3,
        full=500,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
