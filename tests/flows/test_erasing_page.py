"""Deleting for good, restricting and retention in the real window: two steps, a typed word, and nothing comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.retention import record_decision, set_rule
from app.records.person import Person
from app.records.session import Session
from app.store.errors import RecordGone
from tests.builders import add_person, add_talk
from tests.flows.people_at_hand import CRANE, NOTE, PeopleWindow
from ui.pages.erasing.page import ErasingPage, MentionRow
from ui.pages.erasing.sheets import EntrySheet, TypedSheet
from ui.pages.people.closed_case import ClosedCase
from ui.pages.retention.page import RetentionPage
from ui.pages.retention.rows import ProposalRow
from ui.pages.retention.sheets import DeleteSheet
from ui.theme import Theme


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[PeopleWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = PeopleWindow(tmp_path)
    yield made
    made.close()


def gone(window: PeopleWindow, name: str) -> bool:
    def look(desk: Desk) -> bool:
        try:
            desk.get(Person, window.filled.people[name])
        except RecordGone:
            return True
        return False

    return window.read(look)


def test_a_person_is_deleted_in_two_steps_with_the_name_typed(window: PeopleWindow) -> None:
    window.open("Mosind").pane.erase()
    window.settle()
    page = window.page()
    assert isinstance(page, ErasingPage)
    window.press("Ctrl+Enter")
    assert window.no_sheet()  # without a reason there is no second step
    window.press("1", "Ctrl+Enter")
    assert isinstance(window.sheet(), TypedSheet)
    window.press("Enter")
    assert not gone(window, "Mosind")
    window.write("mosind")
    window.press("Enter")
    assert gone(window, "Mosind")
    assert window.page().name == "people"
    window.press("Ctrl+Z")
    assert gone(window, "Mosind")
    assert window.read(lambda desk: desk.store.search(CRANE[:20], viewer=desk.viewer)) == []
    assert window.read(lambda desk: desk.store.check()) == []


def test_where_else_the_name_stands_is_listed_and_opened(window: PeopleWindow) -> None:
    window.go("erasing", person=window.filled.people["Havmod"])
    (row,) = window.page().findChildren(MentionRow)
    assert "Havmod og Tindre holdt innlegg" in row.accessibleName()
    row.click()
    window.settle()
    assert window.page().name == "session"


def test_one_entry_goes_by_its_own_key_once_a_reason_is_chosen(window: PeopleWindow) -> None:
    window.open("Lyngvar", entry=window.filled.talk)
    window.press("Shift+Del")
    sheet = window.sheet()
    assert isinstance(sheet, EntrySheet)
    window.press("Enter")
    assert window.filled.talk in {session.id for session in window.sessions_with("Lyngvar")}
    window.press("2", "Enter")  # the focus went to what was missing
    assert window.filled.talk not in {session.id for session in window.sessions_with("Lyngvar")}
    assert window.read(lambda desk: desk.store.search(NOTE[:20], viewer=desk.viewer)) == []
    assert window.read(lambda desk: desk.store.find(Session, viewer=desk.viewer, voided=True))


def test_a_restricted_case_says_so_and_is_opened_again(window: PeopleWindow) -> None:
    page = window.open("Mosind")
    page.pane.restrict()
    window.write("innsigelse")
    window.press("Enter")
    window.open("Mosind")
    (closed,) = page.findChildren(ClosedCase)
    assert closed.isVisible()
    assert not page.pane.isVisible()
    closed.lift.click()
    window.settle()
    window.press("Enter")
    window.open("Mosind")
    assert page.pane.isVisible()


def test_what_is_proposed_is_ticked_and_deleted_after_a_last_question(window: PeopleWindow) -> None:
    def fill(desk: Desk) -> None:
        for name in ("Fjellrik", "Åsvarde"):
            person = add_person(desk, name, left_on="2024-01-10", left_kind="released")
            add_talk(desk, person, day="2024-01-08")
        record_decision(desk, reference="2025/114", day="3.3.2025", who="fylkesarkivet")
        set_rule(desk, "notes", months="12", outcome="may_be_deleted")

    window.read(fill)
    window.go("retention")
    page = window.page()
    assert isinstance(page, RetentionPage)
    rows = page.findChildren(ProposalRow)
    assert [row.one.name for row in rows] == ["Fjellrik", "Åsvarde"]
    window.press("Space", "Del")
    assert isinstance(window.sheet(), DeleteSheet)
    window.press("Enter")
    assert [row.one.name for row in page.findChildren(ProposalRow) if row.isVisible()] == ["Åsvarde"]
    window.press("U")
    assert not [row for row in page.findChildren(ProposalRow) if row.isVisible()]
