"""Writing direction: the Unicode Bidirectional Algorithm (UAX #9), for one paragraph and for each of its lines.

Character classes come from Python's own Unicode tables (14.0 in Python 3.11); paired brackets from unicode_tables.
Characters that rule X9 removes (embeddings, overrides, boundary neutrals) keep a place and take the level before them,
so that every index of the text has a level.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from app.typeset.bidi_explicit import REMOVED, explicit, first_strong, matching, sequences
from app.typeset.bidi_implicit import Sequence

WHITE = REMOVED | {"WS", "LRI", "RLI", "FSI", "PDI"}
_LEFT_ONLY = frozenset(("L", "EN", "ES", "ET", "CS", "NSM", "ON", "WS", "S", "B", "BN"))

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def isolate(value: object) -> str:
    """An inserted value (a name, a room, a number) fenced off, so that it cannot disturb the sentence around it."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"


class Levels(NamedTuple):
    """A paragraph's embedding levels: even is left to right. classes: Bidi_Class of each character."""

    base: int
    levels: tuple[int, ...]
    classes: tuple[str, ...]

    def of_line(self, start: int, end: int) -> list[int]:
        """The levels of one line, white space at its end set back to the paragraph's (rule L1)."""
        levels = list(self.levels[start:end])
        trailing = True
        for index in range(end - 1, start - 1, -1):
            kind = self.classes[index]
            if kind in ("B", "S"):
                trailing = True
            elif kind not in WHITE:
                trailing = False
            if trailing:
                levels[index - start] = self.base
        return levels


def resolve(text: str, base: int | None = None) -> Levels:
    """The levels of one paragraph (rules P2–P3, X1–X10, W1–W7, N0–N2, I1–I2). base: 0, 1, or None for the first strong."""
    classes = tuple([unicodedata.bidirectional(character) or "L" for character in text])
    if base is None:
        base = first_strong(classes, 0, len(classes), matching(classes))
    if base == 0 and _LEFT_ONLY.issuperset(classes):
        return Levels(base, (0,) * len(classes), classes)
    found = explicit(text, classes, base)
    levels = list(found.levels)
    for indices in sequences(found):
        Sequence(found, indices).resolve_into(levels)
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            levels[index] = levels[index - 1] if index else base
    return Levels(base, tuple(levels), classes)


def visual_order(levels: list[int]) -> list[int]:
    """The indices of a line from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order
