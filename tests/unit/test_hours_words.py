"""The service's hours, typed in Norwegian, in the reader's language: whole or not at all."""

from __future__ import annotations

import pytest

from app.base.languages import sheet_languages
from app.documents.hours_words import hours_in_words


@pytest.mark.parametrize(
    ("typed", "language", "script", "said"),
    [
        ("mandag til torsdag kl. 9–15", "pl", "Latn", "poniedziałek – czwartek 09:00–15:00"),
        (
            "Mandag, tirsdag og torsdag 9–11.30 og 12.15–15",
            "ar",
            "Arab",
            "الاثنين، الثلاثاء، الخميس 09:00–11:30، 12:15–15:00",
        ),
        ("måndag–torsdag 9-15", "fa", "Arab", "دوشنبه – پنجشنبه ۰۹:۰۰–۱۵:۰۰"),
        ("man–tor 9-15, fre 9-12", "en", "Latn", "Monday – Thursday 09:00–15:00\nFriday 09:00–12:00"),
        ("tysdagar 12.30–14", "zh-Hans", "Hans", "星期二 12:30–14:00"),
    ],
)
def test_days_and_hours_are_said_in_the_language(typed: str, language: str, script: str, said: str) -> None:
    assert hours_in_words(typed, language, script) == said


@pytest.mark.parametrize(
    "typed", ["", "etter avtale", "mandag til fredag", "mandag 9–15, ring først", "hver dag 9–15", "9–15"]
)
def test_what_is_not_understood_whole_stands_as_it_was_typed(typed: str) -> None:
    assert hours_in_words(typed, "pl", "Latn") == typed


def test_norwegian_stays_as_it_was_typed() -> None:
    for language in ("nb", "nn"):
        assert hours_in_words("mandag til torsdag 9–15", language, "Latn") == "mandag til torsdag 9–15"


@pytest.mark.parametrize("info", sheet_languages(), ids=lambda info: info.code)
def test_every_language_has_names_of_days(info: object) -> None:
    code, script = getattr(info, "code", ""), getattr(info, "script", "")
    said = hours_in_words("tirsdag 9–15", code, script)
    assert (said == "tirsdag 9–15") == (code in ("nb", "nn"))
