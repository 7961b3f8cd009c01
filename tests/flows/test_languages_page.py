"""The languages of the sheets in the real window, by keys alone: found, corrected, read by somebody, sent out, taken in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QFileDialog

from app.actions.desk import Desk
from app.actions.intake_form import lists
from app.actions.wording import (
    LanguageHere,
    LineShown,
    correct_line,
    language_here,
    lines_of,
    set_state,
)
from app.documents.sources import SOURCES
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from tests.ui.accessible import unnamed
from ui.forms.declared import LanguageField
from ui.lists import RowFace
from ui.pages.languages.lines import LineEditor, LineRow
from ui.pages.languages.one import LanguagePage
from ui.pages.languages.page import LanguagesPage
from ui.pages.languages.review import PackPage
from ui.pages.languages.standing import StandingSheet
from ui.theme import Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    window = DeskWindow(tmp_path, fill)
    yield window
    window.close()


def fill(desk: Desk) -> None:
    """Two who read Arabic, one who reads Polish; somebody has read the Polish, one Arabic line is own."""
    for name, language in (("Havmod", "ar"), ("Ospar", "ar"), ("Lyngvar", "pl")):
        add_person(desk, name, reads_best=language)
    set_state(desk, "pl", "read", "Tindre")
    correct_line(desk, "ar", "P12", "مترجم؟ قل لنا.")


def here(window: DeskWindow, language: str = "pl") -> LanguageHere:
    return window.read(lambda desk: language_here(desk, language))


def line(window: DeskWindow, key: str, language: str = "pl") -> LineShown:
    return window.read(lambda desk: lines_of(desk, language, [key])[0])


def opened(window: DeskWindow, language: str = "pl") -> LanguagePage:
    window.go("language", language=language)
    page = window.page()
    assert isinstance(page, LanguagePage)
    return page


def row(page: LanguagePage, key: str) -> LineRow:
    return next(one for one in page.lines.rows if one.line.key == key)


def spoken(page: LanguagesPage, number: int) -> str:
    """What a screen reader says of a line of the list."""
    face = page.list.rows.line(number)
    assert isinstance(face, RowFace)
    return face.spoken()


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """What the system's own window for files answers."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_asked: (str(path), ""))


