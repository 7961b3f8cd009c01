"""The pictures of the numbers: what they say in words, and what a hidden number gives away."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from app.base import languages
from app.documents.charts import PAPER, drawn_as, in_words, picture_pdf
from app.documents.statistics_pages import STATISTICS, StatisticsPages
from app.statistics.tables import BARS, MONTHS, NONE, REACH, Row, Statistics, Table


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    languages.use("en")
    yield
    languages.use("nb")


def rows(*numbers: int, before: int | None = 3) -> tuple[Row, ...]:
    return tuple(
        Row(code=str(at), label=f"row {at}", number=number, before=before)
        for at, number in enumerate(numbers)
    )


def months(count: int) -> tuple[Row, ...]:
    found = []
    for at in range(count):
        day = dt.date(2025 + at // 12, at % 12 + 1, 1)
        found.append(Row(code=f"{day:%Y-%m}", label=f"{day:%B %Y}", number=at, before=2 * at))
    return tuple(found)


def with_hidden(number: int, kind: str) -> Table:
    secret = Row(
        code="s", label="few", number=number, before=number, hidden="small", hidden_before="small", of=40
    )
    shown = Row(code="a", label="many", number=9, before=7, of=40)
    return Table(key="t", title="T", rows=(shown, secret), picture=kind)


@pytest.mark.parametrize("kind", [BARS, MONTHS, REACH, NONE])
def test_a_hidden_number_leaves_no_trace_in_the_drawing(kind: str) -> None:
    """The same bytes whatever it is, even where the number itself was handed over."""
    drawings = {
        picture_pdf(with_hidden(number, kind), width=400, ink=PAPER, pad=3)[0] for number in (0, 1, 4, 400)
    }
    assert len(drawings) == 1
    assert "few: <5, year before <5." in in_words(with_hidden(4, kind))


def test_more_months_than_there_is_room_for_are_bars() -> None:
    assert drawn_as(Table(key="m", title="M", rows=months(13), picture=MONTHS)) == MONTHS
    assert drawn_as(Table(key="m", title="M", rows=months(14), picture=MONTHS)) == BARS
    assert drawn_as(Table(key="m", title="M", rows=months(1), picture=MONTHS)) == BARS


def test_bars_are_as_long_as_their_numbers() -> None:
    """Read back from the drawing: the filled boxes of this year are in the ratio of the numbers."""
    pdf, _heights = picture_pdf(
        Table(key="t", title="T", rows=rows(10, 5, 20, before=None)), width=500, ink=PAPER, pad=3
    )
    with pikepdf.open(io.BytesIO(pdf)) as file:
        drawn = file.pages[0].Contents.read_bytes().decode("latin-1")
    blue = r"0 0\.447[0-9]* 0\.698[0-9]* rg\s+[0-9.]+ [0-9.]+ ([0-9.]+) 9\.000 re"
    long = [float(width) for width in re.findall(blue, drawn)]
    assert len(long) == 3
    assert [round(width / long[2], 3) for width in long] == [0.5, 0.25, 1.0]


@pytest.mark.parametrize("wide", [180.0, 300.0, 645.0])
def test_every_number_stands_in_the_picture_at_any_width(wide: float) -> None:
    longest = "a label that is so long that it needs three lines wherever it stands, and more"
    table = Table(
        key="t",
        title="T",
        of=99,
        rows=(Row(code="a", label=longest, number=12345, before=678), *rows(4, 31, before=5)),
    )
    pdf, heights = picture_pdf(table, width=wide, ink=PAPER, pad=3)
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage().get_text_range()
    assert all(number in text for number in ("12345", "678", "31", "31 %"))
    assert page.get_height() == pytest.approx(sum(heights), abs=0.1)


def made(*tables: Table, language: str = "en") -> bytes:
    found = Statistics(
        first=dt.date(2025, 1, 1),
        last=dt.date(2025, 12, 31),
        made_on=dt.date(2026, 1, 19),
        title="Statistics",
        service="Eksempelskolen",
        tables=tables,
        rule=("Counted so.",),
        guarded=True,
    )
    return STATISTICS.render(StatisticsPages(language=language, period="2025", found=found))


def alternatives(pdf: bytes) -> list[str]:
    """The text alternatives of the figures in a tagged PDF."""
    found: list[str] = []

    def look(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/Figure":
                found.append(str(element.get("/Alt")))
            for child in _children(element):
                look(child)

    with pikepdf.open(io.BytesIO(pdf)) as file:
        look(file.Root.StructTreeRoot.K)
    return found


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        return [one for one in kids if isinstance(one, pikepdf.Dictionary)]
    return [kids] if isinstance(kids, pikepdf.Dictionary) else []


def test_every_picture_on_paper_has_a_text_alternative() -> None:
    pdf = made(
        Table(key="m", title="Months", rows=months(12), picture=MONTHS),
        Table(key="b", title="Bars", rows=rows(1, 2), picture=BARS),
        Table(key="n", title="Alone", rows=rows(1, 2), picture=NONE),
    )
    said = alternatives(pdf)
    assert [text.split(".")[0] for text in said] == ["Months", "Bars"]
    assert "row 1: 2, year before 3." in said[1]


def test_a_table_without_a_number_is_named_and_not_drawn() -> None:
    pdf = made(Table(key="e", title="Emptiness", rows=rows(0, 0, before=0)), language="nn")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "Emptiness" in text
    assert "row 0" not in text
    assert alternatives(pdf) == []
