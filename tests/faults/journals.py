"""The journal harness (row 15): a save broken off in the middle, and then its journal lost, exchanged, cut or damaged.

    python -m tests.faults.journals [--full] [--seed N]

A child is killed while pages of a large save are on the disk and their old content is in the journal. The next opening
plays an untouched journal back. Of any other it must say that something is wrong, or have everything promised before.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from app.base.errors import AppError
from app.records.person import Person
from tests.faults import kills, programme
from tests.faults.child import opened

_WAYS = ("untouched", "lost", "exchanged", "flipped", "cut", "emptied")
_EACH = 60  # harms to one broken-off save


def broken_off(path: Path, seed: int) -> dict[str, str]:
    """Let a child begin a large save and die in it; the id and name of everybody who was promised."""
    command = [sys.executable, "-m", "tests.faults.journals", "--die", str(path), str(seed)]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    if child.returncode != -signal.SIGKILL:
        raise AssertionError(child.stderr)
    return dict(line.split(" ", 1) for line in child.stdout.splitlines())


def _die(path: Path, seed: int) -> None:
    store, chance = opened(path), random.Random(seed)
    people = [Person(name=f"Person {n}", strengths="tåler mye " * chance.choice((1, 90))) for n in range(40)]
    for one in people:
        with store.transaction("person.saved", actor=store.me) as t:
            t.put(one)
        print(one.id, one.name, flush=True)
    store.connection.run("PRAGMA cache_size = 8")  # pages go to the file in the middle of the save
    with store.transaction("person.saved", actor=store.me) as t:
        for one in chance.sample(people, chance.randint(10, 40)):
            longer = chance.choice(("", " og vil lære" * 90))
            t.put(Person(id=one.id, name=one.name.upper(), strengths=one.strengths.upper() + longer))
        os.kill(os.getpid(), signal.SIGKILL)


def harmed(path: Path, other: bytes, way: str, chance: random.Random) -> None:
    """Do that to the journal."""
    journal = path.with_name(f"{path.name}-journal")
    content = bytearray(journal.read_bytes())
    if way == "lost":
        journal.unlink()
    elif way == "exchanged":
        journal.write_bytes(other)
    elif way == "emptied":
        journal.write_bytes(b"")
    elif way == "cut":
        journal.write_bytes(content[: chance.randrange(len(content)) & ~511])
    elif way == "flipped":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        journal.write_bytes(content)


def silent(path: Path, promised: dict[str, str]) -> str:
    """What nobody noticed; "" where it was told, or nothing was lost."""
    try:
        store = opened(path)
    except AppError:
        return ""
    try:
        if store.check():
            return ""
        found = {one.id: one.name for one in store.find(Person, viewer=store.me)}
    except AppError:
        return ""
    finally:
        store.close()
    wrong = [name for key, name in promised.items() if found.get(key) != name]
    return f"{len(wrong)} of {len(promised)} are not as they were promised" if wrong else ""


def run(samples: int, seed: int) -> programme.Figures:
    """Broken-off saves, each with many harms to its journal."""
    chance, tried, problems = random.Random(seed), 0, list[str]()
    while tried < samples and len(problems) < 10:
        with programme.scratch() as folder:
            paths = [folder / name / "overgang.db" for name in ("one", "two")]
            promised = []
            for path in paths:
                path.parent.mkdir()
                kills.new_store(path)
                promised.append(broken_off(path, chance.randrange(2**31)))
            other = paths[1].with_name("overgang.db-journal").read_bytes()
            for _ in range(min(_EACH, samples - tried)):
                way = _WAYS[tried % len(_WAYS)]
                copy = folder / "harmed"
                shutil.copytree(paths[0].parent, copy)
                harmed(copy / "overgang.db", other, way, chance)
                found = silent(copy / "overgang.db", promised[0])
                problems += [f"{way}: {found}"] if found else []
                shutil.rmtree(copy)
                tried += 1
    return programme.counted(tried, problems)


HARNESSES = (
    programme.Harness(
        "journals",
        15,
        "A journal that is lost, exchanged, cut or damaged is noticed, or nothing was lost",
        sample=12,
        full=1000,
        run=run,
    ),
)

if __name__ == "__main__":
    if sys.argv[1:2] == ["--die"]:
        _die(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        programme.main(HARNESSES)
