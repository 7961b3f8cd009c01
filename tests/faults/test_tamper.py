"""The tamper harness can fail: on builds that are broken it does. What it says of this one, test_programme asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import backup, checking, opening
from tests.faults import broken, tamper

SEED = 20260119


@pytest.fixture
def without_authentication() -> Iterator[None]:
    mend = broken.no_authentication()
    yield
    mend()


@pytest.mark.usefixtures("without_authentication")
def test_the_harness_fails_without_authentication(tmp_path: Path) -> None:
    report = tamper.flips(tamper.some_store(tmp_path), tmp_path, kind="", tries=40, seed=SEED)
    print(report)
    assert report.silent != []


class _Anything:
    """Equal to all that it is held against."""

    def __rmul__(self, other: object) -> _Anything:
        return self

    def __ne__(self, other: object) -> bool:
        return False


def test_the_harness_fails_where_nobody_measures_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PAGE", _Anything())
    monkeypatch.setattr(checking, "check", lambda opened: [])
    report = tamper.cuts(tamper.some_store(tmp_path), tmp_path, tries=4, seed=SEED)
    assert report.silent != []


def test_the_harness_fails_where_a_backup_is_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "tried", lambda *given, **named: None)
    report = tamper.flips_in_a_backup(tamper.some_store(tmp_path), tmp_path, tries=40, seed=SEED)
    assert report.silent != []


def test_the_harness_fails_where_the_log_is_not_held_against_the_rows_and_the_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "check", lambda opened: [])
    report = tamper.old_pages(tamper.some_store(tmp_path), tmp_path, tries=12, seed=SEED)
    assert report.silent != []


def test_the_harness_fails_without_the_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.events, "compare", lambda connection, mark: None)
    report = tamper.older_files(tamper.some_store(tmp_path), tmp_path, tries=4, seed=SEED)
    assert report.silent != []


def test_a_flip_beside_the_register_that_nobody_looks_at_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_beside", lambda opened: iter(()))
    monkeypatch.setattr(opening, "_compare_mark", lambda opened, clock, accept_older: None)
    report = tamper.flips(tamper.some_store(tmp_path), tmp_path, kind="head", tries=4, seed=SEED)
    assert report.silent != []
