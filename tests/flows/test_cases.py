"""Whose a case is, by keys alone: share, hand over, deliver, stand in, open in an emergency; and alone nothing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.cases import case_rights, emergencies_to_see, substitutions
from app.actions.desk import Desk
from app.actions.requests import request_draft, save_request
from app.actions.session_list import found_sessions
from app.actions.timetable import clashes
from app.actions.week_booking import booking_draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.place import Room
from app.records.session import Session
from app.store import granting
from app.store.store import Viewer
from tests.builders import MONDAY, add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.cases.elsewhere import ElsewherePane
from ui.pages.cases.sheets import EmergencySheet, HandOverSheet, ShareSheet
from ui.pages.cases.told import EmergencyCard
from ui.theme import Label, Theme

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


class Rooms:
    """Two counsellors, each with a person; the window is the first one's, who is head too."""

    def __init__(self) -> None:
        self.mine = self.theirs = ""
        self.other = Viewer("")

    def fill(self, desk: Desk) -> None:
        self.other = Viewer(desk.store.add_counsellor(name="Eirvar", passphrase="noe helt annet her"))
        self.mine = add_person(desk, "Lyngvar")
        add_talk(desk, self.mine, "Vil bli kranfører.")
        theirs, room = Person(name="Vidmar", strengths="hemmelig"), Room(name="Rom 2")
        self.theirs, self.room = theirs.id, room.id
        talk = Session(
            day=MONDAY.date() + dt.timedelta(days=1),
            clock="10:00",
            state="planned",
            room=room.id,
            attendances=(Attendance(person=theirs.id),),
        )
        with desk.store.transaction("filled", actor=self.other) as t:
            t.put(theirs)
            t.put(room, owner="")
            t.put(talk)


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


@pytest.fixture
def window(tmp_path: Path, rooms: Rooms) -> Iterator[DeskWindow]:
    window = DeskWindow(tmp_path, rooms.fill, stood_for=("paper",))
    yield window
    window.close()


def said(window: DeskWindow) -> str:
    shown = (one.text() for one in window.page().findChildren(Label) if one.isVisible())
    return " ".join(shown)


def on_top(window: DeskWindow, kind: type) -> object:
    return next(one for one in window.shell.findChildren(kind) if one.isVisible())


def open_sheets(window: DeskWindow, kind: type) -> list[object]:
    return [one for one in window.shell.findChildren(kind) if one.isVisible()]


def as_other(rooms: Rooms, do: Callable[[Desk], object]) -> Callable[[Desk], object]:
    """The same at the colleague's desk."""

    def done(desk: Desk) -> object:
        me, desk.store.opened.counsellor = desk.store.opened.counsellor, rooms.other.counsellor
        try:
            return do(desk)
        finally:
            desk.store.opened.counsellor = me

    return done


def test_a_colleagues_person_is_known_to_be_here_and_no_more(window: DeskWindow, rooms: Rooms) -> None:
    window.go("people")
    window.write("vidm")
    window.press("Enter", "Enter")
    assert "Vidmar" in said(window)
    assert "Eirvar har denne saken" in said(window)
    assert "hemmelig" not in said(window)


def test_a_request_is_delivered_to_the_case_counsellor(window: DeskWindow, rooms: Rooms) -> None:
    window.go("people", person=rooms.theirs)
    window.press("Enter")  # the first thing that can be done
    window.write("Vil snakke om læreplass")
    window.press("Ctrl+Enter")
    asked = window.read(as_other(rooms, lambda desk: desk.store.count(_request(), viewer=desk.viewer)))
    assert asked == 1
    assert window.read(lambda desk: desk.store.count(_request(), viewer=desk.viewer)) == 0


def _request() -> type:
    from app.records.request import Request

    return Request


def test_a_case_is_shared_by_keys_and_it_says_so_until_it_is_ended(window: DeskWindow, rooms: Rooms) -> None:
    window.go("people", person=rooms.mine)
    window.page().pane.share()  # Ctrl+K leads here
    window.settle()
    assert on_top(window, ShareSheet)
    window.press("Enter")
    assert not open_sheets(window, ShareSheet)
    assert "Delt med Eirvar" in said(window)
    assert window.read(as_other(rooms, lambda desk: case_rights(desk, rooms.mine).readable))
    (opening,) = window.read(lambda desk: case_rights(desk, rooms.mine)).open_to
    window.read(lambda desk: granting.end_sharing(desk.store, opening.id, actor=desk.viewer))
    assert not window.read(as_other(rooms, lambda desk: case_rights(desk, rooms.mine).readable))


