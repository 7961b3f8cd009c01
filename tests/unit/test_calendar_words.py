"""A day on a sheet is written in the sheet's language, script and digits."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from app.base.languages import language_info, sheet_languages
from app.documents.calendar_words import clock_in_words, day_in_words, weekday_in_words
from app.typeset.scripts import script_of
from tests.contract.test_sheet_habits import OWN_DIGITS

CODES = [info.code for info in sheet_languages()]
DAYS = [dt.date(2026, month, month + 1) for month in range(1, 13)]
WEEK = [dt.date(2026, 11, 23 + day) for day in range(7)]


@pytest.mark.parametrize("code", CODES)
def test_letters_and_digits_are_those_of_the_language(code: str) -> None:
    script = {"Hans": "Hani"}.get(language_info(code).script, language_info(code).script)
    for day in (*DAYS, *WEEK):
        said = weekday_in_words(day, code) + day_in_words(day, code) + clock_in_words("09:45", code)
        scripts = {script_of(one) for one in said if unicodedata.category(one).startswith("L")}
        assert scripts - {"Zyyy"} == {script}  # the Ukrainian apostrophe is a letter of all scripts
        digits = {one for one in said if unicodedata.category(one) == "Nd"}
        assert digits <= set(OWN_DIGITS.get(code, "0123456789"))
        assert digits


@pytest.mark.parametrize("code", sorted({*CODES} - {"en"}))
def test_no_other_language_is_told_in_english(code: str) -> None:
    for day in (*DAYS, *WEEK):
        assert day_in_words(day, code) != day_in_words(day, "en")
        assert weekday_in_words(day, "en").partition(",")[0] not in weekday_in_words(day, code)


@pytest.mark.parametrize("code", CODES)
def test_the_months_are_told_apart(code: str) -> None:
    assert len({day_in_words(day.replace(day=1), code) for day in DAYS}) == 12


def test_a_language_without_names_of_months_writes_numbers() -> None:
    assert day_in_words(dt.date(2026, 12, 1), "rmy") == "1.12.2026"
    assert weekday_in_words(dt.date(2026, 12, 1), "zz") == "1.12.2026"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("nb", "tirsdag 1. desember 2026"),
        ("en", "Tuesday, 1 December 2026"),
        ("prs", "سه‌شنبه ۱ دسمبر ۲۰۲۶"),
        ("fa", "سه‌شنبه ۱ دسامبر ۲۰۲۶"),
        ("kmr", "sêşem, 1ê berfanbara 2026an"),
        ("my", "၂၀၂၆ ဒီဇင်ဘာ ၁ အင်္ဂါ"),
        ("sr-Cyrl", "уторак, 1. децембар 2026."),
        ("zh-Hans", "2026年12月1日星期二"),
    ],
)
def test_as_it_is_written(code: str, written: str) -> None:
    assert weekday_in_words(dt.date(2026, 12, 1), code) == written


def test_a_time_has_the_digits_of_its_language() -> None:
    assert clock_in_words("09:15", "nb") == "kl. 09.15"
    assert clock_in_words("09:15", "fa") == "۰۹:۱۵"
    assert clock_in_words("", "fa") == ""
