"""A sample of the access harness, and that it notices a build without the condition."""

from __future__ import annotations

import pytest

from app.store import access
from app.store.access import Condition
from tests.faults import who_sees
from tests.faults.programme import FIXED


def test_a_sample_of_questions_tells_nothing() -> None:
    found = who_sees.asked(400, FIXED)
    assert found.problems == ()
    assert found.tried >= 400


def test_without_the_condition_it_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        who_sees, "long_over", lambda _made: None
    )  # to the broken build every case is open already
    monkeypatch.setattr(access, "_reached", lambda *_asked: Condition("1"))
    assert who_sees.asked(400, FIXED).problems
