"""Days, clock times and numbers in the window's language: app.base.days with the language filled in."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale

from app.base import days
from app.base.languages import current, ngettext_

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def day_short(day: dt.date, *, today: dt.date) -> str:
    """Such as "man. 19. jan."; with the year where it is not today's."""
    return days.show_day(day, today=today, language=current())


def day_plain(day: dt.date, *, today: dt.date) -> str:
    """Such as "5. jan."; with the year where it is not today's."""
    return day_short(day, today=today).split(" ", 1)[1]


def day_long(day: dt.date) -> str:
    """Such as "mandag 19. januar"."""
    return days.show_day(day, today=day, language=current(), long=True).rsplit(" ", 1)[0]


def day_full(day: dt.date) -> str:
    """Such as "19. januar 2026"."""
    return days.show_day(day, today=day, language=current(), long=True).split(" ", 1)[1]


def day_in_week(day: dt.date) -> str:
    """Such as "tir. 20."."""
    return day_short(day, today=day).rsplit(" ", 1)[0]


def month(day: dt.date) -> str:
    """Such as "oktober 2025"."""
    return days.show_month(day, language=current())


def day_said(day: dt.date, *, today: dt.date) -> str:
    """Today, yesterday and tomorrow by their names, other days short."""
    return days.show_near(day, today=today, language=current())


def weeks_ago(count: int) -> str:
    """How many whole weeks lie in a number of days."""
    return ngettext_("{count} week ago", "{count} weeks ago", count // 7)


def clock(time: str | dt.time | dt.datetime) -> str:
    """A time of day such as 09.15 (English 09:15); a text is HH:MM as it is stored."""
    text = time if isinstance(time, str) else f"{time:%H:%M}"
    return days.show_clock(text, language=current())


def minutes(value: int) -> str:
    """A length such as "45 min" or "1 t 30 min"."""
    return days.show_minutes(value, language=current())


def quarter(value: str) -> str:
    """A stored quarter in words, such as "2. kvartal 2027"."""
    return days.show_quarter(value, language=current())


def number(value: int) -> str:
    """A whole number with the language's grouping."""
    return QLocale(_LOCALES[current()]).toString(value)
