"""Text as large as the page allows: the search for the largest of the allowed sizes at which everything fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def largest(steps: Sequence[float], made: Callable[[float], T], fits: Callable[[T], bool]) -> T | None:
    """What was made at the largest step that fits; None where not even the smallest does.

    steps run from large to small. They are halved, not walked: what fits at one size fits at every smaller one.
    """
    found: T | None = None
    low, high = 0, len(steps) - 1
    while low <= high:
        middle = (low + high) // 2
        one = made(steps[middle])
        if fits(one):
            found, high = one, middle - 1
        else:
            low = middle + 1
    return found
