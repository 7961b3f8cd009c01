"""Everybody's referrals in the real window, by keys alone: the oldest without an answer first, answered with its step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.actions.referrals import ReferralsView, referrals_view
from app.entry.draft import Draft
from app.records.step import Step
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.pages.referrals.page import ReferralRow
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
    window.go("referrals")
    yield window
    window.close()


def fill(desk: Desk) -> None:
    """Two without an answer, one of them with a contact and a step that waits; one of somebody who has left."""
    for name, made, contact in (("Lyngvar", "2026-01-12", ""), ("Havmod", "2025-12-01", "Tindre")):
        person = add_person(desk, name)
        asked = {
            "person": person,
            "to": "nav_prison",
            "question": "tiltak",
            "made_on": made,
            "contact": contact,
        }
        add_entry(desk, Draft("referral", asked))
        add_entry(desk, Draft("step", {"person": person, "text": "Vente på Nav", "who": "nav"}))
    gone = add_person(desk, "Ospar", left_on="2026-01-02", left_kind="released")
    add_entry(desk, Draft("referral", {"person": gone, "to": "debt", "made_on": "2025-11-01"}))


def view(window: DeskWindow) -> ReferralsView:
    return window.read(referrals_view)


def test_the_oldest_stands_first_and_whoever_was_asked_is_named(window: DeskWindow) -> None:
    rows = window.page().findChildren(ReferralRow)
    assert [row.line.name for row in rows] == ["Havmod", "Lyngvar"]
    assert rows[0].hasFocus()
    assert "Tindre" in rows[0].accessibleName()


def test_an_answer_settles_the_referral_and_the_step_behind_it(window: DeskWindow) -> None:
    window.press("A")
    window.write("får plass i februar")
    window.press("Enter")
    assert window.pressed == 2
    found = view(window)
    assert [one.name for one in found.waiting] == ["Lyngvar"]
    assert [(one.name, one.answer) for one in found.answered] == [("Havmod", "får plass i februar")]
    states = window.read(lambda desk: {s.person: s.state for s in desk.store.find(Step, viewer=desk.viewer)})
    assert sorted(states.values()) == ["done", "open"]
    window.press("Ctrl+Z")
    assert [one.name for one in view(window).waiting] == ["Havmod", "Lyngvar"]