def test_a_language_is_found_and_opened_in_two_keys(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+L")
    page = window.page()
    assert isinstance(page, LanguagesPage)
    assert "arabisk" in spoken(page, 1)
    window.write("pols")
    assert page.list.current() == "pl"
    said = spoken(page, page.list.currentIndex().row())
    assert "Lest av morsmålsbruker, Tindre, man. 19. jan." in said
    window.press("Enter")
    assert isinstance(window.page(), LanguagePage)
    assert window.pressed == 2


def test_what_is_no_language_is_said(window: DeskWindow) -> None:
    window.go("languages")
    page = window.page()
    assert isinstance(page, LanguagesPage)
    window.write("klingon")
    assert page.list.isHidden()
    window.press("Esc")
    assert not page.list.isHidden()
    assert window.page() is page


def test_all_lines_are_there_grouped_and_named(window: DeskWindow) -> None:
    page = opened(window)
    window.until(lambda: len(page.lines.rows) == len(SOURCES))
    window.settle()
    assert unnamed(page) == []
    rights = row(page, "rights_see")
    assert "om rettigheter" in rights.edit.accessibleDescription()
    assert rights.edit.accessibleName() == rights.line.norwegian
    edits = [one.edit for one in page.lines.rows]
    edits[0].setFocus()
    window.press("Tab")
    assert QApplication.focusWidget() is edits[1]


def test_a_line_is_corrected_in_two_keys_and_taken_back_in_one(window: DeskWindow) -> None:
    page = opened(window)
    window.write("tolk")
    window.until(lambda: [one.line.key for one in page.lines.rows][:1] == ["P12"])
    window.press("Enter")
    edit = row(page, "P12").edit
    assert QApplication.focusWidget() is edit
    edit.selectAll()
    window.write("Tak.")
    window.press("Ctrl+Enter")
    assert window.pressed == 2
    assert line(window, "P12").own == "Tak."
    assert here(window).info.state == "draft"
    assert "utkast igjen" in window.shell.toast.text()
    window.press("F8")
    assert line(window, "P12").own == ""
    assert edit.toPlainText() == line(window, "P12").shipped
    window.press("Ctrl+Z", "Ctrl+Z")
    assert here(window).standing.name == "Tindre"


def test_leaving_a_line_keeps_it_and_esc_takes_back_what_was_typed(window: DeskWindow) -> None:
    page = opened(window)
    first, second = page.lines.rows[:2]
    first.edit.setFocus()
    window.write("Raz. ")
    window.press("Tab")
    assert line(window, first.line.key).own.startswith("Raz.")
    window.write("Dwa.")
    window.press("Esc")
    assert second.edit.toPlainText() == second.line.text
    assert line(window, second.line.key).own == ""
    second.edit.setFocus()
    window.write("Dwa. ")
    window.go("today")
    assert line(window, second.line.key).own.startswith("Dwa.")


def test_enter_goes_from_line_to_line_and_keeps_what_was_written(window: DeskWindow) -> None:
    page = opened(window)
    first, second = page.lines.rows[:2]
    first.edit.setFocus()
    window.write("Raz. ")
    window.press("Enter")
    assert QApplication.focusWidget() is second.edit
    assert line(window, first.line.key).own.startswith("Raz.")


def test_what_cannot_stand_is_said_at_the_line_and_what_is_too_long_before_it_is_kept(
    window: DeskWindow,
) -> None:
    page = opened(window)
    one = row(page, "P02")
    one.edit.setFocus()
    one.edit.selectAll()
    window.write("Powiedz {nam}.")
    window.press("Ctrl+Enter")
    assert "{nam}" in one.edit.accessibleDescription()
    assert line(window, "P02").own == ""
    one.edit.setPlainText("Tu możesz porozmawiać o szkole i pracy. " * 40)
    window.until(lambda: "høyst omtrent" in one.edit.accessibleDescription())
    assert line(window, "P02").own == ""
    window.press("Ctrl+Enter")
    assert line(window, "P02").own.startswith("Tu możesz")
    assert "høyst omtrent" in one.edit.accessibleDescription()


def test_right_to_left_is_written_from_the_right_in_a_font_that_has_it(window: DeskWindow) -> None:
    page = opened(window, "ar")
    one = row(page, "P01")
    assert one.edit.isRightToLeft()
    assert one.edit.font().families()[0] == "Noto Sans Arabic"
    assert not row(opened(window, "pl"), "P01").edit.isRightToLeft()


def test_whoever_has_read_it_is_named_in_two_keys(window: DeskWindow) -> None:
    opened(window, "ar")
    window.press("F2")
    window.press("Enter")
    (sheet,) = window.shell.findChildren(StandingSheet)
    assert sheet.fields["name"].problem
    window.write("Lærer i arabisk")
    window.press("Enter")
    assert (here(window, "ar").info.state, here(window, "ar").standing.name) == ("read", "Lærer i arabisk")
    window.press("Ctrl+Z")
    assert here(window, "ar").info.state == "draft"


def test_a_pack_goes_out_and_comes_back(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window)
    file = tmp_path / "ut.xlsx"
    chosen(monkeypatch, file)
    window.press("Ctrl+S")
    assert str(file) in window.shell.toast.text()
    book = load_workbook(file)
    sheet = book.worksheets[1]
    for cells in sheet.iter_rows(min_row=2):
        if cells[0].value in ("P11", "P12"):
            cells[3].value, cells[4].value = "Krótko.", "prościej"
        if cells[0].value == "P14":
            cells[3].value = "Bez miejsca."
    book.save(file)
    window.press("Ctrl+O")
    page = window.page()
    assert isinstance(page, PackPage)
    assert [one.row.key for one in page.rows] == ["P11", "P12", "P14"]
    assert [one.taken for one in page.rows] == [True, True, False]
    assert unnamed(page) == []
    assert QApplication.focusWidget() is page.rows[0].tick
    window.press("Space", "Down", "Ctrl+Enter")
    assert window.pressed == 5
    assert line(window, "P11").own == ""
    assert line(window, "P12").own == "Krótko."
    assert isinstance(window.page(), LanguagePage)
    assert here(window).info.state == "draft"
    window.press("Ctrl+Z")
    assert line(window, "P12").own == ""
    assert here(window).standing.name == "Tindre"


def test_who_stood_behind_a_pack_is_offered_and_holds_only_when_said(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window)
    chosen(monkeypatch, tmp_path / "pl.xlsx")
    window.press("Ctrl+S")
    window.read(lambda desk: set_state(desk, "pl", "draft"))
    window.go("languages")  # the pack says itself which language it is
    window.press("Ctrl+O")
    page = window.page()
    assert isinstance(page, PackPage)
    assert [one.row for one in page.rows] == []
    assert here(window).info.state == "draft"
    fields = page._fields
    assert fields is not None
    assert fields.name.value() == "Tindre"
    fields.state.set_value("approved")
    fields.follow()
    window.press("Ctrl+Enter")
    assert (here(window).info.state, here(window).standing.name) == ("approved", "Tindre")
    assert isinstance(window.page(), LanguagePage)


def test_a_file_that_is_no_pack_is_told_and_leads_back(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window)
    (tmp_path / "liste.csv").write_text("Navn;Avdeling\nLyngvar;A")
    chosen(monkeypatch, tmp_path / "liste.csv")
    window.press("Ctrl+O", "Enter")
    assert isinstance(window.page(), LanguagePage)


def test_the_makers_language_needs_nobody(window: DeskWindow) -> None:
    opened(window, "nb")
    window.press("F2")
    assert window.shell.findChildren(StandingSheet) == []


def test_the_editor_shows_some_lines_in_place(window: DeskWindow) -> None:
    editor = LineEditor(window.shell, "ar", ("P13", "P01"))
    window.settle()
    changed: list[str] = []
    editor.changed.connect(changed.append)
    assert [one.line.key for one in editor.rows] == ["P13", "P01"]
    editor.rows[1].edit.setPlainText("ماذا بعد؟")
    editor.keep()
    window.until(lambda: changed == ["P01"])
    assert line(window, "P01", "ar").own == "ماذا بعد؟"
    window.press("Ctrl+Z")
    window.until(lambda: editor.rows[1].edit.toPlainText() == editor.rows[1].line.shipped)
    editor.show_lines("pl", ("P01",))
    window.settle()
    assert [(one.line.key, one.language) for one in editor.rows] == [("P01", "pl")]
    editor.deleteLater()


def test_the_state_here_is_said_where_a_language_is_chosen(window: DeskWindow) -> None:
    known = window.read(lists)
    field = LanguageField("Språk", lambda: known)
    details = {one.data: one.detail for one in field._found("pol")} | {
        one.data: one.detail for one in field._found("arab")
    }
    assert details["pl"] == "ark: lest av morsmålsbruker"
    assert "ark: utkast" in details["ar"]
    assert field._found("bokm")[0].detail == "ark finnes"
    field.deleteLater()
