"""The plain counts: what counts as what, and numbers that survive every form they are given in."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.actions.corrections import void_entry
from app.actions.entries import add_entry
from app.actions.statistics import count_period
from app.base.columns import aligned, width
from app.base.spreadsheet import lifeless
from app.commands.drafting import drafted
from app.statistics.as_spreadsheet import as_xlsx
from app.statistics.as_text import as_csv, as_plain, as_table
from app.statistics.counts import age_band
from app.statistics.period import Period, PeriodBackwards
from app.statistics.tables import Row, Statistics, Table
from tests.builders import add_person, add_talk, new_desk

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (2007, "lt20"),
        (2006, "a20_24"),
        (2002, "a20_24"),
        (2001, "a25_29"),
        (1997, "a25_29"),
        (1996, "a30_49"),
        (1977, "a30_49"),
        (1976, "a50_plus"),
        (None, "not_recorded"),
    ],
)
def test_age_bands_leave_no_hole(born: int | None, band: str) -> None:
    assert age_band(born, 2026) == band


# --- over a register -------------------------------------------------------------------------------------------------


def test_only_the_period_and_what_was_not_voided(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    someone, gone = add_person(desk, "Lyngvar", birth_year="1990"), add_person(desk, "Havmod")
    for day in ("2025-12-31", "2026-01-01", "2026-01-19"):
        add_talk(desk, someone, day=day)
    void_entry(desk, "session", add_talk(desk, gone, day="2026-01-05"), reason="mistake")
    values = [
        ("form", "group"),
        ("topic", "CV"),
        ("day", "2026-01-12"),
        ("person", someone),
        ("person", gone),
    ]
    add_entry(desk, drafted("session", [*values, ("attendances.1.came", "no")], today=desk.today))
    counts = as_plain(count_period(desk, YEAR))["counts"]
    desk.store.close()
    assert (counts["unique_people"], counts["individual_sessions"], counts["groups"]) == (1, 2, 1)
    assert (counts["group_attendances"], counts["attendances"]) == (1, 3)


def test_a_period_runs_forward() -> None:
    with pytest.raises(PeriodBackwards):
        Period(dt.date(2026, 2, 1), dt.date(2026, 1, 31))
    assert Period(dt.date(2026, 2, 1), dt.date(2026, 2, 1)).first == dt.date(2026, 2, 1)


# --- forms -----------------------------------------------------------------------------------------------------------

ALIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", "%x", "＝1"]


def statistic(label: str) -> Statistics:
    rows = (Row(code="one", label=label, number=3), Row(code="two", label="CV", number=1))
    return Statistics(
        first=YEAR.first,
        last=YEAR.last,
        made_on=dt.date(2026, 1, 19),
        title="Statistikk",
        service=label,
        tables=(Table(key="table", title=label, rows=rows, of=4, note=label),),
        rule=(label,),
    )


@pytest.mark.parametrize("text", ALIVE)
def test_no_cell_can_compute(text: str) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(statistic(text))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert f"'{text}" in [cell.value for cell in cells if isinstance(cell.value, str)] or "\r" in text
    rows = list(csv.reader(io.StringIO(as_csv(statistic(text)))))
    assert rows[1][3].startswith("'")


def test_numbers_stay_numbers_in_the_spreadsheet() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(statistic("Grupper")))).worksheets[1]
    found = {row[0].value: tuple(cell.value for cell in row[1:]) for row in sheet.iter_rows(max_col=5)}
    assert found["CV"] == (1, None, 4, 0.25)
    assert sheet.title == "Grupper"


def test_two_tables_of_one_name_have_sheets_of_their_own() -> None:
    one = statistic("Folk: alle [2026] som ble møtt på avdelingen")
    book = load_workbook(io.BytesIO(as_xlsx(replace(one, tables=one.tables * 2))))
    assert book.sheetnames[1:] == ["Folk alle 2026 som ble møtt på", "Folk alle 2026 som ble møtt p 2"]


def test_the_table_prints_period_share_and_rule() -> None:
    text = as_table(statistic("Åpen gruppe"))
    assert "torsdag 1. januar 2026 til torsdag 31. desember 2026" in text
    assert "75 %" in text
    assert text.count("Åpen gruppe") == 5


@given(st.text(max_size=40))
def test_a_safe_text_is_left_alone_and_stays_safe(text: str) -> None:
    safe = lifeless(text)
    assert safe in {text, f"'{text}"}
    assert lifeless(safe) == safe or safe == text


def test_columns_stand_under_each_other_in_any_script() -> None:
    lines = aligned([("中文", "1"), ("ภาษาไทย", "2"), ("Bokmål", "3")]).splitlines()
    assert len({width(line) for line in lines}) == 1
    assert aligned([]) == ""
