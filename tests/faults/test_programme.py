"""Every harness of the fault programme, a bounded sample of each with the fixed and with a fresh seed."""

from __future__ import annotations

import random

import pytest

from tests.faults import programme, report


@pytest.mark.parametrize("seed", [programme.FIXED, None], ids=["fixed", "fresh"])
@pytest.mark.parametrize("harness", programme.everything(), ids=lambda one: one.name)
def test_what_was_promised_holds(harness: programme.Harness, seed: int | None) -> None:
    if seed is None:
        seed = random.SystemRandom().randrange(2**31)
    figures = harness.run(harness.sample, seed)
    print(f"{harness.name}: seed {seed}, {figures.tried} tried, {figures.held} held")
    assert figures.problems == (), seed
    assert figures.held == figures.tried > 0


@pytest.mark.full
@pytest.mark.parametrize("harness", programme.everything(), ids=lambda one: one.name)
def test_what_was_promised_holds_in_the_full_run(harness: programme.Harness) -> None:
    seed = random.SystemRandom().randrange(2**31)
    figures = harness.run(harness.full, seed)
    print(f"{harness.name}: seed {seed}, {figures.tried} tried, {figures.held} held")
    assert figures.problems == (), seed


def test_the_report_is_one_table_by_row() -> None:
    some = [
        programme.Harness(
            "b", 2, "two", 1, 9, lambda samples, seed: programme.Figures(samples, samples), "run b"
        ),
        programme.Harness(
            "a", 1, "one", 2, 9, lambda samples, seed: programme.Figures(samples, 1, ("lost",))
        ),
    ]
    lines = [report.line(one, one.run(one.sample, 7), seed=7) for one in some]
    assert lines == ["| 2 | two | 1 | 1 | 7 | `run b` |", "| 1 | one | 2 | 1 | 7 | `` |"]
