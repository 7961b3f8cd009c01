"""What the date, time, minutes and quarter fields understand, in bokmål, nynorsk and English at once.

Pure functions: today is given, nothing is raised, None means "not understood".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.entry.when_clock import read_clock, read_minutes, step_minutes
from app.entry.when_day import read_day
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

_WORDS_OF_A_CLOCK = 3  # "kl 9 am" at the most


@dataclass(frozen=True)
class Appointment:
    """A day and, when it was said, a time of day as HH:MM; clock is empty otherwise."""

    day: dt.date
    clock: str = ""


def read_appointment(text: str, *, today: dt.date, past: bool = False) -> Appointment | None:
    """Read a day and then perhaps a time: "tir 10.30", "+14", "3.3 9.15", "i morgen kl 9".

    The first part is always the date, so "3.3 9.15" is clear. `past` as in `read_day`.
    """
    words = text.replace(",", " ").split()
    for count in range(len(words), max(0, len(words) - _WORDS_OF_A_CLOCK - 1), -1):
        day = read_day(" ".join(words[:count]), today=today, past=past)
        clock = read_clock(" ".join(words[count:])) if count < len(words) else ""
        if day is not None and clock is not None:
            return Appointment(day, clock)
    return None
