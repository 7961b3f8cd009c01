"""A changed key file is refused, guessing stays slow and never locks out; and both harnesses can fail."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.store.errors import TooManyGuesses
from app.store.guesses import Guesses
from app.store.keys import KeyCost
from app.store.slots import Slot, as_bytes
from tests.faults import keys, keys_guesses, keys_header
from tests.faults.programme import FIXED

ORIGINAL, KEY = keys_header.some_slots()


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_changed_key_file_is_refused(chance: random.Random) -> None:
    content = keys_header.changed(as_bytes(ORIGINAL), chance)
    with tempfile.TemporaryDirectory() as folder:
        assert keys_header.problem(content, ORIGINAL, KEY, Path(folder)) == ""


def test_a_key_file_that_only_looks_different_opens() -> None:
    assert keys_header.untouched()


@pytest.mark.parametrize(
    ("whose", "name", "broken"),
    [
        (KeyCost, "reaches", lambda self, floor: True),  # nobody asks how much work a guess is
        (Slot, "bound", lambda self, vault: {"slot": "any"}),  # a seal is tied to nothing
    ],
    ids=["floor", "bound"],
)
def test_the_header_harness_fails_on_a_broken_build(
    monkeypatch: pytest.MonkeyPatch, whose: type, name: str, broken: object
) -> None:
    monkeypatch.setattr(whose, name, broken)
    assert keys_header.tried(400, FIXED).problems


@pytest.mark.parametrize("seed", [FIXED, None], ids=["fixed", "fresh"])
def test_guessing_stays_slow_whatever_is_done_to_the_clocks(seed: int | None) -> None:
    seed = seed or random.SystemRandom().randrange(2**31)
    assert keys_guesses.tried(25, seed).problems == (), seed


@pytest.mark.parametrize(
    "broken",
    [
        lambda self: (self.clock.now().timestamp(),) * 2,  # the clock on the wall alone: set it forward
        lambda self: (self.clock.monotonic(),) * 2,
    ],
    ids=["wall", "since start"],
)
def test_the_guess_harness_says_what_each_clock_alone_would_do(
    monkeypatch: pytest.MonkeyPatch, broken: object, request: pytest.FixtureRequest
) -> None:
    """The clock since the start would do; the one on the wall is asked too, for a PC that was only asleep."""
    monkeypatch.setattr(Guesses, "_now", broken)
    fails = request.node.callspec.id == "wall"
    assert bool(keys_guesses.tried(40, FIXED).problems) == fails


def test_the_guess_harness_fails_where_a_clock_set_back_locks_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(self: Guesses) -> None:
        failed, *ends = self._read()
        left = max(end - now for end, now in zip(ends, self._now(), strict=True))
        if left > 0:
            raise TooManyGuesses(seconds=30)
        self._write(failed + 1, 5)

    monkeypatch.setattr(Guesses, "begin", begin)
    assert any("locked out" in one for one in keys_guesses.tried(40, FIXED).problems)


def test_every_work_of_the_keys_is_in_the_programme() -> None:
    from tests.faults.keys_kills import WORK

    names = {one.name for one in keys.HARNESSES}
    assert names == {*(f"keys_{work}" for work in WORK), "keys_guesses", "keys_header"}


@pytest.mark.full
@pytest.mark.parametrize("name", ["keys_guesses", "keys_header"])
def test_many_are_tried(name: str) -> None:
    (one,) = (one for one in keys.HARNESSES if one.name == name)
    assert one.run(one.full, random.SystemRandom().randrange(2**31)).problems == ()
