"""Disks that are full, fail or lie (rows 8, 9), and sticks that are pulled out or keep nothing (rows 23, 24).

    python -m tests.faults.disk_errors [full_disk io_errors stick_pulled stick_lies] [--full] [--seed N]

A child works over a disk that fails at one call after the other (disk.py). What was said to be saved must be there,
what went wrong must be said in words, work must go on once the disk is well, and of a file for a stick there is nothing
under its name that is not whole.
"""

from __future__ import annotations

import errno
import json
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import AppError
from app.entry.draft import Draft
from app.records.person import Person
from app.records.record import new_id
from app.store.store import Store
from tests.faults import broken, disk, kills, programme
from tests.faults.child import opened
from tests.faults.disk import DISCARDS, FOR_EVER, HALF, ONCE

_CALLS = "WSTRUO"  # writes, waits, truncations, renames, unlinks, new files
Figures = tuple[int, list[str]]


# --- the register ---


@dataclass
class Work:
    """What a counsellor does over a failing disk, what was said to be saved, and what else came out."""

    store: Store
    saved: list[str] = field(default_factory=list)
    errors: list[AppError] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    drafts: dict[str, str] = field(
        default_factory=dict
    )  # said to be kept, not taken along by a save: id, name

    def do(self, number: int, size: int) -> None:
        """A draft, a save that takes it along, and an undo of another: each may fail in words."""
        draft = Draft("person", {"name": f"Person {number} {new_id()}"})
        person = Person(name=draft.raw["name"], strengths="tåler mye " * size)
        steps: tuple[Callable[[], object], ...] = (
            lambda: self._keep(draft),
            lambda: self._save(person, draft),
        )
        for step in steps:
            try:
                step()
            except AppError as error:
                self.errors.append(error)
            except Exception as error:
                self.mistakes.append(f"a mistake: {error!r}")

    def _keep(self, draft: Draft) -> None:
        self.store.put_draft(draft, viewer=self.store.me)
        self.drafts[draft.id] = draft.raw["name"]

    def _save(self, person: Person, draft: Draft) -> None:
        with self.store.transaction("person.saved", actor=self.store.me) as t:
            t.put(person)
            t.delete_draft(draft.id)
        self.saved.append(person.id)
        self.drafts.pop(draft.id, None)


def register(
    folder: Path, samples: int, seed: int, *, number: int, hows: tuple[int, ...], ops: str
) -> Figures:
    """So many failures, each at another call of saving: how many were met, and what did not hold."""
    path, chance, tried, problems = folder / "overgang.db", random.Random(seed), 0, list[str]()
    most: dict[int, int] = {}
    kills.new_store(path)
    disk.watch(folder)
    while tried < samples and len(problems) < 10:
        if tried % 40 == 0 and tried:
            _anew(path)
        size, how = chance.choice((1, 30, 3000)), chance.choice(hows)
        most[size] = most.get(size) or _calls(path, size, ops)
        at = chance.randint(1, most[size])
        met, found = _once(path, at, number=number, how=how, size=size, ops=ops)
        problems += [f"call {at} ({ops}, error {number}, way {how}): {one}" for one in found]
        tried += met
    return tried, problems


def _anew(path: Path) -> None:
    for file in path.parent.iterdir():
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    kills.new_store(path)


def _calls(path: Path, size: int, ops: str) -> int:
    """How many such calls there are where nothing fails."""
    work = Work(opened(path))
    disk.arm(ops, 10**9, 0, ONCE)
    for nth in range(3):
        work.do(nth, size)
    made = disk.disarm()
    work.store.close()
    return made


