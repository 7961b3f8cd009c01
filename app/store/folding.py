"""Text as it is searched: without case and marks, with a way back to the letters that were written."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Letters that have no decomposition but are read as two or as a plain one.
_SPELT = {
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ß": "ss",
    "œ": "oe",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
}


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


def _fold_one(letter: str) -> str:
    parts = []
    for part in unicodedata.normalize("NFKD", letter).casefold():
        part = _SPELT.get(part, part)
        for piece in unicodedata.normalize("NFKD", part):
            kind = unicodedata.category(piece)
            if kind[0] in "LN":
                parts.append(piece)
            elif kind[0] != "M" and kind != "Cf":
                parts.append(" ")
    return "".join(parts)


_TABLE = _Table()


def folded(text: str) -> str:
    """NFKD, casefolded, marks dropped, æ→ae ø→o and the like, everything but letters and digits a blank."""
    return text.translate(_TABLE)


@dataclass(frozen=True)
class Traced:
    """Folded text that knows where each of its letters came from.

    start, end: for each folded letter the span in the original; marked: the letter as written there, with its marks.
    """

    text: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    marked: tuple[str, ...]

    def places(self, word: Word) -> Iterator[tuple[int, int]]:
        """The spans in the original where the word stands, with the marks that were typed."""
        at = self.text.find(word.text)
        while at >= 0:
            after = at + len(word.text)
            begins = not word.at_start or at == 0 or self.text[at - 1] == " "
            if begins and self._marks_fit(word, at):
                yield self.start[at], self.end[after - 1]
                at = self.text.find(word.text, after)
            else:
                at = self.text.find(word.text, at + 1)

    def _marks_fit(self, word: Word, at: int) -> bool:
        return all(not typed or typed == self.marked[at + k] for k, typed in enumerate(word.marks))


@dataclass(frozen=True)
class Word:
    """One word of a query: its folded letters, the marked letter demanded at each (or ""), and whether it is too short
    to be looked for inside words."""

    text: str
    marks: tuple[str, ...]
    at_start: bool

    @property
    def is_marked(self) -> bool:
        """Whether a letter was typed with its mark, so that the original must be looked at."""
        return any(self.marks)


def traced(text: str) -> Traced:
    """The folded text with the way back. A letter and the marks behind it are one."""
    letters: list[str] = []
    start: list[int] = []
    end: list[int] = []
    marked: list[str] = []
    for begin, after in _clusters(text):
        written = text[begin:after]
        shown = unicodedata.normalize("NFKC", written).casefold()
        for letter in folded(written):
            letters.append(letter)
            start.append(begin)
            end.append(after)
            marked.append(shown)
    return Traced("".join(letters), tuple(start), tuple(end), tuple(marked))


def words(query: str) -> list[Word]:
    """The words of a query; one letter alone says nothing and is left out."""
    found: list[Word] = []
    trace = traced(query)
    for begin, after in _runs(trace.text):
        text = trace.text[begin:after]
        marks = tuple(
            shown if shown != letter and folded(shown) != shown else ""
            for letter, shown in zip(text, trace.marked[begin:after], strict=True)
        )
        if len(text) >= 2:
            found.append(Word(text, marks, at_start=len(text) == 2))
    return found


def token(kind: str, key: str) -> str:
    """Three private-use characters that stand for a person or an owner in the index; no text can hold them, since all
    private-use characters fold to blanks."""
    number = int.from_bytes(
        hashlib.blake2b(key.encode(), digest_size=6, person=kind.encode()).digest(), "big"
    )
    return "".join(chr(0xE000 + number // 6400**place % 6400) for place in range(3))


def name_order(text: str) -> str:
    """A key that sorts names as Norwegians do: å (and aa) after ø after æ after z, other marks ignored."""
    key = []
    spelt = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    for letter in spelt:
        key.append(_NORDIC.get(letter) or folded(letter))
    return "".join(key).strip()


_NORDIC = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.category(text[at]).startswith("M"):
            yield begin, at
            begin = at


def _runs(text: str) -> Iterator[tuple[int, int]]:
    begin = None
    for at, letter in enumerate(text + " "):
        if letter != " " and begin is None:
            begin = at
        elif letter == " " and begin is not None:
            yield begin, at
            begin = None
