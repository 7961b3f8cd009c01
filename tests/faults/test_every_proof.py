"""Every harness has been seen to fail on a broken build: each is named where that is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import programme, test_kills, test_proofs
from tests.faults.test_keys_kills import BROKEN

# Harnesses whose broken builds are tried one by one, and the tests that do so.
TRIED_IN = {
    "powerloss": "test_disk_errors.py",
    "full_disk": "test_disk_errors.py",
    "io_errors": "test_disk_errors.py",
    "stick_pulled": "test_disk_errors.py",
    "stick_lies": "test_disk_errors.py",
    "migrating": "test_migrating.py",
    "flips": "test_tamper.py",
    "flips_beside": "test_tamper.py",
    "flips_in_a_backup": "test_tamper.py",
    "cuts": "test_tamper.py",
    "old_pages": "test_tamper.py",
    "older_files": "test_tamper.py",
    "needles": "test_traced.py",
    "sockets": "test_traced.py",
    "deletions": "test_erasing.py",
    "log-edits": "test_log_edits.py",
    "keys_guesses": "test_keys.py",
    "keys_header": "test_keys.py",
    "who-sees": "test_who_sees.py",
}


def _listed() -> set[str]:
    named = {harness for _module, harness, *_rest in _parameters(test_proofs)}
    named |= {work for work, _breakage in _parameters(test_kills)}
    return named | {f"keys_{work}" for work, _breakage in BROKEN}


def _parameters(module: object) -> list[tuple[str, ...]]:
    test = module.test_the_harness_fails_on_a_broken_build  # type: ignore[attr-defined]
    return list(next(mark for mark in test.pytestmark if mark.name == "parametrize").args[1])


@pytest.mark.parametrize("harness", [one.name for one in programme.everything()])
def test_it_was_seen_to_fail(harness: str) -> None:
    if harness in _listed():
        return
    file = Path(__file__).with_name(TRIED_IN[harness])
    words = file.read_text(encoding="utf-8")
    assert any(
        said in words for said in ("broken_build", "fails_without", "fails_where", "is_caught", "is_noticed")
    ), file


def test_every_harness_that_is_named_exists() -> None:
    assert set(TRIED_IN) <= {one.name for one in programme.everything()}