def _once(path: Path, at: int, *, number: int, how: int, size: int, ops: str) -> tuple[bool, list[str]]:
    """One failure: whether it was met, and what was wrong while it lasted, after it, and at the next opening."""
    work = Work(opened(path))
    disk.arm(ops, at, number, how)
    for nth in range(3):
        work.do(nth, size)
    met = disk.disarm() >= at
    worked = len(work.saved)
    work.do(9, 3)
    problems = list(work.mistakes)
    problems += ["does not work once the disk is well"] if len(work.saved) != worked + 1 else []
    if number == errno.ENOSPC and ops == "W" and any(type(one).__name__ != "DiskFull" for one in work.errors):
        problems.append(f"said {[type(one).__name__ for one in work.errors]}")
    try:
        work.store.close()
    except AppError as error:
        problems.append(f"does not close: {error}")
    return met, problems + _after(path, work.saved, work.drafts)


def _after(path: Path, saved: list[str], drafts: dict[str, str]) -> list[str]:
    """What was said to be kept is there: whatever failed without a word would be missing. A save that could not be waited
    for may have been kept all the same, and has taken its draft along then."""
    try:
        store = opened(path)
    except AppError as error:
        return [f"does not open: {error}"]
    people = store.find(Person, viewer=store.me)
    there, named = {one.id for one in people}, {one.name for one in people}
    problems = [f"said to be saved and is not there: {one}" for one in saved if one not in there]
    held = {one.id for one in store.drafts(viewer=store.me)}
    problems += [
        f"a draft said to be kept is not there: {one}"
        for one, name in drafts.items()
        if one not in held and name not in named
    ]
    problems += [finding.text() for finding in store.check()]
    store.close()
    return problems


# --- sticks ---

Writer = Callable[
    [Path], dict[Path, bytes]
]  # writes onto the stick and gives what should be there under which name


def writers(home: Path) -> Iterator[Writer]:
    """Every way in which the program puts files onto a stick."""
    from app.commands.output import write_all
    from app.exchange.locked_pdf import locked, write_read_back
    from app.typeset.plain import typeset_text
    from ui.documents.saving import save_files

    content = {name: random.Random(name).randbytes(size) for name, size in (("a", 3000), ("b", 70_000))}
    page = typeset_text("Innsyn", language="nb", size=12, width=400)
    extract_pdf = locked(page, "en lang nok setning")
    desk: object = None

    def sheets(stick: Path) -> dict[Path, bytes]:
        files = {stick / f"plakat-{name}.pdf": what for name, what in content.items()}
        save_files(desk, files)  # type: ignore[arg-type]
        return files

    def commands(stick: Path) -> dict[Path, bytes]:
        files = {stick / f"liste-{name}.csv": what for name, what in content.items()}
        write_all(files)
        return files

    def extract(stick: Path) -> dict[Path, bytes]:
        write_read_back(stick / "innsyn.pdf", extract_pdf, passphrase="en lang nok setning")
        return {stick / "innsyn.pdf": extract_pdf}

    yield from (sheets, commands, extract)
    yield backup_onto(home)


def backup_onto(home: Path) -> Writer:
    """A backup in the second folder; what should be there is the register, key file and mark as they are."""
    path = home / "overgang.db"
    home.mkdir()
    kills.new_store(path)
    store = opened(path)

    def write(stick: Path) -> dict[Path, bytes]:
        target = store.backup(stick / "kopi.db")
        return {target: path.read_bytes()}

    return write


def sticks(folder: Path, samples: int, seed: int, *, number: int, how: int) -> Figures:
    """So many sticks that fail (or keep nothing) from one call on: what is under a name afterwards is whole."""
    stick, chance, tried, problems = folder / "stick", random.Random(seed), 0, list[str]()
    stick.mkdir()
    ways = list(writers(folder / "home"))
    disk.watch(stick)
    while tried < samples and len(problems) < 10:
        write = ways[tried % len(ways)]
        at = chance.randint(1, 6 if how == DISCARDS else 24)
        met, found = _onto(stick, write, at, number=number, how=how)
        problems += [f"{write.__qualname__}, call {at}: {one}" for one in found]
        tried += met
    return tried, problems


