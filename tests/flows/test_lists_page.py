"""The school's lists in the real window, by keys alone: added, renamed, found by a former name, merged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.lists import Listed, listed
from app.actions.named import add_named
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.pages.settings.lists import EntrySheet, ListSection, MergeSheet
from ui.theme import Row, Theme

WARDS = ("Bjørk", "Einer", "Furru", "Furu", "Gran", "Lind", "Osp", "Rogn", "Selje")


def _fill(desk: Desk) -> None:
    for name in WARDS:
        add_named(desk, "ward", name)
    wrong = next(one.id for one in listed(desk, "ward") if one.name == "Furru")
    add_person(desk, "Lyngvar", ward=wrong)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    window = DeskWindow(tmp_path, _fill)
    window.go("settings", section="wards")
    yield window
    window.close()


def _wards(window: DeskWindow) -> dict[str, Listed]:
    return {one.name: one for one in window.read(lambda desk: listed(desk, "ward"))}


def _shown(window: DeskWindow) -> list[str]:
    rows = window.page().findChildren(Row)
    names = [row.accessibleName().split(",")[0] for row in rows if row.isVisible()]
    return [name for name in names if name in {*WARDS, "Furutoppen"}]


def _in_hand(window: DeskWindow) -> str:
    focus = QApplication.focusWidget()
    assert window.page().isAncestorOf(focus)
    return focus.accessibleName()


def test_one_tab_leads_from_the_sections_into_the_open_one(window: DeskWindow) -> None:
    assert _in_hand(window) == "Avdelinger"
    window.press("Tab", "Tab")
    assert _in_hand(window).startswith("Finn i listen")
    window.press("Shift+Tab", "Shift+Tab", "Up", "Up", "Enter", "Tab")
    assert _in_hand(window).startswith("Vanlig lengde")


def test_two_that_are_one_are_merged_and_it_is_taken_back(window: DeskWindow) -> None:
    row = next(row for row in window.page().findChildren(Row) if row.accessibleName().startswith("Furru"))
    row.setFocus()
    window.press("Enter")
    assert window.shell.findChildren(EntrySheet)
    window.press("Alt+M")
    assert window.shell.findChildren(MergeSheet)
    window.write("fur")
    window.press("Enter", "Enter")
    assert (_wards(window)["Furu"].former, _wards(window)["Furu"].used) == ("Furru", 1)
    assert "Furru" not in _shown(window)
    assert _in_hand(window).startswith("Furu")  # what came in the place of the one that is gone
    window.press("Ctrl+Z")
    assert _wards(window)["Furru"].used == 1
    assert "Furru" in _shown(window)


def test_a_renamed_entry_is_found_by_what_it_was_called(window: DeskWindow) -> None:
    row = next(row for row in window.page().findChildren(Row) if row.accessibleName().startswith("Furu"))
    row.setFocus()
    window.press("Enter", "Ctrl+A")
    window.write("Furutoppen")
    window.press("Enter")
    assert _wards(window)["Furutoppen"].former == "Furu"
    assert _in_hand(window).startswith("Furutoppen")
    (section,) = window.page().findChildren(ListSection)
    section.search.take_focus()
    window.write("furu")
    assert _shown(window) == ["Furutoppen"]


def test_a_name_that_is_taken_is_said_at_its_field_and_nothing_is_lost(window: DeskWindow) -> None:
    window.press("Alt+N")
    window.write("gran")
    window.press("Enter")
    (sheet,) = window.shell.findChildren(EntrySheet)
    assert sheet.fields["name"].value() == "gran"
    assert "Slå heller" in sheet.fields["name"].problem
