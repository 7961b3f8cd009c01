"""The year wheel: always one sheet across, every duty in its months and in the table of roles, in three languages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.service_records import save_noted
from app.documents.document import Request
from app.documents.errors import TextTooLong
from app.documents.registry import document
from app.entry.draft import Draft
from tests.builders import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def sheet(desk: Desk, language: str = "nb", *, pages: int = 1) -> str:
    """The words of the sheet, on no more than so many pages."""
    request = Request(today=desk.today, language=language, values={"school": "Eksempelskolen"})
    with pypdfium2.PdfDocument(
        io.BytesIO(document("year_wheel").make(desk.store, desk.viewer, request))
    ) as pdf:
        assert len(pdf) <= pages
        assert all(page.get_width() > page.get_height() for page in pdf)
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def duty(desk: Desk, what: str, **raw: str) -> None:
    save_noted(desk, Draft("duty", {"what": what, **raw}))


@pytest.mark.parametrize(
    ("language", "january", "none"),
    [
        ("nb", "Januar", "Ingen er skrevet inn"),
        ("nn", "Januar", "Ingen er skriv"),
        ("en", "January", "Nobody"),
    ],
)
def test_an_empty_wheel_says_so(desk: Desk, language: str, january: str, none: str) -> None:
    words = sheet(desk, language)
    assert january in words
    assert none in words


def test_a_duty_stands_in_each_of_its_months_and_once_in_the_table(desk: Desk) -> None:
    duty(desk, "Årsrapport", who="Lyngvar", months="m01,m12")
    duty(desk, "Ansvar", who="Rognulf", overall="yes")
    words = sheet(desk)
    assert words.count("Årsrapport") == 3
    assert words.count("Ansvar") == 1
    assert "overordnet ansvar" in words
    assert words.index("Ansvar") < words.index("januar, desember")


def test_many_duties_take_a_page_for_the_table_and_far_too_many_are_told(desk: Desk) -> None:
    rest = (
        "som nye ansatte på alle avdelinger skal få vite om karriereveiledningen og plakatene på språkene der"
    )
    for number in range(30):
        duty(desk, f"Oppgave {number} med mange ord {rest}", who="Solmund", months=f"m{number % 12 + 1:02}")
    words = sheet(desk, pages=3)
    assert all(f"Oppgave {number} med" in words for number in range(30))
    for number in range(80):
        duty(desk, f"Enda en oppgave {number}", months="m05")
    with pytest.raises(TextTooLong):
        sheet(desk)
