"""Each language is written as its readers write it: script, digits, quotation marks, blanks, letters with a glyph."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest

from app.base.languages import language_info, sheet_languages
from app.documents.sheet_texts import SheetTexts
from app.documents.sources import SOURCES
from app.typeset.paragraph import shape_paragraph
from app.typeset.scripts import is_right_to_left, script_of

LANGUAGES = [info.code for info in sheet_languages()]
CODE = re.compile(r"\b[A-C][12]\b")
OWN_DIGITS = {
    **dict.fromkeys(("fa", "prs", "ps", "ckb"), "۰۱۲۳۴۵۶۷۸۹"),
    "bn": "০১২৩৪৫৬৭৮৯",
    "my": "၀၁၂၃၄၅၆၇၈၉",
}
"""Languages whose readers in Norway expect other digits than 0–9 in running text (domain.md 2.5)."""
SCRIPTS = {"Hans": {"Hani", "Bopo"}}
# Letters that look right to whoever does not read the language, and are not its own.
FOREIGN = {
    "ro": "şţŞŢ",
    **dict.fromkeys(("fa", "prs"), "يكۀةى"),
    "ur": "يكه",
    "ckb": "يكةى",
    "uk": "ыэёъ",
    "ru": "іїєґ",
    "bg": "ыэё",
    "sr-Cyrl": "йщъыьэюя",
    "lv": "őų",
    "tr": "êñ",
    "nb": "äöð",
    "sv": "æø",
    "da": "äö",
}


@cache
def said(language: str) -> dict[str, str]:
    """Every text with its placeholders left in."""
    texts = SheetTexts.of(language).texts
    return {key: texts.say_in(key, source) for key, source in SOURCES.items()}


def without_places(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_has_a_glyph_in_regular_and_bold(language: str) -> None:
    base = int(is_right_to_left(language))
    for text in said(language).values():
        for bold in (False, True):
            assert shape_paragraph(without_places(text), language=language, bold=bold, base=base).runs


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_composed_and_has_no_stray_blanks_or_controls(language: str) -> None:
    for key, text in said(language).items():
        assert unicodedata.normalize("NFC", text) == text, key
        assert text == text.strip(), key
        assert "  " not in text, key
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\t\n]", text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_those_its_readers_expect(language: str) -> None:
    own = OWN_DIGITS.get(language, "0123456789")
    for key, text in said(language).items():
        digits = {one for one in CODE.sub("", text) if unicodedata.category(one) == "Nd"}
        assert digits <= set(own), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_and_apostrophes_are_no_typewriters(language: str) -> None:
    for key, text in said(language).items():
        assert not set(text) & set("\"'`´"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_of_its_script_or_latin_names_of_things_in_norway(language: str) -> None:
    script = language_info(language).script
    own = SCRIPTS.get(script, {script})
    for key, text in said(language).items():
        scripts = {script_of(one) for one in without_places(text) if unicodedata.category(one)[0] == "L"}
        assert scripts - {"Zyyy", "Zinh", "Latn"} <= own, key
        if script != "Latn" and key not in ("who_nav",):
            assert scripts & own, key


@pytest.mark.parametrize("language", [one for one in FOREIGN if one in LANGUAGES])
def test_its_letters_are_not_those_of_a_neighbour(language: str) -> None:
    for key, text in said(language).items():
        plain = re.sub(r"\([^)]*\)", "", without_places(text))  # Norwegian terms stand in brackets
        assert not set(plain) & set(FOREIGN[language]), key


def test_french_keeps_a_blank_before_double_marks_and_no_line_ends_there() -> None:
    for key, text in said("fr").items():
        assert not re.search(r"[^\u00a0\u202f][;:?!»]", text.replace("://", "")), key


def test_spanish_questions_open_as_they_close() -> None:
    for key, text in said("es").items():
        assert text.count("?") == text.count("¿"), key
        assert text.count("!") == text.count("¡"), key


@pytest.mark.parametrize("language", [one for one in LANGUAGES if language_info(one).script == "Arab"])
def test_arabic_script_has_its_own_marks(language: str) -> None:
    for key, text in said(language).items():
        assert not re.search(r"[?;,](?![^()]*\))", without_places(text)), key


@pytest.mark.parametrize("language", [one for one in LANGUAGES if language_info(one).script == "Ethi"])
def test_ethiopic_marks_follow_their_word(language: str) -> None:
    for key, text in said(language).items():
        assert not re.search(r"\s[።፣፤]", text), key
        assert "," not in text, key
        assert not re.search(r"[^…\d.]\.(?!\d)", text), key


def test_thai_sets_no_full_stop() -> None:
    for key, text in said("th").items():
        assert not text.endswith("."), key


@pytest.mark.parametrize("language", [one for one in ("hi", "bn", "pa-Guru") if one in LANGUAGES])
def test_sentences_end_with_a_danda(language: str) -> None:
    for key, text in said(language).items():
        assert not text.endswith("."), key
