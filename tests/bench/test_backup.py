"""A backup of a hundred thousand sessions, copied between saves and tried beside the window: no stutter, no waiting."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from app.base.paths import program_folder
from tests.bench import registers
from tests.bench.test_window import FRAME, environment

pytestmark = pytest.mark.bench


def test_a_backup_is_tried_beside_the_window(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Aim: no frame over 50 ms. The bound is on what is the program's own in a frame (see driven.Beat), which hardly
    depends on what else the machine does; and where a machine keeps even the same walk without a backup longer, in the
    same run, on that. A save stands beside one without a backup."""
    store = registers.large(tmp_path)
    command = [sys.executable, "-m", "tests.bench.driven_backup", str(store), registers.PASSPHRASE]
    done = subprocess.run(
        command, cwd=program_folder(), env=environment(tmp_path), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["said"] == ""
    alone, waited = median(found["save alone"]), found["saves"]
    print(f"\na save alone {alone} ms; while it was copied {len(waited)}, median {median(waited)} ms", end="")
    print(f", longest {waited[-1]} ms")
    for name, figures in found["frames"].items():
        print(f"{name:8} {figures}")
        record_property(f"most of the program's own in a frame, {name} (ms)", figures["own"])
    usual = max(FRAME, found["frames"]["without"]["own"])
    for name in ("copied", "tried"):
        assert found["frames"][name]["work"] < FRAME
        assert found["frames"][name]["own"] <= usual
    assert median(waited) < 10 * alone
