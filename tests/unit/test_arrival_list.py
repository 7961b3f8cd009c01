"""A list of people from an office: what is read out of lines and cells, what is left out, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.entry.arrival_cells import clean, language_code
from app.entry.arrival_list import Dropped, ListRow, ReadList, read_list, write_list

TODAY = dt.date(2026, 1, 19)
WARDS = ("Avdeling A", "Verkstedet")


def read(text: str, *, leaving: bool = False) -> ReadList:
    return read_list(text, today=TODAY, wards=WARDS, leaving=leaving)


def row(text: str) -> ListRow:
    (one,) = read(text).rows
    return one


LYNGVAR = ListRow(name="Lyngvar Havmod", ward="Avdeling A", day="2026-01-17", language="pl")


@pytest.mark.parametrize(
    "text",
    [
        "Lyngvar Havmod, Avdeling A, polsk, 17.1",
        "Havmod, Lyngvar; Avdeling A; Polish; 17.01.2026",
        "• Lyngvar Havmod – Avdeling A – kom 17.1. – polski",
        "3. Lyngvar Havmod (polsk)\tAvdeling A\t2026-01-17",
        "Navn: Lyngvar Havmod | Språk: polsk | Avd: Avdeling A | Ankomst: lør 17.1",
        "Lyngvar\tHavmod\tAvdeling A\t17.01.2026 00:00:00\tpolsk",
        "Språk;Etternavn;Fornavn;Avdeling;Ankomst\npl;Havmod;Lyngvar;Avdeling A;17/1",
        'Navn,Avdeling,Dato,Språk\n"Havmod, Lyngvar",Avdeling A,17.1,polsk',
        "Nye innsette veke 3\nNr\tNamn\tAvdeling\tDato\tMål\n1\tHavmod, Lyngvar\tAvdeling A\t17.1.26\tpolsk",
    ],
)
def test_however_it_is_written_the_same_row_is_read(text: str) -> None:
    assert row(text) == LYNGVAR


def test_lines_of_an_e_mail_may_stand_among_cells() -> None:
    assert [one.day for one in read("Lyngvar\t17.1\nOspar; 16.1\nTindre, 15.1").rows] == [
        "2026-01-17",
        "2026-01-16",
        "2026-01-15",
    ]


def test_names_are_kept_as_written() -> None:
    assert [one.name for one in read("Þórdís Ó. Lyng\nvan der Havmod\nTor\nMAI\nlyng-åse").rows] == [
        "Þórdís Ó. Lyng",
        "van der Havmod",
        "Tor",
        "MAI",
        "lyng-åse",
    ]


def test_a_ward_that_is_new_is_known_by_how_it_is_written_or_by_coming_back() -> None:
    assert row("Tindre\tBlokk 4").ward == "Blokk 4"
    assert [one.ward for one in read("Tindre\tTunet\nOspar\tTunet").rows] == ["Tunet", "Tunet"]


def test_numbers_of_eleven_digits_and_days_of_birth_are_dropped_and_said() -> None:
    found = read("Tindre 01017012345\nOspar;010170 12345;4.3.1970\n01017012345")
    assert [one.name for one in found.rows] == ["Tindre", "Ospar"]
    assert found.dropped == (Dropped("", private=True, count=4),)
    assert found.emptied == 1


def test_columns_that_are_not_kept_are_dropped_and_named() -> None:
    found = read("Navn\tDom\tCelle\tForventet løslatelse\nTindre\t3 år\t12\t1.6.2027")
    assert found.rows == (ListRow(name="Tindre"),)
    assert set(found.dropped) == {
        Dropped("Dom", private=True, count=1),
        Dropped("Celle", private=False, count=1),
        Dropped("Forventet løslatelse", private=True, count=1),
    }


def test_departures_say_how_and_when() -> None:
    found = read("Lyngvar, løslatt 17.1\nOspar;overført;16.1", leaving=True)
    assert [(one.how, one.day) for one in found.rows] == [("released", ""), ("transferred", "2026-01-16")]


def test_what_cannot_be_read_stands_as_it_was_written() -> None:
    assert row("Navn;Språk;Dato\nTindre;Havmålsk;31.2.") == ListRow(
        name="Tindre", language="Havmålsk", day="31.2."
    )


def test_a_language_is_known_by_any_of_its_names() -> None:
    assert [language_code(text) for text in ("polsk", "Polish", "polski", "pl", "POLSK / engelsk", "?")] == [
        *["pl"] * 5,
        "",
    ]


PIECES = st.sampled_from(
    [
        *(
            "Lyngvar",
            "Havmod, Lyngvar",
            "Avdeling A",
            "polsk",
            "pl",
            "17.1",
            "1.1.1970",
            "01017012345",
            "010170",
        ),
        *(
            "Navn",
            "Språk",
            "Dato",
            "Dom",
            "Avd. 3",
            "(norsk)",
            "1.",
            "- ",
            "løslatt",
            '"',
            "ja",
            "kom i går",
            ",",
        ),
    ]
)
LINES = st.lists(PIECES | st.text(max_size=8), max_size=5)
SEPARATORS = st.sampled_from(["\t", ";", ", ", " - ", " "])
LISTS = st.builds(
    lambda lines, between: "\n".join(between.join(line) for line in lines),
    st.lists(LINES, max_size=6),
    SEPARATORS,
)


@settings(max_examples=250, deadline=None)
@given(text=LISTS | st.text(max_size=60), leaving=st.booleans())
def test_reading_never_raises_loses_no_line_and_gives_the_same_when_read_again(
    text: str, leaving: bool
) -> None:
    found = read(text, leaving=leaving)
    again = read(write_list(found.rows), leaving=leaving)
    assert again.rows == found.rows
    assert again.dropped == ()
    lines = re.split(r"\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]", text)
    saying = sum(any(map(str.isalnum, clean(line))) for line in lines)
    assert len(found.rows) + found.headings + found.emptied >= saying
    assert len(found.rows) <= sum(bool(clean(line)) for line in lines)
