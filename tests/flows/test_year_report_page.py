"""The report's words in the real window: made from the numbers, replaced by one's own, printed, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.year_report import report_values, report_words
from app.documents.document import Request
from app.documents.registry import DOCUMENTS
from app.records.report import ReportText
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.numbers.report import ReportPage
from ui.shell import files
from ui.theme import Theme


def fill(desk: Desk) -> None:
    """Six people with a talk each."""
    for number in range(6):
        add_talk(desk, add_person(desk, f"Lyngvar {number}"))


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def report(window: DeskWindow) -> ReportPage:
    page = window.page()
    assert isinstance(page, ReportPage)
    return page


def kept(window: DeskWindow) -> list[ReportText]:
    return window.read(lambda desk: desk.store.find(ReportText, viewer=desk.viewer))


def test_the_numbers_speak_until_the_school_does(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4")
    page = report(window)
    assert page.words.value().startswith("6 personer fikk veiledning")
    window.press("Enter")
    window.write("Vi nådde flere enn i fjor. ")
    window.press("Ctrl+Enter")
    (text,) = kept(window)
    assert text.block == "reached"
    assert text.text.startswith("Vi nådde flere enn i fjor.")
    assert (text.first.isoformat(), text.last.isoformat()) == ("2026-01-01", "2026-12-31")
    page.again.click()
    window.settle()
    assert kept(window) == []
    assert page.words.value().startswith("6 personer fikk veiledning")


def test_another_section_keeps_what_was_written_in_the_one_before(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Egne ord. ")
    report(window).open_section("talks")
    window.settle()
    assert [one.block for one in kept(window)] == ["reached"]
    assert "Egne ord" not in report(window).words.value()
    assert "individuelle samtaler" in report(window).words.value()


def test_each_language_has_words_of_its_own(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Egne ord. ")
    window.press("Ctrl+Enter")
    page = report(window)
    page.language.set_value("en")
    page.language.changed.emit()
    window.settle()
    assert page.words.value().startswith("6 people had guidance")


def test_turning_the_language_keeps_what_was_being_written(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Egne ord. ")
    page = report(window)
    page.language.set_value("en")
    page.language.changed.emit()
    window.settle()
    assert page.words.value().startswith("6 people had guidance")
    window.write("In our own words. ")
    page.language.set_value("nb")
    page.language.changed.emit()
    window.settle()
    assert page.words.value().startswith("Egne ord. ")
    assert {one.language: one.text.split(". ")[0] for one in kept(window)} == {
        "nb": "Egne ord",
        "en": "In our own words",
    }


@pytest.mark.parametrize("way", ["Ctrl+1", "Ctrl+8", "Esc"])
def test_whichever_way_the_page_is_left_the_words_are_kept(window: DeskWindow, way: str) -> None:
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Egne ord. ")
    window.press(way)
    assert not isinstance(window.page(), ReportPage)
    (text,) = kept(window)
    assert text.text.startswith("Egne ord.")


def test_words_are_kept_once(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Egne ord. ")
    page = report(window)
    page.keep_words()
    page.keep_words()
    window.press("Ctrl+1")
    saved = window.read(
        lambda desk: desk.store.connection.rows("SELECT count(*) FROM event WHERE verb = 'entry.saved'")
    )
    assert saved[0][0] == 1


@pytest.mark.parametrize(("key", "ending"), [("Ctrl+Shift+S", "docx"), ("Ctrl+S", "pdf")])
def test_the_report_is_saved_from_here_with_what_was_just_written(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, ending: str
) -> None:
    target = tmp_path / f"rapport.{ending}"
    monkeypatch.setattr(files, "save_as", lambda *_asked: str(target))
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Vi nådde flere. ")
    window.press(key)
    if ending == "docx":
        assert "Vi nådde flere." in "\n".join(one.text for one in docx.Document(str(target)).paragraphs)
    else:
        assert "Vi nådde flere." in pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    verbs = window.read(lambda desk: [row[0] for row in desk.store.connection.rows("SELECT verb FROM event")])
    assert "document.exported" in verbs


def test_a_year_that_goes_on_keeps_its_words_from_day_to_day(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4", "Enter")
    window.write("Egne ord. ")
    window.press("Ctrl+Enter")

    def printed(desk: Desk) -> str:
        later = desk.today.replace(month=3)
        values = {**report_values(desk, "year", 0), "short": "no"}
        data = DOCUMENTS["year_report"].data(desk.store, desk.viewer, Request(later, "nb", "A4", values))
        return str(data.own)

    assert "Egne ord." in window.read(printed)


def test_what_the_numbers_say_themselves_is_not_kept(window: DeskWindow) -> None:
    window.press("Ctrl+8", "F4", "Enter", "Ctrl+Enter", "Esc")
    assert kept(window) == []
    assert len(window.read(lambda desk: report_words(desk, "year", 0, "nb"))) == 10
