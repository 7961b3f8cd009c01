"""Days and times as they are written in the language of a sheet."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

# What CLDR calls a language. Its plain "en" writes the month first; everybody here is in Europe.
_LOCALES = {"en": "en_GB", "prs": "fa_AF", "kmr": "ku"}
# The zero of those that have digits of their own in running text (domain.md 2.5); CLDR has others for some of them.
_ZEROS = {**dict.fromkeys(("fa", "prs", "ps", "ckb"), "۰"), "bn": "০", "my": "၀"}


def day_in_words(day: dt.date, language: str) -> str:
    """A day such as "1. desember 2026", in the sheet's language."""
    return _written(day, "long", language)


def weekday_in_words(day: dt.date, language: str) -> str:
    """A day with its weekday, such as "tirsdag 1. desember 2026"."""
    return _written(day, "full", language)


def weekday_name(weekday: int, language: str) -> str:
    """A weekday by itself, 0 for Monday; empty for a language that CLDR has no names of days for."""
    from babel.dates import get_day_names

    locale = _locale(language)
    return str(get_day_names("wide", context="stand-alone", locale=locale)[weekday]) if locale else ""


def clock_in_words(clock: str, language: str) -> str:
    """A time of day (HH:MM) as the language writes it; empty for none."""
    if clock and language in ("nb", "nn"):
        return f"kl. {clock.replace(':', '.')}"
    return clock.translate(_digits(language))


def _written(day: dt.date, form: Literal["long", "full"], language: str) -> str:
    """In words; in numbers for a language that CLDR has no names of months for: better than in another language."""
    from babel.dates import format_date

    locale = _locale(language)
    if locale is None:
        return f"{day.day}.{day.month}.{day.year}".translate(_digits(language))
    return format_date(day, format=form, locale=locale).translate(_digits(language))


@cache
def _locale(language: str) -> Locale | None:
    """The locale of a language code; None where CLDR does not know how it names the months."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_month_names

    try:
        locale = Locale.parse(_LOCALES.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None
    return None if get_month_names(locale=locale)[1] == "M01" else locale


@cache
def _digits(language: str) -> dict[int, str]:
    zero = ord(_ZEROS.get(language, "0"))
    return {ord("0") + digit: chr(zero + digit) for digit in range(10)}