def _onto(stick: Path, write: Writer, at: int, *, number: int, how: int) -> tuple[bool, list[str]]:
    wanted, said = dict[Path, bytes](), True
    disk.arm("W" if how == DISCARDS else _CALLS, at, number, how)
    problems = []
    try:
        wanted = write(stick)
        said = False
    except AppError:
        pass
    except Exception as error:
        problems.append(f"a mistake: {error!r}")
    met = disk.disarm() >= at
    if said:  # no stick, no name: what there is to find is found by writing once more
        left = _named(stick)
        _cleared(stick)
        wanted = write(stick)
        problems += [f"looks whole: {p.name}" for p, what in left.items() if what != wanted.get(p)]
        problems += ["left though the stick could be written"] if left and how == ONCE else []
    elif met and _named(stick) != wanted and how == DISCARDS:
        problems.append("said to be written, and is not there")
    _cleared(stick)
    return met, problems


def _named(stick: Path) -> dict[Path, bytes]:
    """What has a name that somebody would open; the key file and mark of a backup are nothing without it."""
    found = [path for path in stick.iterdir() if path.suffix not in (".part", ".keys", ".head", ".new")]
    return {path: path.read_bytes() for path in found}


def _cleared(stick: Path) -> None:
    for path in stick.iterdir():
        path.unlink()


# --- the runs ---

_RUNS: dict[str, Callable[[Path, int, int], Figures]] = {
    "full_disk": lambda folder, n, seed: register(
        folder, n, seed, number=errno.ENOSPC, hows=(FOR_EVER, HALF), ops="W"
    ),
    "io_errors": lambda folder, n, seed: register(
        folder,
        n,
        seed,
        number=errno.EIO,
        hows=(ONCE, FOR_EVER),
        ops=random.Random(seed).choice(("WSTU", "W", "S")),
    ),
    "stick_pulled": lambda folder, n, seed: sticks(folder, n, seed, number=errno.EIO, how=FOR_EVER),
    "stick_lies": lambda folder, n, seed: sticks(folder, n, seed, number=0, how=DISCARDS),
}


def run(name: str, samples: int, seed: int, *breakage: str) -> programme.Figures:
    """One of the runs, in a child over such a disk; a few children, for each begins with a register of its own."""
    chance, tried, problems = random.Random(seed), 0, list[str]()
    while tried < samples and len(problems) < 10:
        most = min(samples - tried, 400)
        words = (name, str(most), str(chance.randrange(2**31)), *breakage)
        said = disk.under_it("-m", "tests.faults.disk_errors", "--child", *words, check=False)
        if said.returncode:
            return programme.Figures(tried, tried, (f"the child ended: {said.stderr[-500:]}",))
        done, found = json.loads(said.stdout)
        tried, problems = tried + done, problems + found
    return programme.counted(tried, problems)


def _child(name: str, samples: str, seed: str, *breakage: str) -> None:
    for one in breakage:
        broken.BREAKS[one]()
    with programme.scratch() as folder:
        print(json.dumps(_RUNS[name](folder, int(samples), int(seed))))


HARNESSES = (
    programme.Harness(
        "full_disk",
        8,
        "A full disk is said clearly, nothing is said to be saved that is not, and work goes on once there is room",
        sample=10,
        full=2_000,
        run=lambda samples, seed: run("full_disk", samples, seed),
    ),
    programme.Harness(
        "io_errors",
        9,
        "A disk that fails on a write or a wait, once or for ever, is never told as saved",
        sample=10,
        full=2_000,
        run=lambda samples, seed: run("io_errors", samples, seed),
    ),
    programme.Harness(
        "stick_pulled",
        23,
        "A stick pulled out while a backup, paper, list or extract is written holds nothing that looks whole and is not",
        sample=12,
        full=500,
        run=lambda samples, seed: run("stick_pulled", samples, seed),
    ),
    programme.Harness(
        "stick_lies",
        24,
        "A stick that takes everything and keeps nothing is caught by reading back",
        sample=12,
        full=300,
        run=lambda samples, seed: run("stick_lies", samples, seed),
    ),
)

if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
    else:
        programme.main(HARNESSES)