def test_handing_over_takes_enter_twice(window: DeskWindow, rooms: Rooms) -> None:
    window.go("people", person=rooms.mine)
    window.page().pane.hand_over()
    window.settle()
    window.press("Enter")
    assert open_sheets(window, HandOverSheet)
    window.press("Enter")
    assert not open_sheets(window, HandOverSheet)
    assert "Eirvar har denne saken" in said(window)


def test_an_emergency_opening_says_what_is_logged_and_ends_at_once(window: DeskWindow, rooms: Rooms) -> None:
    window.go("people", person=rooms.theirs)
    pane = window.page().findChild(ElsewherePane)
    pane.open_in_emergency()
    window.settle()
    sheet = on_top(window, EmergencySheet)
    window.press("Enter")
    assert sheet.isVisible()  # a reason is required
    window.write("Fare for liv")
    window.press("Enter")
    assert any("Loggen vil si" in label.text() for label in sheet.findChildren(Label))
    window.press("Enter")
    assert "Nødåpning av saken til Eirvar: 4 timer igjen" in said(window)
    told = window.read(as_other(rooms, emergencies_to_see))
    assert [(one.name, one.reason) for one in told] == [("Vidmar", "Fare for liv")]
    window.clock.at += 4 * HOUR
    window.page()._look_again()
    window.settle()
    assert "Eirvar har denne saken" in said(window)


def test_the_owner_sees_it_on_today_until_it_was_noted(window: DeskWindow, rooms: Rooms) -> None:
    def opened(desk: Desk) -> object:
        roles = {"roles": '["head"]'}
        row = desk.store.connection.dicts("SELECT * FROM counsellor WHERE id = ?", (rooms.other.counsellor,))[
            0
        ]
        with desk.store.transaction("counsellor.roles_set", actor=desk.viewer) as t:
            t.write_row("counsellor", row["id"], {**row, **roles})
        return granting.open_in_emergency(
            desk.store, rooms.mine, actor=rooms.other, reason="Fare for liv", hours=1
        )

    window.read(opened)
    window.go("people")
    window.go("today")
    card = window.page().findChild(EmergencyCard)
    assert "Eirvar nødåpnet saken din Lyngvar" in said(window)
    card.seen.setFocus()
    window.press("Space")
    assert window.page().findChild(EmergencyCard) is None


def test_a_colleagues_talk_takes_the_room_and_says_whose_it_is(window: DeskWindow, rooms: Rooms) -> None:
    def in_the_way(desk: Desk) -> list[str]:
        day = MONDAY.date() + dt.timedelta(days=1)
        draft = booking_draft(desk, day=day, clock="10:00", person=rooms.mine)
        draft.raw["room"] = rooms.room
        return [one.text for one in clashes(desk, draft)]

    assert any("Rom 2" in text and "hos Eirvar" in text for text in window.read(in_the_way))
    assert not any("Vidmar" in text for text in window.read(in_the_way))
    assert len(window.read(lambda desk: found_sessions(desk, "planned", limit=9)).places) == 0


def test_with_one_counsellor_nothing_of_it_is_shown(tmp_path: Path) -> None:
    window = DeskWindow(tmp_path, lambda desk: add_person(desk, "Lyngvar"), stood_for=("paper",))
    person = window.read(lambda desk: found_person(desk))
    window.go("people", person=person)
    assert not window.page().finder.theirs.isVisible()
    assert window.page().doable() == ()
    assert window.read(substitutions) == ()
    window.press("Alt+M")
    assert "kollega" not in said(window)
    window.press("Esc")
    window.close()


def found_person(desk: Desk) -> str:
    return desk.store.ids(Person, viewer=desk.viewer)[0]


def test_a_draft_of_a_delivered_request_says_nothing_of_the_person(window: DeskWindow, rooms: Rooms) -> None:
    draft = window.read(lambda desk: request_draft(desk, person=rooms.theirs))
    assert draft.raw == {"day": MONDAY.date().isoformat(), "source": "self", "person": rooms.theirs}
    assert window.read(lambda desk: save_request(desk, draft)).people == {rooms.theirs}
