"""Days as they are typed: "+14", "tir", "3.3", "u9", "i morgen", in bokmål, nynorsk and English at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.base.days import DAY_WORDS, add_months
from app.base.folding import fold

_FIRST_YEAR, _LAST_YEAR = 1900, 2199  # beyond them it is a slip of the finger
_YEARS_TO_TRY = 9  # 29 February may be eight years away

_NEAR = {"d": 0, "idag": 0, "i dag": 0, "today": 0}
_NEAR |= dict.fromkeys(("im", "imorgen", "i morgen", "imorgon", "i morgon", "tomorrow"), 1)
_NEAR |= dict.fromkeys(("ig", "igår", "i går", "igar", "i gar", "yesterday"), -1)
_NEAR |= dict.fromkeys(("overmorgen", "i overmorgen", "overmorgon", "i overmorgon"), 2)
_NEAR |= dict.fromkeys(("forgårs", "i forgårs", "førgår", "i førgår"), -2)

_UNITS = dict.fromkeys(("d", "dag", "dager", "dagar", "day", "days"), "d")
_UNITS |= dict.fromkeys(("u", "uke", "uker", "v", "veke", "veker", "w", "week", "weeks"), "w")
_UNITS |= dict.fromkeys(("m", "md", "mnd", "måned", "måneder", "månad", "månader", "month", "months"), "m")

_WORD = r"[^\W\d_]{2,}"
_NTH = r"(?:\.|st|nd|rd|th)"
_WEEK = r"(?:u|uke|v|veke|w|wk|week) ?"


@dataclass(frozen=True)
class _Asked:
    """The day it is asked on, and whether the answer lies behind (a talk that was held) or ahead (a plan)."""

    today: dt.date
    past: bool

    @property
    def step(self) -> int:
        return -1 if self.past else 1

    def fits(self, day: dt.date) -> bool:
        return day <= self.today if self.past else day >= self.today


def read_day(text: str, *, today: dt.date, past: bool = False) -> dt.date | None:
    """Read a day; None when it is not understood. The window's language does not matter.

    - +14, -3, 14d, 2u (2v, 2w), 1m, om 2 uker, for 3 dager siden; unsigned counts back when `past`
    - i dag (d), i morgen (im), i går (ig)
    - tir, tys, tue: the next one, never today; tir+1 a week later; when `past` the last one, today included
    - 3.3, 3/3, 3.3.27, 030327, 2027-03-03, 3. mars, man. 3. mars 2027; 2. is the next 2nd
    - u9, uke 9, veke 9, week 9: the Monday of the week; tir u9

    Without a year: the nearest such day ahead, or behind when `past`; today counts. A weekday that contradicts
    its date is not understood.
    """
    typed = " ".join(text.casefold().split())
    for lead in ("på ", "den ", "on ", "the "):
        typed = typed.removeprefix(lead)
    asked = _Asked(today, past)
    try:
        day = next((found for rule, make in _RULES if (found := _apply(rule, make, typed, asked))), None)
    except (ValueError, OverflowError):  # a 31.2., or beyond the calendar
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _apply(
    rule: re.Pattern[str], make: Callable[[re.Match[str], _Asked], dt.date | None], typed: str, asked: _Asked
) -> dt.date | None:
    match = rule.fullmatch(typed)
    return make(match, asked) if match else None


# --- names ----------------------------------------------------------------------------------------------------------


def _starts(names: Iterable[tuple[str, int]], word: str) -> int | None:
    """The number of the one name that starts with this word, marks typed or not."""
    typed = fold(word)
    found = {number for name, number in names if typed and fold(name).startswith(typed)}
    return found.pop() if len(found) == 1 else None


_WEEKDAYS = [(name, number) for words in DAY_WORDS.values() for number, name in enumerate(words.weekdays)]
_WEEKDAYS += [("sundag", 6)]
_MONTHS = [
    (name, number) for words in DAY_WORDS.values() for number, name in enumerate(words.months, start=1)
]


def weekday_number(word: str) -> int | None:
    """Monday is 0. Two letters are enough where only one day starts with them."""
    return _starts(_WEEKDAYS, word) if len(word) >= 2 else None


def month_number(word: str) -> int | None:
    """January is 1. Three letters are enough."""
    return _starts(_MONTHS, word) if len(word) >= 3 else None


# --- rules ----------------------------------------------------------------------------------------------------------


def _near(match: re.Match[str], asked: _Asked) -> dt.date | None:
    days = _NEAR.get(match[0])
    return None if days is None else asked.today + dt.timedelta(days=days)


def _counted(match: re.Match[str], asked: _Asked) -> dt.date | None:
    ahead, back, sign, number, word, since = match.groups()
    unit = _UNITS.get(word or "d")
    if unit is None or not (sign or word) or (ahead and since) or (back and since not in ("siden", "sidan")):
        return None
    forward = not since and (sign == "+" or bool(ahead) or (not sign and not asked.past))
    count = int(number) if forward else -int(number)
    return add_months(asked.today, count) if unit == "m" else asked.today + dt.timedelta(count * _DAYS[unit])


_DAYS = {"d": 1, "w": 7}


def _weekday(match: re.Match[str], asked: _Asked) -> dt.date | None:
    last, word, more = match.groups()
    number = weekday_number(word)
    if number is None:
        return None
    ahead = (number - asked.today.weekday()) % 7 or 7
    behind = last is not None or asked.past
    weeks = int(more or 0)
    if last is not None and ahead == 7:  # "last Monday" on a Monday is a week ago, a held "man" is today
        weeks -= 1
    return asked.today + dt.timedelta(days=ahead - 7 * behind + 7 * weeks)


def _week(match: re.Match[str], asked: _Asked) -> dt.date | None:
    before, number, after, year = match.groups()
    word = before or after
    weekday = weekday_number(word) if word else 0
    if weekday is None or (before and after):
        return None
    years = [int(year)] if year else [asked.today.year + asked.step * k for k in range(-1, _YEARS_TO_TRY)]
    days = (_iso_day(one, int(number), weekday) for one in years)
    return next((day for day in days if day and (year or asked.fits(day))), None)


def _iso_day(year: int, week: int, weekday: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, week, weekday + 1)
    except ValueError:  # no week 53 that year
        return None


def _of_month(match: re.Match[str], asked: _Asked) -> dt.date | None:
    first = asked.today.replace(day=1)
    months = (add_months(first, asked.step * k) for k in range(13))
    days = (_date(month.year, month.month, int(match[1])) for month in months)
    return next((day for day in days if day and asked.fits(day)), None)


def _numbers(match: re.Match[str], asked: _Asked) -> dt.date | None:
    word, day, _, month, year = match.groups()
    return _dated(asked, word, int(day), int(month), year)


def _digits(match: re.Match[str], asked: _Asked) -> dt.date | None:
    day, month, year = match.groups()
    return _dated(asked, None, int(day), int(month), year)


def _iso(match: re.Match[str], _asked: _Asked) -> dt.date | None:
    return dt.date(int(match[1]), int(match[2]), int(match[3]))


def _named(match: re.Match[str], asked: _Asked) -> dt.date | None:
    word, day, name, year = match.groups()
    month = month_number(name)
    return _dated(asked, word, int(day), month, year) if month else None


def _month_first(match: re.Match[str], asked: _Asked) -> dt.date | None:
    name, day, year = match.groups()
    month = month_number(name)
    return _dated(asked, None, int(day), month, year) if month else None


def _dated(asked: _Asked, word: str | None, day: int, month: int, year: str | None) -> dt.date | None:
    """A day and a month with what else was said: a weekday that must agree, a year or the nearest."""
    weekday = weekday_number(word) if word else None
    if word and weekday is None:
        return None
    if year:
        found = _date(_full_year(year, day, month, asked), month, day)
    else:
        found = _nearest(asked, day, month, weekday)
    return found if found and (weekday is None or found.weekday() == weekday) else None


def _full_year(year: str, day: int, month: int, asked: _Asked) -> int:
    if len(year) == 4:
        return int(year)
    this_century = 2000 + int(year)
    found = _date(this_century, month, day)
    return this_century - 100 if found and asked.past and not asked.fits(found) else this_century


def _nearest(asked: _Asked, day: int, month: int, weekday: int | None) -> dt.date | None:
    """A weekday without a year is what the window shows for this year, so this year comes first then."""
    if weekday is not None:
        this_year = _date(asked.today.year, month, day)
        if this_year and this_year.weekday() == weekday:
            return this_year
    years = range(asked.today.year, asked.today.year + asked.step * _YEARS_TO_TRY, asked.step)
    days = (found for year in years if (found := _date(year, month, day)) and asked.fits(found))
    return next((found for found in days if weekday is None or found.weekday() == weekday), None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Asked], dt.date | None]], ...] = (
    (re.compile(r"\D+"), _near),
    (
        re.compile(rf"(om |in )?(for )?([+-]?)([0-9]{{1,3}}) ?({_WORD}|[duvwm])?(?: (siden|sidan|ago))?"),
        _counted,
    ),
    (re.compile(rf"(?:(sist|siste|forrige|førre|last) )?({_WORD})\.? ?([+-][0-9])?"), _weekday),
    (
        re.compile(rf"(?:({_WORD})\.? (?:i )?)?{_WEEK}([0-9]{{1,2}})(?: ({_WORD})\.?)?(?:[ /]([0-9]{{4}}))?"),
        _week,
    ),
    (re.compile(rf"([0-9]{{1,2}}){_NTH}"), _of_month),
    (
        re.compile(
            rf"(?:({_WORD})[.,]? )?([0-9]{{1,2}})([./-])([0-9]{{1,2}})(?:\3([0-9]{{4}}|[0-9]{{2}}))?\.?"
        ),
        _numbers,
    ),
    (re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})"), _digits),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), _iso),
    (re.compile(rf"(?:({_WORD})[.,]? )?([0-9]{{1,2}}){_NTH}? ?({_WORD})\.?,?(?: ([0-9]{{4}}))?"), _named),
    (re.compile(rf"({_WORD})\.? ([0-9]{{1,2}}){_NTH}?,?(?: ([0-9]{{4}}))?"), _month_first),
)
