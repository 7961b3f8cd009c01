"""Every edit of the event log is detected; and the harness that says so fails where check does not look."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.store import events
from app.store.log_check import LogProof, LogRead
from tests.faults import log_edits
from tests.faults.programme import FIXED


@pytest.mark.parametrize("seed", [FIXED, None], ids=["fixed", "fresh"])
def test_every_edit_of_the_log_is_noticed(seed: int | None) -> None:
    chance = random.SystemRandom().randrange(2**31) if seed is None else seed
    found = log_edits.edited(70, chance)
    print(found, chance)
    assert found.tried == 70
    assert found.problems == (), chance


@pytest.mark.parametrize(
    "broken",
    [
        (LogRead, "unlike_people", lambda self: set()),  # nobody asks whom an event is about
        (events, "seals", lambda digest, salt, body: True),  # a payload is taken as it comes
        (events, "follows", lambda before, event: True),  # the chain is not followed
    ],
    ids=["people", "payloads", "chain"],
)
def test_the_harness_fails_on_a_broken_build(
    monkeypatch: pytest.MonkeyPatch, broken: tuple[object, str, object]
) -> None:
    monkeypatch.setattr(*broken)
    assert log_edits.edited(140, FIXED).problems != ()


def test_the_proof_in_parts_finds_what_check_finds(tmp_path: Path) -> None:
    store = log_edits.some_store(tmp_path)
    chance = random.Random(FIXED)
    proof = LogProof()
    while not proof.done:
        proof.go_on(store.connection, count=4)
    assert (proof.broken, proof.seen) == ([], proof.of)
    for edit in (log_edits.alter, log_edits.swap, log_edits.payload, log_edits.people, log_edits.remove):
        with log_edits.taken_back(store):
            while not edit(store, chance):
                pass
            proof = LogProof()
            while not proof.done:
                proof.go_on(store.connection, count=5)
            assert proof.broken != [], edit.__name__
    store.close()


@pytest.mark.full
def test_ten_thousand_edits_of_the_log_are_noticed() -> None:
    seed = random.SystemRandom().randrange(2**31)
    assert log_edits.edited(10_000, seed).problems == (), seed
