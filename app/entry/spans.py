"""Hours of a day as they are typed in one line: "9-11.30, 12.30-15", or with what they are: "10-11.30 matematikk"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.base.days import clock_of, minutes_of_day
from app.entry.when_clock import read_clock

_PART = re.compile(r"[,;]")
_BETWEEN = re.compile(r"\s*(?:-|–|—|\btil\b|\bto\b)\s*")

Span = tuple[int, int]
"""From and to in minutes after midnight, the end excluded."""
Spans = tuple[Span, ...]


class Hours(NamedTuple):
    """Some time of a day as it was typed; label: what it is called, "" for nothing said."""

    start: int
    end: int
    label: str = ""


def read_hours(text: str) -> tuple[Hours, ...] | None:
    """Read the hours of a day, in order; () for nothing, None where something is not understood.

    What overlaps or touches and is called the same becomes one.
    """
    found = [_read_one(part.strip()) for part in _PART.split(text) if part.strip()]
    whole = [one for one in found if one is not None]
    return _joined(whole) if len(whole) == len(found) else None


def write_hours(hours: Iterable[Hours], *, dot: str = ".") -> str:
    """The line that `read_hours` reads as these: "9–11.30, 12.30–15"."""
    return ", ".join(f"{_short(one.start, dot)}–{_short(one.end, dot)} {one.label}".strip() for one in hours)


def merged(spans: Iterable[Span]) -> Spans:
    """The same time in order, with what touches or overlaps made one."""
    return tuple((one.start, one.end) for one in _joined(Hours(*span) for span in spans))


def without(spans: Iterable[Span], taken: Iterable[Span]) -> Spans:
    """What is left of some time when other time is taken out of it."""
    left = list(merged(spans))
    for start, end in merged(taken):
        left = [
            piece
            for first, last in left
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[0] < piece[1]
        ]
    return tuple(left)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share time; touching is not sharing."""
    return one[0] < other[1] and other[0] < one[1]


def _joined(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    whole: list[Hours] = []
    for one in sorted(hours):
        if whole and one.start <= whole[-1].end and one.label == whole[-1].label:
            whole[-1] = whole[-1]._replace(end=max(one.end, whole[-1].end))
        elif one.start < one.end:
            whole.append(one)
    return tuple(whole)


def _read_one(text: str) -> Hours | None:
    ends = _BETWEEN.split(text, maxsplit=1)
    if len(ends) != 2:
        return None
    first, words = read_clock(ends[0]), ends[1].split()
    for count in range(len(words), 0, -1):  # "2 pm" is a clock before "pm" is a label
        last = read_clock(" ".join(words[:count]))
        if first and last:
            start, end = minutes_of_day(first), minutes_of_day(last)
            return Hours(start, end, " ".join(words[count:])) if start < end else None
    return None


def _short(minutes: int, dot: str) -> str:
    hour, minute = clock_of(minutes).split(":")
    return f"{int(hour)}{dot}{minute}" if minute != "00" else str(int(hour))
