"""Opens an older store over and over, each time in a fresh copy and killed at another place, and looks what is left.

    python -m tests.faults.migrating [--full] [--seed N]
    python -m tests.faults.migrating --run FOLDER PEOPLE TRIES SEED [BROKEN...]

Each try is a fork of this program, for starting a new one would take longer than the migration. Its own program, so
that nothing else runs in what is forked. Three ways of trying: killed before any one system call (every write and
every wait for the disk begins and ends with one), killed by the clock, and a file that may not grow further.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.store import backup
from app.store.connection import Connection, driver
from app.store.events import log
from app.store.store import Store
from tests.faults import broken, older, programme
from tests.store.conftest import CHEAP, PASSPHRASE

_TRACE_ME, _TO_NEXT_CALL = 0, 24
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
LOGGED = 2  # steps that change rows which were there, each with an event: the week, and who may see what
_MISTAKE = "a mistake:"
_BESIDE = ("keys", "head")
Problems = list[str]


@dataclass(frozen=True)
class Old:
    """The store as it was: its files, and all that stands in it."""

    path: Path
    files: dict[str, bytes]
    columns: dict[str, tuple[str, ...]]
    content: older.Content
    schemas: frozenset[frozenset[tuple[str, str]]]


def remembered(path: Path) -> Old:
    """Read an old store without migrating it, and see once what schema it comes to."""
    connection = _connected(path)
    columns = older.columns(connection)
    content, before = older.content(connection, columns, old=True), older.schema(connection)
    connection.close()
    folder = path.parent / "once"
    after = _connected(opened_once(path, folder))
    schemas = frozenset((before, older.schema(after)))
    after.close()
    shutil.rmtree(folder)
    files = {kind: _file(path, kind).read_bytes() for kind in ("", *_BESIDE)}
    return Old(path, files, columns, content, schemas)


def opened_once(path: Path, folder: Path) -> Path:
    """A copy that has been opened, and is as new as the program."""
    copy = copied(path, folder)
    _opened(copy).close()
    return copy


def copied(path: Path, folder: Path) -> Path:
    """The store and what lies beside it, in a folder of its own."""
    folder.mkdir()
    for kind in ("", *_BESIDE):
        shutil.copy(_file(path, kind), folder)
    return folder / path.name


def _file(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.name}.{kind}") if kind else path


def _opened(path: Path) -> Store:
    return Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)


def _connected(path: Path) -> Connection:
    return Connection.opened(path, older.key_of(path))


# --- the one that is killed ---


def _forked(path: Path, before: Callable[[], object], breakage: str) -> tuple[int, int]:
    """A child that opens the store; its id, and where it says "opened", or which AppError came instead."""
    reads, writes = os.pipe()
    child = os.fork()
    if child:
        os.close(writes)
        return child, reads
    try:
        if breakage:
            broken.BREAKS[breakage]()
        before()
        said = "opened"
        try:
            _opened(path).close()
        except AppError as error:
            said = type(error).__name__
        except Exception as error:  # told by the one who asked, for it is no problem of the user's world
            said = f"{_MISTAKE} {error!r}"
        os.write(writes, said.encode())
    finally:
        os._exit(0)


def _heard(reads: int) -> str:
    with os.fdopen(reads) as file:
        return file.read()


def stopped_at(path: Path, call: int, *, breakage: str = "") -> tuple[str, int]:
    """Killed at this stop: a system call that begins or ends. What it said, and how many stops there were."""

    def traced() -> None:
        _LIBC.ptrace(_TRACE_ME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)

    child, reads = _forked(path, traced, breakage)
    stops = 0
    os.waitpid(child, 0)
    while stops != call:
        if _LIBC.ptrace(_TO_NEXT_CALL, child, None, None):
            raise OSError(ctypes.get_errno(), "this system lets nobody be stopped at its calls")
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            return _heard(reads), stops
        stops += 1
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return _heard(reads), stops


def killed_after(path: Path, seconds: float, *, breakage: str = "") -> str:
    """Killed by the clock, in the middle of whatever it does: nobody catches this signal."""

    def timed() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    child, reads = _forked(path, timed, breakage)
    os.waitpid(child, 0)
    return _heard(reads)


def without_room(path: Path, size: int) -> str:
    """Opened where no file may be longer than so many bytes: what was said."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    child, reads = _forked(path, limited, "")
    os.waitpid(child, 0)
    return _heard(reads)


# --- looking ---


def look(old: Old, path: Path, said: str) -> Problems:
    """What was lost or half done: nothing, if the store is old or new, every backup is the old one, and it opens."""
    if said.startswith(_MISTAKE):
        return [said]
    try:
        return [*_backups(old, path), *_either(old, path, said), *_next_morning(old, path)]
    except (AppError, driver().Error) as error:
        return [f"{type(error).__name__}: {error}"]


def _backups(old: Old, path: Path) -> Problems:
    """What has a backup's name is the old store: byte by byte, or, once a journal has been played back, by what it says
    (the cipher writes the same page in another way)."""
    problems = []
    for one in backup.listed(backup.folder(path)):
        beside = [_file(one.path, kind) for kind in _BESIDE]
        if [file.read_bytes() if file.exists() else b"" for file in beside] != [
            old.files[k] for k in _BESIDE
        ]:
            problems.append(f"without its own keys or mark: {one.path.name}")
        elif one.path.read_bytes() != old.files[""]:
            problems += _unlike_old(old, one.path)
    return problems


