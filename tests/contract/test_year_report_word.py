"""The report as a Word file: the same words and numbers as on paper, nothing hidden told, and a file that Word takes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from app.actions.demo import DemoSize
from app.actions.demo.filling import fill_demo
from app.actions.desk import Desk
from app.base.languages import speaking
from app.documents.charts import cells_of, in_words
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.documents.word_file import WordFile
from app.documents.year_report import SECTIONS, YearReport, tables_of
from app.documents.year_report_sentences import sentences
from app.statistics.small_cells import SMALL
from app.statistics.tables import Row, Table
from tests.builders import new_desk

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
DAY = dt.date(2026, 1, 19)

# The order that the format gives the properties of a paragraph, a table and its lines (ECMA-376, part 1, 17.3.1.26,
# 17.4.60, 17.3.1.24, 17.4.39); Word calls a file damaged where they stand in another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "pBdr": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW gridSpan shd vAlign",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs lang",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("word"))
    fill_demo(made, DemoSize(people=30, sessions=400))
    yield made
    made.store.close()


def gathered(desk: Desk, language: str = "nb", **values: str) -> YearReport:
    request = Request(desk.today, language, "A4", {"period": "last_year", **values})
    data: YearReport = DOCUMENTS["year_report"].data(desk.store, desk.viewer, request)
    return data


def written(data: YearReport) -> bytes:
    other = DOCUMENTS["year_report"].other
    assert other is not None
    assert other.ending == "docx"
    return other.make(data)


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def rows_of(file: WordDocument) -> list[list[str]]:
    return [[cell.text.strip() for cell in row.cells] for table in file.tables for row in table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_and_number_of_the_report_stands_in_it(desk: Desk, language: str) -> None:
    data = gathered(desk, language)
    file = opened(written(data))
    said = [one.text for one in file.paragraphs]
    rows = [[cell for cell in row if cell] for row in rows_of(file)]
    counted = 0
    with speaking(language):
        for section in SECTIONS:
            assert all(sentence in said for sentence in sentences(data, section))
            for table in tables_of(data, section):
                for row in table.rows:
                    cells = cells_of(table, row)
                    shown = [row.label, *(cells[name] for name in ("number", "of", "share", "before"))]
                    assert any(
                        set(one) <= set(shown) and {row.label, row.shown()} <= set(one) for one in rows
                    )
                    counted += 1
    assert counted > 80


def test_what_is_missing_is_seen_in_the_word_file_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = new_desk(tmp_path_factory.mktemp("empty"))
    said = [one.text for one in opened(written(gathered(empty, period="year"))).paragraphs]
    assert sum("Her mangler noe" in one for one in said) == len(SECTIONS)
    empty.store.close()


def test_the_short_form_is_short(desk: Desk) -> None:
    whole, short = (opened(written(gathered(desk, short=one))) for one in ("no", "yes"))
    assert len(short.tables) <= 3 < len(whole.tables)
    assert any(one.text == "Året kort" for one in short.paragraphs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_its_language_and_title_and_nothing_of_who_made_it(desk: Desk, language: str) -> None:
    content = written(gathered(desk, language))
    file = opened(content)
    said = file.core_properties
    assert said.title == gathered(desk, language).found.title
    assert (said.author, said.last_modified_by, said.comments, said.keywords) == ("", "", "", "")
    assert said.created == said.modified == dt.datetime.combine(desk.today, dt.time(), dt.UTC)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        styles = ElementTree.fromstring(packed.read("word/styles.xml"))
    assert not [name for name in names if name.endswith((".jpeg", ".jpg", ".png", ".emf"))]
    assert {one.get(qn("w:val")) for one in styles.iter(qn("w:lang"))} == {LANGUAGES[language]}


def test_no_number_is_told_that_is_hidden(desk: Desk) -> None:
    hidden = Row(code="a", label="Arabisk", number=0, hidden=SMALL, before=0, hidden_before=SMALL)
    table = Table(key="t", title="Tabell", rows=(hidden, replace(hidden, code="b", hidden="also")), of=31)
    file = WordFile(title="T", language="nb", foot="", made_on=DAY)
    file.numbers(table)
    content = file.finish()
    assert rows_of(opened(content))[1:] == [["Arabisk", "", "<5", "<5"], ["Arabisk", "", "*", "<5"]]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        document = ElementTree.fromstring(packed.read("word/document.xml"))
    bars = [one.get(qn("w:right")) for one in document.iter(qn("w:ind")) if one.get(qn("w:right"))]
    assert len(bars) == 4
    assert len(set(bars)) == 1, "the dash of every hidden number is as long"


def test_every_table_can_be_heard_and_says_its_head_on_every_page(desk: Desk) -> None:
    data = gathered(desk)
    file = opened(written(data))
    drawn = {in_words(table) for section in SECTIONS for table in tables_of(data, section)}
    heard = set()
    for table in file.tables:
        described = table._tbl.tblPr.find(qn("w:tblDescription"))
        if described is not None:
            heard.add(described.get(qn("w:val")))
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert heard == drawn


def test_the_parts_of_the_file_stand_in_the_order_of_the_format(desk: Desk) -> None:
    content = written(gathered(desk))
    seen = dict.fromkeys(ORDER, 0)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in ("word/document.xml", "word/footer1.xml"):
            for one in ElementTree.fromstring(packed.read(name)).iter():
                kind = one.tag.split("}")[1]
                if kind in ORDER:
                    known = ORDER[kind].split()
                    found = [part.tag.split("}")[1] for part in one]
                    assert found == sorted(found, key=known.index), f"{kind} in {name}"
                    seen[kind] += 1
    assert all(seen.values()), seen


@given(st.text(max_size=60))
def test_any_text_can_be_written_into_it(text: str) -> None:
    file = WordFile(title=text, language="nn", foot=text, made_on=DAY)
    file.title(text)
    file.heading(text)
    file.paragraph(text)
    file.bullets([text])
    file.gap(text)
    file.rows([(text, text)], (0.5, 0.5))
    file.numbers(Table(key="t", title=text, rows=(Row(code="a", label=text, number=7),)))
    assert len(opened(file.finish()).tables) == 2
