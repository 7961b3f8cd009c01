"""The hours of the service, typed once in Norwegian, as a reader of another language needs them.

"mandag til torsdag 9–15" and the like are understood and said with the other language's names of days; what is not
understood whole stands as it was typed, for half a translation would mislead.
"""

from __future__ import annotations

import re

from app.documents.calendar_words import clock_in_words, weekday_name

_DAYS = ("mandag måndag", "tirsdag tysdag", "onsdag", "torsdag", "fredag", "lørdag laurdag", "søndag sundag")
_NUMBERS = {
    name: number for number, names in enumerate(_DAYS) for full in names.split() for name in (full, full[:3])
}
_DAY = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")(?:er|ar|\.)?"
_TO = r"\s*(?:til|[-–])\s*"
_AND = r"\s*(?:,|og|\+|/)\s*"
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?"
_SPAN = rf"{_CLOCK}{_TO}{_CLOCK}"
_DAYS_SAID = rf"{_DAY}(?:{_TO}{_DAY}|(?:{_AND}{_DAY})*)"
_HOURS_SAID = rf"(?:kl\.?\s*)?{_SPAN}(?:{_AND}(?:kl\.?\s*)?{_SPAN})*"
_PART = re.compile(rf"({_DAYS_SAID})\s*:?\s*({_HOURS_SAID})")
_BETWEEN = re.compile(r"\s*(?:[,;.]|og)?\s*")
_COMMA = {"Arab": "، ", "Hans": "、", "Ethi": "፣ "}


def hours_in_words(typed: str, language: str, script: str) -> str:
    """The hours in a language; as typed where they are not understood, or where the language is Norwegian."""
    if language in ("nb", "nn"):
        return typed
    text, at, said = typed.strip().casefold(), 0, []
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return typed
        said.append(f"{_days(part[1], language, script)} {_hours(part[2], language, script)}")
        between = _BETWEEN.match(text, part.end())
        at = between.end() if between else part.end()
    return "\n".join(said) or typed


def _days(said: str, language: str, script: str) -> str:
    names = [weekday_name(_number(one), language) for one in re.findall(_DAY, said)]
    ranged = re.fullmatch(rf"{_DAY}{_TO}{_DAY}", said) is not None
    return " – ".join(names) if ranged else _COMMA.get(script, ", ").join(names)


def _number(day: str) -> int:
    plain = day.rstrip(".")
    return next(
        number
        for name, number in sorted(_NUMBERS.items(), key=lambda one: -len(one[0]))
        if plain.startswith(name)
    )


def _hours(said: str, language: str, script: str) -> str:
    spans = [re.findall(_CLOCK, span) for span in re.findall(_SPAN, said)]
    shown = ("–".join(_clock(one, language) for one in span) for span in spans)
    return _COMMA.get(script, ", ").join(shown)


def _clock(typed: str, language: str) -> str:
    hour, _dot, minute = typed.replace(".", ":").partition(":")
    return clock_in_words(f"{int(hour):02}:{minute or '00'}", language)
