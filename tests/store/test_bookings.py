"""The bookings of some days, as the timetable, the movement list and the slips read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.sessions import save_session
from app.entry.draft import Draft
from app.store.questions.bookings import Booking, bookings
from tests.builders import add_person, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def _week(desk: Desk) -> tuple[Booking, ...]:
    monday = desk.today - dt.timedelta(days=desk.today.weekday())
    return bookings(desk.store, viewer=desk.viewer, since=monday, until=monday + dt.timedelta(days=6))


def test_a_booking_says_when_where_who_and_how_they_are_fetched(desk: Desk) -> None:
    ward, room = add_named(desk, "ward", "Avdeling A"), add_named(desk, "room", "rom 12")
    lyngvar = add_person(desk, "Lyngvar", ward=ward, fetched="hentes", reads_best="pl")
    havmod = add_person(desk, "Havmod")
    rows = [
        Draft("attendance", {"person": lyngvar}),
        Draft("attendance", {"person": havmod, "came": "no"}),
    ]
    order = Draft("interpreter", {"language": "pl", "kind": "phone", "state": "ordered"})
    draft = Draft(
        "session",
        {
            "day": desk.today.isoformat(),
            "clock": "09:15",
            "minutes": "45",
            "form": "group",
            "topic": "CV",
            "state": "planned",
            "room": room,
        },
        {"attendances": rows, "interpreters": [order]},
    )
    save_session(desk, draft)
    (booking,) = _week(desk)
    assert (booking.clock, booking.starts, booking.ends, booking.room) == ("09:15", 555, 600, "rom 12")
    assert [(one.name, one.ward, one.fetched, one.language) for one in booking.people] == [
        ("Lyngvar", "Avdeling A", "hentes", "pl")
    ]
    assert [(one.language, one.kind, one.state) for one in booking.interpreters] == [
        ("pl", "phone", "ordered")
    ]


def test_what_is_cancelled_or_voided_takes_no_time(desk: Desk) -> None:
    person = add_person(desk, "Lyngvar")
    for state in ("planned", "cancelled_prison", "no_show"):
        said = {"day": desk.today.isoformat(), "clock": "10:00", "state": state}
        save_session(desk, Draft("session", said, {"attendances": [Draft("attendance", {"person": person})]}))
    assert [one.state for one in _week(desk)] == ["planned"]
