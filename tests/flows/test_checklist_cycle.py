"""The checklist as a cycle in the real window, by keys alone: evidence, actions, the next round, other questionnaires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.checklists import answer_question, finish_round, open_round, rounds, start_round
from app.actions.desk import Desk
from app.actions.service_actions import actions, add_action
from app.records.checklist import ChecklistRound
from app.records.progress import is_copy
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.checklist.actions import ActionRow, ActionSheet
from ui.pages.checklist.evidence import RecordsSheet
from ui.pages.checklist.fed import FedView
from ui.pages.checklist.over_time import OverTime
from ui.theme import Label, Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


Opener = Callable[[Callable[[Desk], object]], DeskWindow]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    windows: list[DeskWindow] = []

    def make(fill: Callable[[Desk], object]) -> DeskWindow:
        windows.append(DeskWindow(tmp_path, fill, stood_for=("people", "session")))
        return windows[-1]

    yield make
    for window in windows:
        window.close()


def texts(window: DeskWindow) -> str:
    return " | ".join(label.text() for label in window.page().findChildren(Label) if label.isVisible())


def begun(desk: Desk) -> None:
    start_round(desk)


def a_year_on(desk: Desk) -> None:
    """A finished round with one no that became an action."""
    start_round(desk)
    current = open_round(desk)
    assert current is not None
    answer_question(desk, current.id, "T1", answer="no", how="Orientere vaktlag B")
    answer_question(desk, current.id, "T2", answer="yes", how="I innkomstsamtalen")
    add_action(
        desk, question="T1", text="Orientere vaktlag B", who="Gloa", due="+3", checklist_round=current.id
    )
    finish_round(desk, current.id)


def test_a_no_becomes_an_action_in_two_keys(opened: Opener) -> None:
    window = opened(begun)
    window.press("Ctrl+4", "N")
    window.write("Orientere vaktlag B")
    before = window.pressed
    window.press("Ctrl+T", "Enter")
    assert window.pressed - before == 2
    (action,) = window.read(actions).open
    assert (action.text, action.question) == ("Orientere vaktlag B", "T1")
    assert action.due == dt.date(2026, 2, 18)
    assert window.page().findChildren(ActionRow)
    assert "Tiltak: skjedde det?" in texts(window)


def test_esc_closes_the_sheet_and_not_the_checklist(opened: Opener) -> None:
    window = opened(begun)
    window.press("Ctrl+4", "N", "Ctrl+T")
    assert window.shell.findChildren(ActionSheet)
    window.press("Esc")
    assert window.page().name == "checklist"
    assert not window.read(actions).open


def test_the_records_behind_a_line_are_one_key_away(opened: Opener) -> None:
    def talked(desk: Desk) -> None:
        add_talk(desk, add_person(desk, "Lyngvar"), "Ville ha CV.", day="2026-01-05", themes="cv,digital")
        start_round(desk)

    window = opened(talked)
    window.press("Ctrl+4", *["Enter"] * 5)
    assert "Samtaler og grupper om digitale verktøy: 1" in texts(window)
    window.press("Alt+1")
    (sheet,) = window.shell.findChildren(RecordsSheet)
    said = [label.text() for label in sheet.findChildren(Label)]
    assert any("Lyngvar" in text for text in said)
    window.press("Enter")
    assert window.page().name == "session"


def test_the_next_round_opens_as_a_copy_and_enter_says_that_it_still_holds(opened: Opener) -> None:
    window = opened(a_year_on)
    window.press("Ctrl+4", "Enter")
    current = window.read(rounds).current
    assert current is not None
    assert [is_copy(current, row) for row in current.answers] == [True, True]
    assert "Som sist: nei" in texts(window)
    assert "Tiltak: skjedde det?" in texts(window)
    window.press("J", "Ctrl+A")
    window.write("Gjort i høst")
    window.press("Enter", "Enter")
    current = window.read(rounds).current
    assert current is not None
    assert {row.question: (row.answer, is_copy(current, row)) for row in current.answers} == {
        "T1": ("yes", False),
        "T2": ("yes", False),
    }


def test_today_asks_for_an_action_and_space_says_that_it_happened(opened: Opener) -> None:
    window = opened(a_year_on)
    assert "Orientere vaktlag B" in texts(window)
    window.press("Alt+P", "Space")
    assert [one.state for one in window.read(actions).ended] == ["done"]


def test_progress_is_a_picture_with_what_is_done_beside_it(opened: Opener) -> None:
    window = opened(a_year_on)
    window.press("Ctrl+4", "Ctrl+G")
    assert window.page().findChildren(OverTime)
    assert "1 av 24 spørsmål er der de skal være." in texts(window)
    window.press("Del")
    assert [one.state for one in window.read(actions).ended] == ["dropped"]


def test_a_reflection_is_private_and_the_plan_is_shared(opened: Opener) -> None:
    window = opened(lambda desk: None)
    window.go("checklist", questionnaire="2020-ethics")
    window.press("Enter")
    window.write("En som ville vite mer enn jeg kunne svare på")
    window.press("Tab", "J")
    window.write("Jeg visste for lite")
    window.press("Enter")
    mine = window.read(lambda desk: rounds(desk, "2020-ethics")).current
    assert mine is not None
    assert [(row.question, row.answer) for row in mine.answers] == [("E1", "touched")]
    window.go("checklist", questionnaire="2021-quality-plan")
    window.press("Enter")
    plan = window.read(lambda desk: rounds(desk, "2021-quality-plan")).current
    assert plan is not None

    def owners(desk: Desk) -> list[str]:
        return [desk.store.meta(ChecklistRound, one.id, viewer=desk.viewer).owner for one in (mine, plan)]

    owner, shared = window.read(owners)
    assert owner
    assert shared == ""


def test_the_benchmarks_are_fed_by_the_24_questions(opened: Opener) -> None:
    window = opened(a_year_on)
    window.go("checklist", questionnaire="2025-gatsby")
    assert window.page().findChildren(FedView)
    assert "Ingen av de 24 spørsmålene spør om dette." in texts(window)
