"""Where a word may be parted: Liang's patterns of TeX for the languages with the longest words (resources/hyphenation)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from app.base.paths import resource

_LEAST = 3  # letters before and after it
_WORTH = 7  # a word with fewer letters is never parted
_FILES = {"nb": "no", "nn": "no"} | {code: code for code in ("da", "de", "et", "fi", "is", "lt", "nl", "sv")}
# Words of our field that TeX's patterns part badly, told in the same manner.
_OWN = {
    "no": "karriere1vei2led2n karriere1vei2le2d2e karriere1rett2lei karriere1s r2i2e2r2e1v2e2i arbeids1m r2ke2ds1"
}
_WORD = re.compile(rf"[^\W\d_]{{{_WORTH},}}")
_DIGITS = re.compile(r"\d")


class Patterns(NamedTuple):
    """listed: the patterns by their first two letters, or their only one. They are read when a word has these: reading
    all of them took longer than drawing the page. exceptions: words of which the places are known. own: further patterns,
    which have the last word.
    """

    listed: dict[str, str]
    exceptions: dict[str, tuple[int, ...]]
    own: tuple[str, ...]
    read: dict[str, dict[str, str]]

    def beginning(self, letters: str) -> dict[str, str]:
        """The patterns that begin so, by their letters."""
        if letters not in self.read:
            found = self.listed.get(letters, "")
            self.read[letters] = dict(zip(_letters(found).split(), found.split(), strict=True))
        return self.read[letters]


def hyphen_places(text: str, *, language: str) -> list[int]:
    """The indices before which a hyphen may end the line; none in a language without patterns."""
    file = _FILES.get(language.partition("-")[0])
    if file is None:
        return []
    patterns = _patterns(file)
    return [found.start() + place for found in _WORD.finditer(text) for place in _in_word(found[0], patterns)]


def _in_word(word: str, patterns: Patterns) -> list[int]:
    """The places inside one word, in letters from its start."""
    small = word.lower()
    if len(small) != len(word):
        return []
    places = patterns.exceptions.get(small)
    if places is None:
        scores = _scores(f".{small}.", patterns)
        places = tuple(place for place in range(1, len(word)) if scores[place + 1] % 2)
    return [place for place in places if _LEAST <= place <= len(word) - _LEAST]


def _scores(dotted: str, patterns: Patterns) -> list[int]:
    """The highest value that any pattern gives to the place before each letter."""
    scores = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        one, two = dotted[start], dotted[start : start + 2]
        found = [
            pattern
            for shelf in (patterns.beginning(one), patterns.beginning(two))
            for letters, pattern in shelf.items()
            if dotted.startswith(letters, start)
        ]
        for pattern in found:
            _raise(scores, start, _values(pattern))
        for pattern in patterns.own:  # ten more, so that they have the last word
            if dotted.startswith(_letters(pattern), start):
                _raise(scores, start, [value and value + 10 for value in _values(pattern)])
    return scores


def _raise(scores: list[int], start: int, values: Sequence[int]) -> None:
    for place, value in enumerate(values, start):
        scores[place] = max(scores[place], value)


@cache
def _patterns(file: str) -> Patterns:
    packed = resource("hyphenation", f"{file}.z").read_bytes()
    kept, *listed = zlib.decompress(packed).decode("utf-8").split("\n")
    exceptions = {word.replace("-", "").lower(): _hyphens(word) for word in kept.split()}
    return Patterns(
        dict(line.split(" ", 1) for line in listed), exceptions, tuple(_OWN.get(file, "").split()), {}
    )


def _letters(pattern: str) -> str:
    return _DIGITS.sub("", pattern)


def _values(pattern: str) -> tuple[int, ...]:
    """ "a1b" speaks for the place between a and b: (0, 1, 0)."""
    found = [0]
    for character in pattern:
        if character.isdigit():
            found[-1] = int(character)
        else:
            found.append(0)
    return tuple(found)


def _hyphens(word: str) -> tuple[int, ...]:
    """The places of the hyphens in a word written with them."""
    return tuple(index - number for number, index in enumerate(i for i, one in enumerate(word) if one == "-"))
