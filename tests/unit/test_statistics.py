"""The plain counts: what counts as what, and numbers that survive every form they are given in."""

from __future__ import annotations

import csv
import datetime as dt
import io
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
from app.statistics.counts import age_band, attendance, tables
from app.statistics.period import Period, PeriodBackwards
from app.statistics.tables import Row, Statistics, Table
from app.store.questions.statistics import Counted, CountedIntake, CountedPerson, CountedSession
from tests.builders import add_person, add_talk, new_desk

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def session(*came: str, form: str = "individual", state: str = "held", headcount: int = 0) -> CountedSession:
    return CountedSession(
        form=form, state=state, minutes=45, headcount=headcount, interpreter=False, came=came
    )


def person(**values: object) -> CountedPerson:
    plain = {"birth_year": None, "sex": "not_asked", "education": "not_asked", "country_group": "not_asked"}
    return CountedPerson(**{**plain, **values})  # type: ignore[arg-type]


def numbers(found: Counted, key: str) -> dict[str, int]:
    table = next(table for table in tables(found, YEAR) if table.key == key)
    return {row.code: row.number for row in table.rows if row.number}


def test_each_person_counts_once_and_each_attendance_once() -> None:
    found = Counted(
        sessions=(
            session("a"),
            session("a"),
            session("b", form="three_party"),
            session("a", "b", "c", form="group"),
            session("d", state="planned"),
            session("d", state="cancelled_prison"),
            session("d", state="no_show"),
            session(),
        ),
        intakes=(),
        people={name: person() for name in "abcd"},
    )
    assert numbers(found, "overview") == {
        "unique_people": 3,
        "individual_sessions": 4,
        "groups": 1,
        "group_attendances": 3,
        "group_people": 3,
        "attendances": 6,
        "cancelled": 2,
        "individual_minutes": 180,
        "group_minutes": 45,
    }
    assert numbers(found, "cancelled") == {"cancelled_prison": 1, "no_show": 1}
    assert numbers(found, "form") == {"individual": 3, "three_party": 1, "group": 1}


@pytest.mark.parametrize(
    ("names", "headcount", "counts"),
    [((), 12, 12), (("a", "b"), 0, 2), (("a", "b"), 9, 9), (("a", "b"), 1, 2)],
)
def test_an_open_group_counts_by_its_heads(names: tuple[str, ...], headcount: int, counts: int) -> None:
    assert attendance(session(*names, form="group", headcount=headcount)) == counts


def test_people_by_number_of_conversations_leaves_groups_out() -> None:
    talks = [session("once"), *[session("twice")] * 2, *[session("often")] * 7]
    found = Counted(sessions=(*talks, session("group", form="group")), intakes=(), people={})
    assert numbers(found, "per_person") == {"1": 1, "2": 1, "4_plus": 1}


def test_told_at_intake() -> None:
    intakes = (
        CountedIntake(person="a", informed=("spoken", "leaflet"), offer="accepted"),
        CountedIntake(person="b", informed=("not_yet",), offer="not_yet"),
        CountedIntake(person="c", informed=(), offer="declined"),
        CountedIntake(person="d", informed=("poster",), offer="later"),
    )
    found = Counted(sessions=(), intakes=intakes, people={})
    assert (numbers(found, "overview")["intakes"], numbers(found, "overview")["told"]) == (4, 2)
    assert tables(found, YEAR)[0].note.startswith("50 %")
    assert numbers(found, "offer") == {"not_yet": 1, "accepted": 1, "declined": 1, "later": 1}


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


def test_a_code_that_no_list_has_any_more_is_still_counted() -> None:
    found = Counted(sessions=(session("a"),), intakes=(), people={"a": person(education="folk_school")})
    assert numbers(found, "education") == {"folk_school": 1}


people = st.sampled_from("abcdef")
sessions = st.builds(
    lambda came, form, state, heads: session(*came, form=form, state=state, headcount=heads),
    st.lists(people, unique=True, max_size=4),
    st.sampled_from(["individual", "group", "phone"]),
    st.sampled_from(["held", "planned", "no_show", "cancelled_inmate"]),
    st.integers(0, 20),
)


@given(st.lists(sessions, max_size=20))
def test_the_tables_agree_with_each_other(made: list[CountedSession]) -> None:
    found = Counted(sessions=tuple(made), intakes=(), people={name: person(sex="m") for name in "abcdef"})
    overview = {row.code: row.number for row in tables(found, YEAR)[0].rows}
    assert sum(numbers(found, "form").values()) == overview["individual_sessions"] + overview["groups"]
    assert sum(numbers(found, "sex").values()) == overview["unique_people"]
    assert sum(numbers(found, "cancelled").values()) == overview["cancelled"]
    assert overview["unique_people"] <= overview["attendances"]


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
    assert rows[1][2].startswith("'")


def test_numbers_stay_numbers_in_the_spreadsheet() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(statistic("Grupper")))).worksheets[0]
    found = {row[0].value: (row[1].value, row[2].value) for row in sheet.iter_rows(max_col=3)}
    assert found["CV"] == (1, 0.25)


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
