"""The dialog of somebody who leaves: Enter on what stands settles everything, and each step can end otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.corrections import undo
from app.actions.desk import Desk
from app.records.request import Request
from tests.builders import MONDAY
from tests.flows.people_at_hand import PeopleWindow
from ui.forms import LineEdit
from ui.pages.people.leaving import LeavingSheet
from ui.theme import Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[PeopleWindow]:
    made = PeopleWindow(tmp_path)
    yield made
    made.close()


def sheet(window: PeopleWindow) -> LeavingSheet:
    found = window.sheet()
    assert isinstance(found, LeavingSheet)
    return found


def test_five_keys_settle_everything_and_one_takes_it_back(window: PeopleWindow) -> None:
    person = window.filled.people["Lyngvar"]

    def ask(desk: Desk) -> None:
        with desk.store.transaction("test", actor=desk.viewer) as t:
            t.put(Request(day=MONDAY.date(), person=person), case=person)

    window.read(ask)
    before = (window.step_states("Lyngvar"), window.sessions_with("Lyngvar"))
    window.open("Lyngvar")
    window.press("Alt+M", "Down", "Down", "Enter")
    said = " ".join(label.text() for label in sheet(window).findChildren(QLabel) if label.isVisible())
    for part in (
        "Sende fagbrevet til godkjenning",
        "Få svar om norskkurs",
        "avlyses",
        "1 ønske",
        "Norskkurs B1?",
    ):
        assert part in said
    window.press("Enter")
    assert window.pressed == 5
    assert set(window.step_states("Lyngvar").values()) == {"dropped"}
    assert [one.state for one in window.sessions_with("Lyngvar") if one.state == "planned"] == []
    assert window.person("Lyngvar").left_on == MONDAY.date()
    window.read(undo)
    assert (window.step_states("Lyngvar"), window.sessions_with("Lyngvar")) == before


def test_how_when_and_the_end_of_each_step_are_said_with_keys(window: PeopleWindow) -> None:
    window.open("Lyngvar").pane.archive()
    window.settle()
    window.press("2", "Tab")
    day = QApplication.focusWidget()
    assert isinstance(day, LineEdit)
    day.selectAll()
    window.write("i går")
    window.press("Tab", "2", "Tab", "3")
    assert sheet(window)._to.isVisible()
    window.press("Enter")
    assert window.step_states("Lyngvar") == {
        "Sende fagbrevet til godkjenning": "done",
        "Få svar om norskkurs": "dropped",
    }
    lyngvar = window.person("Lyngvar")
    assert (lyngvar.left_kind, (MONDAY.date() - lyngvar.left_on).days if lyngvar.left_on else 0) == (
        "transferred",
        1,
    )


def test_whoever_has_nothing_open_is_asked_only_how_and_when(window: PeopleWindow) -> None:
    window.open("Mosind").pane.archive()
    window.settle()
    assert not sheet(window)._steps
    window.press("Esc")
    assert window.no_sheet()
    assert window.person("Mosind").left_on is None
