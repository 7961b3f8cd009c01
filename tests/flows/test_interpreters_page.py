"""Interpreters in the real window, by keys alone: ordered from Today, confirmed, written in the form, needed by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.interpreters import InterpretersView, interpreters_view
from app.actions.sessions import book_session
from app.records.session import Session
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.forms.when import WordedField
from ui.pages.session.booking import Booking
from ui.pages.today.sessions import SessionRow
from ui.theme import Label, Row, Theme

Opener = Callable[..., DeskWindow]


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
    """A talk today with somebody who reads Polish, and one on Thursday."""
    lyngvar = add_person(desk, "Lyngvar", reads_best="pl")
    book_session(desk, lyngvar, "+0 13")
    book_session(desk, add_person(desk, "Havmod", reads_best="ar"), "+3 9")


def sessions(window: DeskWindow) -> list[Session]:
    return window.read(lambda desk: desk.store.find(Session, viewer=desk.viewer, order="day"))


def view(window: DeskWindow) -> InterpretersView:
    return window.read(interpreters_view)


def test_an_interpreter_is_ordered_from_today_in_three_keys(window: DeskWindow) -> None:
    window.page().findChildren(SessionRow)[0].setFocus()
    window.press("T")
    window.write("T-4471")
    window.press("Enter")
    assert window.pressed == 2
    order = sessions(window)[0].interpreters[0]
    assert (order.language, order.kind, order.order_number, order.state) == (
        "pl",
        "phone",
        "T-4471",
        "ordered",
    )
    assert sessions(window)[0].language_handling == "interpreter_phone"
    said = " | ".join(row.accessibleName() for row in window.page().findChildren(Row))
    assert "polsk, Lyngvar" in said
    window.press("Ctrl+Z")
    assert sessions(window)[0].interpreters == ()


def test_the_page_shows_who_needs_one_and_confirms_it(window: DeskWindow) -> None:
    window.page().findChildren(SessionRow)[0].setFocus()
    window.press("T", "Enter")
    window.go("interpreters")
    assert [(one.who, one.state) for one in view(window).coming] == [("Lyngvar", "ordered")]
    window.press("Enter", "Tab", "Right", "Enter")
    assert [(one.who, one.state) for one in view(window).coming] == [("Lyngvar", "confirmed")]
    (polish,) = view(window).month
    assert (polish.language, polish.sessions, polish.settled) == ("pl", 1, 1)


def test_the_form_of_a_session_keeps_its_interpreter_and_the_minutes_used(window: DeskWindow) -> None:
    thursday = sessions(window)[1].id
    window.go("session", session=thursday)
    window.press("Alt+T")
    window.write("A-9")
    window.press("Enter")
    assert any("arabisk" in row.accessibleName() for row in window.page().findChildren(Row))
    assert sessions(window)[1].interpreters == ()
    window.press("Ctrl+Enter")
    (order,) = sessions(window)[1].interpreters
    assert (order.language, order.order_number) == ("ar", "A-9")
    assert sessions(window)[1].language_handling == "interpreter_phone"


def test_what_stands_in_the_way_of_a_planned_session_is_said_and_not_forbidden(window: DeskWindow) -> None:
    first, thursday = sessions(window)
    window.go("session", session=thursday.id)
    (booking,) = window.page().findChildren(Booking)
    assert booking.clashes.isHidden()
    day = window.page().findChild(WordedField, "day")
    day.take_focus()
    window.press("Ctrl+A")
    window.write(f"{first.day:%d.%m} ")
    window.press("Tab")
    window.press("Ctrl+A")
    window.write("1310")
    window.press("Tab")
    window.until(lambda: not booking.clashes.isHidden())
    said = booking.clashes.findChildren(Label)[-1].text()
    assert "Lyngvar" in said
    window.press("Ctrl+Enter")
    assert [one.day for one in sessions(window)] == [first.day, first.day]
