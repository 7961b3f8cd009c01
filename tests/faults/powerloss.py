"""The power-loss harness (row 2): what is on the disk when the current goes, at any moment of a day's work.

    python -m tests.faults.powerloss [--full] [--seed N]

A child works over a disk that writes down every call (disk.py). Then the current is cut at one place after the other:
what was waited for is there; of what was not, everything, nothing, a part, or a part of its sectors is; names that were
not waited for are the old or the new ones. Every save promised before that place must be there, and the store whole.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import child, disk, kills, programme
from tests.faults.disk import Call

SECTOR = 512
_CREATE = 0o100  # O_CREAT
_TRUNCATE = 0o1000  # O_TRUNC
_POINTS = 250  # places where one day is cut, before another day is worked
_PASSING = (".lock", ".reserve", ".last", ".guesses")  # what a loss may take along
MODES = ("kept", "dropped", "some", "torn", "names")


@dataclass
class File:
    """What the disk has of a file for sure, and what was done since the last wait: (offset, bytes), or (length, None)."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def settle(self) -> None:
        """The disk has all of it."""
        for one in self.since:
            _done(self.sure, one)
        self.since.clear()


Names = dict[str, File]
Change = tuple[str, File | None, str]  # a name, what it means from here on, and the name that it was before


class Disk:
    """Files, names for sure, and names since the last wait for their folder."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.sure: Names = {str(path): File(bytearray(path.read_bytes())) for path in files}
        self.now: Names = dict(self.sure)
        self.since: list[Change] = []
        self._open: dict[int, File | str] = {}

    def take(self, call: Call) -> None:
        """Do as this call did."""
        path = call.one.decode() if call.op in "ORUM" else ""
        if call.op == "O":
            self._opened(call, path)
        elif call.op == "R":
            file = self.now.pop(path)
            self._named(call.two.decode(), file, path)
        elif call.op == "U" and path in self.now:
            del self.now[path]
            self.since.append((path, None, ""))
        elif call.op == "S":
            self._waited(call.handle)
        elif call.op in "WT":
            file = self._open[call.handle]
            assert isinstance(file, File)
            file.since.append((call.offset, call.one if call.op == "W" else None))

    def _opened(self, call: Call, path: str) -> None:
        if path not in self.now and call.offset & _CREATE:
            self._named(path, File(), "")
        self._open[call.handle] = self.now.get(path, path)
        if path in self.now and call.offset & _TRUNCATE:
            self.now[path].since.append((0, None))

    def _named(self, path: str, file: File, before: str) -> None:
        self.now[path] = file
        self.since.append((path, file, before))

    def _waited(self, handle: int) -> None:
        what = self._open[handle]
        if isinstance(what, File):
            what.settle()
            return
        for change in [one for one in self.since if str(Path(one[0]).parent) == what.rstrip("/")]:
            _renamed(self.sure, change)
            self.since.remove(change)

    # --- the current goes ---

    def left(self, mode: str, chance: random.Random) -> dict[str, bytes]:
        """What the disk has afterwards: path → content."""
        names = dict(self.sure)
        kept = {"kept": len(self.since), "dropped": 0}.get(mode, chance.randint(0, len(self.since)))
        for change in self.since[:kept]:  # a file system keeps the order of its names
            _renamed(names, change)
        return {path: _content(file, mode, chance) for path, file in names.items()}


def _renamed(names: Names, change: Change) -> None:
    path, file, before = change
    names.pop(before, None)
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _done(content: bytearray, one: tuple[int, bytes | None]) -> None:
    offset, data = one
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _content(file: File, mode: str, chance: random.Random) -> bytes:
    """The file with all, nothing, a part, or some sectors of what was not waited for."""
    content = bytearray(file.sure)
    if mode == "dropped":
        return bytes(content)
    for one in file.since:
        offset, data = one
        if mode == "some" and chance.random() < 0.5:
            continue
        if mode == "torn" and data is not None:
            for at in range(0, len(data), SECTOR):
                if chance.random() < 0.5:
                    _done(content, (offset + at, data[at : at + SECTOR]))
            continue
        _done(content, one)
    return bytes(content)


# --- the day ---


def worked(folder: Path, seed: int, breakage: tuple[str, ...] = ()) -> tuple[Path, list[Call], Disk]:
    """A day on a fresh store: where it lies, all calls, and the disk as it was in the morning."""
    path = folder / "day" / "overgang.db"
    path.parent.mkdir(parents=True)
    kills.PREPARE.get("saves" if seed % 4 else "makes", kills.new_store)(path)
    morning = Disk(path.parent)
    disk.under_it("-m", "tests.faults.child", "day", str(path), str(seed), *breakage)
    return path, list(disk.calls(folder / "log")), morning


def looked(path: Path, promises: list[list[str]]) -> list[str]:
    """What was promised and is not so, after the current has come back."""
    if not promises and not path.exists():
        return []  # the register was just being made
    passphrase = child.PASSPHRASE
    if promises and promises[-1][0] == "backup" and not kills.opens(path, passphrase):
        passphrase = child.OTHER_PASSPHRASE  # it is being changed
    found = kills.after_saving(path, [one for one in promises if one[0] in ("saved", "draft")], passphrase)
    for words in [one for one in promises if one[0] == "backup"]:
        found += [] if Path(words[1]).exists() else [f"lost backup {words[1]}"]
        found += kills.after_saving(Path(words[1]), [])
    return found


def cut(
    path: Path, calls: list[Call], morning: Disk, *, points: int, chance: random.Random, enough: int
) -> tuple[int, list[str]]:
    """Cut the current at so many places, in order; at how many it was, and what did not hold."""
    where = sorted(chance.randrange(1, len(calls) + 1) for _ in range(points))
    problems: list[str] = []
    promises: list[list[str]] = []
    done = 0
    for number, at in enumerate(where):
        for call in calls[done:at]:
            if call.op == "P":
                promises += [line.split() for line in call.one.decode().splitlines()]
            morning.take(call)
        done = at
        mode = MODES[number % len(MODES)]
        _put(path.parent, morning.left(mode, chance))
        found = looked(path, [one for one in promises if one != ["ready"]])
        problems += [f"after call {at} of {len(calls)}, {mode}: {one}" for one in found[:1]]
        if len(problems) >= enough:
            return number + 1, problems
    return points, problems


def _put(folder: Path, content: dict[str, bytes]) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    for path, what in content.items():
        if not path.endswith(_PASSING):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(what)


def run(samples: int, seed: int, breakage: tuple[str, ...] = ()) -> programme.Figures:
    """Days, each cut at up to so many places."""
    chance, tried, problems = random.Random(seed), 0, list[str]()
    enough = 1 if breakage else 10
    while tried < samples and len(problems) < enough:
        with programme.scratch() as folder:
            points = min(_POINTS, samples - tried)
            path, calls, morning = worked(folder, chance.randrange(2**31), breakage)
            done, found = cut(path, calls, morning, points=points, chance=chance, enough=enough)
            tried, problems = tried + done, problems + found
    return programme.counted(tried, problems)


HARNESSES = (
    programme.Harness(
        "powerloss",
        2,
        "A power cut at any moment loses no save that was acknowledged",
        sample=25,
        full=10_000,
        run=run,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
