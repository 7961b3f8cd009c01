"""A colleague is removed from a register of a hundred thousand sessions: it is encrypted anew, and the window lives."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from app.base.paths import program_folder
from tests.bench import registers
from tests.bench.test_window import FRAME, environment

pytestmark = pytest.mark.bench


def test_a_removal_shows_how_far_it_is_and_stops_nobody(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Aim: no frame over 50 ms while a key is changed, and a bar that moves all along."""
    store = registers.large(tmp_path)
    command = [sys.executable, "-m", "tests.bench.driven_removal", str(store), registers.PASSPHRASE]
    done = subprocess.run(
        command, cwd=program_folder(), env=environment(tmp_path), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    said = found["said"]
    print(f"\n{found['seconds']} s, {len(set(said))} places of the bar, at the end {said[-1]} %")
    for name, figures in found["frames"].items():
        print(f"{name:8} {figures}")
    record_property(
        "most of the program's own in a frame of a removal (ms)", found["frames"]["removal"]["own"]
    )
    assert found["frames"]["removal"]["work"] < FRAME
    assert found["frames"]["removal"]["own"] <= max(FRAME, found["frames"]["idle"]["own"])
    assert len(set(said)) > 10
    assert all(later >= earlier for earlier, later in pairwise(said))
