"""Letters with marks in the index: what lets a search for "vår" pass by all that only holds "svar".

The index holds folded text. Behind it stands, for every letter that was written with a mark (or is a letter of its
own, such as ø), that letter between its folded neighbours: "kranførerbevis" adds "nføre". A query letter typed with
its mark asks for the three letters around it in that form, as far as the query says what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from app.base.folding import fold

_APART = "\uf8ff"  # a private-use character: it begins no word and stands in no text
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NEAR = 12  # characters that are looked at on either side; marks among them fold to nothing


class _Folds(dict[int, str]):
    """What a character folds to where it stands: a letter or more, a blank, or nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold(f"a{chr(code)}a")[1:-1]
        return folded


_FOLDS = _Folds()


def pieces(text: str) -> str:
    """What the index holds behind the folded text."""
    return "".join(f"{_APART}{left[-2:]}{letter}{right[:2]}" for left, letter, right in _marked(f" {text} "))


def windows(word: str, *, at_start: bool) -> Iterator[str]:
    """What a typed word asks of those pieces: every three letters in a row around a letter with a mark."""
    for left, letter, right in _marked(f" {word}" if at_start else word):
        if len(left) > 1:
            yield left[-2:] + letter
        if left and right:
            yield left[-1] + letter + right[0]
        if len(right) > 1:
            yield letter + right[:2]


def _marked(text: str) -> Iterator[tuple[str, str, str]]:
    """Each letter with a mark, and the folded text on either side of it."""
    composed = unicodedata.normalize("NFC", text)
    for found in _BEYOND_ASCII.finditer(composed):
        letter = with_mark(found[0])
        if letter:
            left = composed[max(0, found.start() - _NEAR) : found.start()].translate(_FOLDS)
            yield left, letter, composed[found.end() : found.end() + _NEAR].translate(_FOLDS)


@cache
def with_mark(letter: str) -> str:
    """A letter with a mark, or one of its own such as ø, as it is compared; "" for any other, and for several at once."""
    shown = unicodedata.normalize("NFKC", letter).casefold()
    return shown if len(shown) == 1 and _FOLDS[ord(letter)].strip() and fold(shown) != shown else ""
