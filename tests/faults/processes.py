"""Several programs at once, one that died with the lock, and Windows' answers while a scanner holds a file (rows 20–22).

    python -m tests.faults.processes [fifty_at_once stale_lock held_by_a_scanner] [--full] [--seed N]

Windows' own locks and renames are not tried here: its errors are, given where the program meets them.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.base.errors import AppError
from app.records.person import Person
from app.store import files
from app.store.errors import StoreInUse
from app.store.files import replace_whole
from app.store.store import Store
from tests.faults import broken, kills, programme
from tests.faults.child import opened, promise

_AT_ONCE = 50
_SCANNER = (5, 32, 33)  # access denied, sharing violation, lock violation
LONGEST = 2.0  # seconds until a register opens whose program has died


def _open_when_free(path: Path) -> Store:
    while True:
        try:
            return opened(path)
        except StoreInUse:
            time.sleep(0.02)


def _take_turns(path: Path, name: str, saves: int) -> None:
    """Open as soon as nobody else has it, save, close, again; each person whose saving was said is told."""
    for number in range(saves):
        store = _open_when_free(path)
        person = Person(name=f"{name}-{number}")
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(person)
        promise(person.id)
        store.close()


def _started(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.processes", "--child", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def at_once(samples: int, seed: int) -> programme.Figures:
    """So many saves by programs that all want the register at once, fifty at most; every save told is there."""
    many = min(_AT_ONCE, max(4, samples // 4))
    with programme.scratch() as folder:
        path = folder / "overgang.db"
        kills.new_store(path)
        each = -(-samples // many)
        children = [_started("turns", str(path), f"{seed}-{n}", str(each)) for n in range(many)]
        told, problems = list[str](), list[str]()
        for child in children:
            said, mistake = child.communicate()
            told += said.decode().split()
            problems += [f"ended: {mistake.decode().strip()[-200:]}"] if child.returncode else []
        problems += kills.looked(path, lambda store: _missing(store, told))
    return programme.counted(many * each, problems)


def _missing(store: Store, told: list[str]) -> list[str]:
    there = {one.id for one in store.find(Person, viewer=store.me)}
    return [f"lost {one}" for one in told if one not in there]


def stale(samples: int, seed: int) -> programme.Figures:
    """The program that has the register open is killed; the next one opens it, at once."""
    problems = []
    with programme.scratch() as folder:
        path = folder / "overgang.db"
        kills.new_store(path)
        for number in range(samples):
            owner = _started("holds", str(path))
            assert owner.stdout is not None
            owner.stdout.readline()
            problems += _refused(path, number)
            owner.send_signal(signal.SIGKILL)
            owner.communicate()
            begun = time.monotonic()
            problems += kills.looked(path, lambda store: [])
            took = time.monotonic() - begun
            problems += [f"try {number}: {took:.1f} s"] if took > LONGEST else []
    return programme.counted(samples, problems)


def _refused(path: Path, number: int) -> list[str]:
    try:
        opened(path).close()
    except StoreInUse:
        return []
    return [f"try {number}: two have it open"]


def scanner(samples: int, seed: int) -> programme.Figures:
    """A scanner holds the target of a rename for some tries: the new file is there, or the old one and it is said."""
    chance, problems = random.Random(seed), list[str]()
    honest, pause = Path.replace, files.time.sleep
    files.with_patience.__kwdefaults__["pause"] = lambda seconds: None
    try:
        with programme.scratch() as folder:
            for number in range(samples):
                held, winerror = chance.randint(0, 9), chance.choice(_SCANNER)
                Path.replace = _held(honest, held, winerror)  # type: ignore[method-assign, assignment]
                problems += _replaced(folder / "file", number, held)
    finally:
        Path.replace = honest  # type: ignore[method-assign]
        files.with_patience.__kwdefaults__["pause"] = pause
    return programme.counted(samples, problems)


def _held(honest: object, times: int, winerror: int) -> object:
    left = [times]

    def replace(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            error = PermissionError(13, "held")
            error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        return honest(self, target)  # type: ignore[operator, no-any-return]

    return replace


def _replaced(path: Path, number: int, held: int) -> list[str]:
    before, after = b"old", f"new {number}".encode()
    path.write_bytes(before)
    try:
        replace_whole(path, after)
    except AppError:
        wanted, problems = before, ["gives up at once"] if held < len(files._PAUSES) else []
    else:
        wanted, problems = after, []
    problems += [] if path.read_bytes() == wanted else ["neither the old nor the new file"]
    problems += ["something stays beside it"] if len(list(path.parent.iterdir())) > 1 else []
    return [f"try {number}, held {held} times: {one}" for one in problems]


HARNESSES = (
    programme.Harness(
        "fifty_at_once",
        20,
        "Fifty programs that want the register at once take turns; no save is lost",
        sample=8,
        full=500,
        run=at_once,
    ),
    programme.Harness(
        "stale_lock",
        21,
        "The lock of a program that died is in nobody's way (2 s)",
        sample=2,
        full=100,
        run=stale,
    ),
    programme.Harness(
        "held_by_a_scanner",
        22,
        "A file held for a moment by a virus scanner (Windows 5, 32, 33, given) is tried again; old or new, never neither",
        sample=200,
        full=5_000,
        run=scanner,
    ),
)


def _child(work: str, path: str, *words: str) -> None:
    broken.as_asked()
    if work == "turns":
        _take_turns(Path(path), words[0], int(words[1]))
    else:
        store = opened(Path(path))
        promise("open")
        signal.pause()
        store.close()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
    else:
        programme.main(HARNESSES)
