"""What a week's grid shows: things beside each other never lie upon each other, and none is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.actions.hours import DayHours, Free, Span
from app.actions.timetable import WeekView
from app.base.days import clock_of
from app.store.questions.bookings import Booking
from ui.pages.week.grid import PASSED_OVER
from ui.pages.week.things import Thing, shown_days, things_of
from ui.theme import dates

MONDAY = dt.date(2026, 1, 19)
DAYS = tuple(MONDAY + dt.timedelta(days=n) for n in range(7))
STATES = ["planned", "planned", "held", "cancelled_prison"]


def booking(
    number: int, day: dt.date, clock: str, minutes: int, state: str, *, theirs: str = "", room: str = ""
) -> Booking:
    """A talk with nobody."""
    rest = ("school", room, "", "", "", (), ())
    plain = Booking(str(number), day, clock, minutes, "individual", state, "", "nb", "norwegian", *rest)
    return replace(plain, theirs=theirs)


@st.composite
def weeks(draw: st.DrawFn) -> WeekView:
    """A week with bookings anywhere, some without a clock, and some free time."""
    starts = st.one_of(st.just(""), st.integers(8 * 60, 18 * 60).map(clock_of))
    booked = tuple(
        booking(
            number,
            draw(st.sampled_from(DAYS)),
            draw(starts),
            draw(st.integers(10, 120)),
            draw(st.sampled_from(STATES)),
        )
        for number in range(draw(st.integers(0, 12)))
    )
    hours = tuple(
        DayHours(day, "", (Span("guidance", 540, 900), Span("lockup", 690, 720))) for day in DAYS[:5]
    )
    closed = tuple(DayHours(day, "stengt") for day in DAYS[5:])
    free = (Free(draw(st.sampled_from(DAYS[:5])), 540, 690),)
    theirs = tuple(
        booking(100 + number, draw(st.sampled_from(DAYS)), draw(starts), 45, "planned", theirs="Tindre")
        for number in range(draw(st.integers(0, 4)))
    )
    return WeekView(MONDAY, (*hours, *closed), booked, {}, free, (), True, 45, theirs)


@given(weeks())
def test_every_booking_is_there_once_and_none_lies_upon_another(view: WeekView) -> None:
    things = things_of(view, shown_days(view))
    assert sorted(one.booking.id for one in things if one.booking) == sorted(one.id for one in view.bookings)
    assert len({one.key for one in things}) == len(things)
    timed = [one for one in things if one.booking and not one.timeless]
    for one in timed:
        assert 0 <= one.lane < one.lanes
        for other in timed:
            assert (
                one is other
                or not _share(one, other)
                or (one.lane != other.lane and one.lanes == other.lanes)
            )


@given(weeks())
def test_every_day_has_something_to_rest_on_and_the_order_is_that_of_time(view: WeekView) -> None:
    days = shown_days(view)
    things = things_of(view, days)
    assert {one.day for one in things if one.kind not in PASSED_OVER} == {one.day for one in days}
    assert [(one.day, one.start) for one in things] == sorted((one.day, one.start) for one in things)
    assert len({one.spoken for one in things if not one.booking}) == sum(not one.booking for one in things)


def _share(one: Thing, other: Thing) -> bool:
    return one.day == other.day and one.start < other.end and other.start < one.end


@given(weeks())
def test_of_a_colleagues_talk_time_room_and_whose_are_told_and_the_keys_pass_it_by(view: WeekView) -> None:
    theirs = [one for one in things_of(view, shown_days(view)) if one.kind == "theirs"]
    assert len(theirs) == sum(bool(one.clock) for one in view.theirs)
    for one in theirs:
        assert one.booking is None
        assert one.title == "Tindre"
        assert "Tindre" in one.spoken
        assert dates.clock(clock_of(one.start)) in one.spoken
        for other in theirs:
            assert one is other or not _share(one, other) or one.lane != other.lane
