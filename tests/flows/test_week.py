"""Generated weeks: no booking is lost or doubled and nobody loses their place in the queue, through any steps and undos.

`python3 dev.py full` looks at many more.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.flows.broken_week import BREAKS
from tests.flows.week_machine import Week

EXAMPLES = 1500 if os.environ.get("OVERGANG_EXAMPLES") == "full" else 25


def test_any_week_keeps_every_booking_and_every_place_in_the_queue() -> None:
    run_state_machine_as_test(Week, settings=settings(max_examples=EXAMPLES, stateful_step_count=25))


@pytest.mark.parametrize("name", BREAKS)
def test_a_week_that_is_broken_on_purpose_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make: Callable[[pytest.MonkeyPatch], None] = BREAKS[name]
    make(monkeypatch)
    seen = settings(
        max_examples=60,
        stateful_step_count=25,
        phases=(Phase.generate,),
        database=None,
        report_multiple_bugs=False,
        print_blob=False,
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Week, settings=seen)
