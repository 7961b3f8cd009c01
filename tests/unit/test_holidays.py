"""Norway's public holidays against the almanac's known years, and the rules that hold in every year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base import languages
from app.base.holidays import easter, holiday, holidays, is_workday, next_workday

YEARS = st.integers(1900, 2199)


@pytest.mark.parametrize(
    "sunday",
    ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22", "1818-03-22"],
)
def test_easter_falls_where_the_almanac_has_it(sunday: str) -> None:
    day = dt.date.fromisoformat(sunday)
    assert easter(day.year) == day


def test_a_year_has_its_twelve_holidays() -> None:
    assert sorted(day.isoformat()[5:] for day in holidays(2026)) == [
        *("01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25"),
        *("12-25", "12-26"),
    ]


def test_two_holidays_on_one_day_are_both_named() -> None:
    assert holiday(dt.date(2027, 5, 17)) == "grunnlovsdagen, 2. pinsedag"


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "skjærtorsdag"), ("nn", "skjærtorsdag"), ("en", "Maundy Thursday")]
)
def test_holidays_are_named_in_the_window_s_language(language: str, name: str) -> None:
    before = languages.current()
    languages.use(language)
    try:
        assert holiday(dt.date(2026, 4, 2)) == name
    finally:
        languages.use(before)


@given(YEARS)
def test_easter_is_a_sunday_in_its_five_weeks(year: int) -> None:
    sunday = easter(year)
    assert sunday.weekday() == 6
    assert dt.date(year, 3, 22) <= sunday <= dt.date(year, 4, 25)
    assert sum(len(names) for names in holidays(year).values()) == 12


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 1, 1)), st.integers(0, 12))
def test_the_next_workday_is_one_and_counts_only_workdays(day: dt.date, ahead: int) -> None:
    found = next_workday(day, ahead=ahead)
    assert is_workday(found)
    between = [day + dt.timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(map(is_workday, between)) == (ahead if ahead or is_workday(day) else 1)
