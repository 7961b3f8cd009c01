"""What is looked for, and where it stands in a text: the rules of app.base.folding, fast enough for every key typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from app.base.folding import find_words, fold, has_marks
from app.store.marked import with_mark

Span = tuple[int, int]
_UNEVEN = "\uf8ff"  # in a flat text: a character that does not fold to just one
_RUN_UNEVEN = re.compile(f"[^ ]*{_UNEVEN}[^ ]*")
_ANYWHERE_FROM = 3  # letters; shorter words stand only at a word's start


class _Flat(dict[int, str]):
    """What a character folds to where that is one character, so that places stay the same; else _UNEVEN."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = fold(f"a{letter}a")[1:-1]
        # One whose mark cannot be compared as one letter (the Turkish capital İ) is looked at closely, too.
        even = len(folded) == 1 and (with_mark(letter) or not has_marks(letter))
        self[code] = flat = folded if even else _UNEVEN
        return flat


_FLAT = _Flat()


class Part(NamedTuple):
    """One word. typed: as it was; lower: in small letters; capital: the same with a capital, where that is one letter for
    one; word: folded; at_start: whether it is too short to be looked for inside words; marked: whether a letter has its
    mark; even: whether letters and folded letters are one to one; marks: then which of them must be marked so; met: the
    uneven letters seen so far, and whether the word may stand on them."""

    typed: str
    lower: str
    capital: str
    word: str
    at_start: bool
    marked: bool
    even: bool
    marks: tuple[tuple[int, str], ...]
    met: dict[str, bool]

    @classmethod
    def of(cls, typed: str) -> Part:
        """Read one word."""
        composed = unicodedata.normalize("NFC", typed)
        marks = tuple((at, mark) for at, mark in enumerate(map(with_mark, composed)) if mark)
        even = _UNEVEN not in composed.translate(_FLAT)
        word, lower = fold(typed), typed.lower()
        capital = lower[:1].upper() + lower[1:]
        return cls(
            typed,
            lower,
            capital if capital.lower() == lower else lower,
            word,
            len(word) < _ANYWHERE_FROM,
            has_marks(typed),
            even,
            marks,
            {},
        )

    def plain_place(self, text: str) -> Span | None:
        """The first place where it stands letter for letter, as typed or with a capital; that needs no closer look."""
        blank = " " if self.at_start else ""
        found = [text.find(blank + one) for one in (self.lower, self.capital)]
        at = min([place for place in found if place >= 0], default=-1) + len(blank)
        after = at + len(self.lower)
        if at < len(blank) or unicodedata.combining(text[after : after + 1] or " "):
            return None
        return at, after

    def first_place(self, text: str, flat: str) -> Span | None:
        """The first place where it stands in a text, or None. `flat` is the text one to one."""
        return min(self.places(text, flat), default=None)

    def places(self, text: str, flat: str) -> Iterator[Span]:
        """Where it stands in a text, not in order. `flat` is the text one to one."""
        close = _UNEVEN in flat and any(map(self._meets, _unevens(text, flat)))
        if self.even or not self.marked:
            yield from self._in_even_runs(text, flat, close=close)
        if not close:
            return
        runs = [(run.start(), text[run.start() : run.end()]) for run in _RUN_UNEVEN.finditer(flat)]
        if self.word not in fold(" ".join([run for _, run in runs])):
            return
        for start, run in runs:
            if self.word in fold(run):
                yield from ((start + span.start, start + span.end) for span in find_words(self.typed, run))

    def _meets(self, letter: str) -> bool:
        """Whether the word may stand on an uneven letter, which most do not: "plan" has nothing of the "ae" of "æ"."""
        if letter not in self.met:
            folded = fold(f"a{letter}a")[1:-1]
            self.met[letter] = (
                not folded
                or " " in folded
                or folded in self.word
                or self.word in folded
                or any(
                    self.word.endswith(folded[:cut]) or self.word.startswith(folded[cut:])
                    for cut in range(1, len(folded))
                )
            )
        return self.met[letter]

    def _in_even_runs(self, text: str, flat: str, *, close: bool) -> Iterator[Span]:
        word = self.word
        at = flat.find(word)
        while at >= 0:
            after = at + len(word)
            if (
                (not self.at_start or at == 0 or flat[at - 1] == " ")
                and (not self.marks or self._is_marked_so(text, at))
                and not (close and _touches_uneven(flat, at, after))
            ):
                yield at, after
            at = flat.find(word, at + 1)

    def _is_marked_so(self, text: str, at: int) -> bool:
        return all(with_mark(text[at + place]) == mark for place, mark in self.marks)


def _unevens(text: str, flat: str) -> Iterator[str]:
    """The uneven letters of a text."""
    at = flat.find(_UNEVEN)
    while at >= 0:
        yield text[at]
        at = flat.find(_UNEVEN, at + 1)


def _touches_uneven(flat: str, at: int, after: int) -> bool:
    """Whether the run of letters around this place holds an uneven one; such runs are looked at closely."""
    begin, end = flat.rfind(" ", 0, at) + 1, flat.find(" ", after)
    return _UNEVEN in flat[begin : end if end >= 0 else len(flat)]


class Query(NamedTuple):
    """What is looked for: words, those of one letter left out. `typed` is what app.base.folding would be asked."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """Read what was typed."""
        typed = (one for one in _typed_words(text) if len(fold(one)) > 1 and " " not in fold(one))
        return cls(tuple(map(Part.of, dict.fromkeys(typed))))

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(part.typed for part in self.parts)

    @property
    def words(self) -> tuple[str, ...]:
        """The words, folded."""
        return tuple(dict.fromkeys(part.word for part in self.parts))

    def first_place(self, text: str) -> Span | None:
        """Where the first word stands, or None where a word does not stand there with the marks it was typed with.

        That every word stands there without regard to marks is taken as known: the index has found the text.
        """
        found = None
        for part in self.parts:
            if found and not part.marked:
                continue
            place = part.plain_place(text) or part.first_place(text, text.translate(_FLAT))
            if place is None:
                return None
            found = found or place
        return found

    def places(self, text: str) -> tuple[Span, ...]:
        """Where the words stand in a text, in reading order, overlapping ones as one."""
        flat = text.translate(_FLAT)
        found = [span for part in self.parts for span in part.places(text, flat)]
        if len(found) < 2:
            return tuple(found)
        joined: list[Span] = []
        for begin, end in sorted(found):
            if joined and begin < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((begin, end))
        return tuple(joined)


def _typed_words(text: str) -> list[str]:
    """The words as typed, each with its marks; everything that folds to a blank parts them."""
    return "".join(letter if " " not in fold(f"a{letter}a") else " " for letter in text).split()
