"""Every language that sheets are printed in says all of it, and says who stands behind the words."""

from __future__ import annotations

from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.base import paths
from app.base.languages import WINDOW_LANGUAGES, language_info, sheet_languages
from app.documents.plan_sheet import PHASES, WHO
from app.documents.sheet_texts import MESSAGES, SheetTexts, isolated, sentences
from app.documents.sources import SOURCES
from app.records.choices import codes
from app.records.spoken import spoken

LANGUAGES = [info.code for info in sheet_languages()]


def catalogue(language: str) -> Catalog:
    with (paths.locales() / language / "LC_MESSAGES" / "sheets.po").open("rb") as file:
        return read_po(file)


def texts(language: str) -> dict[str, Message]:
    return {str(one.context): one for one in catalogue(language) if one.id}


def test_the_six_languages_of_the_first_day_are_there() -> None:
    assert LANGUAGES[:3] == list(WINDOW_LANGUAGES)
    assert {"nb", "nn", "en", "pl", "ar", "th"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_everything_and_nothing_else(language: str) -> None:
    found = texts(language)
    assert set(found) == set(SOURCES)
    for key, one in found.items():
        assert one.id == SOURCES[key]
        assert str(one.string).strip() == one.string != ""
        assert not one.fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_placeholders_are_those_of_the_source(language: str) -> None:
    for one in texts(language).values():
        assert names(str(one.string)) == names(str(one.id))


def names(text: str) -> list[str]:
    return [name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is(language: str) -> None:
    info = language_info(language)
    assert info.own_name != language
    known = spoken(language)
    assert known is not None
    assert (info.direction, info.script) == (known.direction, known.script)
    assert info.state == ("own" if language in WINDOW_LANGUAGES else "draft")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_was_carried_back_into_norwegian(language: str) -> None:
    for key, one in texts(language).items():
        back = [comment for comment in one.user_comments if comment.startswith("Back: ")]
        assert len(back) == (1 if SheetTexts.of(language).is_draft else 0), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_secrecy_keeps_its_second_and_third_sentence(language: str) -> None:
    """P13 must not promise more than the law gives: its exceptions are translated with it."""
    said = SheetTexts.of(language).say("P13")
    assert len(sentences(said)) == 3 or language == "th"  # Thai sets a blank, no stop, between sentences
    assert language != "th" or "ข้อยกเว้น" in said


def test_messages_in_bokmaal_are_short_enough_to_grow() -> None:
    assert all(len(SheetTexts.of("nb").say(key, **contact(key))) <= 90 for key in MESSAGES)


def contact(key: str) -> dict[str, str]:
    return {"contact": "NN"} if key == "P14" else {}


def test_an_inserted_value_is_set_off_from_its_sentence() -> None:
    assert SheetTexts.of("ar").say("P14", contact="Rom 12").count(isolated("Rom 12")) == 1
    assert isolated("") == ""
    assert isolated("rom\u2069 \u202e12\nB") == isolated("rom 12 B")


def test_who_and_before_what_can_be_said_of_every_step() -> None:
    assert all(WHO[code] in SOURCES for code in codes("step.who"))
    assert all(PHASES[code] in SOURCES for code in codes("step.phase"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hva vil du? Kom.", ["Hva vil du?", "Kom."]),
        ("ماذا؟ نعم.", ["ماذا؟", "نعم."]),
        ("A1–B2 kl. 9.15", ["A1–B2 kl.", "9.15"]),
        ("您想做什么？请找顾问。", ["您想做什么？", "请找顾问。"]),
        ("ምንታይ? ምጹ።", ["ምንታይ?", "ምጹ።"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
