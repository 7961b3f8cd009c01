"""The largest size that fits, found in few tries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.documents.fitting import largest


@given(steps=st.lists(st.floats(1, 100), min_size=1, max_size=40, unique=True), room=st.floats(0, 110))
def test_it_is_the_largest_of_those_that_fit(steps: list[float], room: float) -> None:
    steps = sorted(steps, reverse=True)
    tried: list[float] = []

    def made(step: float) -> float:
        tried.append(step)
        return step

    fitting = [step for step in steps if step <= room]
    assert largest(steps, made, lambda step: step <= room) == (fitting[0] if fitting else None)
    assert len(tried) <= len(steps).bit_length()
