"""The words of the papers for the desk, in one of the window's three languages, whatever the window itself speaks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.base.days import show_clock, show_day, show_minutes, show_quarter
from app.base.languages import catalogue


@dataclass(frozen=True)
class HouseTexts:
    """Source strings, option labels, days and language names in nb, nn or en."""

    language: str

    def say(self, message: str, **values: object) -> str:
        """A source string of the window's catalogue in this language."""
        return catalogue(self.language).say(message, **values)

    def label(self, list_name: str, code: str) -> str:
        """The label of a stored code; a code that no list explains is shown marked."""
        from app.records.choices import LISTS, marked

        found = LISTS[list_name].find(code) if list_name in LISTS and code else None
        if found is None:
            return marked(code) if code else ""
        return catalogue(self.language).say_in(list_name, found.label)

    def spoken(self, code: str) -> str:
        """The name of a language."""
        from app.records.choices import marked
        from app.records.spoken import spoken

        found = spoken(code)
        names = {"nb": found.nb, "nn": found.nn, "en": found.en} if found else {}
        return names.get(self.language, marked(code) if code else "")

    def day(self, day: dt.date | None) -> str:
        """A day with its weekday and year; empty for none."""
        return show_day(day, today=day, language=self.language, long=True) if day else ""

    def short_day(self, day: dt.date) -> str:
        """A day with its weekday and no year, as it stands in a list of near days."""
        return show_day(day, today=day, language=self.language)

    def clock(self, clock: str) -> str:
        """A stored time of day; empty for none."""
        return show_clock(clock, language=self.language) if clock else ""

    def minutes(self, minutes: int) -> str:
        """A length of time."""
        return show_minutes(minutes, language=self.language)

    def quarter(self, quarter: str) -> str:
        """A stored quarter in words; "open" and "not recorded" too."""
        return (
            show_quarter(quarter, language=self.language)
            if "-Q" in quarter
            else self.label("release", quarter)
        )
