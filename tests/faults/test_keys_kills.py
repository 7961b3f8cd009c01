"""Killed at any system call while keys change, one key set opens and nothing is lost; and the harness can fail."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.keys_kills import TRIES, WORK

FIXED = 20260122
EVERYDAY = {"removes": 8, "ends_a_removal": 5}  # kills; of the others as many as the least
BROKEN = (
    ("removes", "forgets_the_old_key"),
    ("removes", "seals_the_new_key_too_late"),
    ("removes", "removes_without_a_new_key"),
    ("removes", "encrypts_in_pieces"),
    ("ends_a_removal", "forgets_the_old_key"),
    ("adds", "promises_before_the_slot"),
    ("adds", "writes_in_place"),
    ("changes_passphrase", "writes_in_place"),
    ("makes_a_sheet", "tells_nobody_of_the_sheet"),
    ("recovers", "tells_nobody_of_the_sheet"),
    ("renews_a_slot", "renews_by_halves"),
)


def tried(folder: Path, work: str, *, tries: int, seed: int, breakage: str = "") -> list[Any]:
    """What the harness says: how many kills, how many had promised, the problems."""
    words: list[object] = [work, folder, tries, seed, *([breakage] if breakage else [])]
    command = [sys.executable, "-m", "tests.faults.keys_kills", *map(str, words)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.stderr == ""
    found = json.loads(said.stdout)
    print(work, f"seed {seed}", *found)
    return list(found)


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("seed", [FIXED, None], ids=["fixed", "fresh"])
def test_one_key_set_opens_after_a_kill(work: str, seed: int | None, tmp_path: Path) -> None:
    seed = seed or random.SystemRandom().randrange(2**31)
    *_figures, problems = tried(tmp_path, work, tries=EVERYDAY.get(work, 3), seed=seed)
    assert problems == []


@pytest.mark.full
@pytest.mark.parametrize("work", WORK)
def test_one_key_set_opens_after_many_kills(work: str, tmp_path: Path) -> None:
    *_figures, problems = tried(tmp_path, work, tries=TRIES, seed=random.SystemRandom().randrange(2**31))
    assert problems == []


@pytest.mark.parametrize(("work", "breakage"), BROKEN)
def test_the_harness_fails_on_a_broken_build(work: str, breakage: str, tmp_path: Path) -> None:
    *_figures, problems = tried(tmp_path, work, tries=300, seed=FIXED, breakage=breakage)
    assert problems
