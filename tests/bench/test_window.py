"""How soon the window is there and how freely it moves: as ratios to a bare window, an empty register, an idle moment."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from app.base.paths import program_folder
from tests.bench import registers

pytestmark = pytest.mark.bench
TURNS = 9
FRAME = 50.0  # ms that nothing on the window's thread may take
# The phases that hold to it, by the thread's own work.
AT_ONCE = ("today", "stepping", "filter", "search", "write", "opening", "save")


def environment(folder: Path) -> dict[str, str]:
    """A process of its own, with nothing of this user's settings; compiled modules are kept, as everywhere else."""
    fresh = {**os.environ, "XDG_DATA_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    fresh.pop("PYTHONDONTWRITEBYTECODE", None)
    return fresh


def driven(script: str, store: Path, folder: Path) -> dict[str, Any]:
    """What tests.bench.driven measured."""
    command = [sys.executable, "-m", "tests.bench.driven", script, str(store), registers.PASSPHRASE]
    done = subprocess.run(
        command, cwd=program_folder(), env=environment(folder), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def spent(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds of a process from start to end, and seconds of work in it."""
    before, begins = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=program_folder(), env=environment(folder), check=True)
    took, after = time.perf_counter() - begins, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_first_painted_frame(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Aim: 1.5 bare windows. Whole processes in turns; the work in them is counted too, since it does not depend on
    what else the machine does."""
    start = [sys.executable, "-m", "tests.bench.first_frame"]
    commands = {"bare": [*start, "bare"], "program": [*start, "program", str(registers.empty(tmp_path))]}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(TURNS + 1):
        for name, command in commands.items():
            one = spent(command, tmp_path)
            if turn:  # the first turn compiles
                times[name].append(one)
    wall, work = (
        median(one[which] for one in times["program"]) / median(one[which] for one in times["bare"])
        for which in (0, 1)
    )
    record_property("first frame ÷ bare window", round(wall, 2))
    print(f"\nfirst frame ÷ bare window: {wall:.2f} in time, {work:.2f} in work")
    assert work < 1.75  # the aim, and what other work on the machine has been seen to add


def test_from_the_passphrase_to_today(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """A usable Today page on a hundred thousand sessions, against one on an empty register."""
    found = {}
    for name, made in (("empty", registers.empty), ("large", registers.large)):
        folder = tmp_path / name
        folder.mkdir()
        store = made(folder)
        found[name] = min(
            (driven("opening", store, tmp_path) for _ in range(3)), key=lambda one: one["seconds"]
        )
        print(
            f"\n{name}: {found[name]['seconds']:.2f} s, {found[name]['key']:.2f} of it for the key;", end=" "
        )
        print(f"frames {found[name]['frames']}")
    ratio = found["large"]["seconds"] / found["empty"]["seconds"]
    record_property("to Today, large ÷ empty", round(ratio, 2))
    print(f"to a usable Today, large ÷ empty register: {ratio:.2f}")
    assert ratio < 6


def test_a_days_work(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Memory on an ordinary register (aim: 180 MB after the day), frames on a large one (aim: nothing over 50 ms).

    The aim for memory is the bound: it does not depend on what else the machine does. Nor does that for
    opening a form, for Ctrl+K and for typing: the work of the window's own thread. The one for the rest is looser.
    """
    found, slices = {}, {}
    for name, made in (("ordinary", registers.ordinary), ("large", registers.large)):
        folder = tmp_path / name
        folder.mkdir()
        found[name] = driven("day", made(folder), folder)
        frames = found[name].pop("frames")
        idle = frames["nothing"]["max"]
        print(f"\n{name} register; frames in ms, idle {idle}")
        for phase, figures in frames.items():
            print(f"{phase:8} longest {figures['max'] / idle:5.1f} × idle, {figures}")
        for moment, megabytes in found[name].items():
            record_property(f"memory, {name}, {moment} (MB)", round(megabytes))
            print(f"memory, {moment}: {megabytes:.0f} MB")
        slices |= {f"{name}, {phase}": frames[phase]["work"] for phase in AT_ONCE}
        found[name]["typical"] = median(one["p99"] for one in frames.values()) - idle
    for name, longest in slices.items():
        assert longest < FRAME, name
    assert found["ordinary"]["after the day"] < 180
    assert found["large"]["typical"] < 2 * FRAME
