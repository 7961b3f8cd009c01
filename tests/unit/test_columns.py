"""A form filled in: the guarded numbers and no others, whatever the headings; the same form in another year."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.spreadsheet import lifeless
from app.statistics.columns import (
    Choice,
    Column,
    ColumnsNotRead,
    as_csv,
    as_kept,
    as_xlsx,
    choices,
    columns_of,
    filled,
    headings,
    proposed,
)
from app.statistics.small_cells import SMALL
from app.statistics.tables import Row, Statistics, Table

LABEL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="￾￿"), min_size=1, max_size=20
).filter(lambda text: text == " ".join(text.split()) and text != "")


def statistic(year: int = 2026) -> Statistics:
    months = tuple(
        Row(code=f"{year}-{month:02}", label=f"m{month} {year}", number=month, before=month + 1)
        for month in range(1, 13)
    )
    tables = (
        Table(
            key="overview",
            title="Oversikt",
            rows=(
                Row(code="people", label="Personer", number=54, before=0, hidden_before=SMALL),
                Row(code="groups", label="Grupper", number=0, hidden=SMALL, before=9),
                Row(code="told", label="Informert", number=7),
            ),
        ),
        Table(key="month", title="Etter måned", rows=months),
        Table(key="theme", title="Etter tema", rows=(Row(code="cv", label="CV", number=12),)),
        Table(key="waiting", title="Ventetid", rows=(Row(code="requests", label="Ønsker", number=0),)),
        Table(key="reach_sex", title="Rekkevidde", rows=(Row(code="f", label="kvinne", number=9, of=20),)),
        Table(key="per_person", title="Per person", rows=(Row(code="1", label="1", number=12),), bands=True),
    )
    return Statistics(
        first=dt.date(year, 1, 1),
        last=dt.date(year, 12, 31),
        made_on=dt.date(year, 12, 31),
        title="Statistikk",
        service="Eksempelskolen",
        tables=tables,
        guarded=True,
    )


def value(kind: str, what: str, found: Statistics | None = None) -> int | str:
    (cell,) = filled([Column("H", kind, what)], found or statistic())
    return cell.value


@pytest.mark.parametrize(
    ("kind", "what", "stands"),
    [
        ("figure", "overview.people", 54),
        ("before", "overview.people", "<5"),
        ("figure", "overview.groups", "<5"),
        ("before", "overview.groups", 9),
        ("figure", "month.03", 3),
        ("before", "month.03", 4),
        ("figure", "theme.digital", 0),
        ("fact", "school", "Eksempelskolen"),
        ("fact", "first", "2026-01-01"),
        ("fact", "year", 2026),
        ("text", "Avdeling Ospar", "Avdeling Ospar"),
        ("left", "", ""),
        ("", "", ""),
    ],
)
def test_what_stands_in_a_column(kind: str, what: str, stands: int | str) -> None:
    assert value(kind, what) == stands


def test_a_month_is_found_in_another_year_too() -> None:
    assert value("figure", "month.11", statistic(2031)) == 11


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("", ""),
        ("figure", "gone.row"),
        ("figure", "per_person.9"),
        ("figure", "month.13"),
        ("figure", "waiting.median_days"),
        ("figure", "reach_sex.m"),
        ("figure", "nonsense"),
        ("before", "overview.told"),
    ],
)
def test_a_column_that_cannot_be_filled_says_so(kind: str, what: str) -> None:
    (cell,) = filled([Column("H", kind, what)], statistic())
    assert cell.value == ""
    assert cell.missing


def test_numbers_that_are_not_guarded_are_not_put_into_a_form() -> None:
    with pytest.raises(ValueError, match="guarded"):
        filled([Column("H", "figure", "overview.people")], replace(statistic(), guarded=False))


def test_every_choice_can_be_filled_and_every_cell_says_the_guarded_number() -> None:
    found = statistic()
    shown = {row.shown() for table in found.tables for row in table.rows}
    known = choices(found)
    assert len(known) == sum(len(table.rows) for table in found.tables)
    cells = filled([Column(one.says, "figure", one.what, one.says) for one in known], found)
    assert not [cell for cell in cells if cell.missing]
    assert {str(cell.value) for cell in cells} == shown


@given(
    st.lists(
        st.builds(
            Column,
            heading=LABEL,
            kind=st.sampled_from(["", "figure", "before", "fact", "text", "left"]),
            what=LABEL,
            says=LABEL,
        ),
        max_size=6,
    )
)
def test_what_is_kept_is_read_again(columns: list[Column]) -> None:
    assert columns_of(as_kept(columns)) == tuple(columns)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{}",
        "[1]",
        "[{}]",
        '[{"heading": 1}]',
        '[{"heading": "A", "kind": "sum"}]',
        '[{"other": "A"}]',
        "null",
    ],
)
def test_what_cannot_be_read_is_said(kept: str) -> None:
    if kept == "{}":
        kept = '{"heading": "A"}'
    with pytest.raises(ColumnsNotRead):
        columns_of(kept)


@given(st.lists(LABEL.filter(lambda text: not set('\t;,"') & set(text)), min_size=1, max_size=8))
def test_headings_come_in_by_tabs_semicolons_and_lines(words: list[str]) -> None:
    for sign in "\t;\n":
        if sign == ";" and len(words) == 1:
            continue
        assert headings(sign.join(words)) == tuple(words)


@given(st.lists(LABEL, min_size=1, max_size=6))
def test_no_cell_of_a_file_can_compute_and_all_headings_stand_in_it(words: list[str]) -> None:
    cells = filled([Column(word, "text", word) for word in words], statistic())
    head, line = csv.reader(io.StringIO(as_csv(cells).decode("utf-8-sig")), delimiter=";")
    assert head == line == [lifeless(word) for word in words]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(cells, name=words[0]))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == head
    assert all(cell.data_type == "s" for row in sheet.rows for cell in row)


KNOWN = (
    Choice("overview.people", "Personer som har fått veiledning – Oversikt"),
    Choice("overview.alone", "Individuelle samtaler – Oversikt"),
    Choice("minutes.alone", "Individuelle samtaler – Brukte minutter"),
    Choice("theme.cv", "CV – Samtaler etter tema"),
    Choice("sex.f", "kvinne – Personer som har fått veiledning, etter kjønn"),
)


@pytest.mark.parametrize(
    ("heading", "kind", "what"),
    [
        ("Individuelle samtaler", "figure", "overview.alone"),
        ("individuelle samtaler:", "figure", "overview.alone"),
        ("CV", "figure", "theme.cv"),
        ("Kvinne", "figure", "sex.f"),
        ("År", "fact", "year"),
        ("Skole", "fact", "school"),
        ("Fra dato", "fact", "first"),
        ("Antall elever med enkeltvedtak", "", ""),
        ("Veiledning", "", ""),
    ],
)
def test_a_number_is_proposed_only_where_one_alone_answers(heading: str, kind: str, what: str) -> None:
    found = proposed(heading, KNOWN)
    assert (found.heading, found.kind, found.what) == (heading, kind, what)
