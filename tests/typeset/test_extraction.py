"""What is printed can be copied and searched: the sheets of every language read back by PDFium."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from app.base.paths import program_folder
from app.typeset.paper import Paper
from app.typeset.scripts import is_right_to_left
from tests.bench.extraction import Share, by_pdfium, compared, pages, texts
from tests.typeset.reading import opened

LANGUAGES = sorted(file.parts[-3] for file in program_folder().glob("locales/*/LC_MESSAGES/sheets.po"))
# PDFium turns a Latin word with a number in it round in a right-to-left line ("A1"), and sees a blank before some
# Thai question marks.
LEAST = {"th": Share(0.96, 0.97)}
RIGHT_TO_LEFT, OTHERS = Share(0.96, 0.99), Share(0.985, 0.995)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_read_back_as_they_were_written(language: str) -> None:
    pdf, written = pages(language, texts(language))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "read.pdf"
        file.write_bytes(pdf)
        share = compared(written, list(by_pdfium(file)))
    least = LEAST.get(language, RIGHT_TO_LEFT if is_right_to_left(language) else OTHERS)
    assert share.lines >= least.lines
    assert share.words >= least.words


def test_every_passage_says_its_language() -> None:
    paper = Paper(title="—", language="nb", width=300, height=300)
    said = {
        "ur": "کمرہ 12",
        "zh-Hans": "职业指导",
        "my": "အလုပ်",
        "sr-Cyrl": "Обука",
        "nb": "skole",
        "ka": "სკოლა",
    }
    for place, (language, text) in enumerate(said.items()):
        paper.put(paper.set(text, size=12, width=280, language=language), 10, 40 * place)
    with opened(paper.finish()) as document:
        passages = list(document.Root.StructTreeRoot.K.K)
        assert [str(one.get("/Lang", "nb")) for one in passages] == list(said)
        assert [str(one.get("/ActualText", "")) for one in passages] == ["کمرہ 12", "", "", "", "", ""]
