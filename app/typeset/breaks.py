"""Where a line may end: ICU's rules (UAX #14, Thai by dictionary), less the places that would tear a unit apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK = "[ \u00a0\u202f]"
_FENCE = "[\u2066-\u2069]?"  # the beginning or end of an inserted value
_DASH = f"{_BLANK}?{_FENCE}[-\u2010-\u2013]{_FENCE}{_BLANK}?"
_NUMBERS = "|".join(
    (
        rf"\d{{1,2}}[.:]\d\d(?:{_DASH}\d{{1,2}}[.:]\d\d)?",  # times: 9.30, 09:00 – 15:00
        rf"[+(]?\d[\d()]*(?:(?:{_BLANK}|{_DASH})\(?\d[\d()]*){{1,7}}",  # phone numbers, 9–15, 2026-11-22
        r"\d+",
    )
)
# What stays on one line while it fits on one. \d is a digit of any script.
_UNITS = "|".join(
    (
        rf"(?<![0-9A-Za-z])[A-C][12](?:{_DASH}[A-C][12])?(?![0-9A-Za-z])",  # levels of a language: A1–B2
        r"\u2068(?=[^\u2069]*\d)[^\u2069]{1,14}\u2069",  # an inserted value with a number: room B 12
        rf"(?:\b(?:kl|nr|tlf|no|tel)\.{_BLANK}?|[№§°]{_BLANK}?)?{_FENCE}(?:{_NUMBERS}){_FENCE}"  # kl. 9–15
        rf"(?:{_BLANK}?[%٪‰€]|{_BLANK}kr\b)?",  # 50 %
    )
)
_ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # so does this; looked for apart, for it is slow and rare
_LONGEST_HEAD = len("tlf. \u2068(")  # of what may stand before the first digit of a unit
_UNIT_SIGN = re.compile(r"[\d@]")
_ETHIOPIC_STOP = re.compile(
    "[\u1361-\u1368](?=[\u1200-\u135a\u1380-\u138f])"
)  # ICU knows of the word space alone


def break_places(text: str, *, language: str) -> list[int]:
    """The indices after which a line may end, the end of the text the last."""
    from icu4py.breakers import LineBreaker

    ends = [end for _start, end in LineBreaker(text, language).segments()]
    if not text.isascii():
        ends = list(_code_points(text, ends))
        stops = [stop.end() for stop in _ETHIOPIC_STOP.finditer(text)]
        ends = sorted({*ends, *stops}) if stops else ends
    for start, end in _units(text):
        ends = [place for place in ends if not start < place < end]
    return ends


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Where what stays on one line begins and ends."""
    sign = _UNIT_SIGN.search(text)
    if sign is None:
        return
    for unit in re.compile(_UNITS).finditer(text, max(sign.start() - _LONGEST_HEAD, 0)):
        yield unit.span()
    if "@" in text:
        for unit in re.finditer(_ADDRESS, text):
            yield unit.span()


def letter_places(text: str, *, language: str) -> list[int]:
    """The indices after which a word wider than the line may be broken: between letters, never inside one."""
    from icu4py.breakers import CharacterBreaker

    return list(_code_points(text, [end for _start, end in CharacterBreaker(text, language).segments()]))


def _code_points(text: str, ends: list[int]) -> Iterator[int]:
    """ICU counts in UTF-16; Python in characters."""
    if not text or max(text) < "\U00010000":
        yield from ends
        return
    place: dict[int, int] = {}
    units = 0
    for index, character in enumerate(text):
        place[units] = index
        units += 1 + (character > "\uffff")
    place[units] = len(text)
    yield from (place[end] for end in ends)
