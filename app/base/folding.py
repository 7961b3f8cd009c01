"""Text as it is searched and sorted: without case, marks and punctuation, so that "kran" and "KRÅN" can meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_LETTERS_OF_THEIR_OWN = {  # NFKD leaves these as they are; readers type them without their stroke or as two letters
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "œ": "oe",
    "ŧ": "t",  # Sámi
    "ŋ": "n",
    "ħ": "h",
    "ə": "e",  # Azerbaijani
}
_TATWEEL = "ـ"  # stretches an Arabic word and means nothing
_WHOLE_WORD_BELOW = 3  # letters: shorter queries count only at the start of a word
# Every block in which a mark may follow its letter, with more in them than marks: these take the longer way.
_COMBINING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f"
    "\u3099-\u309a\ua66f-\uabff\ufb1e-\ufe2f\U00010000-\U0001ffff]"
)
_NUMBER = re.compile(r"\d+")
_NORDIC_LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})  # { | } follow z


class _Folds(dict[int, str]):
    """Code point → its folded text, worked out when first met (str.translate asks for what is missing)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(_kept(_LETTERS_OF_THEIR_OWN.get(one, one)) for one in apart)


def _kept(text: str) -> str:
    """Letters and digits stay, marks and invisible characters go, all else parts words."""
    if unicodedata.category(text[0]) in ("Mn", "Mc", "Me", "Cf") or text == _TATWEEL:
        return ""
    return text if text.isalnum() else " "


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The words of a text as they are indexed and looked up, with one blank between them and none around.

    NFKD, casefold, marks dropped, letters of their own spelled out (æ→ae ø→o å→a ł→l đ→d ð→d þ→th ı→i ß→ss
    œ→oe, also ŧ→t ŋ→n ħ→h ə→e); everything but letters and digits is a blank. Folding twice changes nothing.
    """
    return " ".join(text.translate(_FOLDS).split())


@dataclass(frozen=True)
class Span:
    """A stretch of the original text, in characters: text[start:end]."""

    start: int
    end: int


class _Letter(NamedTuple):
    """A character with its combining marks: as folded, as written, and where it stands."""

    folded: str
    written: str
    marked: bool
    start: int
    end: int


@lru_cache(maxsize=4096)
def _looks(cluster: str) -> tuple[str, str, bool]:
    """A cluster folded, as written (without case), and whether it has a mark or is a letter others type plainly."""
    written = unicodedata.normalize("NFKC", cluster).casefold()
    apart = unicodedata.normalize("NFKD", written)
    marked = any(unicodedata.combining(one) or one in _LETTERS_OF_THEIR_OWN for one in apart)
    return cluster.translate(_FOLDS), written, marked


def _letters(text: str) -> Iterator[_Letter]:
    if unicodedata.is_normalized("NFC", text) and not _COMBINING.search(text):  # a letter is a character
        for at, char in enumerate(text):
            yield _Letter(*_looks(char), at, at + 1)
        return
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield _Letter(*_looks(text[start:end]), start, end)
            start = end


@dataclass(frozen=True)
class _Page:
    """A text laid out for searching: its folded characters, and which letter each of them came from."""

    folded: str
    source: tuple[_Letter, ...]

    @classmethod
    def of(cls, text: str) -> _Page:
        each = [(char, letter) for letter in _letters(text) for char in letter.folded]
        return cls("".join(char for char, _ in each), tuple(letter for _, letter in each))

    def starts_word(self, at: int) -> bool:
        return at == 0 or self.folded[at - 1] == " "


def words_of(text: str) -> list[tuple[str, Span]]:
    """The folded words of a text in order, each with where it stands."""
    return [(word.folded, Span(word.source[0].start, word.source[-1].end)) for word in _words(text)]


def find_words(query: str, original: str) -> list[Span]:
    """Where the words of a query stand in the original, in reading order, for marking them in an excerpt.

    A word of three letters or more may stand anywhere inside a word, a shorter one only at its start. A letter
    typed with its mark is found only where the original has that mark; typed without, it is found with and without.
    """
    page = _Page.of(original)
    spans = {span for word in _words(query) for span in _occurrences(word, page)}
    return sorted(spans, key=lambda span: (span.start, span.end))


def marks_match(query: str, original: str) -> bool:
    """Whether every word of the query stands in the original with the marks it was typed with.

    An empty query matches. Rules as in `find_words`: "å" does not find "a", "a" finds "å".
    """
    plain = unicodedata.normalize("NFKC", original).casefold()
    doubtful = [word for word in _words(query) if not _stands_as_typed(word, plain)]
    if any(letter.marked and letter.written not in plain for word in doubtful for letter in word.source):
        return False
    page = _Page.of(original) if doubtful else _Page("", ())
    return all(any(True for _ in _occurrences(word, page)) for word in doubtful)


def _stands_as_typed(word: _Page, plain: str) -> bool:
    """Whether the word stands letter by letter in the text: the usual case, answered without laying the text out."""
    written = "".join(letter.written for letter in word.source)
    return len(word.folded) == len(written) >= _WHOLE_WORD_BELOW and written in plain


def has_marks(query: str) -> bool:
    """Whether a query holds a letter with a mark, so that folded hits must be checked with `marks_match`."""
    return any(letter.marked for letter in _letters(query))


def _words(query: str) -> list[_Page]:
    words: list[list[tuple[str, _Letter]]] = [[]]
    page = _Page.of(query)
    for char, letter in zip(page.folded, page.source, strict=True):
        if char == " ":
            words.append([])
        else:
            words[-1].append((char, letter))
    return [_Page("".join(c for c, _ in word), tuple(s for _, s in word)) for word in words if word]


def _occurrences(word: _Page, page: _Page) -> Iterator[Span]:
    at = page.folded.find(word.folded)
    while at >= 0:
        place = page.source[at : at + len(word.folded)]
        inside = len(word.folded) >= _WHOLE_WORD_BELOW
        if (inside or page.starts_word(at)) and _same_marks(word.source, place):
            yield Span(place[0].start, place[-1].end)
        at = page.folded.find(word.folded, at + 1)


def _same_marks(typed: tuple[_Letter, ...], found: tuple[_Letter, ...]) -> bool:
    return all(
        not one.marked or one.written == other.written for one, other in zip(typed, found, strict=True)
    )


def sort_key(text: str) -> str:
    """A key to store and compare as plain text: Norwegian order, æ ø å after z, numbers by their size.

    ä sorts as æ, ö as ø, ü as y; other marks do not count. "aa" sorts as two a's, not as å: most names here
    that are spelled so (Aamir, Isaac) are not Norwegian. Equal words keep an order through the text itself.
    """
    lower = unicodedata.normalize("NFC", text).casefold()
    parted = ("" if char in "{|}" else char for char in lower)
    ranked = "".join(parted).translate(_NORDIC_LAST)
    words = "".join(char if char in "{|}" else char.translate(_FOLDS) for char in ranked)
    return _NUMBER.sub(lambda m: m[0].zfill(8), " ".join(words.split())) + "\x01" + text
