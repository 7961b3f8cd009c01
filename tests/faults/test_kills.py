"""The kill harness can fail: on a build that is broken it does. What it says of this one, test_programme asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import kills


@pytest.mark.parametrize(
    ("work", "breakage"),
    [
        ("saves", "no_journal"),
        ("saves", "promises_early"),
        ("changes_passphrase", "in_place"),
        ("backs_up", "copies_under_the_last_name"),
        ("brings_back", "swaps_without_deciding"),
        ("large_steps", "keeps_in_pieces"),
        ("makes", "makes_in_place"),
    ],
)
def test_the_harness_fails_on_a_broken_build(work: str, breakage: str, tmp_path: Path) -> None:
    for seed in range(8):
        report = kills.run(work, tmp_path, kills=10, seed=seed, breakage=(breakage,))
        if report.problems:
            print(breakage, report, report.problems[0])
            return
    pytest.fail(f"80 kills of a build that is broken by {breakage} broke no promise")
