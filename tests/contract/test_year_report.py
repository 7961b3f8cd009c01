"""The year's report: its sentences say the statistic's numbers, no small one is told, what is missing is seen."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.actions.demo import DemoSize
from app.actions.demo.filling import fill_demo
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.documents.year_report import SECTIONS, sentence
from app.entry.draft import Draft
from app.statistics.counts import statistics
from app.statistics.guarding import guarded
from app.statistics.period import Period
from app.statistics.tables import Row
from tests.builders import new_desk

YEAR = Period(dt.date(2026, 1, 1), dt.date(2026, 1, 19))
LANGUAGES = ("nb", "nn", "en")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("year"))
    fill_demo(made, DemoSize(people=30, sessions=400))
    yield made
    made.store.close()


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
    numbers = {f"overview.{row.code}": row for row in found.table("overview").rows}
    told = [numbers[name] for section in SECTIONS for name in section.says if name in numbers]
    shown = [row for row in told if row.number and not row.hidden]
    assert shown
    for row in shown:
        assert f": {row.number}" in text


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


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (Row(code="a", label="Grupper", number=8, before=5), "Grupper: 8, 3 flere enn året før."),
        (Row(code="a", label="Grupper", number=5, before=8), "Grupper: 5, 3 færre enn året før."),
        (Row(code="a", label="Grupper", number=8, before=8), "Grupper: 8, like mange som året før."),
        (Row(code="a", label="Grupper", number=8), "Grupper: 8."),
        (Row(code="a", label="Grupper", number=8, before=0, hidden_before="small"), "Grupper: 8."),
        (Row(code="a", label="Grupper", number=0, hidden="small"), "Grupper: færre enn 5."),
        (
            Row(code="a", label="Grupper", number=0, hidden="also"),
            "Grupper: vises ikke, slik at ingen kan kjennes igjen.",
        ),
    ],
)
def test_a_number_is_said_beside_last_years(row: Row, says: str) -> None:
    assert sentence(row) == says
