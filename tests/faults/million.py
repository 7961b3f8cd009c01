"""A million rows (row 47): how long searching, opening and saving take, and how much memory the full check needs.

    python -m tests.faults.million [--full] [--samples SESSIONS] [--seed N]

A child fills a register with made-up sessions, asks, opens, saves, and checks it. Times are of the processor, so that a
busy machine does not change them much; the 95th of a hundred counts.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store.store import Store
from tests.bench.filling import WORDS, fill
from tests.faults import broken, kills, programme
from tests.faults.child import opened

LONGEST, MOST = 0.2, 500  # seconds of the processor at the 95th, megabytes at the most
ROWS = 2.2  # rows of a session: itself, one attendance, a step for every fifth
_TIMES = {"search": 100, "open": 20, "save": 60}  # of a large register; a tenth of them of a small one
_SMALL = 10_000


def timed(what: Callable[[], object]) -> float:
    """Seconds of the processor that it takes."""
    begun = time.process_time()
    what()
    return time.process_time() - begun


def measured(path: Path, sessions: int, seed: int) -> tuple[int, list[str]]:
    """How many were timed, and what took too long."""
    chance, problems = random.Random(seed), list[str]()
    kills.new_store(path)
    store = opened(path)
    fill(store, sessions=sessions, seed=seed)
    held: list[Store] = [store]
    people = store.find(Person, viewer=store.me, limit=100)

    def reopen() -> None:
        held[0].close()
        held[0] = opened(path)

    def save() -> None:
        now, person = held[0], chance.choice(people)
        with now.transaction("session.saved", actor=now.me) as t:
            t.put(
                Session(
                    day=now.clock.today(), note="notat " * 50, attendances=(Attendance(person=person.id),)
                )
            )

    def search() -> None:
        held[0].search(" ".join(chance.sample(WORDS, chance.randint(1, 2))), viewer=held[0].me)

    times = {name: many if sessions > _SMALL else many // 10 for name, many in _TIMES.items()}
    for name, what in (("search", search), ("open", reopen), ("save", save)):
        took = sorted(timed(what) for _ in range(times[name]))
        late = took[int(len(took) * 0.95)]
        print(f"{name}: {late * 1000:.0f} ms")
        problems += [f"{name}: {late * 1000:.0f} ms"] if late > LONGEST else []
    problems += [finding.text() for finding in held[0].check()]
    held[0].close()
    return sum(times.values()) + 1, problems


def _child(sessions: int, seed: int) -> None:
    broken.as_asked()
    with programme.scratch() as folder:
        tried, problems = measured(folder / "overgang.db", sessions, seed)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory: {used} MB")
    print(json.dumps([tried, problems + ([f"{used} MB"] if used > MOST else [])]))


def run(samples: int, seed: int) -> programme.Figures:
    """A register with so many rows."""
    words = ("--child", str(max(1, int(samples / ROWS))), str(seed))
    said = subprocess.run(
        [sys.executable, "-m", "tests.faults.million", *words], stdout=subprocess.PIPE, text=True, check=True
    )
    *figures, last = said.stdout.splitlines()
    print(*figures, sep=", ")
    tried, problems = json.loads(last)
    return programme.counted(tried, problems)


HARNESSES = (
    programme.Harness(
        "million",
        47,
        "With a million rows, search, open and save take less than 200 ms, and everything less than 500 MB",
        sample=500,
        full=1_000_000,
        run=run,
    ),
)

if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(int(sys.argv[2]), int(sys.argv[3]))
    else:
        programme.main(HARNESSES)