def _unlike_old(old: Old, path: Path) -> Problems:
    connection = _connected(path)
    try:
        same = older.schema(connection) in old.schemas
        same = same and older.content(connection, old.columns, old=True) == old.content
        whole = not connection.rows("PRAGMA cipher_integrity_check")
        return [] if same and whole else [f"not the old store: {path.name}"]
    finally:
        connection.close()


def _either(old: Old, path: Path, said: str) -> Problems:
    """Look at a copy with its journal, so that the opening after this finds what the kill left."""
    folder = path.parent / "look"
    copy = copied(path, folder)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        shutil.copy(journal, folder)
    connection = _connected(copy)
    found = older.schema(connection)
    connection.close()
    shutil.rmtree(folder)
    is_new = ("step", "002_week") in found
    problems = [] if found in old.schemas else ["a mixture of two schemas"]
    if is_new and not backup.listed(backup.folder(path)):
        problems.append("migrated without a backup")
    if said == "opened" and not is_new:
        problems.append("said to be open and not migrated")
    return problems


def _next_morning(old: Old, path: Path) -> Problems:
    store = _opened(path)
    try:
        problems = [finding.text() for finding in store.check()]
        problems += lost(old, older.content(store.connection, old.columns, old=False))
        migrated = sum(event.verb == "store.migrated" for event in log(store.connection))
        problems += [f"migrated {migrated} times"] if migrated != LOGGED else []
    finally:
        store.close()
    left = [file.name for file in backup.folder(path).glob("*.part")]
    return problems + _backups(old, path) + [f"half a backup stays: {name}" for name in left]


def lost(old: Old, now: older.Content) -> Problems:
    """Rows that are not what they were; the log may only have got longer."""
    for table, rows in old.content.items():
        grows = table in ("event", "payload")
        if (set(rows) - set(now[table])) if grows else rows != now[table]:
            return [f"{table}: {len(rows)} rows were there, {len(now[table])} are"]
    return []


# --- the run ---


@dataclass(frozen=True)
class Way:
    """How one try ends: its name for the figures, and what does it."""

    name: str
    ends: Callable[[Path], str]


def run(
    old: Old, folder: Path, *, tries: int, seed: int, breakage: str = ""
) -> tuple[Counter[str], Problems]:
    """So many tries: how they ended, and what was lost. Stops at the tenth problem, of a broken build at the first."""
    chance, ended, problems = random.Random(seed), Counter[str](), Problems()
    whole = copied(old.path, folder / "whole")
    stops = stopped_at(whole, -1, breakage=breakage)[1]
    grown = whole.stat().st_size
    shutil.rmtree(whole.parent)
    for number in range(tries):
        path = copied(old.path, folder / f"try-{number}")
        way = _way(number, tries, stops, grown, chance, breakage)
        said = way.ends(path)
        ended[f"{way.name}, {said or 'killed'}"] += 1
        found = look(old, path, said)
        problems += [f"try {number}, {way.name}: {one}" for one in found]
        shutil.rmtree(path.parent)
        if len(problems) >= (1 if breakage else 10):
            break
    return ended, problems


def _way(number: int, tries: int, stops: int, grown: int, chance: random.Random, breakage: str) -> Way:
    """The first is left alone; the others are spread over all calls, over those of the end, over time, over room."""
    if number == 0:
        return Way("alone", lambda path: stopped_at(path, -1, breakage=breakage)[0])
    if number % 5 == 3 and not breakage:
        room = chance.randrange(grown + 4096)
        return Way("no room", lambda path: without_room(path, room))
    if number % 5 == 4:
        seconds = chance.uniform(0.001, grown / 4e6)
        return Way("clock", lambda path: killed_after(path, seconds, breakage=breakage))
    first = 1 if number % 2 else stops - stops // 5
    at = first + int((number + chance.random()) * (stops - first) / tries)
    return Way("call", lambda path: stopped_at(path, at, breakage=breakage)[0])


def figures(samples: int, seed: int) -> programme.Figures:
    """So many openings, by a program of its own; each hundred of another store, a large one in a full run."""
    tried, problems = 0, Problems()
    while tried < samples and len(problems) < 10:
        most = min(samples - tried, 100)
        people = 300 if samples > 100 else 20
        with programme.scratch() as folder:
            words = (str(folder), str(people), str(most), str(seed + tried))
            said = subprocess.run(
                [sys.executable, "-m", "tests.faults.migrating", "--run", *words],
                capture_output=True,
                text=True,
                check=True,
            )
        _build, ended, found = json.loads(said.stdout)
        tried, problems = tried + sum(ended.values()), problems + found
    return programme.counted(tried, problems)


HARNESSES = (
    programme.Harness(
        "migrating",
        3,
        "Killed, out of room or refused while an older register is brought up to date, it is the old or the new one",
        sample=4,
        full=800,
        run=figures,
    ),
)


def main(folder: str, people: str, tries: str, seed: str, *breakages: str) -> None:
    """Print, for each build, one line of JSON: its name, how the tries ended, the problems."""
    old = remembered(older.make(Path(folder) / "old", people=int(people)))
    for breakage in breakages or ("",):
        ended, problems = run(old, Path(folder), tries=int(tries), seed=int(seed), breakage=breakage)
        print(json.dumps([breakage, ended, problems]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        main(*sys.argv[2:])
    else:
        programme.main(HARNESSES)
