"""The place "Uka", by real keys on the real window: looking about, booking from the queue, moving, cancelling, hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.requests import request_draft, save_request
from app.actions.sessions import book_session
from app.actions.timetable import WrittenWeek, hours_of, save_timetable
from app.records.request import Request
from app.records.session import Session
from app.records.timetable import ClosedDay
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.week.hours import HoursPage
from ui.pages.week.page import WeekPage
from ui.shell.sheet import Sheet
from ui.theme import Button, Theme

MONDAY, TUESDAY, THURSDAY = dt.date(2026, 1, 19), dt.date(2026, 1, 20), dt.date(2026, 1, 22)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def fill(desk: Desk) -> None:
    """Hours with a lock-up, three bookings, and three people who wait."""
    cells = {(day, "guidance"): "9-15" for day in WEEKDAYS}
    cells |= {(day, "lockup"): "11.15-12.15" for day in WEEKDAYS}
    save_timetable(desk, WrittenWeek("19.1", cells))
    ward, room = add_named(desk, "ward", "Avdeling A"), add_named(desk, "room", "rom 12")
    people = {
        name: add_person(desk, name, ward=ward, mother_tongue=language)
        for name, language in (
            *(("Lyngvar", "pl"), ("Havmod", "nb"), ("Rognulf", "nb"), ("Tindre", "ti")),
            *(("Mosind", "lt"), ("Ospar", "nb")),
        )
    }
    add_talk(desk, people["Lyngvar"], day="2026-01-19", clock="10:00", state="planned", room=room)
    book_session(desk, people["Havmod"], "+0 13")
    book_session(desk, people["Rognulf"], "+1 10")
    for name, day in (("Mosind", "2025-12-18"), ("Ospar", "2026-01-12"), ("Tindre", "2026-01-15")):
        draft = request_draft(desk, person=people[name])
        draft.raw["day"] = day
        save_request(desk, draft)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    window = DeskWindow(tmp_path, fill)
    window.press("Ctrl+6")
    window.pressed = 0
    yield window
    window.close()


def week(window: DeskWindow) -> WeekPage:
    """The page that is open."""
    page = window.page()
    assert isinstance(page, WeekPage)
    return page


def at(window: DeskWindow) -> str:
    """What a screen reader says of the thing under the cursor."""
    grid = week(window).grid
    return str(grid.rows.data(grid.currentIndex()))


def sheet(window: DeskWindow) -> Sheet | None:
    """The sheet that lies over the page."""
    return next((one for one in window.shell.findChildren(Sheet) if one.isVisible()), None)


def talks(window: DeskWindow, **where: object) -> list[tuple[str, dt.date, str, str]]:
    """Name, day, clock and state of the sessions that fit, in their order."""

    def read(desk: Desk) -> list[tuple[str, dt.date, str, str]]:
        from app.records.person import Person

        found = desk.store.find(Session, viewer=desk.viewer, where=where, order="day,clock")
        return [
            (desk.get(Person, one.attendances[0].person).name, one.day, one.clock, one.state) for one in found
        ]

    return window.read(read)


def waiting(window: DeskWindow) -> list[tuple[str, int]]:
    """The queue as the window shows it."""
    return [(one.name, one.days) for one in week(window).waiting()]


def test_the_arrow_keys_go_through_days_bookings_and_free_hours_by_name(window: DeskWindow) -> None:
    assert at(window) == "mandag 19. januar, 10.00–10.45, Lyngvar, rom 12 · Avdeling A"
    window.press("Down")
    assert at(window) == "mandag 19. januar, 12.15–13.00, ledig"
    window.press("Up", "Right")
    assert at(window).startswith("tirsdag 20. januar, 10.00–10.45, Rognulf")
    window.press("Right", "Right")
    assert at(window) == "torsdag 22. januar, 10.00–10.45, ledig"
    window.press("Right", "Right")
    assert at(window).startswith("mandag 26. januar")
    window.press("Left")
    assert at(window).startswith("fredag 23. januar")
    window.press("I")
    assert at(window).startswith("mandag 19. januar")


def test_every_thing_of_the_week_has_a_name_for_a_screen_reader(window: DeskWindow) -> None:
    grid = week(window).grid
    names = [str(grid.rows.data(grid.rows.index(row))) for row in range(grid.rows.rowCount())]
    assert len(names) == len(set(names)) == len(grid.things)
    assert "onsdag 21. januar, 11.15–12.15, innlåsing" in names
    assert sum("Lyngvar" in name or "Havmod" in name or "Rognulf" in name for name in names) == 3
    for row in range(grid.rows.rowCount()):
        box = grid.visualRect(grid.rows.index(row))
        assert grid.viewport().rect().contains(box.center())
        assert grid.indexAt(box.center()).row() == row


def test_at_the_weekend_the_week_to_come_is_opened(tmp_path: Path) -> None:
    window = DeskWindow(tmp_path, lambda _desk: None)
    sunday = THURSDAY + dt.timedelta(days=3)
    window.clock.at = window.clock.at.replace(day=sunday.day)
    window.press("Ctrl+6")
    assert week(window).day == sunday + dt.timedelta(days=1)
    window.close()


def test_day_week_and_month_are_a_key_each(window: DeskWindow) -> None:
    page = week(window)
    window.press("M")
    assert page.month.isVisible()
    window.press("Right", "Shift+Del")
    open_sheet = sheet(window)
    assert open_sheet is not None
    window.press("Esc", "Down")
    assert page.day == dt.date(2026, 1, 27)
    assert page.view is not None
    assert page.view.monday == dt.date(2026, 1, 26)
    window.press("Enter")
    assert (page.mode, page.day) == ("day", dt.date(2026, 1, 27))
    assert {thing.day for thing in page.grid.things} == {dt.date(2026, 1, 27)}
    window.press("U")
    assert len({thing.day for thing in page.grid.things}) == 5
    window.press("D", "Right")
    assert page.day == dt.date(2026, 1, 28)


def test_weeks_and_months_are_turned(window: DeskWindow) -> None:
    page = week(window)
    window.press("PageDown")
    assert page.view is not None
    assert page.view.monday == dt.date(2026, 1, 26)
    window.press("Alt+Left", "PageUp")
    assert page.view.monday == dt.date(2026, 1, 12)
    window.press("M", "PageDown")
    assert page.header.facts.text() == "februar 2026"
    window.press("Home")
    assert page.day == MONDAY


def test_the_longest_waiting_is_booked_with_two_keys_and_it_can_be_undone(window: DeskWindow) -> None:
    assert waiting(window) == [("Mosind", 32), ("Ospar", 7), ("Tindre", 4)]
    window.press("Down")
    window.pressed = 0
    window.press("Enter", "Enter")
    assert window.pressed == 2
    assert sheet(window) is None
    assert ("Mosind", MONDAY, "12:15", "planned") in talks(window)
    assert [name for name, _days in waiting(window)] == ["Ospar", "Tindre"]
    assert week(window).grid.hasFocus()
    window.press("Ctrl+Z")
    assert waiting(window)[0] == ("Mosind", 32)
    assert len(talks(window)) == 3


def test_anybody_else_is_found_by_a_few_letters(window: DeskWindow) -> None:
    window.press("Down", "Enter")
    window.write("hav")
    window.press("Enter", "Enter")
    assert ("Havmod", MONDAY, "12:15", "planned") in talks(window)
    assert len(waiting(window)) == 3


def test_fast_hands_book_whom_they_typed_and_only_once(window: DeskWindow) -> None:
    window.press("Down", "Enter")
    window.at_once("H", "A", "V", "Enter", "Enter", "Enter")
    window.settle()
    assert [name for name, _day, clock, _state in talks(window) if clock == "12:15"] == ["Havmod"]
    assert len(talks(window)) == 4
    assert len(waiting(window)) == 3


def test_a_name_that_nobody_has_books_nobody(window: DeskWindow) -> None:
    window.press("Down", "Enter")
    window.write("Xyz")
    window.press("Enter", "Ctrl+Enter")
    open_sheet = sheet(window)
    assert open_sheet is not None
    assert open_sheet.who.problem == "Velg hvem samtalen er med."  # type: ignore[attr-defined]
    assert len(talks(window)) == 3


def test_the_queue_opens_below_the_name_and_another_who_waits_is_taken(window: DeskWindow) -> None:
    window.press("Down", "Enter", "Down", "Down", "Enter", "Enter")
    assert ("Ospar", MONDAY, "12:15", "planned") in talks(window)


def test_what_stands_in_the_way_is_said_and_can_be_booked_all_the_same(window: DeskWindow) -> None:
    window.press("Down", "Enter", "Tab")
    window.write("tir 10.15")
    open_sheet = sheet(window)
    assert open_sheet is not None
    assert open_sheet.warning.isVisible()  # type: ignore[attr-defined]
    assert open_sheet.go.text() == "Avtal likevel"  # type: ignore[attr-defined]
    window.press("Ctrl+Enter")
    assert ("Mosind", TUESDAY, "10:15", "planned") in talks(window)
    window.press("Right", "Up")
    assert "Samtidig: " in at(window)


def test_an_interpreter_room_and_length_are_booked_along(window: DeskWindow) -> None:
    window.press("Down", "Enter", "Tab", "Tab")
    window.write("30")
    window.press("Tab")
    window.write("rom")
    window.press("Enter", "Tab", "2", "Ctrl+Enter")

    def read(desk: Desk) -> Session:
        (found,) = [
            one
            for one in desk.store.find(Session, viewer=desk.viewer, where={"clock": "12:15"})
            if one.day == MONDAY
        ]
        return found

    booked = window.read(read)
    assert (booked.minutes, bool(booked.room)) == (30, True)
    assert [(one.language, one.kind, one.state) for one in booked.interpreters] == [("lt", "phone", "wanted")]
    assert booked.language_handling == "interpreter_phone"


def test_a_series_is_booked_until_a_day(window: DeskWindow) -> None:
    window.press("Right", "Right", "S")
    window.press("Tab", "Tab", "Tab", "Tab", "Tab", "2", "Tab")
    window.write("18.2")
    window.press("Ctrl+Enter")
    assert [day for name, day, _clock, _state in talks(window) if name == "Mosind"] == [
        dt.date(2026, 1, 21),
        dt.date(2026, 2, 4),
        dt.date(2026, 2, 18),
    ]
    window.press("S", "2", "1")
    assert {state for name, _day, _clock, state in talks(window) if name == "Mosind"} == {"cancelled_prison"}
    window.press("Ctrl+Z", "S", "1")
    window.write("tor 11")
    window.press("Enter")
    assert [(day, clock) for name, day, clock, _state in talks(window) if name == "Mosind"] == [
        (dt.date(2026, 1, 22), "11:00"),
        (dt.date(2026, 2, 5), "11:00"),
        (dt.date(2026, 2, 19), "11:00"),
    ]
    window.go("week", day="2026-02-05")
    rows = (window.press("Down") for _row in range(12))
    assert any("Mosind" in at(window) for _pressed in rows)
    window.press("S", "4", "1")
    assert {state for name, _day, _clock, state in talks(window) if name == "Mosind"} == {"cancelled_prison"}


def test_a_booking_is_cancelled_with_two_keys_and_its_hour_is_free(window: DeskWindow) -> None:
    window.press("Del", "3")
    assert window.pressed == 2
    assert talks(window, clock="10:00", day=MONDAY) == [("Lyngvar", MONDAY, "10:00", "cancelled_prison")]
    assert ("Lyngvar", 0) in waiting(window)
    names = [thing.spoken for thing in week(window).grid.things if thing.day == MONDAY]
    assert "mandag 19. januar, 09.30–10.15, ledig" in names
    assert any("avlyst av fengselet" in name and "rettsmøte" in name for name in names)
    window.press("Ctrl+Z")
    assert talks(window, clock="10:00", day=MONDAY) == [("Lyngvar", MONDAY, "10:00", "planned")]


def test_the_hour_that_was_freed_is_given_to_the_longest_waiting_with_four_keys(window: DeskWindow) -> None:
    window.press("Down", "Down", "Right", "Up")
    assert "Rognulf" in at(window)
    window.pressed = 0
    window.press("Del", "3", "Enter", "Enter")
    assert window.pressed == 4
    assert [(name, clock, state) for name, day, clock, state in talks(window) if day == TUESDAY] == [
        ("Rognulf", "10:00", "cancelled_prison"),
        ("Mosind", "10:00", "planned"),
    ]


def test_a_whole_day_or_a_room_is_cancelled_with_three_keys(window: DeskWindow) -> None:
    window.press("Shift+Del", "2", "1")
    assert [(name, state) for name, day, _clock, state in talks(window) if day == MONDAY] == [
        ("Lyngvar", "cancelled_prison"),
        ("Havmod", "planned"),
    ]
    window.press("Ctrl+Z", "Shift+Del", "1", "1")
    assert {state for _name, day, _clock, state in talks(window) if day == MONDAY} == {"cancelled_prison"}


def test_a_booking_is_moved_by_what_is_typed_or_to_a_free_hour(window: DeskWindow) -> None:
    window.press("F2")
    window.write("tor 10")
    window.press("Enter")
    assert ("Lyngvar", THURSDAY, "10:00", "planned") in talks(window)
    assert at(window).startswith("mandag")
    window.press("Right")
    window.press("Down")
    assert "Rognulf" in at(window)
    window.press("F", "Tab", "1", "Enter")
    assert ("Rognulf", TUESDAY, "10:00", "planned") not in talks(window)


def test_a_day_that_falls_apart_is_moved_as_a_whole(window: DeskWindow) -> None:
    window.press("Shift+F2")
    window.write("tor")
    window.press("Enter")
    assert [(name, clock) for name, day, clock, _state in talks(window) if day == THURSDAY] == [
        ("Lyngvar", "10:00"),
        ("Havmod", "13:00"),
    ]


def test_one_room_of_a_day_is_moved(window: DeskWindow) -> None:
    window.press("Shift+F2")
    window.write("tor")
    window.press("Tab", "2", "Enter")
    moved = [(name, clock) for name, day, clock, _state in talks(window) if day == THURSDAY]
    assert moved == [("Lyngvar", "10:00")]
    window.press("Ctrl+Z")
    assert not [name for name, day, _clock, _state in talks(window) if day == THURSDAY]


def test_a_time_that_is_not_understood_is_said_at_its_field(window: DeskWindow) -> None:
    window.press("F2")
    window.write("i fjor en gang")
    window.press("Enter")
    open_sheet = sheet(window)
    assert open_sheet is not None
    assert open_sheet.when.problem  # type: ignore[attr-defined]
    window.press("Esc")
    assert sheet(window) is None
    assert week(window).grid.hasFocus()


def test_who_waits_is_booked_from_the_queue(window: DeskWindow) -> None:
    window.press("Q", "Down", "Enter", "Enter")
    assert ("Ospar", MONDAY, "12:15", "planned") in talks(window)


def test_in_a_narrow_window_the_queue_folds_and_comes_back(window: DeskWindow) -> None:
    page = week(window)
    window.shell.resize(1024, 700)
    window.settle()
    assert not page.queue.isVisible()
    window.press("Q")
    assert page.queue.isVisible()
    assert page.queue.rows[0].hasFocus()
    window.press("Q")
    assert not page.queue.isVisible()
    assert page.grid.hasFocus()


def test_enter_opens_a_booking_and_the_list_for_the_duty_officer_is_a_key(window: DeskWindow) -> None:
    window.press("Ctrl+P")
    assert window.page().name == "paper"
    assert window.page().shown["document"] == "movement_list"  # type: ignore[attr-defined]
    window.press("Ctrl+6", "Enter")
    assert window.page().name == "session"


def test_the_hours_are_written_by_keys_and_hold_from_their_day(window: DeskWindow) -> None:
    window.press("T")
    page = window.page()
    assert isinstance(page, HoursPage)
    assert page.cells["mon", "guidance"].value() == "9–15"
    window.write("10-14")
    window.press("Ctrl+Down", "Ctrl+Down")
    page.since.take_focus()
    page.since.edit.selectAll()
    window.write("2.2")
    window.press("Ctrl+Enter")
    assert window.read(
        lambda desk: [hours_of(desk, dt.date(2026, 2, day)).of("guidance") for day in (2, 4, 5)]
    ) == [
        ((600, 840),),
        ((600, 840),),
        ((540, 900),),
    ]
    assert window.read(lambda desk: hours_of(desk, MONDAY).of("guidance")) == ((540, 900),)
    assert page.header.facts.text() == "skrevet inn fra 19. jan., 2. feb."
    page.since.take_focus()
    page.since.edit.selectAll()
    window.write("i dag")
    window.press("Tab")
    assert page.cells["mon", "guidance"].value() == "9–15"


def test_hours_that_are_not_understood_keep_what_was_typed(window: DeskWindow) -> None:
    window.press("T")
    window.write("ni til tre")
    window.press("Ctrl+Enter")
    page = window.page()
    assert isinstance(page, HoursPage)
    assert page.cells["mon", "guidance"].problem
    assert page.cells["mon", "guidance"].value() == "ni til tre"
    window.press("Ctrl+6", "T")
    assert page.cells["mon", "guidance"].value() == "ni til tre"


def test_closed_days_are_added_and_removed(window: DeskWindow) -> None:
    window.press("T")
    page = window.page()
    assert isinstance(page, HoursPage)
    page.closed.day.take_focus()
    window.write("16.2")
    window.press("Tab")
    window.write("20.2")
    window.press("Tab")
    window.write("vinterferie")
    window.press("Enter")
    kept = window.read(lambda desk: desk.store.find(ClosedDay, viewer=desk.viewer))
    assert [(one.day.day, one.until and one.until.day, one.name) for one in kept] == [(16, 20, "vinterferie")]
    assert window.read(lambda desk: hours_of(desk, dt.date(2026, 2, 18)).closed) == "vinterferie"
    page.closed.rows[0].setFocus()
    window.press("Del")
    assert window.read(lambda desk: hours_of(desk, dt.date(2026, 2, 18)).closed) == ""
    window.press("Ctrl+Z")
    assert window.read(lambda desk: hours_of(desk, dt.date(2026, 2, 18)).closed) == "vinterferie"


def test_without_hours_and_bookings_the_week_invites_to_write_them_down(tmp_path: Path) -> None:
    window = DeskWindow(tmp_path, lambda desk: None)
    window.press("Ctrl+6")
    page = week(window)
    assert page._invite.isVisible()
    assert page.waiting() == ()
    window.press("T")
    assert isinstance(window.page(), HoursPage)
    window.press("Ctrl+Enter", "Esc")
    assert not page._invite.isVisible()
    window.close()


def test_requests_by_name_alone_are_booked_as_a_new_person(window: DeskWindow) -> None:
    def ask(desk: Desk) -> None:
        draft = request_draft(desk)
        draft.raw |= {"name": "Solmund", "day": "2025-11-03"}
        save_request(desk, draft)

    window.read(ask)
    page = week(window)
    page.reload()
    window.settle()
    window.press("Down", "Enter", "Enter")
    assert ("Solmund", MONDAY, "12:15", "planned") in talks(window)
    states = window.read(lambda desk: [one.state for one in desk.store.find(Request, viewer=desk.viewer)])
    assert sorted(states) == ["booked", "open", "open", "open"]


def test_a_screen_reader_finds_each_thing_in_its_place_and_hears_where_the_cursor_is(
    window: DeskWindow,
) -> None:
    grid = week(window).grid
    view = QAccessible.queryAccessibleInterface(grid)
    names = [view.child(row).text(QAccessible.Text.Name) for row in range(view.childCount())]
    assert names == [thing.spoken for thing in grid.things]
    box = view.child(grid.row()).rect()
    assert box == grid.visualRect(grid.currentIndex()).translated(grid.viewport().mapToGlobal(QPoint()))
    window.press("Right", "Down")
    state = view.child(grid.row()).state()
    assert state.focused
    assert state.selected
    assert view.text(QAccessible.Text.Name) == "Uka, en kolonne per dag"


def test_the_hours_are_reached_from_the_settings_and_by_searching(window: DeskWindow) -> None:
    window.go("settings", section="times")
    button = next(one for one in window.page().findChildren(Button) if one.text() == "Timeplan")
    button.setFocus()
    window.press("Enter")
    assert isinstance(window.page(), HoursPage)
    window.press("Ctrl+1", "Ctrl+K")
    window.write("timeplan")
    window.press("Enter")
    assert isinstance(window.page(), HoursPage)
