"""The movement list is the bookings, neither more nor less, and what changed since it was handed out is marked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.actions.cancelling import cancel
from app.actions.corrections import undo
from app.actions.desk import Desk
from app.actions.movement import handed_out, movement_list_state
from app.actions.moving import move_to
from app.actions.named import add_named
from app.actions.people import save_person
from app.actions.sessions import save_session, set_session_state
from app.base.clock import FixedClock
from app.documents.document import Request
from app.documents.movement_list import MOVEMENT_LIST, MovementList
from app.entry.draft import Draft
from app.records.movement_print import MovementPrint
from app.records.person import Person
from app.records.record import new_id
from app.records.session import Session
from app.store.questions.bookings import bookings
from app.store.questions.movement import Movement, Way, movements, read, way_of, written
from tests.builders import MONDAY, add_person, new_desk

TODAY = MONDAY.date()
WEEK = dt.timedelta(days=7)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("movement"), clock=FixedClock(MONDAY))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def people(desk: Desk) -> list[str]:
    wards = [add_named(desk, "ward", name) for name in ("Avdeling A", "Avdeling B")]
    names = ("Lyngvar", "Rognulf", "Havmod", "Ospar")
    return [add_person(desk, name, ward=wards[place % 2]) for place, name in enumerate(names)]


@pytest.fixture(scope="module")
def weeks() -> Iterator[dt.date]:
    """A week of its own for every try, all to come."""
    return (TODAY + WEEK * ahead for ahead in count(1))


def book(desk: Desk, people: list[str], day: dt.date, clock: str = "09:15", **more: str) -> str:
    said = {
        "day": day.isoformat(),
        "clock": clock,
        "minutes": "45",
        "state": "planned",
        "topic": "CV",
        **more,
    }
    said["form"] = "group" if len(people) > 1 else "individual"
    rows = [Draft("attendance", {"person": one}) for one in people]
    draft = Draft("session", said, {"attendances": rows}, record_id=new_id())
    save_session(desk, draft)
    return draft.record_id


def listed(desk: Desk, first: dt.date, last: dt.date | None = None) -> tuple[Movement, ...]:
    return movements(desk.store, viewer=desk.viewer, since=first, until=last or first)


def marks(desk: Desk, day: dt.date) -> list[tuple[str, str, str]]:
    return [(line.name, line.way.clock, line.mark) for line in listed(desk, day)]


def planned(desk: Desk, first: dt.date, last: dt.date) -> set[Way]:
    found = bookings(desk.store, viewer=desk.viewer, since=first, until=last, states=("planned",))
    return {way_of(one, person) for one in found for person in one.people}


# --- it is the bookings ---------------------------------------------------------------------------------

SLOT = st.tuples(st.integers(0, 4), st.sampled_from(["", "09:00", "10:30", "13:15"]))
BOOKED = st.lists(st.tuples(SLOT, st.sets(st.integers(0, 3), min_size=1)), min_size=1, max_size=4)
CHANGE = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 3), SLOT),
    st.tuples(st.just("cancel"), st.integers(0, 3), st.sampled_from(["prison", "school", "inmate"])),
    st.tuples(st.just("book"), SLOT, st.integers(0, 3)),
    st.tuples(st.just("undo"), st.none(), st.none()),
)


@settings(max_examples=25, deadline=None)
@given(booked=BOOKED, changes=st.lists(CHANGE, max_size=5))
def test_the_list_is_the_bookings_and_its_marks_lead_from_the_old_to_the_new(
    desk: Desk, people: list[str], weeks: Iterator[dt.date], booked: list, changes: list
) -> None:
    monday = next(weeks)
    sunday = monday + dt.timedelta(days=6)
    made = [
        book(desk, [people[who] for who in sorted(whom)], monday + dt.timedelta(days=day), clock)
        for (day, clock), whom in booked
    ]
    fresh = listed(desk, monday, sunday)
    assert {line.way for line in fresh} == planned(desk, monday, sunday)
    assert not any(line.mark for line in fresh)
    handed_out(desk, monday, sunday)
    before = planned(desk, monday, sunday)
    assert not any(line.mark for line in listed(desk, monday, sunday))
    done = 0
    for kind, one, how in changes:
        done += _change(desk, people, made, monday, done, kind, one, how)
    after = listed(desk, monday, sunday)
    assert len({(line.way, line.is_off) for line in after}) == len(after)
    standing = {line.way for line in after if not line.is_off}
    assert standing == planned(desk, monday, sunday)
    off = {line.way for line in after if line.is_off}
    fresh_ways = {line.way for line in after if line.mark in ("new", "moved")}
    replaced = {line.was for line in after if line.was}
    assert (before - off - replaced) | fresh_ways == standing
    assert [line.way.day for line in after] == sorted(line.way.day for line in after)


def _change(
    desk: Desk, people: list[str], made: list[str], monday: dt.date, done: int, kind: str, one, how
) -> int:
    if kind == "undo":
        if done:
            undo(desk)
        return -1 if done else 0
    if kind == "book":
        day, clock = one
        made.append(book(desk, [people[how]], monday + dt.timedelta(days=day), clock))
        return 1
    session = made[one % len(made)]
    if session not in {way.session for way in planned(desk, monday, monday + WEEK)}:
        return 0
    if kind == "cancel":
        cancel(desk, [session], by=how, reason="other_appointment")
        return 1
    day, clock = how
    was = desk.get(Session, session)
    where = (monday + dt.timedelta(days=day), clock or was.clock)
    if where == (was.day, was.clock):
        return 0
    move_to(desk, [session], day=where[0], clock=where[1])
    return 1


# --- one thing at a time ----------------------------------------------------------------------------------


def test_it_stands_in_the_order_of_time_and_ward(
    desk: Desk, people: list[str], weeks: Iterator[dt.date]
) -> None:
    day = next(weeks)
    book(desk, people[:1], day, "")
    book(desk, [people[1], people[2], people[0]], day, "10:00")
    book(desk, people[3:], day, "09:15")
    said = [(line.way.clock, line.ward, line.name) for line in listed(desk, day)]
    assert said == [
        ("09:15", "Avdeling B", "Ospar"),
        ("10:00", "Avdeling A", "Havmod"),
        ("10:00", "Avdeling A", "Lyngvar"),
        ("10:00", "Avdeling B", "Rognulf"),
        ("", "Avdeling A", "Lyngvar"),
    ]


def test_who_was_moved_to_another_day_is_struck_here_and_said_where(
    desk: Desk, people: list[str], weeks: Iterator[dt.date]
) -> None:
    day = next(weeks)
    session = book(desk, people[:1], day)
    handed_out(desk, day, day)
    move_to(desk, [session], day=day + dt.timedelta(days=2), clock="13:00")
    (line,) = listed(desk, day)
    assert line.is_off
    assert line.gone_to is not None
    assert (line.gone_to.day, line.gone_to.clock) == ((day + dt.timedelta(days=2)).isoformat(), "13:00")
    assert [one.mark for one in listed(desk, day + dt.timedelta(days=2))] == [""]


def test_a_talk_that_took_place_is_no_change(desk: Desk, people: list[str]) -> None:
    session = book(desk, people[:1], TODAY, "08:15")
    handed_out(desk, TODAY, TODAY)
    assert movement_list_state(desk).printed is not None
    set_session_state(desk, session, "held")
    assert marks(desk, TODAY) == [("Lyngvar", "08:15", "")]
    assert not movement_list_state(desk).changed
    other = book(desk, people[1:2], TODAY, "12:30")
    assert movement_list_state(desk).changed
    handed_out(desk, TODAY, TODAY)
    assert not movement_list_state(desk).changed
    cancel(desk, [other], by="prison", reason="staffing")
    assert marks(desk, TODAY) == [("Lyngvar", "08:15", ""), ("Rognulf", "12:30", "cancelled")]
    handed_out(desk, TODAY, TODAY)
    assert marks(desk, TODAY) == [("Lyngvar", "08:15", "")]


def test_another_room_or_ward_is_marked(desk: Desk, people: list[str], weeks: Iterator[dt.date]) -> None:
    day = next(weeks)
    book(desk, people[3:], day)
    handed_out(desk, day, day)
    person = desk.get(Person, people[3])
    ward = add_named(desk, "ward", "Avdeling C")
    save_person(desk, Draft("person", {"name": person.name, "ward": ward}, record_id=person.id))
    data = MOVEMENT_LIST.data(desk.store, desk.viewer, Request(today=TODAY, values={"day": day.isoformat()}))
    (row,) = data.days[0].rows
    assert (row.cells[2], row.sign, row.change) == ("Avdeling C", "»", "annen avdeling")


def test_a_printed_list_keeps_no_names_and_old_ones_go(
    desk: Desk, people: list[str], weeks: Iterator[dt.date]
) -> None:
    day = next(weeks)
    book(desk, people[:2], day)
    (kept,) = handed_out(desk, day, day).records
    lines = desk.get(MovementPrint, kept[1]).lines
    assert "Lyngvar" not in lines
    assert {row["clock"] for row in json.loads(lines)} == {"09:15"}
    assert written(read(lines)) == lines
    past = handed_out(desk, TODAY - WEEK * 4, TODAY - WEEK * 4)
    assert past.text == ""
    handed_out(desk, day, day)
    assert min(one.until for one in desk.store.find(MovementPrint, viewer=desk.viewer)) >= TODAY


# --- on paper and as a table ------------------------------------------------------------------------------


def data_of(desk: Desk, day: dt.date, **more: str) -> MovementList:
    values = {"day": day.isoformat(), **more}
    found = MOVEMENT_LIST.data(desk.store, desk.viewer, Request(today=TODAY, values=values))
    assert isinstance(found, MovementList)
    return found


def test_no_theme_note_or_reason_stands_on_it(
    desk: Desk, people: list[str], weeks: Iterator[dt.date]
) -> None:
    day = next(weeks)
    session = book(desk, people[:2], day, topic="Gjeld og bolig", note="Sa noe om familien.")
    handed_out(desk, day, day)
    cancel(desk, [session], by="prison", reason="court")
    for said in (repr(data_of(desk, day)), data_of(desk, day, span="week").title):
        for secret in ("Gjeld", "familien", "rett", "court"):
            assert secret not in said


def test_a_week_has_a_heading_for_each_day_and_an_empty_list_says_so(
    desk: Desk, people: list[str], weeks: Iterator[dt.date]
) -> None:
    monday = next(weeks)
    assert data_of(desk, monday).days == ()
    assert b"%PDF" in MOVEMENT_LIST.render(data_of(desk, monday))
    for ahead in (0, 3):
        book(desk, people[:1], monday + dt.timedelta(days=ahead))
    days = data_of(desk, monday + dt.timedelta(days=2), span="week").days
    assert [day.day - monday for day in days] == [dt.timedelta(0), dt.timedelta(days=3)]


def test_the_table_is_one_that_excel_reads_and_cannot_compute(desk: Desk, weeks: Iterator[dt.date]) -> None:
    day = next(weeks)
    person = add_person(desk, "=1+1", fetched='@hentes; "B"')
    book(desk, [person], day)
    assert MOVEMENT_LIST.other is not None
    table = MOVEMENT_LIST.other.make(data_of(desk, day))
    assert table.startswith(b"\xef\xbb\xbf")
    head, line, end = table.decode("utf-8-sig").split("\r\n")
    assert head == "Dag;Kl.;Navn;Avdeling;Rom;Hentes;Endret"
    assert line == f'{day};09.15–10.00;\'=1+1;;;"\'@hentes; ""B""";'
    assert end == ""
