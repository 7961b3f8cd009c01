"""The school's week as verbs: hours that hold from a day on, closed days, free hours, clashes, week and month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.corrections import undo
from app.actions.desk import Desk
from app.actions.intake_form import first_free
from app.actions.named import add_named
from app.actions.sessions import book_session
from app.actions.timetable import (
    WrittenWeek,
    clashes,
    closed_days,
    free_hours,
    hours_of,
    month,
    open_day,
    remove_closed_day,
    save_closed_day,
    save_timetable,
    week,
    written_week,
)
from app.actions.usual import suggested_next, usual_session
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.session import Session
from tests.builders import add_person, add_talk, new_desk, reopened

MONDAY = dt.date(2026, 1, 19)
FRIDAY = dt.date(2026, 1, 23)
A_WEEK = dt.timedelta(days=7)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def _written(desk: Desk, valid_from: str = "19.1", **cells: str) -> None:
    """A timetable with cells such as mon_guidance="9-11"."""
    split = {(name[:3], name[4:]): text for name, text in cells.items()}
    save_timetable(desk, WrittenWeek(valid_from, split))


def _closed(desk: Desk, day: str, until: str = "", name: str = "") -> None:
    save_closed_day(desk, Draft("closed_day", {"day": day, "until": until, "name": name}))


def test_without_a_timetable_the_usual_week_holds(desk: Desk) -> None:
    assert hours_of(desk, MONDAY).open == ((540, 900),)
    assert hours_of(desk, MONDAY + dt.timedelta(days=5)).open == ()
    assert not week(desk, MONDAY).kept


def test_a_timetable_holds_from_its_day_and_the_old_one_stays(desk: Desk) -> None:
    _written(desk, "19.1", mon_guidance="9-11")
    _written(desk, "26.1", mon_guidance="12-14", mon_teaching="13-13.30 norsk")
    desk = reopened(desk)
    assert hours_of(desk, MONDAY).open == ((540, 660),)
    assert hours_of(desk, MONDAY + A_WEEK).open == ((720, 780), (810, 840))
    assert written_week(desk, MONDAY + A_WEEK).cells["mon", "teaching"] == "13–13.30 norsk"
    assert written_week(desk, MONDAY).cells["mon", "guidance"] == "9–11"
    desk.store.close()


def test_a_timetable_from_the_same_day_is_replaced_and_can_be_taken_back(desk: Desk) -> None:
    _written(desk, mon_guidance="9-11")
    _written(desk, mon_guidance="12-14")
    assert hours_of(desk, MONDAY).open == ((720, 840),)
    undo(desk)
    assert hours_of(desk, MONDAY).open == ((540, 660),)


def test_hours_that_are_not_understood_are_said_at_their_cell(desk: Desk) -> None:
    with pytest.raises(Invalid) as raised:
        _written(desk, mon_guidance="ni til ti", tue_lockup="11-10", wed_guidance="9-10")
    assert [problem.path for problem in raised.value.problems] == [("mon", "guidance"), ("tue", "lockup")]
    assert not week(desk, MONDAY).kept


def test_holidays_and_closed_days_are_closed_by_name(desk: Desk) -> None:
    _closed(desk, "16.2", "20.2", "vinterferie")
    assert hours_of(desk, dt.date(2026, 4, 3)).closed == "langfredag"
    assert hours_of(desk, dt.date(2026, 2, 18)).closed == "vinterferie"
    assert hours_of(desk, dt.date(2026, 2, 21)).closed == ""
    assert open_day(desk, dt.date(2026, 2, 14)) == dt.date(2026, 2, 23)
    (kept,) = closed_days(desk)
    remove_closed_day(desk, kept.id)
    assert hours_of(desk, dt.date(2026, 2, 18)).open


def test_closed_days_end_after_they_begin(desk: Desk) -> None:
    with pytest.raises(Invalid) as raised:
        _closed(desk, "20.2", "16.2")
    assert [problem.path for problem in raised.value.problems] == [("until",)]


def test_free_hours_leave_out_what_is_booked_and_what_has_passed(desk: Desk) -> None:
    book_session(desk, add_person(desk, "Lyngvar"), "+0 10")
    found = free_hours(desk, MONDAY - A_WEEK, MONDAY, minutes=30)
    assert [(free.day, free.clock, free.minutes) for free in found] == [  # it is 09.17
        (MONDAY, "09:20", 40),
        (MONDAY, "10:45", 255),
    ]


def test_the_first_session_after_an_intake_is_offered_in_a_truly_free_hour(desk: Desk) -> None:
    _written(
        desk, thu_guidance="8.30-9.30", thu_lockup="8.30-9", fri_guidance="10-11, 12-14", fri_meeting="12-13"
    )
    _closed(desk, "22.1", name="planleggingsdag")
    assert first_free(desk) == (FRIDAY, "10:00")
    book_session(desk, add_person(desk, "Lyngvar"), "fre 10")
    assert first_free(desk) == (FRIDAY, "13:00")
    _closed(desk, "23.1", "30.4", "stengt ut våren")
    assert first_free(desk) == (dt.date(2026, 1, 22), "")


def test_the_next_session_is_not_offered_on_a_closed_day(desk: Desk) -> None:
    person = add_person(desk, "Lyngvar")
    _closed(desk, "2.2", "4.2")
    assert suggested_next(desk, person, after=MONDAY) == dt.date(2026, 2, 5)


def test_clashes_of_a_session_that_is_being_written(desk: Desk) -> None:
    lyngvar, room = add_person(desk, "Lyngvar"), add_named(desk, "room", "rom 12")
    add_talk(desk, lyngvar, day="2026-01-20", clock="10:00", state="planned", room=room)
    draft = usual_session(desk, lyngvar)
    draft.raw |= {"day": "tir", "clock": "10.30", "room": room}
    assert [clash.kind for clash in clashes(desk, draft)] == ["person", "room"]
    draft.raw |= {"day": "1.5.27"}
    assert [clash.text for clash in clashes(desk, draft)] == ["Stengt: arbeidernes dag"]
    draft.raw |= {"day": ""}
    assert clashes(desk, draft) == ()


def test_a_week_shows_bookings_clashes_and_what_is_free(desk: Desk) -> None:
    book_session(desk, add_person(desk, "Lyngvar"), "tir 10")
    book_session(desk, add_person(desk, "Havmod"), "tir 10.30")
    book_session(desk, add_person(desk, "Ospar"), "ons 14")
    (off,) = desk.store.find(Session, viewer=desk.viewer, where={"day": dt.date(2026, 1, 21)})
    with desk.store.transaction("session.cancelled", actor=desk.viewer) as t:
        t.put(Session(**{**vars(off), "state": "cancelled_prison"}))
    found = week(desk, dt.date(2026, 1, 22))
    assert found.monday == MONDAY
    assert [one.people[0].name for one in found.bookings] == ["Lyngvar", "Havmod", "Ospar"]
    assert sorted(found.clashes) == sorted(one.id for one in found.bookings[:2])
    tuesday = [(free.clock, free.minutes) for free in found.free if free.day == dt.date(2026, 1, 20)]
    assert tuesday == [("09:00", 60), ("11:15", 225)]
    assert [free.minutes for free in found.free if free.day == dt.date(2026, 1, 21)] == [360]


def test_what_is_past_or_was_held_is_not_flagged_any_more(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    add_talk(desk, lyngvar, day="2026-01-16", clock="16:00")
    add_talk(desk, lyngvar, day="2026-01-19", clock="07:00")
    book_session(desk, lyngvar, "+0 16")
    found = week(desk, MONDAY)
    assert [one.clock for one in found.bookings if one.id in found.clashes] == ["16:00"]
    assert week(desk, dt.date(2026, 1, 16)).clashes == {}


def test_a_month_counts_its_days(desk: Desk) -> None:
    book_session(desk, add_person(desk, "Lyngvar"), "tir 10")
    book_session(desk, add_person(desk, "Havmod"), "tir 10.30")
    found = month(desk, MONDAY)
    assert (found.days[0].hours.day, found.days[-1].hours.day) == (dt.date(2025, 12, 29), dt.date(2026, 2, 1))
    tuesday = next(day for day in found.days if day.hours.day == dt.date(2026, 1, 20))
    assert (tuesday.planned, tuesday.minutes, tuesday.clashing) == (2, 285, True)
    assert next(day for day in found.days if day.hours.closed).hours.closed == "1. nyttårsdag"
