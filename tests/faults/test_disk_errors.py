"""The harness of failing disks and sticks can fail: on builds that are broken it does."""

from __future__ import annotations

import pytest

from tests.faults import disk_errors, powerloss


@pytest.mark.parametrize(
    ("name", "breakage"),
    [
        ("full_disk", "swallows_errors"),
        ("io_errors", "swallows_errors"),
        ("stick_pulled", "names_at_once"),
        ("stick_lies", "believes_the_stick"),
    ],
)
def test_the_harness_fails_on_a_broken_build(name: str, breakage: str) -> None:
    figures = disk_errors.run(name, 60, 5, breakage)
    print(breakage, figures.tried, figures.problems[:1])
    assert figures.problems != ()
    assert "the child ended" not in figures.problems[0]


@pytest.mark.parametrize("breakage", ["no_waiting", "no_journal", "in_place"])
def test_the_power_loss_harness_fails_on_a_broken_build(breakage: str) -> None:
    figures = powerloss.run(250, 3, (breakage,))
    print(breakage, figures.tried, figures.problems[:1])
    assert figures.problems != ()
