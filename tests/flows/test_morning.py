"""07:50 of the Monday in the real window: two of three sessions are void, their hours go to those who waited longest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.desk import Desk
from app.actions.requests import save_request
from app.actions.sessions import book_session
from app.entry.draft import Draft
from app.records.step import Step
from app.store.questions.bookings import bookings
from app.store.questions.queue import queue
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.today.needs import DueRow
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
    window = DeskWindow(tmp_path, fill, stood_for=("people",))
    yield window
    window.close()


def fill(desk: Desk) -> None:
    """Three sessions today, and two who have waited for weeks."""
    for name, clock in (("Lyngvar", "11"), ("Havmod", "12"), ("Ospar", "13")):
        book_session(desk, add_person(desk, name), f"+0 {clock}")
    for name, day in (("Tindre", "2025-12-10"), ("Solmund", "2025-12-17"), ("Mosind", "2026-01-12")):
        person = add_person(desk, name)
        save_request(desk, Draft("request", {"day": day, "person": person}))


def waiting(window: DeskWindow) -> list[str]:
    return window.read(
        lambda desk: [one.name for one in queue(desk.store, viewer=desk.viewer, day=desk.today)]
    )


def booked(window: DeskWindow) -> list[tuple[str, str]]:
    """Who is planned, by name, and the clock."""

    def ask(desk: Desk) -> list[tuple[str, str]]:
        return [
            (one.people[0].name, one.clock)
            for one in bookings(desk.store, viewer=desk.viewer, since=desk.today, until=desk.today)
        ]

    return window.read(ask)


def test_two_are_cancelled_and_the_longest_waiting_take_their_hours(window: DeskWindow) -> None:
    window.press("Del")
    window.press("Del")
    assert waiting(window) == ["Tindre", "Solmund", "Mosind", "Lyngvar", "Havmod"]
    assert booked(window) == [("Ospar", "13:00")]
    window.press("Alt+Q", "Enter", "Enter", "Enter", "Enter")
    assert waiting(window) == ["Mosind", "Lyngvar", "Havmod"]
    assert [name for name, _clock in booked(window)] == ["Tindre", "Solmund", "Ospar"]
    assert window.pressed + 1 <= 10  # and Enter after the passphrase


def test_all_who_wait_and_how_long_are_a_key_away(window: DeskWindow) -> None:
    window.press("Alt+A")
    said = " | ".join(label.text() for label in window.page().findChildren(QLabel))
    assert "har ventet lengst" in said


def test_reminders_are_answered_one_after_the_other_and_tab_leads_from_left_to_right(tmp_path: Path) -> None:
    def overdue(desk: Desk) -> None:
        fill(desk)
        person = add_person(desk, "Rognulf")
        steps = "\n".join(f"Ringe skolen {n} @jeg 12.1.26" for n in (1, 2, 3))
        add_talk(desk, person, "Mangler vitnemål.", day="2026-01-05", step_lines=steps)

    window = DeskWindow(tmp_path, overdue, stood_for=("people",))
    window.press("Alt+P")
    window.press("Space", "Space")
    steps = window.read(lambda desk: desk.store.find(Step, viewer=desk.viewer))
    assert sorted(step.state for step in steps) == ["done", "done", "open"]
    row = QApplication.focusWidget()
    assert isinstance(row, DueRow)
    assert row.due.rule == "overdue"
    window.press("Alt+Q", "Enter", "Enter")  # the left side is made anew, the right one is not
    while not isinstance(QApplication.focusWidget(), DueRow):
        window.press("Tab")
        assert window.page().isAncestorOf(QApplication.focusWidget())  # not round by the side bar
    window.close()
