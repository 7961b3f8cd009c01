"""The privacy guard of the note field: it points at what should not be kept, says why, and never blocks.

What is looked for follows the rule of what is written after a conversation and what is not: resources/lists/
risky_words.json holds the words and the advice. A note is judged by words alone, so silence is no proof.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from app.base.folding import Span
from app.base.paths import resource
from app.entry.names import names_in
from app.entry.phones import phones_in
from app.records.field import Field, Kind, Secrecy, Use
from app.records.shipped import Words

_ELEVEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[ .-]?[0-9]{5}(?![0-9])")
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

_MONTH = (
    r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[sc])[a-zæøå]*\.?"  # nb, nn and en begin alike
)
_DATE = rf"(?:[0-9]{{1,2}}[./][0-9]{{1,2}}(?:[./][0-9]{{2,4}})?|[0-9]{{1,2}}\.? {_MONTH}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
_LETTING_OUT = r"(?:(?:løslat|lauslat|prøveløslat|prøvelauslat)\w*|slipp\w* ut|slepp\w* ut|released?\b|gets out|ute igjen)"
_RELEASE_DATE = re.compile(rf"\b{_LETTING_OUT}[^.!?,;\n]{{0,25}}?(?<![0-9]){_DATE}(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Concern:
    """Something in a note to look at again: where it stands, why it is pointed at, what to write instead.

    topic is a code of risky_words.json; start and end are characters of the note. why and instead follow the
    window's language.
    """

    topic: str
    start: int
    end: int
    why: Words
    instead: Words


@dataclass(frozen=True)
class _Topic:
    code: str
    why: Words
    instead: Words
    risky: re.Pattern[str] | None
    allowed: re.Pattern[str] | None


_NAMES = ("recipient_name", "name", "alias", "address", "order_number", "done_by", "home_area")
# What sheets ask for in words, by the names of their fields.
WORDS = frozenset(
    {"reason", "why", "about", "question", "answer", "purpose", "note", "text", "told", "what"}
    | {"aim", "outcome_note"}
)


def takes_words(spec: Field, name: str) -> bool:
    """Whether a declared field takes free text about a person: notes, and searched lines that are no name."""
    searched = Use.SEARCH in spec.use and name not in _NAMES
    words = spec.kind is Kind.NOTE or (spec.kind is Kind.LINE and (searched or name in WORDS))
    return words and spec.secrecy is not Secrecy.EXISTS


def check_note(text: str, *, others: Iterable[str] = (), listed: Iterable[str] = ()) -> list[Concern]:
    """Point at identity and telephone numbers, release dates, names of other people and risky words, in reading order.

    others: full names of the other people in the store. listed: the school's own words, written as in the shipped
    list ("*" for the rest of a word). Where two findings overlap, the longer one stands.
    """
    found = [
        *(_concern("national_id", span) for span in _identity_numbers(text)),
        *(_concern("phone", span) for span in phones_in(text)),
        *(_concern("release_date", Span(*match.span())) for match in _RELEASE_DATE.finditer(text)),
        *(_concern("other_person", span) for span in names_in(text, others)),
        *(_concern("listed", span) for span in _listed_words(tuple(listed), text)),
        *(concern for topic in _topics().values() for concern in _risky_words(topic, text)),
    ]
    return _without_overlaps(found)


def is_national_id(digits: str) -> bool:
    """Whether 11 digits are a Norwegian identity number: a possible date and both control digits (modulus 11).

    Covers birth numbers, D numbers (day + 40), and numbers with 40 or 80 added to the month (help numbers and
    the tax and labour administrations' synthetic people). Numbers with the freer control digits planned from
    2032 on are not covered.
    """
    if not re.fullmatch(r"[0-9]{11}", digits):
        return False
    values = [int(digit) for digit in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    possible = 1 <= day % 40 <= 31 and day < 72 and 1 <= month % 40 <= 12
    return possible and (
        _control_digit(values[:9], _FIRST_WEIGHTS) == values[9]
        and _control_digit(values[:10], _SECOND_WEIGHTS) == values[10]
    )


def _control_digit(values: list[int], weights: tuple[int, ...]) -> int:
    """The digit that makes the weighted sum divisible by 11; 10 stands for none."""
    return -sum(value * weight for value, weight in zip(values, weights, strict=False)) % 11


def _identity_numbers(text: str) -> Iterator[Span]:
    for match in _ELEVEN_DIGITS.finditer(text):
        if is_national_id(re.sub(r"[^0-9]", "", match[0])):
            yield Span(*match.span())


def _listed_words(listed: tuple[str, ...], text: str) -> Iterator[Span]:
    pattern = _pattern_of(listed)
    for match in pattern.finditer(text) if pattern else ():
        yield Span(*match.span())


@lru_cache(maxsize=2)
def _pattern_of(listed: tuple[str, ...]) -> re.Pattern[str] | None:
    return _pattern([word for word in listed if word.strip("=* ")])


def _risky_words(topic: _Topic, text: str) -> Iterator[Concern]:
    for match in topic.risky.finditer(text) if topic.risky else ():
        if not (topic.allowed and topic.allowed.match(text, match.start())):
            yield _concern(topic.code, Span(*match.span()))


def _concern(code: str, span: Span) -> Concern:
    topic = _topics()[code]
    return Concern(code, span.start, span.end, topic.why, topic.instead)


def _without_overlaps(found: list[Concern]) -> list[Concern]:
    kept: list[Concern] = []
    for one in sorted(found, key=lambda concern: (concern.start - concern.end, concern.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda concern: concern.start)


# --- the list ---------------------------------------------------------------------------------------------------------


@cache
def _topics() -> dict[str, _Topic]:
    data = json.loads(resource("lists", "risky_words.json").read_text("utf-8"))
    return {one["code"]: _topic(one) for one in data["topics"]}


def _topic(data: dict[str, Any]) -> _Topic:
    """All three languages at once: a note may be in another language than the window."""
    words = [word for language in data["words"].values() for word in language]
    return _Topic(
        code=data["code"],
        why=Words(**data["why"]),
        instead=Words(**data["instead"]),
        risky=_pattern(words),
        allowed=_pattern(data["allowed"]),
    )


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    """Whole words, longest first, with "*" for the rest of a word and "=" for exactly these capitals."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(_word, ordered))})(?!\w)") if words else None


def _word(word: str) -> str:
    body = re.escape(word.lstrip("=").rstrip("*")).replace(r"\ ", r"\s+")
    rest = r"[\w-]*" if word.endswith("*") else ""
    return f"{body}{rest}" if word.startswith("=") else f"(?i:{body}{rest})"
