"""The fixed texts of the printed sheets for inmates: English sources by key, and the same in a sheet language.

The keys P01 … P14 are the fourteen messages of the poster (domain.md 1.2); the sources stand in app.documents.sources,
the translations in locales/<language>/LC_MESSAGES/sheets.po under the key as context. What a school says in its own words
goes before what is shipped.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from app.base.languages import Catalogue, LanguageInfo, sheet_text
from app.base.wording import APPROVED, DRAFT, OWN, SHIPPED, Wording
from app.documents.sources import ABOUT_RIGHTS, SOURCES

MESSAGES = tuple(key for key in SOURCES if key.startswith("P"))
NORWEGIAN = "nb"  # where a draft says something about rights, this sentence stands beside it
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_SENTENCE = re.compile(r"(?<=[?؟!.۔።।॥။])\s+|(?<=[。？！])\s*")
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def isolated(value: str) -> str:
    """Set an inserted value off from the sentence around it, so that neither turns the other's order (UAX #9).

    It becomes one line, and direction controls of its own are taken out: they could end the isolate early.
    """
    plain = " ".join(value.translate(_CONTROLS).split())
    return f"{FIRST_STRONG_ISOLATE}{plain}{POP_ISOLATE}" if plain else ""


class Said(NamedTuple):
    """A text, and the Norwegian that stands beside it where it may not stand alone."""

    text: str
    norwegian: str = ""


class SheetTexts(NamedTuple):
    """The texts of the sheets in one language. A contract test sees to it that each language has all of them."""

    info: LanguageInfo
    texts: Catalogue
    wording: Wording = SHIPPED

    @classmethod
    def of(cls, language: str, wording: Wording = SHIPPED) -> SheetTexts:
        """The sheet texts of a language; raises KeyError for a language that has none."""
        return cls(wording.info(language), sheet_text(language), wording)

    def say(self, key: str, **values: str) -> str:
        """The text under a key, with its inserted values isolated."""
        filled = {name: isolated(value) for name, value in values.items()}
        if self.wording.asked is not None:
            self.wording.asked[self.info.code, key] = None
        own = self.wording.lines.get((self.info.code, key))
        if own is not None:  # written by hand, so nothing but the known places is filled
            for name, value in filled.items():
                own = own.replace(f"{{{name}}}", value)
            return own
        return self.texts.say_in(key, SOURCES[key], **filled)

    def said(self, key: str, *, always: bool = False, **values: str) -> Said:
        """The text, with the Norwegian beside it where it is about rights and nobody has approved the language.

        always: beside it in every language but Norwegian, for whoever reads the sheet with the person.
        """
        beside = (
            self.info.code not in ("nb", "nn") if always else key in ABOUT_RIGHTS and not self.stands_alone
        )
        text = self.say(key, **values)
        return Said(text, SheetTexts.of(NORWEGIAN, self.wording).say(key, **values) if beside else "")

    @property
    def is_draft(self) -> bool:
        """True until a native reader or the makers stand behind the texts."""
        return self.info.state == DRAFT

    @property
    def stands_alone(self) -> bool:
        """True where what is said about rights needs no Norwegian beside it: approved, or written by the makers."""
        return self.info.state in (OWN, APPROVED)

    @property
    def right_to_left(self) -> bool:
        """True where the page is mirrored."""
        return self.info.direction == "rtl"


def sentences(text: str) -> list[str]:
    """A text cut after each question or exclamation mark or full stop that a blank follows, and after those of scripts
    that set no blank there."""
    return [part for part in _SENTENCE.split(text) if part]
