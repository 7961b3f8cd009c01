"""Where a word may be parted: Liang's patterns of TeX for the languages with the longest words (resources/hyphenation)."""

from __future__ import annotations

import re
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
    """listed: each pattern by its letters. It is read when a word has them: reading them all took longer than a poster.

    own: of patterns that have the last word, how much each place in it speaks for parting (odd) or against it (even).
    """

    listed: dict[str, str]
    own: dict[str, tuple[int, ...]]
    longest: int
    exceptions: dict[str, tuple[int, ...]]

    def values(self, letters: str) -> tuple[int, ...]:
        """What the pattern of these letters says; empty where there is none."""
        found = self.own.get(letters)
        return found or (_values(self.listed[letters]) if letters in self.listed else ())


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
        for end in range(start + 1, min(start + patterns.longest, len(dotted)) + 1):
            for place, value in enumerate(patterns.values(dotted[start:end]), start):
                scores[place] = max(scores[place], value)
    return scores


@cache
def _patterns(file: str) -> Patterns:
    import lzma

    packed = resource("hyphenation", f"{file}.xz").read_bytes()
    listed, _line_end, kept = lzma.decompress(packed).decode("utf-8").partition("\n")
    every = dict(zip(_DIGITS.sub("", listed).split(), listed.split(), strict=True))
    own = {  # ten more, so that they have the last word
        _DIGITS.sub("", pattern): tuple(value and value + 10 for value in _values(pattern))
        for pattern in _OWN.get(file, "").split()
    }
    exceptions = {word.replace("-", "").lower(): _hyphens(word) for word in kept.split()}
    return Patterns(every, own, max(map(len, (*every, *own))), exceptions)


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
