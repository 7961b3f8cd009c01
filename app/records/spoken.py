"""The languages that people in prison speak and read: their names, their own names, and finding one by typing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from app.base import languages
from app.base.folding import fold
from app.base.paths import resource
from app.records.choices import marked


@dataclass(frozen=True)
class Spoken:
    """A language as it is chosen for a person. rank 1 is met most often; script is ISO 15924, direction ltr or rtl."""

    code: str
    rank: int
    nb: str
    nn: str
    en: str
    own: str
    script: str
    direction: str
    aliases: tuple[str, ...]

    def name(self) -> str:
        """Its name in the window's language."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[languages.current()]

    def _names(self) -> tuple[str, ...]:
        """All names it can be typed by, the window's own first."""
        return (self.name(), self.nb, self.nn, self.en, self.own, *self.aliases)


@cache
def spoken_languages() -> tuple[Spoken, ...]:
    """All languages, the most frequent first."""
    data = json.loads(resource("lists", "languages.json").read_text("utf-8"))
    rows = (Spoken(aliases=tuple(one.pop("aliases")), **one) for one in data["languages"])
    return tuple(sorted(rows, key=lambda one: one.rank))


def spoken(code: str) -> Spoken | None:
    """The language with this code, or None."""
    return next((one for one in spoken_languages() if one.code == code), None)


def language_name(code: str) -> str:
    """The name in the window's language; empty for an empty code, an unknown code is shown marked."""
    found = spoken(code)
    return found.name() if found else marked(code) if code else ""


def find_languages(typed: str) -> list[Spoken]:
    """The languages one of whose names starts with what was typed, then those with a word that does; each by rank.

    Names count in nb, nn, en and the language itself, without regard to marks; a code counts when typed in full.
    Nothing typed finds all.
    """
    sought = fold(typed)
    starts, inside = [], []
    for one in spoken_languages():
        names = [fold(name) for name in one._names()]
        if any(name.startswith(sought) for name in names) or one.code.casefold() == typed.strip().casefold():
            starts.append(one)
        elif any(f" {sought}" in name for name in names):
            inside.append(one)
    return starts + inside
