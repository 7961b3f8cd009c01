"""Quarters, the only way an expected release is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from app.base.days import add_months, quarter_of
from app.entry.when_day import month_number, read_day

_YEAR = r"([0-9]{4}|[0-9]{2})"
_OPEN = {"open", "åpen", "åpent", "ope", "opa", "ubestemt", "uvisst"}
_YEAR_FIRST = re.compile(rf"{_YEAR}[-/ ]?[qk] ?([1-4])")
_NUMBER_FIRST = re.compile(rf"[qk] ?([1-4])(?:[-/. ]{_YEAR})?")
_IN_WORDS = re.compile(rf"([1-4])(?:\.|st|nd|rd|th)? ?(?:kvartal|kv\.?|quarter)(?:,? {_YEAR})?")
_MONTH = re.compile(rf"([^\W\d_]{{3,}})\.?(?: {_YEAR})?")
_MONTH_NUMBER = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")


def read_quarter(text: str, *, today: dt.date) -> str | None:
    """Read a quarter as it is stored, YYYY-Qn, or "open" for a time nobody knows yet.

    Understood: 2027-Q2, q2 27, k2 27, 2. kvartal 2027, mai 2027, and every day that `read_day` understands, of
    which only the quarter is kept. Without a year the nearest quarter that is not over. None when not understood.
    """
    typed = " ".join(text.casefold().split())
    if typed in _OPEN:
        return "open"
    for rule, make in _RULES:
        if match := rule.fullmatch(typed):
            return make(match, today)
    day = read_day(text, today=today)
    return quarter_of(day) if day else None


def _year_first(match: re.Match[str], today: dt.date) -> str | None:
    return _quarter(int(match[2]), match[1], today)


def _number_first(match: re.Match[str], today: dt.date) -> str | None:
    return _quarter(int(match[1]), match[2], today)


def _month(match: re.Match[str], today: dt.date) -> str | None:
    month = month_number(match[1])
    if month is None:
        day = read_day(match[0], today=today)
        return quarter_of(day) if day else None
    return _quarter((month + 2) // 3, match[2], today)


def _month_number(match: re.Match[str], today: dt.date) -> str | None:
    month = int(match[1])
    return _quarter((month + 2) // 3, match[2], today) if 1 <= month <= 12 else None


def _quarter(number: int, year: str | None, today: dt.date) -> str | None:
    if year is None:
        coming = (quarter_of(add_months(today, 3 * ahead)) for ahead in range(4))
        return next(quarter for quarter in coming if quarter.endswith(str(number)))
    full = int(year) + (2000 if len(year) == 2 else 0)
    return f"{full}-Q{number}" if 2000 <= full < 2200 else None


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], str | None]], ...] = (
    (_YEAR_FIRST, _year_first),
    (_NUMBER_FIRST, _number_first),
    (_IN_WORDS, _number_first),
    (_MONTH_NUMBER, _month_number),
    (_MONTH, _month),
)
