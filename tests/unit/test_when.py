"""The grammar of the date, time, minutes and quarter fields, example by example and by property."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.days import (
    add_months,
    quarter_days,
    quarter_of,
    show_clock,
    show_day,
    show_minutes,
    show_month,
    show_near,
    show_quarter,
)
from app.entry.when import (
    Appointment,
    read_appointment,
    read_clock,
    read_day,
    read_minutes,
    read_quarter,
    step_minutes,
)

TODAY = dt.date(2026, 1, 19)  # a Monday
DAYS = st.dates(min_value=dt.date(1901, 1, 1), max_value=dt.date(2190, 12, 31))
LANGUAGES = st.sampled_from(["nb", "nn", "en"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+14", "2026-02-02"),
        ("14d", "2026-02-02"),
        ("2u", "2026-02-02"),
        ("2v", "2026-02-02"),
        ("2w", "2026-02-02"),
        ("2 uker", "2026-02-02"),
        ("om 2 veker", "2026-02-02"),
        ("in 2 weeks", "2026-02-02"),
        ("1m", "2026-02-19"),
        ("+1m", "2026-02-19"),
        ("-3", "2026-01-16"),
        ("for 3 dager siden", "2026-01-16"),
        ("3 days ago", "2026-01-16"),
        ("i dag", "2026-01-19"),
        ("d", "2026-01-19"),
        ("Today", "2026-01-19"),
        ("i morgen", "2026-01-20"),
        ("i morgon", "2026-01-20"),
        ("im", "2026-01-20"),
        ("tomorrow", "2026-01-20"),
        ("i går", "2026-01-18"),
        ("ig", "2026-01-18"),
        ("yesterday", "2026-01-18"),
        ("i overmorgen", "2026-01-21"),
        ("tir", "2026-01-20"),
        ("tys", "2026-01-20"),
        ("tue", "2026-01-20"),
        ("på tirsdag", "2026-01-20"),
        ("tir.", "2026-01-20"),
        ("ti", "2026-01-20"),
        ("tir+1", "2026-01-27"),
        ("tir +1", "2026-01-27"),
        ("man", "2026-01-26"),  # never today
        ("lør", "2026-01-24"),
        ("lor", "2026-01-24"),
        ("laurdag", "2026-01-24"),
        ("sat", "2026-01-24"),
        ("søn", "2026-01-25"),
        ("siste fredag", "2026-01-16"),
        ("last monday", "2026-01-12"),
        ("3.3", "2026-03-03"),
        ("3/3", "2026-03-03"),
        ("3-3", "2026-03-03"),
        ("3.3.", "2026-03-03"),
        ("3.3.27", "2027-03-03"),
        ("3.3.2027", "2027-03-03"),
        ("030327", "2027-03-03"),
        ("03032027", "2027-03-03"),
        ("2027-03-03", "2027-03-03"),
        ("3. mars", "2026-03-03"),
        ("3 mar 2027", "2027-03-03"),
        ("March 3rd, 2027", "2027-03-03"),
        ("ons. 3. mars 2027", "2027-03-03"),
        ("5.1", "2027-01-05"),
        ("19.1", "2026-01-19"),
        ("29.2", "2028-02-29"),
        ("2.", "2026-02-02"),
        ("31.", "2026-01-31"),
        ("den 2.", "2026-02-02"),
        ("2nd", "2026-02-02"),
        ("u9", "2026-02-23"),
        ("uke 9", "2026-02-23"),
        ("veke 9", "2026-02-23"),
        ("week 9", "2026-02-23"),
        ("tir u9", "2026-02-24"),
        ("u9 tir", "2026-02-24"),
        ("u9 2027", "2027-03-01"),
        ("u4", "2026-01-19"),
        ("u3", "2027-01-18"),
        ("u53", "2026-12-28"),
    ],
)
def test_a_day_to_come(text: str, expected: str) -> None:
    assert read_day(text, today=TODAY) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tir", "2026-01-13"),
        ("man", "2026-01-19"),
        ("last monday", "2026-01-12"),
        ("3.3", "2025-03-03"),
        ("5.1", "2026-01-05"),
        ("2.", "2026-01-02"),
        ("31.", "2025-12-31"),
        ("29.2", "2024-02-29"),
        ("u9", "2025-02-24"),
        ("3d", "2026-01-16"),
        ("2u", "2026-01-05"),
        ("+1", "2026-01-20"),
        ("i går", "2026-01-18"),
        ("3.3.98", "1998-03-03"),
    ],
)
def test_a_day_that_was(text: str, expected: str) -> None:
    assert read_day(text, today=TODAY, past=True) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "40",
        "14",
        "xx",
        "t",
        "31.2",
        "31.2.26",
        "32.",
        "3.13",
        "u54",
        "u0",
        "tor 3.3.2026",
        "om 2 uker siden",
        "3.3.9999",
        "99991231",
        "+9999",
        "2026-13-01",
        "mars",
        "3.3.3",
        "tir+",
        "٣.٣",
        "i fjor",
        "999m9",
        "for 3 dager",
    ],
)
def test_what_is_not_a_day(text: str) -> None:
    assert read_day(text, today=TODAY) is None


@given(st.text(max_size=20), DAYS, st.booleans())
def test_no_text_breaks_a_reader(text: str, today: dt.date, past: bool) -> None:
    day = read_day(text, today=today, past=past)
    assert day is None or 1900 <= day.year <= 2199
    read_appointment(text, today=today, past=past)
    read_clock(text)
    read_minutes(text)
    read_quarter(text, today=today)


GRAMMAR = st.lists(
    st.sampled_from(
        [
            *"0123456789.+-/ ",
            "tir",
            "u",
            "uke ",
            "m",
            "d",
            "mars",
            "kl ",
            "q",
            "k2",
            "kvartal",
            "om ",
            "siden",
        ]
    )
)


@given(GRAMMAR.map("".join), st.dates(), st.booleans())
def test_no_scrap_of_the_grammar_breaks_a_reader(text: str, today: dt.date, past: bool) -> None:
    day = read_day(text, today=today, past=past)
    assert day is None or 1900 <= day.year <= 2199
    quarter = read_quarter(text, today=today)
    assert quarter is None or quarter == "open" or quarter_of(quarter_days(quarter)[0]) == quarter


@given(DAYS, DAYS, LANGUAGES, st.booleans(), st.booleans())
def test_what_is_shown_can_be_typed(
    day: dt.date, today: dt.date, language: str, long: bool, past: bool
) -> None:
    shown = show_day(day, today=today, language=language, long=long)
    assert read_day(shown, today=today, past=past) == day
    assert read_day(show_near(day, today=today, language=language), today=today, past=past) == day
    assert read_day(day.isoformat(), today=today, past=past) == day


@given(DAYS, st.integers(0, 999))
def test_counting_days(today: dt.date, count: int) -> None:
    expected = today + dt.timedelta(days=count)
    assert read_day(f"+{count}", today=today) == expected
    assert read_day(f"{count}d", today=today) == expected
    assert read_day(f"-{count}", today=expected) == today


@given(DAYS, st.integers(-400, 400))
def test_months_end_where_the_month_ends(day: dt.date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + dt.timedelta(days=1)).day == 1


def test_days_in_three_languages() -> None:
    day = dt.date(2026, 1, 24)
    assert show_day(day, today=TODAY, language="nb") == "lør. 24. jan."
    assert show_day(day, today=TODAY, language="nn") == "lau. 24. jan."
    assert show_day(day, today=TODAY, language="en") == "Sat 24 Jan"
    assert show_day(day, today=TODAY, language="nb", long=True) == "lørdag 24. januar 2026"
    assert show_day(day, today=dt.date(2025, 1, 1), language="nb") == "lør. 24. jan. 2026"
    assert show_near(TODAY, today=TODAY, language="nn") == "i dag"
    assert show_month(day, language="nn") == "januar 2026"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9", "09:00"),
        ("915", "09:15"),
        ("0915", "09:15"),
        ("9.15", "09:15"),
        ("09:15", "09:15"),
        ("kl 9", "09:00"),
        ("kl. 9.15", "09:15"),
        ("klokka 14", "14:00"),
        ("2 pm", "14:00"),
        ("12am", "00:00"),
        ("0", "00:00"),
        ("2359", "23:59"),
    ],
)
def test_clock(text: str, clock: str) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize("text", ["", "24", "9.60", "960", "kl", "14 pm", "9.5", "ni", "10.30-11"])
def test_no_clock(text: str) -> None:
    assert read_clock(text) is None


@given(st.integers(0, 23), st.integers(0, 59), LANGUAGES)
def test_a_shown_clock_can_be_typed(hour: int, minute: int, language: str) -> None:
    clock = f"{hour:02d}:{minute:02d}"
    assert read_clock(show_clock(clock, language=language)) == clock


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("+14", "2026-02-02", ""),
        ("tir 10.30", "2026-01-20", "10:30"),
        ("3.3 9.15", "2026-03-03", "09:15"),
        ("3.3 kl 9", "2026-03-03", "09:00"),
        ("3.3 0915", "2026-03-03", "09:15"),
        ("tir kl. 8", "2026-01-20", "08:00"),
        ("i morgen 9", "2026-01-20", "09:00"),
        ("i morgen, kl 9", "2026-01-20", "09:00"),
        ("3. mars 10", "2026-03-03", "10:00"),
        ("3. mars 2027", "2027-03-03", ""),
        ("uke 9 10", "2026-02-23", "10:00"),
        ("2. 9", "2026-02-02", "09:00"),
        ("om 2 uker kl 10", "2026-02-02", "10:00"),
        ("fri at 2 pm", "2026-01-23", "14:00"),
    ],
)
def test_appointment(text: str, day: str, clock: str) -> None:
    assert read_appointment(text, today=TODAY) == Appointment(dt.date.fromisoformat(day), clock)


@pytest.mark.parametrize("text", ["", "9.15", "tir ti", "tir 25", "14 10.30", "x 9", "tir 9 x"])
def test_no_appointment(text: str) -> None:
    assert read_appointment(text, today=TODAY) is None


def test_the_first_part_is_always_the_date() -> None:
    assert read_appointment("9.12", today=TODAY) == Appointment(dt.date(2026, 12, 9), "")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("1t", 60),
        ("1t30", 90),
        ("1 t 30 min", 90),
        ("1,5t", 90),
        ("1.5 h", 90),
        ("1,25t", 75),
        ("90m", 90),
        ("90 min", 90),
        ("2 timer", 120),
        ("2 timar", 120),
        ("1:30", 90),
        ("en time", 60),
        ("halvannen time", 90),
        ("600", 600),
        ("1", 1),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "601", "11t", "x", "1t60", "1,5", "-5", "1:60", "t"])
def test_no_minutes(text: str) -> None:
    assert read_minutes(text) is None


@given(st.integers(1, 600), LANGUAGES)
def test_shown_minutes_can_be_typed(minutes: int, language: str) -> None:
    assert read_minutes(show_minutes(minutes, language=language)) == minutes


def test_minutes_step_through_the_usual_lengths() -> None:
    up = [15]
    while up[-1] != step_minutes(up[-1], up=True):
        up.append(step_minutes(up[-1], up=True))
    assert up[:7] == [15, 30, 45, 60, 90, 120, 150]
    assert up[-1] == 600
    assert [step_minutes(one, up=False) for one in up[1:]] == up[:-1]
    assert step_minutes(40, up=True) == 45
    assert step_minutes(40, up=False) == 30
    assert step_minutes(10, up=False) == 15


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("2027-Q2", "2027-Q2"),
        ("2027 q2", "2027-Q2"),
        ("27K2", "2027-Q2"),
        ("q2 27", "2027-Q2"),
        ("k2 27", "2027-Q2"),
        ("Q2", "2026-Q2"),
        ("k1", "2026-Q1"),
        ("2. kvartal 2027", "2027-Q2"),
        ("4 kv 26", "2026-Q4"),
        ("2nd quarter 2027", "2027-Q2"),
        ("mai 2027", "2027-Q2"),
        ("mai 27", "2027-Q2"),
        ("desember", "2026-Q4"),
        ("5/2027", "2027-Q2"),
        ("12.5.2027", "2027-Q2"),
        ("12. mai 2027", "2027-Q2"),
        ("+6m", "2026-Q3"),
        ("om 6 måneder", "2026-Q3"),
        ("åpen", "open"),
        ("Open", "open"),
        ("ope", "open"),
        ("ubestemt", "open"),
    ],
)
def test_quarter(text: str, quarter: str) -> None:
    assert read_quarter(text, today=TODAY) == quarter


@pytest.mark.parametrize("text", ["", "q5", "2027", "27", "snart", "0. kvartal", "13/2027"])
def test_no_quarter(text: str) -> None:
    assert read_quarter(text, today=TODAY) is None


@given(DAYS.filter(lambda day: day.year >= 2000), DAYS, LANGUAGES)
def test_a_shown_quarter_can_be_typed(day: dt.date, today: dt.date, language: str) -> None:
    quarter = quarter_of(day)
    first, last = quarter_days(quarter)
    assert first <= day <= last
    assert read_quarter(show_quarter(quarter, language=language), today=today) == quarter
    assert read_quarter(quarter, today=today) == quarter


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("fre 10.10", "2026-01-23", "10:10"),
        ("tir 9.30", "2026-01-20", "09:30"),
        ("man 19.1", "2026-01-19", ""),
    ],
)
def test_a_weekday_and_a_time_are_not_a_date_years_ahead(text: str, day: str, clock: str) -> None:
    read = read_appointment(text, today=dt.date(2026, 1, 19))
    assert read is not None
    assert (read.day.isoformat(), read.clock) == (day, clock)
