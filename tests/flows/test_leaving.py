"""Somebody leaves: everything open is settled in one step that can be taken back, and nothing is left dangling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions.corrections import undo
from app.actions.departures import save_departures
from app.actions.desk import Desk
from app.actions.leaving import STEP_ENDS, Leaving, ends_of, leave
from app.actions.people import bring_back_person
from app.actions.reminders import limits
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.attendance import Attendance
from app.records.interpreter import InterpreterOrder
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.reminder import Reminder
from app.records.request import Request
from app.records.session import Session
from app.records.step import OPEN_STATES, Step
from app.records.timetable import Series
from app.store.questions.reminders import reminders
from tests.builders import add_person, new_desk

TODAY = dt.date(2026, 1, 19)
KINDS = ("released", "transferred", "left_service", "unknown")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("leaving"))
    yield made
    made.store.close()


def put(desk: Desk, *records: Record, case: str = "") -> None:
    with desk.store.transaction("test", actor=desk.viewer) as t:
        for record in records:
            t.put(record, case=case)


def booked(person: str, day: dt.date, *others: str, order: str = "", **fields: str) -> Session:
    return Session(
        day=day,
        clock="10:00",
        state="planned",
        form="group" if others else "individual",
        topic="CV" if others else "",
        attendances=tuple(Attendance(person=one) for one in (person, *others)),
        interpreters=(InterpreterOrder(language="pl", state=order),) if order else (),
        series=fields.get("series", ""),
    )


def all_of(desk: Desk, kind: type[Record], person: str) -> list[Record]:
    return list(desk.store.find(kind, viewer=desk.viewer, case=person))


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[str, int, str]]:
    """What is open with somebody: its kind, a day counted from today, and a detail."""
    kinds = st.sampled_from(["step", "talk", "group", "series", "request", "referral", "reminder"])
    details = st.sampled_from(["", "confirmed", "ordered", "wanted"])
    return draw(st.lists(st.tuples(kinds, st.integers(-5, 20), details), max_size=6))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    life=lives(), how=st.sampled_from(KINDS), on=st.integers(-7, 3), ends=st.lists(st.sampled_from(STEP_ENDS))
)
def test_nothing_is_left_dangling_and_one_undo_brings_all_of_it_back(
    desk: Desk, life: list[tuple[str, int, str]], how: str, on: int, ends: list[str]
) -> None:
    person, other = add_person(desk, "Lyngvar"), add_person(desk, "Tindre")
    for kind, days, detail in life:
        make(desk, person, other, kind, TODAY + dt.timedelta(days=days), detail)
    before = everything(desk, person)
    steps = ends_of(desk, person).steps
    said = {step.id: end for step, end in zip(steps, ends, strict=False)}
    day = TODAY + dt.timedelta(days=on)
    leave(desk, Leaving(person, how, day, said))
    assert open_with(desk, person, day) == {one for one, end in said.items() if end == "kept"}
    assert desk.get(Person, person).left_on == day
    for session in desk.store.find(Session, viewer=desk.viewer, where={"state": "planned"}):
        assert other not in {row.person for row in session.attendances} or session.form == "group"
    undo(desk)
    assert everything(desk, person) == before


def make(desk: Desk, person: str, other: str, kind: str, day: dt.date, detail: str) -> None:
    if kind == "step":
        put(desk, Step(person=person, text="Ringe", due=day), case=person)
    elif kind == "request":
        put(desk, Request(person=person, day=min(day, TODAY)), case=person)
    elif kind == "referral":
        put(desk, Referral(person=person, to="nav_prison"), case=person)
    elif kind == "reminder":
        put(
            desk,
            Reminder(rule="unseen", about=person, person=person, state="snoozed", until=day),
            case=person,
        )
    elif kind == "group":
        put(desk, booked(person, day, other, order=detail))
    else:
        series = Series(day=day) if kind == "series" else None
        session = booked(person, day, order=detail, series=series.id if series else "")
        request = Request(person=person, day=TODAY, state="booked", session=session.id)
        put(desk, *([series] if series else []))
        put(desk, session, request, case=person)


def everything(desk: Desk, person: str) -> list[Record]:
    kinds: list[type[Record]] = [Person, Step, Session, Request, Referral, Reminder]
    groups = [one for one in desk.store.find(Session, viewer=desk.viewer) if one.form == "group"]
    return [*(one for kind in kinds for one in all_of(desk, kind, person)), *groups]


def open_with(desk: Desk, person: str, day: dt.date) -> set[str]:
    """The ids of whatever still waits for or with somebody from a day on."""
    found = {
        one.id
        for one in desk.store.find(Step, viewer=desk.viewer, case=person, where={"state": list(OPEN_STATES)})
    }
    for session in desk.store.find(Session, viewer=desk.viewer):
        mine = any(row.person == person for row in session.attendances)
        orders = any(one.state != "cancelled" for one in session.interpreters)
        if mine and session.day >= day and (session.state == "planned" or orders):
            found.add(session.id)
    requests = desk.store.find(Request, viewer=desk.viewer, where={"person": person})
    ahead = {one.id for one in desk.store.find(Session, viewer=desk.viewer) if one.day < day}
    found |= {
        one.id
        for one in requests
        if one.state == "open" or (one.state == "booked" and one.session not in ahead)
    }
    waiting = desk.store.find(Reminder, viewer=desk.viewer, where={"person": person, "state": "snoozed"})
    return found | {one.id for one in waiting}


def test_a_group_goes_on_without_the_one_who_left(desk: Desk) -> None:
    person, other = add_person(desk, "Rognulf"), add_person(desk, "Ospar")
    group = booked(person, TODAY + dt.timedelta(days=3), other, order="confirmed")
    put(desk, group)
    leave(desk, Leaving(person, "released", TODAY))
    after = desk.get(Session, group.id)
    assert after.state == "planned"
    assert [row.person for row in after.attendances] == [other]
    assert after.interpreters[0].state == "confirmed"


def test_what_becomes_of_a_step_is_said(desk: Desk) -> None:
    person = add_person(desk, "Havmod")
    open_before = {one.id for one in desk.store.find(Step, viewer=desk.viewer)}
    steps = {end: Step(person=person, text=end) for end in STEP_ENDS}
    put(desk, *steps.values(), case=person)
    said = {step.id: end for end, step in steps.items()}
    changes = leave(desk, Leaving(person, "transferred", TODAY, said, to="teacher"))
    after = {end: desk.get(Step, step.id) for end, step in steps.items()}
    assert after["done"].state == "done"
    assert (after["dropped"].state, after["dropped"].reason) == ("dropped", "overført")
    assert (after["handed"].state, after["handed"].who) == ("dropped", "teacher")
    assert "lærer" in after["handed"].reason
    assert after["kept"] == replace(steps["kept"], due=dt.date(2026, 2, 2))
    desk.clock.advance(15 * 24 * 3600)  # type: ignore[attr-defined]
    due = reminders(desk.store, viewer=desk.viewer, day=desk.today, limits=limits(desk))
    assert [one.target for one in due if one.rule == "overdue" and one.target not in open_before] == [
        steps["kept"].id
    ]
    desk.clock.advance(-15 * 24 * 3600)  # type: ignore[attr-defined]
    assert "3 steg" in changes.text


def test_who_leaves_and_comes_back_can_leave_again(desk: Desk) -> None:
    person = add_person(desk, "Solmund")
    leave(desk, Leaving(person, "transferred", TODAY))
    bring_back_person(desk, person)
    assert desk.get(Person, person).left_on is None
    leave(desk, Leaving(person, "released", TODAY))
    assert desk.get(Person, person).left_kind == "released"


def test_nobody_leaves_before_they_came(desk: Desk) -> None:
    person = add_person(desk, "Bjørkind", arrived="2026-01-12")
    with pytest.raises(Invalid) as wrong:
        leave(desk, Leaving(person, "released", dt.date(2026, 1, 11)))
    assert [one.path for one in wrong.value.problems] == [("left_on",)]
    assert desk.get(Person, person).left_on is None


def test_a_list_of_departures_is_one_step_and_says_what_is_wrong_in_which_row(desk: Desk) -> None:
    one, two = add_person(desk, "Fjellrik Havmod"), add_person(desk, "Mosind Havmod")
    put(desk, Step(person=one, text="Ringe"), case=one)
    rows = [
        Draft("person", {"name": "fjellrik havmod", "left_kind": "released", "left_on": "2026-01-17"}),
        Draft("person", {"name": "Mosind Havmod"}),
        Draft("person", {"name": "Ingen Slik"}),
    ]
    with pytest.raises(Invalid) as wrong:
        save_departures(desk, Draft("arrival", children={"rows": rows}))
    assert [problem.path for problem in wrong.value.problems] == [("rows", 2, "name")]
    assert desk.get(Person, one).left_on is None
    save_departures(desk, Draft("arrival", children={"rows": rows[:2]}))
    assert (desk.get(Person, one).left_kind, desk.get(Person, one).left_on) == (
        "released",
        dt.date(2026, 1, 17),
    )
    assert (desk.get(Person, two).left_kind, desk.get(Person, two).left_on) == ("transferred", TODAY)
    undo(desk)
    assert desk.get(Person, one) == replace(desk.get(Person, one), left_on=None, left_kind="")
