"""Time as the benchmarks take it: processor time, in alternation, the middle of several turns; so that a slow machine or
a busy moment falls on both sides of a ratio."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median

from app.base.paths import program_folder


def ratio(one: Callable[[], object], other: Callable[[], object], *, turns: int = 30) -> float:
    """How many times as long the first takes as the second, both warm."""
    spent = in_turn({"one": one, "other": other}, turns=turns)
    return spent["one"] / spent["other"]


def in_turn(makers: Mapping[str, Callable[[], object]], *, turns: int = 30) -> dict[str, float]:
    """Seconds that each takes, one after the other in each turn; each was made once before."""
    for made in makers.values():
        made()
    spent: dict[str, list[float]] = {name: [] for name in makers}
    for _turn in range(turns):
        for name, made in makers.items():
            start = time.process_time()
            made()
            spent[name].append(time.process_time() - start)
    return {name: median(found) for name, found in spent.items()}


def processes_in_turn(commands: Mapping[str, list[str]], *, turns: int = 9) -> dict[str, float]:
    """Seconds that each command takes as a process of its own."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(turns + 1):
        for name, command in commands.items():
            found = in_a_process(command)[1]
            if turn:
                spent[name].append(found)
    return {name: median(found) for name, found in spent.items()}


def in_a_process(command: list[str], given: bytes = b"") -> tuple[bytes, float]:
    """The PDF that a process makes, as on a user's PC, where the program's own files are compiled; and its seconds."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = subprocess.run(
        [sys.executable, *command],
        input=given,
        cwd=program_folder(),
        env=settings,
        capture_output=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert made.stdout.startswith(b"%PDF")
    return made.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
