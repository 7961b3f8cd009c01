"""Times of day and lengths of talks, as they are typed."""

from __future__ import annotations

import re

MINUTE_STEPS = (15, 30, 45, 60, 90)
MOST_MINUTES = 600

_CLOCK = re.compile(r"(?:(?:kl\.?|klokk[ae]n?|at) ?)?([0-9]{1,2})(?:[.:]?([0-9]{2}))? ?(am|pm)?")
_MINUTE_WORD = r"(?:m|min|mins|minutt|minutter|minute|minutes)\.?"
_HOUR_WORD = r"(?:t|time|timer|timar|h|hr|hrs|hour|hours)\.?"
_MINUTES = re.compile(rf"([0-9]{{1,3}}) ?{_MINUTE_WORD}|([0-9]{{1,3}})")
_HOURS = re.compile(rf"([0-9]{{1,2}}) ?{_HOUR_WORD}(?: ?([0-9]{{1,2}})(?: ?{_MINUTE_WORD})?)?")
_HOURS_COLON = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_PART_HOURS = re.compile(rf"([0-9]{{1,2}})[.,]([0-9]{{1,2}}) ?{_HOUR_WORD}")
_IN_WORDS = {
    "halvtime": 30,
    "en halv time": 30,
    "ein halv time": 30,
    "half an hour": 30,
    "en time": 60,
    "ein time": 60,
    "an hour": 60,
    "one hour": 60,
    "halvannen time": 90,
    "halvannan time": 90,
}


def read_clock(text: str) -> str | None:
    """Read a time of day as HH:MM: 9, 915, 0915, 9.15, 9:15, kl 9, 2 pm. None when it is no time."""
    match = _CLOCK.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def read_minutes(text: str) -> int | None:
    """Read a length in minutes, 1 to 600: 45, 90m, 1t, 1t30, 1,5t, 1:30, 1 h 30 min, en time. None otherwise."""
    typed = " ".join(text.casefold().split())
    minutes = _in_minutes(typed)
    return minutes if minutes is not None and 1 <= minutes <= MOST_MINUTES else None


def _in_minutes(typed: str) -> int | None:
    if match := _MINUTES.fullmatch(typed):
        return int(match[1] or match[2])
    if match := _HOURS.fullmatch(typed) or _HOURS_COLON.fullmatch(typed):
        rest = int(match[2] or 0)
        return int(match[1]) * 60 + rest if rest < 60 else None
    if match := _PART_HOURS.fullmatch(typed):
        return round(float(f"{match[1]}.{match[2]}") * 60)
    return _IN_WORDS.get(typed)


def step_minutes(minutes: int, *, up: bool) -> int:
    """The next usual length up or down: 15, 30, 45, 60, 90, then half hours up to 600. It stops at both ends."""
    steps: list[int] = [*MINUTE_STEPS, *range(120, MOST_MINUTES + 1, 30)]
    more = [step for step in steps if step > minutes]
    less = [step for step in steps if step < minutes]
    if up:
        return more[0] if more else steps[-1]
    return less[-1] if less else steps[0]
