"""Series: booked every so many weeks without the closed days, moved and cancelled from a day on as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import corrections, moving, requests, series
from app.actions.cancelling import NothingPlanned
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.actions.sessions import book_session
from app.actions.statistics import count_period
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.request import Request
from app.records.session import Session
from app.records.timetable import Series
from app.statistics.period import Period
from app.store.questions.queue import queue
from tests.builders import MONDAY, add_person, new_desk

FIRST = dt.date(2026, 1, 20)  # a Tuesday
QUARTER_END = dt.date(2026, 3, 31)  # the Tuesday before Easter


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path, clock=FixedClock(MONDAY))
    yield desk
    desk.store.close()


def a_form(*people: str) -> Draft:
    raw = {"day": FIRST.isoformat(), "clock": "10", "minutes": "60", "form": "group", "topic": "CV"}
    order = Draft(
        "interpreter", {"language": "pl", "kind": "room", "state": "confirmed", "order_number": "7"}
    )
    rows = [Draft("attendance", {"person": one}) for one in people]
    return Draft("session", raw, {"attendances": rows, "interpreters": [order]})


def sessions(desk: Desk) -> list[Session]:
    return desk.store.find(Session, viewer=desk.viewer, order="day,clock")


def shown(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.day.strftime("%d.%m"), one.clock, one.state) for one in sessions(desk)]


def the_series(desk: Desk) -> str:
    (found,) = desk.store.find(Series, viewer=desk.viewer)
    return found.id


def waits(desk: Desk) -> list[str]:
    return [one.name for one in queue(desk.store, viewer=desk.viewer, day=desk.today)]


def test_every_second_tuesday_until_the_quarters_end_without_the_closed_days(desk: Desk) -> None:
    lyngvar, havmod = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    add_entry(desk, Draft("closed_day", {"day": "2026-02-16", "until": "2026-02-20", "name": "vinterferie"}))
    add_entry(desk, Draft("request", {"day": "2026-01-12", "person": lyngvar}))
    changes = series.book_series(desk, a_form(lyngvar, havmod), weeks=2, until=QUARTER_END)
    assert changes.text == "5 samtaler er avtalt, 1 stengt dag er hoppet over"
    found = sessions(desk)
    assert [one.day.strftime("%d.%m") for one in found] == ["20.01", "03.02", "03.03", "17.03", "31.03"]
    assert {(one.clock, one.minutes, one.topic, one.state) for one in found} == {
        ("10:00", 60, "CV", "planned")
    }
    assert {one.series for one in found} == {the_series(desk)}
    assert [one.interpreters[0].state for one in found] == ["confirmed", *["wanted"] * 4]
    assert all([row.person for row in one.attendances] == [lyngvar, havmod] for one in found)
    (request,) = desk.store.find(Request, viewer=desk.viewer)
    assert request.session == found[0].id
    corrections.undo(desk)
    assert not sessions(desk)
    assert waits(desk) == ["Lyngvar"]


def test_a_public_holiday_is_left_out(desk: Desk) -> None:
    found = series.series_days(desk, dt.date(2026, 3, 26), weeks=1, until=dt.date(2026, 4, 9))
    assert found.days == (dt.date(2026, 3, 26), dt.date(2026, 4, 9))
    assert found.closed == (dt.date(2026, 4, 2),)  # Maundy Thursday


@pytest.mark.parametrize(
    ("weeks", "until", "path"),
    [
        (0, QUARTER_END, "weeks"),
        (2, dt.date(2026, 1, 19), "until"),
        (2, dt.date(2028, 1, 19), "until"),
    ],
)
def test_a_series_that_cannot_be_says_why(desk: Desk, weeks: int, until: dt.date, path: str) -> None:
    with pytest.raises(Invalid) as wrong:
        series.book_series(desk, a_form(add_person(desk, "Ospar")), weeks=weeks, until=until)
    assert wrong.value.problems[0].path == (path,)
    assert not sessions(desk)


def test_a_series_of_closed_days_alone_is_none(desk: Desk) -> None:
    add_entry(desk, Draft("closed_day", {"day": "2026-01-20", "name": "planleggingsdag"}))
    with pytest.raises(Invalid) as wrong:
        series.book_series(desk, a_form(add_person(desk, "Ospar")), weeks=2, until=FIRST)
    assert wrong.value.problems[0].path == ("until",)


def test_one_is_moved_singly_and_the_rest_from_a_day_on(desk: Desk) -> None:
    series.book_series(desk, a_form(add_person(desk, "Ospar")), weeks=1, until=dt.date(2026, 2, 10))
    moving.move(desk, [sessions(desk)[0].id], when="+3 9")
    series.move_series(desk, the_series(desk), since=dt.date(2026, 1, 27), weekday="thu", clock="13.30")
    assert shown(desk) == [
        ("22.01", "09:00", "planned"),
        ("29.01", "13:30", "planned"),
        ("05.02", "13:30", "planned"),
        ("12.02", "13:30", "planned"),
    ]
    for values, path in (({"weekday": "day"}, "weekday"), ({"clock": "25"}, "clock")):
        with pytest.raises(Invalid) as wrong:
            series.move_series(desk, the_series(desk), since=FIRST, **values)
        assert wrong.value.problems[0].path == (path,)


def test_nothing_of_a_series_is_moved_into_the_past(desk: Desk) -> None:
    series.book_series(desk, a_form(add_person(desk, "Ospar")), weeks=1, until=dt.date(2026, 1, 27))
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(2 * 24 * 3600)
    series.move_series(desk, the_series(desk), since=FIRST, weekday="mon")
    assert [day for day, _clock, _state in shown(desk)] == ["20.01", "26.01"]


def test_a_series_is_cancelled_from_a_day_on_and_each_person_waits_once(desk: Desk) -> None:
    lyngvar, havmod = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    draft = requests.request_draft(desk, person=havmod)
    requests.save_request(desk, draft)
    series.book_series(desk, a_form(lyngvar, havmod), weeks=1, until=dt.date(2026, 2, 10))
    changes = series.cancel_series(
        desk, the_series(desk), since=dt.date(2026, 1, 27), by="school", reason="room"
    )
    assert changes.text == "3 samtaler er avlyst, 2 er tilbake i køen"
    assert [state for _day, _clock, state in shown(desk)] == ["planned", *["cancelled_school"] * 3]
    assert sorted(waits(desk)) == ["Havmod", "Lyngvar"]
    with pytest.raises(NothingPlanned):
        series.cancel_series(desk, the_series(desk), since=dt.date(2026, 1, 27), by="school", reason="room")
    series.cancel_series(desk, the_series(desk), since=FIRST, by="school", reason="room")
    assert sorted(waits(desk)) == ["Havmod", "Lyngvar"]


def test_whoever_moved_a_booking_and_why_is_kept_and_counted(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    book_session(desk, lyngvar, "+1 9")
    (session,) = desk.store.find(Session, viewer=desk.viewer, case=lyngvar)
    moving.move(desk, [session.id], when="+3", by="prison", reason="staffing")
    moved = desk.get(Session, session.id)
    assert (moved.moved_by, moved.moved_reason, moved.clock) == ("prison", "staffing", "09:00")
    period = Period(desk.today, desk.today + dt.timedelta(days=9))
    tables = {table.key: table for table in count_period(desk, period).tables}
    assert [(row.code, row.number) for row in tables["moved_why"].rows] == [("prison.staffing", 1)]
    desk.store.undo(actor=desk.viewer)
    assert desk.get(Session, session.id) == session
