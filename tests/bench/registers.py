"""Closed registers of made-up people for the benchmarks of the window: an empty one and one of 100,000 sessions."""

from __future__ import annotations

import os
from pathlib import Path

from app.actions.demo import DemoSize, make_demo
from app.base.clock import SystemClock

PASSPHRASE = "syv svale steiner synger"  # of every demonstration
PEOPLE, SESSIONS = 1000, 100_000


def empty(folder: Path) -> Path:
    """A furnished register with nobody in it."""
    return make_demo(folder, SystemClock(), size=DemoSize(people=0, sessions=0))[0]


def ordinary(folder: Path) -> Path:
    """Sixty people and what was written about them in two years: a school's register."""
    return make_demo(folder, SystemClock())[0]


def large(folder: Path) -> Path:
    """A thousand people and a hundred thousand sessions, made in some minutes; OVERGANG_LARGE_REGISTER names one that
    was kept from another run. It is copied, since the benchmarks write into it."""
    kept = os.environ.get("OVERGANG_LARGE_REGISTER")
    if not kept:
        return make_demo(folder, SystemClock(), size=DemoSize(people=PEOPLE, sessions=SESSIONS))[0]
    for file in Path(kept).parent.glob(f"{Path(kept).name}*"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder / Path(kept).name
