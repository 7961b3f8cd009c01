"""What a group adds to a talk: written on its sheet, kept with the session, listed in the place of the service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.desk import Desk
from app.actions.service_activities import activities, activity_facts
from app.actions.sessions import save_session
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.session import Session
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.pages.service.page import ServicePage
from ui.pages.session.activity import ActivitySheet
from ui.pages.session.page import SessionPage
from ui.theme import BareRow, Theme


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = DeskWindow(tmp_path, lambda desk: add_person(desk, "Lyngvar"), stood_for=("people", "paper"))
    yield made
    made.close()


def form(window: DeskWindow) -> SessionPage:
    page = window.page()
    assert isinstance(page, SessionPage)
    return page


def sheet(window: DeskWindow) -> ActivitySheet:
    return next(one for one in window.shell.findChildren(ActivitySheet) if one.isVisible())


def sessions(window: DeskWindow) -> list[Session]:
    return window.read(lambda desk: desk.store.find(Session, viewer=desk.viewer))


def shown(window: DeskWindow) -> str:
    labels = [one.text() for one in window.shell.findChildren(QLabel) if one.isVisible()]
    rows = [one.accessibleName() for one in window.shell.findChildren(BareRow) if one.isVisible()]
    return "\n".join([*labels, *rows])


def begin(window: DeskWindow) -> None:
    """A group of which only the topic and the number are written."""
    window.go("session", form="group")
    window.write("Fra fagbrev til jobb")
    form(window).participants.headcount.take_focus()
    window.write("11")


def test_aim_guests_and_faces_are_written_with_keys_and_kept(window: DeskWindow) -> None:
    begin(window)
    window.press("Ctrl+G")
    window.write("Vite hva en lærebedrift ser etter")
    one = sheet(window)
    assert not one.fields["guest_count"].isVisible()
    one.fields["guests"].take_focus()
    window.write("lære")
    window.press("Enter")
    assert one.fields["guest_count"].isVisible()
    one.fields["guest_count"].take_focus()
    window.write("2")
    one.fields["smile_5"].take_focus()
    window.write("9")
    window.press("Enter")
    assert form(window).activity.isVisible()
    assert "Vite hva en lærebedrift ser etter" in shown(window)
    window.press("Ctrl+Enter")
    (held,) = sessions(window)
    (about,) = held.activities
    assert (about.aim, about.guests, about.guest_count, about.smile_5) == (
        "Vite hva en lærebedrift ser etter",
        ("apprenticeship",),
        2,
        9,
    )


def test_what_is_wrong_stands_at_its_field_and_an_empty_sheet_is_nothing(window: DeskWindow) -> None:
    begin(window)
    window.press("Ctrl+G")
    sheet(window).fields["smile_1"].take_focus()
    window.write("mange")
    window.press("Enter")
    one = sheet(window)
    assert one.isVisible()
    one.fields["smile_1"].set_value("")
    window.press("Enter")
    window.press("Ctrl+Enter")
    (held,) = sessions(window)
    assert held.activities == ()


def test_only_a_group_has_it(window: DeskWindow) -> None:
    window.go("session")
    assert not form(window).activity.isVisible()
    window.press("Ctrl+G")
    assert not window.shell.findChildren(ActivitySheet)


def test_the_list_leads_to_the_session_where_it_is_changed(window: DeskWindow) -> None:
    raw = {"day": "2026-01-12", "form": "group", "topic": "Arbeidslivsdag", "headcount": "9"}
    about = Draft("activity", {"guests": "employer", "outcomes": "contact_made", "smile_4": "6"})

    def keep(desk: Desk) -> None:
        save_session(desk, Draft("session", raw, {"activities": [about]}))

    window.read(keep)
    window.go("service", section="activity")
    page = window.page()
    assert isinstance(page, ServicePage)
    row = next(one for one in page.findChildren(BareRow) if "Arbeidslivsdag" in one.accessibleName())
    assert "9 deltakere · arbeidsgiver · fjes: 0 0 0 6 0 · kontakt etablert" in row.accessibleName()
    row.setFocus()
    window.press("Enter")
    assert form(window).form.draft.rows("activities")[0].get("smile_4") == "6"
    window.press("Ctrl+G")
    sheet(window).fields["aim"].take_focus()
    window.write("Møte noen som ansetter")
    window.press("Enter", "Ctrl+Enter")
    (held,) = sessions(window)
    assert (held.activities[0].aim, held.activities[0].smile_4) == ("Møte noen som ansetter", 6)


def test_an_empty_list_says_how_to_begin(window: DeskWindow) -> None:
    window.go("service", section="activity")
    assert "Ingen grupper ennå" in shown(window)
    window.press("Alt+N")
    assert form(window).form.draft.get("form") == "group"


def test_the_line_of_an_activity_is_short_and_says_what_it_holds(window: DeskWindow) -> None:
    found = window.read(activities)
    assert found == ()
    draft = Draft("activity", {"guests": "nav,union", "guest_count": "1"})
    assert activity_facts(draft, "Nav Fjellbygd") == "Nav, fagforening · 1 gjest · gjester fra Nav Fjellbygd"
    assert activity_facts(Draft("activity")) == ""
    raw = {"day": "2026-01-12", "form": "individual"}
    kept = Draft("session", raw, {"activities": [draft]})
    person = window.read(lambda desk: add_person(desk, "Havmod"))
    kept.children["attendances"] = [Draft("attendance", {"person": person})]
    window.read(lambda desk: save_session(desk, kept))
    (talk,) = sessions(window)
    assert not to_draft(talk).rows("activities")
