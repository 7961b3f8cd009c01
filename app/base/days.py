"""Days, times and quarters as the window writes them in bokmål, nynorsk and English: small tables, no Babel.

Babel costs as much to load as the window itself, and a list of a thousand sessions needs a thousand dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class DayWords:
    """How one language says days. Weekdays start with Monday, months with January."""

    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    yesterday: str
    today: str
    tomorrow: str
    day_dot: str
    clock_dot: str
    hour: str
    quarter: str


_MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_MONTHS_SHORT = (
    "jan.",
    "feb.",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "aug.",
    "sep.",
    "okt.",
    "nov.",
    "des.",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

DAY_WORDS: dict[str, DayWords] = {
    "nb": DayWords(
        weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        weekdays_short=("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."),
        months=_MONTHS,
        months_short=_MONTHS_SHORT,
        yesterday="i går",
        today="i dag",
        tomorrow="i morgen",
        day_dot=".",
        clock_dot=".",
        hour="t",
        quarter="{number}. kvartal {year}",
    ),
    "nn": DayWords(
        weekdays=("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
        weekdays_short=("mån.", "tys.", "ons.", "tor.", "fre.", "lau.", "søn."),
        months=_MONTHS,
        months_short=_MONTHS_SHORT,
        yesterday="i går",
        today="i dag",
        tomorrow="i morgon",
        day_dot=".",
        clock_dot=".",
        hour="t",
        quarter="{number}. kvartal {year}",
    ),
    "en": DayWords(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        months=_MONTHS_EN,
        months_short=tuple(name[:3] for name in _MONTHS_EN),
        yesterday="yesterday",
        today="today",
        tomorrow="tomorrow",
        day_dot="",
        clock_dot=":",
        hour="h",
        quarter="Q{number} {year}",
    ),
}


def show_day(day: dt.date, *, today: dt.date, language: str, long: bool = False) -> str:
    """A day with its weekday: "man. 19. jan.", with the year when it is not this one.

    long: "mandag 19. januar 2026", always with the year. Raises KeyError for another language than nb, nn, en.
    """
    words = DAY_WORDS[language]
    weekday = (words.weekdays if long else words.weekdays_short)[day.weekday()]
    month = (words.months if long else words.months_short)[day.month - 1]
    year = f" {day.year}" if long or day.year != today.year else ""
    return f"{weekday} {day.day}{words.day_dot} {month}{year}"


def show_near(day: dt.date, *, today: dt.date, language: str) -> str:
    """Yesterday, today and tomorrow in words, any other day as `show_day` writes it."""
    words = DAY_WORDS[language]
    near = {-1: words.yesterday, 0: words.today, 1: words.tomorrow}
    return near.get((day - today).days) or show_day(day, today=today, language=language)


def show_month(day: dt.date, *, language: str) -> str:
    """The month of a day, as a heading in a timeline: "januar 2026"."""
    return f"{DAY_WORDS[language].months[day.month - 1]} {day.year}"


def show_clock(clock: str, *, language: str) -> str:
    """A stored time of day, HH:MM, as this language writes it: "09.15", in English "09:15"."""
    return clock.replace(":", DAY_WORDS[language].clock_dot)


def show_minutes(minutes: int, *, language: str) -> str:
    """A length: "45 min", "1 t", "1 t 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {DAY_WORDS[language].hour}"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)


def show_quarter(quarter: str, *, language: str) -> str:
    """A stored quarter, YYYY-Qn, in words: "2. kvartal 2027", in English "Q2 2027"."""
    year, number = quarter.split("-Q")
    return DAY_WORDS[language].quarter.format(number=number, year=year)


def quarter_of(day: dt.date) -> str:
    """The quarter that a day lies in, as it is stored: YYYY-Qn."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def quarter_days(quarter: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a stored quarter. Raises ValueError for what is none."""
    year, number = (int(part) for part in quarter.split("-Q"))
    first = dt.date(year, 3 * number - 2, 1)
    return first, add_months(first, 3) - dt.timedelta(days=1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on (or back), or the month's last when it is shorter.

    Raises ValueError or OverflowError beyond the calendar's ends.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def minutes_of_day(clock: str) -> int:
    """A time of day (HH:MM) as minutes after midnight."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock_of(minutes: int) -> str:
    """Minutes after midnight as a time of day (HH:MM), at most the last minute of the day."""
    hours, rest = divmod(min(minutes, 24 * 60 - 1), 60)
    return f"{hours:02}:{rest:02}"
