"""Text as large as the page allows and evenly broken: the largest size at which all fits, lines of equal length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from app.documents.sheet_texts import sentences

if TYPE_CHECKING:
    from app.typeset.paragraph import Block

T = TypeVar("T")
BALANCE_TURNS = 5


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


def balanced(text: str, made: Callable[[str, float], Block], width: float) -> Block:
    """A paragraph in as few lines as it needs, of about equal length: no single word in the last line.

    made: sets a text to a width. Two lines are parted where a sentence or a phrase ends, if both parts fit; otherwise
    the narrowest width that takes no more lines is halved towards.
    """
    block = made(text, width)
    if block.line_count == 1:
        return block
    if block.line_count == 2 and (parted := _parted(text, made, width)) is not None:
        return parted
    low, high = width * (1 - 1 / block.line_count) * 0.8, width
    for _turn in range(BALANCE_TURNS):
        middle = (low + high) / 2
        if made(text, middle).line_count == block.line_count:
            high = middle
        else:
            low = middle
    return made(text, high)


def _parted(text: str, made: Callable[[str, float], Block], width: float) -> Block | None:
    """The text in two lines with its sentences whole, the longer line as short as may be; None where one is too long."""
    found: list[Block] = []
    parts = _phrases(text)
    for place in range(1, len(parts)):
        block = made("\n".join((" ".join(parts[:place]), " ".join(parts[place:]))), width)
        if block.line_count == 2:
            found.append(block)
    return min(found, key=lambda block: block.ink_width, default=None)


def _phrases(text: str) -> list[str]:
    """Its sentences; in Thai, which sets blanks between phrases and none between words, its phrases."""
    if any("\u0e00" <= letter <= "\u0e7f" for letter in text):
        return text.split()
    return sentences(text)
