"""A pack: many papers in one file, drawn by a process of its own, with a bookmark for each."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.actions.desk import Desk
from app.actions.packs import draw_command, gathered
from app.actions.papers import Job, keys_said
from app.base.languages import language_info
from app.base.paths import program_folder
from app.documents.drawing import Gathered, Pack, drawn
from app.documents.registry import document
from tests.builders import new_desk

LANGUAGES = ("nb", "pl", "ar", "th", "en")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def jobs(size: str = "A4", **values: str) -> list[tuple[str, Job]]:
    return [(language_info(code).own_name, Job("inmate_poster", code, size, values)) for code in LANGUAGES]


def in_a_child(given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(draw_command(), input=given, capture_output=True, cwd=program_folder(), check=False)


def test_the_child_draws_what_was_gathered(desk: Desk) -> None:
    done = in_a_child(gathered(desk, jobs(), title="Plakat"))
    assert (done.returncode, done.stderr.split()) == (0, [b"1", b"2", b"3", b"4", b"5"])
    with pikepdf.open(io.BytesIO(done.stdout)) as file:
        assert file.check_pdf_syntax() == []
        assert [str(mark.title) for mark in file.open_outline().root] == [name for name, _job in jobs()]
        assert len(file.pages) == len(LANGUAGES)
        spoken = [str(part.Lang) for part in file.Root.StructTreeRoot.K]
        assert spoken == list(LANGUAGES)
    with pypdfium2.PdfDocument(done.stdout) as pages:
        assert "Trenger du tolk?" in pages[0].get_textpage().get_text_range()
        assert "tłumacz" in pages[1].get_textpage().get_text_range()


def test_a_font_stands_in_a_pack_once(desk: Desk) -> None:
    request = {"pl": 0, "en": 0}
    alone = [document("inmate_poster").render(_data(desk, code)) for code in request]
    papers = tuple(Gathered(code, "inmate_poster", _data(desk, code)) for code in request)
    both = drawn(Pack("to", papers))
    with pikepdf.open(io.BytesIO(both)) as file:
        fonts = {one.FontDescriptor.FontFile2.objgen for one in _descendants(file)}
    assert len(fonts) == 2  # regular and bold
    assert len(both) < sum(map(len, alone))


def _data(desk: Desk, code: str) -> object:
    from app.documents.document import Request

    return document("inmate_poster").data(desk.store, desk.viewer, Request(today=desk.today, language=code))


def _descendants(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font.DescendantFonts[0] for page in file.pages for font in page.Resources.Font.as_dict().values()]


def test_what_does_not_fit_is_told_in_one_line_and_gives_no_file(desk: Desk) -> None:
    done = in_a_child(gathered(desk, jobs(times="mandag til torsdag " * 200), title="Plakat"))
    assert done.returncode == 1
    assert done.stdout == b""
    assert "mer tekst enn det er plass til" in done.stderr.decode().splitlines()[-1]


def test_which_texts_a_paper_says_is_known(desk: Desk) -> None:
    keys = keys_said(desk, Job("inmate_poster", "pl", "A4", {"without": "P05"}))
    assert keys[:4] == ("P01", "P02", "P03", "P04")
    assert "P05" not in keys
    assert "draft" in keys
