"""Requests in the real window, by keys alone: a slip in ten keys, the queue by days, booked, declined, matched later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.requests import save_request
from app.entry.draft import Draft
from app.records.person import Person
from app.records.request import Request
from app.records.session import Session
from app.store.questions.queue import Waiting, queue
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.pages.requests.rows import WaitingRow
from ui.pages.requests.sheets import BookSheet
from ui.theme import Row, Theme

Opener = Callable[..., DeskWindow]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    windows: list[DeskWindow] = []

    def make(fill: Callable[[Desk], None]) -> DeskWindow:
        windows.append(DeskWindow(tmp_path, fill, stood_for=("people",)))
        return windows[-1]

    yield make
    for window in windows:
        window.close()


def fill(desk: Desk) -> None:
    """Two people on a ward."""
    ward = add_named(desk, "ward", "Furu")
    add_person(desk, "Lyngvar", ward=ward, reads_best="pl")
    add_person(desk, "Havmod", ward=ward)


def waiting(window: DeskWindow) -> tuple[Waiting, ...]:
    return window.read(lambda desk: queue(desk.store, viewer=desk.viewer, day=desk.today))


def requests(desk: Desk) -> list[Request]:
    return desk.store.find(Request, viewer=desk.viewer)


def sessions(desk: Desk) -> list[Session]:
    return desk.store.find(Session, viewer=desk.viewer)


def test_a_slip_of_somebody_known_takes_three_keys(opened: Opener) -> None:
    window = opened(fill)
    window.press("Ctrl+R")
    window.write("lyn")
    window.press("Enter")
    window.write("fagbrev")
    window.press("Enter")
    assert window.pressed == 3
    (one,) = waiting(window)
    assert (one.name, one.ward, one.language, one.about, one.days) == ("Lyngvar", "Furu", "pl", "fagbrev", 0)
    assert window.page().name == "today"
    assert [row.waiting.name for row in window.page().findChildren(WaitingRow)] == ["Lyngvar"]


def test_a_slip_of_somebody_unknown_takes_at_most_ten_keys(opened: Opener) -> None:
    window = opened(fill)
    window.press("Ctrl+R")
    window.write("Ospar")
    window.press("Enter")
    window.write("fur")
    window.press("Enter", "Tab", "Right", "Tab")
    window.write("lit")
    window.press("Enter", "Tab")
    window.write("vil lære norsk")
    window.press("Enter")
    assert window.pressed <= 10
    (one,) = waiting(window)
    assert (one.person, one.name, one.ward, one.language) == ("", "Ospar", "Furu", "lt")
    assert (one.source, one.about) == ("contact_officer", "vil lære norsk")


def old(desk: Desk) -> None:
    """Three who wait since different days."""
    fill(desk)
    for name, day in (("Ospar", "2026-01-12"), ("Tindre", "2025-12-19"), ("Solmund", "2026-01-16")):
        save_request(desk, Draft("request", {"day": day, "name": name, "language": "lt"}))


def test_the_longest_waiting_stands_first_and_enter_books_the_first_free_hour(opened: Opener) -> None:
    window = opened(old)
    rows = window.page().findChildren(WaitingRow)
    assert [(row.waiting.name, row.waiting.days) for row in rows] == [
        ("Tindre", 31),
        ("Ospar", 7),
        ("Solmund", 3),
    ]
    rows[0].setFocus()
    window.pressed = 0
    window.press("Enter", "Enter")
    assert window.pressed == 2
    assert [one.name for one in waiting(window)] == ["Ospar", "Solmund"]
    (session,) = window.read(sessions)
    assert (session.state, session.language) == ("planned", "lt")
    (tindre,) = window.read(
        lambda desk: [p for p in desk.store.find(Person, viewer=desk.viewer) if p.name == "Tindre"]
    )
    assert session.attendances[0].person == tindre.id
    window.press("Ctrl+Z")
    assert [one.name for one in waiting(window)] == ["Tindre", "Ospar", "Solmund"]


def test_another_time_can_be_typed_and_nonsense_is_told(opened: Opener) -> None:
    window = opened(old)
    window.page().findChildren(WaitingRow)[0].setFocus()
    window.press("Enter", "Tab")
    window.write("aldri")
    window.press("Enter")
    (sheet,) = window.shell.findChildren(BookSheet)
    assert sheet.fields["day"].problem
    window.press("Ctrl+A")
    window.write("tor 10")
    window.press("Enter")
    (session,) = window.read(sessions)
    assert (session.day.isoformat(), session.clock) == ("2026-01-22", "10:00")


def test_a_request_is_answered_or_declined_with_a_reason_and_undone(opened: Opener) -> None:
    window = opened(old)
    window.go("requests")
    window.press("S")
    assert [one.name for one in waiting(window)] == ["Ospar", "Solmund"]
    window.press("N")
    window.write("går på norskkurs")
    window.press("Tab")
    window.write("+30")
    window.press("Enter")
    assert [one.name for one in waiting(window)] == ["Solmund"]
    ended = {one.name: one for one in window.read(requests) if one.state != "open"}
    assert ended["Tindre"].state == "answered"
    assert (ended["Ospar"].reason, str(ended["Ospar"].ask_again)) == ("går på norskkurs", "2026-02-18")
    window.press("Ctrl+Z", "Ctrl+Z")
    assert len(waiting(window)) == 3


def namesake(desk: Desk) -> None:
    """A name on a slip that somebody here has."""
    fill(desk)
    save_request(desk, Draft("request", {"day": "2026-01-12", "name": "havmod", "about": "skole"}))


def test_a_name_that_somebody_has_is_booked_for_that_person_in_one_step(opened: Opener) -> None:
    window = opened(namesake)
    window.go("requests")
    window.press("Enter", "Enter")
    (session,) = window.read(sessions)
    people = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer))
    assert {one.name: one.id for one in people}["Havmod"] == session.attendances[0].person
    assert waiting(window) == ()
    window.press("Ctrl+Z")
    assert [(one.name, one.person) for one in waiting(window)] == [("havmod", "")]
    assert window.read(sessions) == []


def test_a_name_alone_finds_its_person_later_without_retyping(opened: Opener) -> None:
    window = opened(namesake)
    window.go("requests")
    window.press("W", "Enter")
    (one,) = waiting(window)
    assert (one.name, one.about, one.days) == ("Havmod", "skole", 7)
    people = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer))
    assert one.person in {person.id for person in people}
    assert len(people) == 2


def in_view(window: DeskWindow) -> str:
    """Every word that can be read in the window."""
    words = [one.text() for one in window.shell.findChildren(QLabel) if one.isVisible()]
    words += [one.text() for one in window.shell.findChildren(QLineEdit) if one.isVisible()]
    rows = [one.accessibleName() for one in window.shell.findChildren(Row) if one.isVisible()]
    return " | ".join([*words, *rows])


def test_the_person_across_the_desk_reads_no_other_name_whatever_key_is_pressed(opened: Opener) -> None:
    window = opened(old)
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    assert window.shell.conversing
    assert window.page().name == "session"
    for key in ("Ctrl+6", "Ctrl+K", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+R"):
        window.press(key)
        said = in_view(window)
        assert not any(name in said for name in ("Havmod", "Ospar", "Tindre", "Solmund")), key
    assert window.page().name == "request"
    assert window.page().person() != ""
    window.write("havmod")
    assert "Havmod" not in in_view(window)
