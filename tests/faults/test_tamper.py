"""Damage to any file of a store is noticed; and the harness that says so can fail."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import broken, tamper

FIXED = 20260119
EVERYDAY = {"": 60, "keys": 40, "head": 40}


@pytest.fixture(params=[FIXED, None], ids=["fixed", "fresh"])
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param or random.SystemRandom().randrange(2**31))


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    return tamper.some_store(tmp_path)


def noticed(report: tamper.Report) -> None:
    print(report)
    assert report.tried > 0
    assert report.silent == [], report


@pytest.mark.parametrize("kind", tamper.KINDS)
def test_a_flipped_bit_is_noticed(closed: Path, tmp_path: Path, kind: str, seed: int) -> None:
    noticed(tamper.flips(closed, tmp_path, kind=kind, tries=EVERYDAY[kind] // 2, seed=seed))


def test_a_cut_or_lengthened_file_is_noticed(closed: Path, tmp_path: Path, seed: int) -> None:
    noticed(tamper.cuts(closed, tmp_path, tries=30, seed=seed))


def test_an_older_valid_page_put_back_is_noticed(closed: Path, tmp_path: Path, seed: int) -> None:
    noticed(tamper.old_pages(closed, tmp_path, tries=20, seed=seed))


@pytest.mark.full
@pytest.mark.parametrize("kind", tamper.KINDS)
def test_ten_thousand_flipped_bits_are_noticed(closed: Path, tmp_path: Path, kind: str) -> None:
    seed = random.SystemRandom().randrange(2**31)
    noticed(tamper.flips(closed, tmp_path, kind=kind, tries=10_000 if not kind else 2_000, seed=seed))


@pytest.mark.full
def test_every_cut_and_every_old_page_is_noticed(closed: Path, tmp_path: Path) -> None:
    noticed(tamper.cuts(closed, tmp_path, tries=10**6, seed=0))
    noticed(tamper.old_pages(closed, tmp_path, tries=10**6, seed=0))


@pytest.fixture
def without_authentication() -> Iterator[None]:
    mend = broken.no_authentication()
    yield
    mend()


@pytest.mark.usefixtures("without_authentication")
def test_the_harness_fails_on_a_broken_build(tmp_path: Path) -> None:
    report = tamper.flips(tamper.some_store(tmp_path), tmp_path, kind="", tries=40, seed=FIXED)
    print(report)
    assert report.silent != []
