"""Everybody's applications in the real window, by keys alone: the nearest deadline first, handed in, answered, opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.applications import ApplicationsView, applications_view
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.entry.draft import Draft
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.pages.applications.page import NEAR, ApplicationsPage
from ui.pages.people import PeoplePage
from ui.pages.people.entries import told
from ui.pages.people.rows import EntryRow
from ui.pages.person_work.page import PersonWorkPage
from ui.pages.person_work.rows import ApplicationRow
from ui.theme import Theme

MADE = (
    ("Lyngvar", "vgo", "2026-03-01", "certificate,eid", "certificate,eid", "ready"),
    ("Havmod", "job", "2026-01-26", "cv", "", "collecting"),
    ("Tindre", "fagskole", "", "", "", "planned"),
    ("Rognulf", "so", "2026-04-15", "", "", "sent"),
    ("Solmund", "course", "2025-11-15", "", "", "answered"),
    ("Steinvid", "job", "2026-02-01", "", "", "dropped"),
)


def fill(desk: Desk) -> None:
    """One of each state; and one of somebody who has left."""
    for name, kind, deadline, papers, have, state in MADE:
        raw = {"person": add_person(desk, name), "kind": kind, "what": f"Til {name}", "state": state}
        raw |= {"deadline": deadline, "papers": papers, "papers_have": have}
        raw |= {"sent_on": "2026-01-12"} if state in ("sent", "answered") else {}
        raw |= {"outcome": "offer", "outcome_on": "2026-01-14"} if state == "answered" else {}
        add_entry(desk, Draft("application", {name: value for name, value in raw.items() if value}))
    gone = add_person(desk, "Ospar", left_on="2026-01-02", left_kind="released")
    add_entry(desk, Draft("application", {"person": gone, "kind": "vgo", "state": "planned"}))


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = DeskWindow(tmp_path, fill, stood_for=())
    made.go("applications")
    yield made
    made.close()


def view(window: DeskWindow) -> ApplicationsView:
    return window.read(applications_view)


def page(window: DeskWindow) -> ApplicationsPage:
    found = window.page()
    assert isinstance(found, ApplicationsPage)
    return found


def lit(window: DeskWindow) -> str:
    here = QApplication.focusWidget()
    assert isinstance(here, ApplicationRow)
    return here.accessibleName().split(",")[0].split(" · ")[0]


def names(window: DeskWindow) -> list[str]:
    return [row.accessibleName().split(" · ")[0] for row in page(window)._rows]


def test_the_nearest_deadline_stands_first_and_who_has_left_is_not_there(window: DeskWindow) -> None:
    found = view(window)
    assert [one.name for one in found.open] == ["Havmod", "Lyngvar", "Tindre"]
    assert [one.name for one in found.sent] == ["Rognulf"]
    assert [one.name for one in found.answered] == ["Solmund"]
    assert lit(window) == "Havmod"


def test_space_hands_in_and_the_focus_goes_on(window: DeskWindow) -> None:
    window.press("Space")
    assert [one.name for one in view(window).open] == ["Lyngvar", "Tindre"]
    assert [one.name for one in view(window).sent] == ["Rognulf", "Havmod"]
    window.press("Ctrl+Z")
    assert [one.name for one in view(window).open] == ["Havmod", "Lyngvar", "Tindre"]


def test_an_answer_is_written_from_here(window: DeskWindow) -> None:
    window.press("A", "Enter")
    window.settle()
    assert "Havmod" in [one.name for one in view(window).answered]


def test_enter_opens_the_way_on_of_the_person_at_it(window: DeskWindow) -> None:
    window.press("Enter")
    window.settle()
    assert isinstance(window.page(), PersonWorkPage)
    assert lit(window) == "Jobb: Til Havmod"
    window.press("Esc")
    assert lit(window) == "Havmod"


def test_chips_leave_those_that_miss_papers_or_are_near(window: DeskWindow) -> None:
    shown = page(window)
    shown.chips.set_value("missing")
    shown.chips.changed.emit()
    window.settle()
    assert names(window)[:1] == ["Havmod"]
    assert "Lyngvar" not in names(window)
    shown.chips.set_value(NEAR)
    shown.chips.changed.emit()
    window.settle()
    assert names(window) == ["Havmod", "Rognulf", "Solmund"]


def timeline(window: DeskWindow, person: str) -> list[EntryRow]:
    window.go("people", person=person)
    window.settle()
    shown = window.page()
    assert isinstance(shown, PeoplePage)
    return shown.pane.timeline.rows()


def test_what_was_applied_for_and_reviews_stand_on_the_timeline(window: DeskWindow) -> None:
    people = {one.name: one.application.person for one in view(window).every()}
    raw = {"person": people["Solmund"], "day": "2026-01-15", "own_view": "Det går framover."}
    window.read(lambda desk: add_entry(desk, Draft("review", raw | {"next_on": "2026-03-16"})))
    review, applied = timeline(window, people["Solmund"])
    assert review.entry.kind == "review"
    said = told(review.entry, today=review.entry.day, alone=False)
    assert (said.head, said.extra, said.text) == (
        "Gjennomgang av planen",
        "neste 16. mars",
        "Det går framover.",
    )
    said = told(applied.entry, today=review.entry.day, alone=False)
    assert said.head == "Søkt"
    assert said.extra == "Kurs: Til Solmund · besvart 14. jan. · fikk plass eller ja"
    applied.setFocus()
    window.press("Enter")
    window.settle()
    assert isinstance(window.page(), PersonWorkPage)


def test_what_is_only_planned_is_not_on_the_timeline(window: DeskWindow) -> None:
    people = {one.name: one.application.person for one in view(window).every()}
    assert timeline(window, people["Tindre"]) == []
