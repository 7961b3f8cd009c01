"""Hours as they are typed, what is free of them, and what clashes: examples and properties over made-up days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.actions.clashes import Clash, between, clashes_of, clashes_of_day
from app.actions.hours import DayHours, Free, Span, at_once, free_in, span_of, starts_in
from app.base.days import clock_of
from app.entry.spans import Hours, merged, overlap, read_hours, without, write_hours
from app.store.questions.bookings import Booked, Booking, Ordered

DAY = dt.date(2026, 1, 19)
MINUTES = st.integers(0, 24 * 60 - 1)
SPANS = st.lists(st.tuples(MINUTES, MINUTES).map(lambda ends: (min(ends), max(ends) + 1)), max_size=6)
KINDS = st.sampled_from(["guidance", "teaching", "lockup", "meeting"])


def booking(id: str, clock: str = "09:00", minutes: int = 45, **more: object) -> Booking:
    """A planned talk with nobody, on the day."""
    known: Mapping[str, object] = {
        "form": "individual",
        "state": "planned",
        "topic": "",
        "language": "nb",
        "language_handling": "norwegian",
        "place": "school",
        "room": "",
        "room_id": "",
        "series": "",
        "cancel_reason": "",
        "people": (),
        "interpreters": (),
    }
    return Booking(id=id, day=DAY, clock=clock, minutes=minutes, **{**known, **more})  # type: ignore[arg-type]


def person(name: str) -> Booked:
    """Somebody expected; the name is also the id."""
    return Booked(name, name, "", "", "", "")


@st.composite
def days(draw: st.DrawFn) -> tuple[DayHours, list[Booking]]:
    """The hours of a day and its bookings, some of them without a clock or cancelled."""
    spans = tuple(Span(draw(KINDS), start, end) for start, end in [*draw(SPANS), *draw(SPANS)])
    closed = draw(st.sampled_from(["", "", "", "langfredag"]))
    booked = [
        booking(
            str(number),
            draw(st.sampled_from(["", clock_of(draw(MINUTES))])),
            draw(st.integers(1, 180)),
            state=draw(st.sampled_from(["planned", "held", "cancelled_prison"])),
            room_id=(room := draw(st.sampled_from(["", "1", "2"]))),
            room=room,
            people=tuple(map(person, draw(st.sets(st.sampled_from("abcd"), max_size=3)))),
            interpreters=tuple(
                Ordered(language, "phone", draw(st.sampled_from(["ordered", "cancelled"])))
                for language in draw(st.sets(st.sampled_from(["pl", "ar"]), max_size=2))
            ),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return DayHours(DAY, closed, spans), booked


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-11.30, 12.30-15", [(540, 690, ""), (750, 900, "")]),
        ("0900–1130; kl 12 til 13", [(540, 690, ""), (720, 780, "")]),
        ("10-11.30 matematikk og norsk", [(600, 690, "matematikk og norsk")]),
        ("9-10, 10-11", [(540, 660, "")]),
        ("9-10 norsk, 10-11 engelsk", [(540, 600, "norsk"), (600, 660, "engelsk")]),
        ("12-13, 9-12.30", [(540, 780, "")]),
        ("", []),
    ],
)
def test_hours_are_read_as_people_type_them(text: str, hours: list[tuple[int, int, str]]) -> None:
    assert read_hours(text) == tuple(Hours(*one) for one in hours)


@pytest.mark.parametrize("text", ["9", "15-9", "9-9", "ni til ti", "9-25", "9-10,11", "-10"])
def test_what_is_no_hours_is_not_guessed(text: str) -> None:
    assert read_hours(text) is None


@given(SPANS, st.sampled_from([".", ":"]))
def test_written_hours_are_read_back(spans: list[tuple[int, int]], dot: str) -> None:
    hours = tuple(Hours(start, min(end, 24 * 60 - 1)) for start, end in merged(spans) if start < 24 * 60 - 1)
    assert read_hours(write_hours(hours, dot=dot)) == hours


@given(SPANS, SPANS)
def test_taking_out_leaves_exactly_the_rest(
    spans: list[tuple[int, int]], taken: list[tuple[int, int]]
) -> None:
    def minutes(of: object) -> set[int]:
        return {minute for start, end in of for minute in range(start, end)}  # type: ignore[attr-defined]

    assert minutes(without(spans, taken)) == minutes(spans) - minutes(taken)


@given(days(), st.integers(1, 120), MINUTES)
def test_free_time_is_free(made: tuple[DayHours, list[Booking]], minutes: int, after: int) -> None:
    hours, booked = made
    for free in free_in(hours, booked, minutes=minutes, after=after):
        span = (free.start, free.end)
        assert not hours.closed
        assert free.minutes >= minutes
        assert free.start >= after
        assert not any(overlap(span, taken) for taken in hours.taken)
        assert not any(overlap(span, taken) for taken in map(span_of, booked) if taken)
        assert without([span], hours.of("guidance")) == ()
        for piece in starts_in(free, minutes=minutes):
            assert free.start <= piece.start < piece.end <= free.end
            assert piece.minutes == minutes


@given(days(), st.integers(1, 120))
def test_what_is_booked_in_a_free_hour_clashes_with_nothing(
    made: tuple[DayHours, list[Booking]], minutes: int
) -> None:
    hours, booked = made
    for free in free_in(hours, booked, minutes=minutes):
        new = booking("new", free.clock, minutes, people=(person("a"),), room_id="1", room="1")
        assert clashes_of(new, booked, hours) == ()


@given(days())
def test_a_clash_is_felt_on_both_sides(made: tuple[DayHours, list[Booking]]) -> None:
    hours, booked = made
    found = clashes_of_day(booked, hours)
    pairs = {(id, clash.other, clash.kind) for id, all in found.items() for clash in all if clash.other}
    assert pairs == {(other, id, kind) for id, other, kind in pairs}
    for one in booked:
        for other in booked:
            assert bool(between(one, other)) == (one.id != other.id and at_once(one, other))


def test_two_at_once_say_what_they_share() -> None:
    tolk = (Ordered("pl", "phone", "ordered"),)
    lyngvar = (person("Lyngvar"),)
    one = booking("1", "09:00", 60, people=lyngvar, room_id="r", room="rom 12", interpreters=tolk)
    other = booking("2", "09:30", 60, people=lyngvar, room_id="r", room="rom 12", interpreters=tolk)
    assert [(clash.kind, clash.text) for clash in between(one, other)] == [
        ("person", "Lyngvar har også avtale: 09.30–10.30 Lyngvar"),
        ("room", "rom 12 er opptatt: 09.30–10.30 Lyngvar"),
        ("interpreter", "Tolk i polsk er bestilt til to samtidig: 09.30–10.30 Lyngvar"),
    ]
    assert [clash.kind for clash in between(booking("1"), booking("2", "09:30"))] == ["hour"]
    assert between(booking("1"), booking("2", "09:45")) == ()


def test_the_hours_of_the_school_are_held_against_a_booking() -> None:
    spans = (
        Span("guidance", 540, 900),
        Span("teaching", 600, 660, "norsk"),
        Span("lockup", 690, 750),
        Span("meeting", 780, 810),
    )
    hours = DayHours(DAY, "", spans)

    def kinds(*about: object) -> list[str]:
        return [clash.kind for clash in clashes_of(booking("1", *about), (), hours)]  # type: ignore[arg-type]

    assert kinds("09:00", 60) == []
    assert kinds("11:00", 60) == ["lockup"]
    assert kinds("10:30", 90) == ["teaching", "lockup"]
    assert kinds("12:45", 30) == ["meeting"]
    assert kinds("08:30", 45) == ["outside"]
    assert kinds("14:30", 45) == ["outside"]
    assert kinds("", 45) == []
    assert clashes_of(booking("1", "10:00", 30), (), hours) == (
        Clash("teaching", "Egen undervisning 10.00–11.00 (norsk)"),
    )
    shut = DayHours(DAY, "langfredag", spans)
    assert clashes_of(booking("1"), (), shut) == (Clash("closed", "Stengt: langfredag"),)


def test_more_people_than_seats_are_flagged() -> None:
    hours = DayHours(DAY, "", (Span("guidance", 540, 900),))
    three = tuple(map(person, "abc"))
    group = booking("1", form="group", people=three, room_id="r", room="rom 12")
    assert clashes_of(group, (), hours, seats={"r": 3}) == ()
    assert [clash.text for clash in clashes_of(group, (), hours, seats={"r": 2})] == [
        "3 personer, 2 plasser i rom 12"
    ]


def test_what_was_cancelled_takes_no_hour_and_clashes_with_nothing() -> None:
    hours = DayHours(DAY, "", (Span("guidance", 540, 600),))
    gone = booking("1", "09:00", 60, state="cancelled_prison")
    assert [free.minutes for free in free_in(hours, [gone], minutes=45)] == [60]
    assert clashes_of_day([gone, booking("2", "09:00", 60)], hours) == {}


def test_talks_are_offered_on_the_half_hour_where_there_is_room() -> None:
    def offered(start: int, end: int, minutes: int) -> list[str]:
        return [piece.clock for piece in starts_in(Free(DAY, start, end), minutes=minutes)]

    assert offered(540, 780, 45) == ["09:00", "10:00", "11:00", "12:00"]
    assert offered(560, 780, 30) == ["09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30"]
    assert offered(585, 630, 45) == ["09:45"]
    assert offered(585, 629, 45) == []
