"""Killed at any moment, the store keeps every promise; and the harness that says so can fail."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import kills

FIXED = 20260119
# How many kills an everyday run makes of each work, and how many a full one (python3 dev.py full).
EVERYDAY = {
    "saves": 15,
    "changes_passphrase": 6,
    "backs_up": 6,
    "brings_back": 6,
    "makes": 5,
    "large_steps": 4,
}
FULL = {
    "saves": 1000,
    "changes_passphrase": 300,
    "backs_up": 500,
    "brings_back": 500,
    "makes": 100,
    "large_steps": 300,
}


@pytest.mark.parametrize("work", EVERYDAY)
@pytest.mark.parametrize("seed", [FIXED, None], ids=["fixed", "fresh"])
def test_no_promise_is_broken_by_a_kill(work: str, seed: int | None, tmp_path: Path) -> None:
    seed = seed or random.SystemRandom().randrange(2**31)
    report = kills.run(work, tmp_path, kills=(EVERYDAY[work] + 1) // 2, seed=seed)
    print(report)
    assert report.problems == [], report


@pytest.mark.full
@pytest.mark.parametrize("work", FULL)
def test_no_promise_is_broken_by_many_kills(work: str, tmp_path: Path) -> None:
    report = kills.run(work, tmp_path, kills=FULL[work], seed=random.SystemRandom().randrange(2**31))
    print(report)
    assert report.problems == [], report


@pytest.mark.parametrize(
    ("work", "breakage"),
    [
        ("saves", "no_journal"),
        ("saves", "promises_early"),
        ("changes_passphrase", "in_place"),
        ("backs_up", "copies_under_the_last_name"),
        ("brings_back", "swaps_without_deciding"),
        ("large_steps", "keeps_in_pieces"),
    ],
)
def test_the_harness_fails_on_a_broken_build(work: str, breakage: str, tmp_path: Path) -> None:
    for seed in range(8):
        report = kills.run(work, tmp_path, kills=10, seed=seed, breakage=(breakage,))
        if report.problems:
            print(breakage, report, report.problems[0])
            return
    pytest.fail(f"80 kills of a build that is broken by {breakage} broke no promise")
