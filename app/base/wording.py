"""What a school has changed in the sheets: lines in its own words, and who stands behind each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from app.base.languages import LanguageInfo, language_info, sheet_languages

OWN, DRAFT, READ, APPROVED = "own", "draft", "read", "approved"
"""How far a language's texts have come: written by the makers, not checked, read by a native reader, approved."""


class Standing(NamedTuple):
    """Who said it of a language, and when."""

    state: str
    name: str = ""
    day: dt.date | None = None


class Wording(NamedTuple):
    """lines: (language, key) → the school's own text. standing: language → how far it has come here.

    asked: where somebody wants to know which texts a paper says, it takes language and key of each, in order.
    """

    lines: Mapping[tuple[str, str], str] = MappingProxyType({})
    standing: Mapping[str, Standing] = MappingProxyType({})
    asked: dict[tuple[str, str], None] | None = None

    def info(self, language: str) -> LanguageInfo:
        """What is known of a language, its state as it is here. Raises KeyError for one that has no sheets."""
        shipped = language_info(language)
        here = self.standing.get(language)
        return shipped._replace(state=here.state) if here and shipped.state != OWN else shipped

    def languages(self) -> list[LanguageInfo]:
        """Every language with sheets, its state as it is here."""
        return [self.info(one.code) for one in sheet_languages()]


SHIPPED = Wording()
