"""What the date, time, minutes and quarter fields understand, in bokmål, nynorsk and English at once.

Pure functions: today is given, nothing is raised, None means "not understood".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.entry.when_clock import read_clock, read_minutes, step_minutes
from app.entry.when_day import read_day, weekday_number
from app.entry.when_quarter import read_quarter

__all__ = [
    "Appointment",
    "read_appointment",
    "read_clock",
    "read_day",
    "read_minutes",
    "read_quarter",
    "step_minutes",
]

_A_YEAR = 366  # days
_WORDS_OF_A_CLOCK = 3  # "kl 9 am" at the most


@dataclass(frozen=True)
class Appointment:
    """A day and, when it was said, a time of day as HH:MM; clock is empty otherwise."""

    day: dt.date
    clock: str = ""


def read_appointment(text: str, *, today: dt.date, past: bool = False) -> Appointment | None:
    """Read a day and then perhaps a time: "tir 10.30", "+14", "3.3 9.15", "i morgen kl 9".

    The first part is always the date, so "3.3 9.15" is clear. `past` as in `read_day`. "fre 10.10" is Friday at ten past
    ten unless the tenth of October is a Friday within a year.
    """
    words = text.replace(",", " ").split()
    readings = list(_readings(words, today, past))
    if len(words) == 2 and len(readings) == 2 and weekday_number(words[0].rstrip(".")) is not None:
        far = abs((readings[0].day - today).days) > _A_YEAR
        return readings[1] if far else readings[0]
    return readings[0] if readings else None


def _readings(words: Sequence[str], today: dt.date, past: bool) -> Iterator[Appointment]:
    """Every way to part the words into a day and a time, the longest day first."""
    for count in range(len(words), max(0, len(words) - _WORDS_OF_A_CLOCK - 1), -1):
        day = read_day(" ".join(words[:count]), today=today, past=past)
        clock = read_clock(" ".join(words[count:])) if count < len(words) else ""
        if day is not None and clock is not None:
            yield Appointment(day, clock)
