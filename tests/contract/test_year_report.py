"""The year's report: its sentences say the statistic's numbers, no small one is told, what is missing is seen."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.actions.demo import DemoSize
from app.actions.demo.filling import fill_demo
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.base.languages import speaking
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.documents.year_report import SECTIONS, YearReport
from app.documents.year_report_sentences import joined, most_of, sentence, sentences
from app.entry.draft import Draft
from app.statistics.counts import statistics
from app.statistics.guarding import guarded
from app.statistics.period import Period
from app.statistics.tables import Row, Table
from tests.builders import new_desk

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 1, 19))
LANGUAGES = ("nb", "nn", "en")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("year"))
    fill_demo(made, DemoSize(people=30, sessions=400))
    yield made
    made.store.close()


def gathered(desk: Desk) -> YearReport:
    request = Request(desk.clock.today(), "nb", "A4", {"period": "last_year"})
    data: YearReport = DOCUMENTS["year_report"].data(desk.store, desk.viewer, request)
    return data


def pages(desk: Desk, language: str = "nb", **given: str) -> list[str]:
    """The text of each page."""
    request = Request(desk.clock.today(), language, "A4", given)
    content = DOCUMENTS["year_report"].make(desk.store, desk.viewer, request)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
    found = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_says_what_the_statistic_counts(desk: Desk, language: str) -> None:
    text = "\n".join(pages(desk, language, period="last_year"))
    found = guarded(
        statistics(
            desk.store,
            viewer=desk.viewer,
            period=Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
            today=desk.today,
        )
    )
    numbers = {f"{table.key}.{row.code}": row for table in found.tables for row in table.rows}
    told = [(name, numbers[name]) for section in SECTIONS for name in section.says if name in numbers]
    shown = [(name, row) for name, row in told if row.number and not row.hidden]
    assert len(shown) > 5
    plain = " ".join(text.split())
    for name, row in shown:
        with speaking(language):
            said = sentence(name, row)
        assert str(row.number) in said
        assert said in plain


def test_every_number_that_a_section_tells_has_a_sentence() -> None:
    row = Row(code="a", label="Etikett", number=7)
    for section in SECTIONS:
        for name in section.says:
            assert "7" in sentence(name, row)
            assert "Etikett" not in sentence(name, row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_form_is_one_page(desk: Desk, language: str) -> None:
    (page,) = pages(desk, language, period="last_year", short="yes")
    assert len(page) > 300


def test_what_is_missing_is_seen(tmp_path: Path) -> None:
    empty = new_desk(tmp_path)
    text = "\n".join(pages(empty))
    assert text.count("Her mangler noe") == len(SECTIONS)
    empty.store.close()


def test_the_schools_own_words_take_the_place_of_the_numbers(desk: Desk) -> None:
    raw = {
        "first": "2025-01-01",
        "last": "2025-12-31",
        "language": "nb",
        "block": "talks",
        "text": "Et år med mange samtaler.",
    }
    add_entry(desk, Draft("report_text", raw))
    assert "Et år med mange samtaler." in "\n".join(pages(desk, period="last_year"))
    assert "Et år med mange samtaler." not in "\n".join(pages(desk, "nn", period="last_year"))


NAME = "overview.groups"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            Row(code="a", label="Grupper", number=8, before=5),
            "Det ble holdt 8 grupper, 3 flere enn året før.",
        ),
        (Row(code="a", label="Grupper", number=6, before=5), "Det ble holdt 6 grupper, 1 mer enn året før."),
        (
            Row(code="a", label="Grupper", number=5, before=8),
            "Det ble holdt 5 grupper, 3 færre enn året før.",
        ),
        (
            Row(code="a", label="Grupper", number=8, before=8),
            "Det ble holdt 8 grupper, like mange som året før.",
        ),
        (
            Row(code="a", label="Grupper", number=8, before=0),
            "Det ble holdt 8 grupper. Året før var det ingen.",
        ),
        (Row(code="a", label="Grupper", number=1), "Det ble holdt 1 gruppe."),
        (
            Row(code="a", label="Grupper", number=8, before=0, hidden_before="small"),
            "Det ble holdt 8 grupper.",
        ),
        (Row(code="a", label="Grupper", number=0, hidden="small"), "Grupper: færre enn 5."),
        (
            Row(code="a", label="Grupper", number=0, hidden="also"),
            "Grupper: vises ikke, slik at ingen kan kjennes igjen.",
        ),
    ],
)
def test_a_number_is_said_beside_last_years(row: Row, says: str) -> None:
    assert sentence(NAME, row) == says


def table(**numbers: int) -> Table:
    return Table(
        key="theme",
        title="Tema",
        rows=tuple(Row(code=code, label=code.upper(), number=number) for code, number in numbers.items()),
    )


def hide(made: Table, code: str, why: str) -> Table:
    rows = [replace(row, number=0, hidden=why) if row.code == code else row for row in made.rows]
    return replace(made, rows=tuple(rows))


def test_what_was_most_is_named_by_the_numbers_that_are_shown() -> None:
    made = table(a=9, b=30, c=12, d=11, e=7)
    assert most_of(made) == ["B", "C", "D"]
    assert most_of(hide(made, "e", "small")) == ["B", "C", "D"]
    assert most_of(hide(made, "b", "also")) == [], "the hidden one may be the highest"
    assert most_of(table(a=9)) == []
    assert most_of(table(a=9, b=9, c=9)) == [], "nothing was most"
    assert most_of(table(a=9, b=3)) == [], "too few to be told of"
    assert [joined(list(names)) for names in ("", "B", "BC", "BCD")] == ["", "B", "B og C", "B, C og D"]


def slips(**hidden: str) -> Table:
    rows = tuple(
        Row(
            code=str(place),
            label=str(place),
            number=0 if str(place) in hidden else 6,
            hidden=hidden.get(str(place), ""),
        )
        for place in range(1, 6)
    )
    return replace(table(), key="feedback_easy", rows=rows, of=30)


def test_how_many_agreed_is_told_only_where_their_numbers_are_shown(desk: Desk) -> None:
    data = gathered(desk)
    section = next(one for one in SECTIONS if one.key == "feedback")

    def said(made: Table) -> list[str]:
        return list(sentences(replace(data, own={}, found=replace(data.found, tables=(made,))), section))

    assert [one.rpartition(": ")[2] for one in said(slips())] == ["12 av 30 svarte 4 eller 5 av 5."]
    assert said(slips(**{"4": "small"})) == []
    assert said(slips(**{"5": "also"})) == []
