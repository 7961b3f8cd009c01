"""The year wheel: a ring, a cell for each month round it, one sheet across; every duty in its months and in the table."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.service_records import save_noted
from app.documents.document import Request
from app.documents.errors import TextTooLong
from app.documents.registry import document
from app.documents.year_wheel import CLOCKWISE
from app.entry.draft import Draft
from app.typeset.paper import Paper
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
    assert words.count("Ansvar") == 2, "in the middle of the ring and in the table"
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


def test_each_part_of_the_ring_points_at_the_cell_of_its_month() -> None:
    assert len(set(CLOCKWISE)) == 12
    for at, (column, row) in enumerate(CLOCKWISE):
        across, up = column - 1.5, 1.5 - row
        angle = math.degrees(math.atan2(across, up)) % 360
        assert abs(angle - (30 * at + 15)) < 4, f"month {at + 1}"


def test_a_part_of_a_ring_is_painted_between_its_radii_and_its_angles_and_nowhere_else() -> None:
    paper = Paper(title="T", language="nb", width=200, height=200)
    paper.sector(100, 100, inner=40, outer=80, first=30, last=60, fill="#000000")
    with pypdfium2.PdfDocument(paper.finish()) as pdf:
        image = pdf[0].render(scale=2).to_pil().convert("L")
    for angle in range(0, 360, 3):
        for radius in range(30, 92, 4):
            if (
                min(abs(angle - edge) for edge in (30, 60)) < 2
                or min(abs(radius - edge) for edge in (40, 80)) < 2
            ):
                continue
            x = 200 + 2 * radius * math.sin(math.radians(angle))
            y = 200 - 2 * radius * math.cos(math.radians(angle))
            painted = image.getpixel((round(x), round(y))) < 128
            assert painted == (30 < angle < 60 and 40 < radius < 80), (angle, radius)


def test_a_full_year_keeps_every_duty_whole_in_its_months(desk: Desk) -> None:
    for number in range(24):
        duty(
            desk, f"Oppgave {number} for skolen og fengselet", who="Solmund", months=f"m{number % 12 + 1:02}"
        )
    words = sheet(desk, pages=3)
    assert all(words.count(f"Oppgave {number} for skolen") == 2 for number in range(24))
