"""Days and times as they are written in the language of a sheet."""

from __future__ import annotations

import datetime as dt

# CLDR's plain "en" writes the month first; everybody here is in Europe.
_LOCALES = {"en": "en_GB"}


def day_in_words(day: dt.date, language: str) -> str:
    """A day such as "1. desember 2026", in the sheet's language."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=_locale(language))


def weekday_in_words(day: dt.date, language: str) -> str:
    """A day with its weekday, such as "tirsdag 1. desember 2026"."""
    from babel.dates import format_date

    return format_date(day, format="full", locale=_locale(language))


def clock_in_words(clock: str, language: str) -> str:
    """A time of day (HH:MM) as the language writes it; empty for none."""
    return f"kl. {clock.replace(':', '.')}" if clock and language in ("nb", "nn") else clock


def _locale(language: str) -> str:
    """The locale Babel knows for a language code; English where it knows none."""
    from babel import Locale, UnknownLocaleError

    code = _LOCALES.get(language, language.replace("-", "_"))
    try:
        return str(Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        return "en_GB"
