"""A disk that fills up or fails: nothing is said to be saved that is not, and work goes on once there is room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import tamper

SCRIPT = """
import resource, signal, sys
from pathlib import Path
from app.base.clock import FixedClock
from app.base.errors import AppError
from app.records.person import Person
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE

path, room = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
had = store.count(Person, viewer=store.me)

def save(number):
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name=f"Person {number}", strengths="x" * 3000))

_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, hard))
saved, error = 0, ""
while not error:
    try:
        save(saved)
        saved += 1
    except AppError as problem:
        error = type(problem).__name__
assert store.count(Person, viewer=store.me) == had + saved
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
save("after")
assert store.check() == [], store.check()
store.close()
store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
assert store.count(Person, viewer=store.me) == had + saved + 1
assert store.check() == []
print(error, saved)
"""


@pytest.mark.parametrize("room", [0, 512, 4096, 20_000, 65_536])
def test_a_file_that_may_not_grow(tmp_path: Path, room: int) -> None:
    path = tamper.some_store(tmp_path)
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), str(room)], capture_output=True, text=True, check=False
    )
    assert said.stderr == ""
    error, saved = said.stdout.split()
    assert error in {"DiskFull", "WriteFailed"}
    print(f"room {room}: {saved} saved, then {error}")
