"""Forms of the county in the real window: headings pasted, numbers chosen, moved, taken out, and the file that leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from app.actions.column_maps import forms
from app.actions.desk import Desk
from app.statistics.columns import columns_of
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.numbers.forms import FormsPage
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


def page(window: DeskWindow) -> FormsPage:
    found = window.page()
    assert isinstance(found, FormsPage)
    return found


def make(window: DeskWindow, *headings: str) -> FormsPage:
    """A form made by keys alone."""
    window.press("Ctrl+8", "F6", "Alt+N")
    window.write("Statsforvalteren")
    window.press("Tab")
    window.write("\t".join(headings)) if len(headings) == 1 else paste(window, "\t".join(headings))
    window.press("Ctrl+Enter")
    window.settle()
    return page(window)


def paste(window: DeskWindow, text: str) -> None:
    QApplication.clipboard().setText(text)
    window.press("Ctrl+V")


def shown(made: FormsPage) -> list[tuple[str, object]]:
    assert made.form is not None
    return [(one.column.heading, one.value) for one in made.form.cells]


def test_the_headings_are_pasted_and_the_plain_ones_are_filled_at_once(window: DeskWindow) -> None:
    made = make(window, "Skole", "År", "Individuelle samtaler", "Noe helt annet")
    assert shown(made) == [
        ("Skole", made.form.cells[0].value),  # type: ignore[union-attr]
        ("År", 2026),
        ("Individuelle samtaler", 6),
        ("Noe helt annet", ""),
    ]
    assert "2 står tomme" in made._said.text()


def test_a_number_is_chosen_by_a_word_of_its_name(window: DeskWindow) -> None:
    made = make(window, "Vårt spørsmål", "Skole")
    assert made.columns[0].hasFocus()
    window.press("Enter")
    window.write("personer som har fått")
    window.press("Enter", "Enter")
    window.settle()
    assert shown(page(window))[0] == ("Vårt spørsmål", 6)
    assert page(window).columns[0].hasFocus()


def test_columns_are_moved_taken_out_and_brought_back(window: DeskWindow) -> None:
    make(window, "A", "B", "C")
    window.press("Alt+Down")
    assert [name for name, _value in shown(page(window))] == ["B", "A", "C"]
    assert page(window).columns[1].hasFocus()
    window.press("Del")
    assert [name for name, _value in shown(page(window))] == ["B", "C"]
    window.press("Ctrl+Z")
    assert [name for name, _value in shown(page(window))] == ["B", "A", "C"]
    window.press("Alt+M")
    window.write("D")
    window.press("Ctrl+Enter")
    assert [name for name, _value in shown(page(window))] == ["B", "A", "C", "D"]
    assert page(window).columns[3].hasFocus()


def test_a_form_is_renamed_taken_out_and_brought_back(window: DeskWindow) -> None:
    make(window, "A")
    window.press("F2", "Ctrl+A")
    window.write("Fylket")
    window.press("Enter")
    assert [one.name for one in window.read(forms)] == ["Fylket"]
    page(window)._rows[page(window)._id].setFocus()
    window.press("Del")
    assert window.read(forms) == ()
    window.press("Ctrl+Z")
    assert [one.name for one in window.read(forms)] == ["Fylket"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_form_leaves_through_the_log(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    target = tmp_path / f"skjema.{ending}"
    monkeypatch.setattr(files, "save_as", lambda *_asked: str(target))
    make(window, "År", "Individuelle samtaler", "=1+1")
    window.press("Ctrl+Shift+S")
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(target).active
        assert sheet is not None
        assert [[cell.value for cell in row] for row in sheet.rows] == [
            ["År", "Individuelle samtaler", "'=1+1"],
            [2026, 6, None],
        ]
    else:
        assert target.read_text("utf-8-sig").splitlines() == ["År;Individuelle samtaler;'=1+1", "2026;6;"]
    verbs = window.read(lambda desk: [row[0] for row in desk.store.connection.rows("SELECT verb FROM event")])
    assert "document.exported" in verbs


def test_another_period_is_one_key_away(window: DeskWindow) -> None:
    make(window, "År", "Individuelle samtaler")
    window.press("PageUp")
    assert [value for _name, value in shown(page(window))] == [2025, 0]


def test_a_form_needs_a_name_of_its_own(window: DeskWindow) -> None:
    make(window, "A")
    window.press("Alt+N", "Tab", "Ctrl+Enter")
    assert len(window.read(forms)) == 1
    window.write("statsforvalteren")
    window.press("Tab", "Ctrl+Enter")
    assert len(window.read(forms)) == 1
    assert columns_of(window.read(forms)[0].columns)[0].heading == "A"
