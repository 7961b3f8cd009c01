"""The made-up register: the same for a seed, whole, and with something on it for every part of the Today page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.clashes import clashes_of_day
from app.actions.demo import DemoSize, fill_demo, is_empty, make_demo
from app.actions.demo.filling import PASSPHRASE
from app.actions.desk import Desk
from app.actions.passphrase import judge_passphrase
from app.actions.school_week import hours_of
from app.actions.setup import open_store
from app.base.clock import FixedClock
from app.entry.validate import judge, to_draft
from app.records.arrival import Arrival
from app.records.checklist import ChecklistRound
from app.records.intake import Intake
from app.records.person import Person
from app.records.progress import is_copy
from app.records.referral import Referral
from app.records.registry import TYPES
from app.records.request import Request
from app.records.service import Action
from app.records.session import Session
from app.records.step import Step, is_open, is_overdue
from app.store.questions.bookings import bookings
from app.store.questions.queue import queue, waiting_facts
from tests.builders import MONDAY, new_desk

SIZE = DemoSize(people=60, sessions=700)
TODAY = MONDAY.date()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("demo"))
    fill_demo(made, SIZE)
    yield made
    made.store.close()


def test_it_is_whole(desk: Desk) -> None:
    assert desk.store.check() == []
    assert not is_empty(desk)


@pytest.mark.parametrize(
    "kind",
    "person intake session step referral release checklist_round request arrival timetable closed_day series partner "
    "contact action own_tip application release_check review interest_list".split(),
)
def test_every_entry_is_one_that_its_form_would_save(desk: Desk, kind: str) -> None:
    found = desk.store.find(TYPES[kind], viewer=desk.viewer)
    assert found
    assert [record for record in found if judge(to_draft(record), today=TODAY) != record] == []


@pytest.mark.parametrize(
    "day", ["2026-01-01", "2026-02-28", "2026-10-31", "2027-11-16", "2028-02-29", "2028-12-31"]
)
def test_it_can_be_made_on_any_day(tmp_path: Path, day: str) -> None:
    clock = FixedClock(dt.datetime.fromisoformat(f"{day}T08:00+00:00"))
    desk = new_desk(tmp_path, clock=clock)
    fill_demo(desk, DemoSize(people=20, sessions=60))
    (hit,) = desk.store.search("kranf", viewer=desk.viewer)
    desk.store.close()
    assert hit.day.month == 10
    assert 30 <= (clock.today() - hit.day).days < 400


def test_it_has_as_many_as_were_asked_for(desk: Desk) -> None:
    found = desk.store.find(Session, viewer=desk.viewer)
    assert desk.store.count(Person, viewer=desk.viewer) == SIZE.people
    assert sum(one.state != "planned" for one in found) == SIZE.sessions
    assert {one.form for one in found} >= {"individual", "three_party", "group"}
    assert {one.state for one in found} >= {"held", "planned", "cancelled_prison", "no_show"}


def test_every_name_is_there_once_and_the_known_ones_are(desk: Desk) -> None:
    names = [person.name for person in desk.store.find(Person, viewer=desk.viewer)]
    assert {"Lyngvar", "Rognulf"} <= set(names)
    assert len(set(names)) == len(names)
    assert "Steinvid" not in names


def test_nothing_held_lies_in_the_future_or_outside_a_stay(desk: Desk) -> None:
    people = {person.id: person for person in desk.store.find(Person, viewer=desk.viewer)}
    for session in desk.store.find(Session, viewer=desk.viewer):
        assert (session.day <= TODAY) or session.state == "planned"
        for row in session.attendances:
            stay = people[row.person]
            assert stay.arrived is not None
            assert stay.arrived <= session.day or "kranførerbevis" in session.note
            assert stay.left_on is None or session.day <= stay.left_on


def test_today_has_work(desk: Desk) -> None:
    store, viewer = desk.store, desk.viewer
    today = store.find(Session, viewer=viewer, where={"day": TODAY, "state": "planned"})
    assert sorted(one.form for one in today) == ["group", "individual", "individual", "individual"]
    steps = store.find(Step, viewer=viewer)
    assert {step.state for step in steps} == {"open", "doing", "waiting", "done", "dropped"}
    assert 5 <= sum(is_overdue(step, TODAY) for step in steps) <= 100
    assert {intake.offer for intake in store.find(Intake, viewer=viewer)} >= {
        "not_yet",
        "accepted",
        "declined",
    }
    assert any(referral.answered_on is None for referral in store.find(Referral, viewer=viewer))


def test_the_prison_week_has_something_for_every_line_of_the_day(desk: Desk) -> None:
    store, viewer = desk.store, desk.viewer
    waiting = queue(store, viewer=viewer, day=TODAY)
    assert [one.days for one in waiting] == sorted((one.days for one in waiting), reverse=True)
    assert len(waiting) == 8
    assert sum(not one.person for one in waiting) == 2
    ahead = bookings(
        store, viewer=viewer, since=TODAY, until=TODAY + dt.timedelta(days=14), states=("planned",)
    )
    unsure = [one for one in ahead if any(order.state == "ordered" for order in one.interpreters)]
    assert [(one.day - TODAY).days <= 2 for one in unsure] == [True]
    assert all(one.room for one in ahead)
    told = [bool(one.told) for one in store.find(Arrival, viewer=viewer)]
    assert {True, False} == set(told)
    again = [one for one in store.find(Session, viewer=viewer) if one.series]
    assert len(again) == 4


def test_a_request_is_booked_exactly_while_its_talk_is_planned_or_held(desk: Desk) -> None:
    sessions = {one.id: one.state for one in desk.store.find(Session, viewer=desk.viewer)}
    for request in desk.store.find(Request, viewer=desk.viewer):
        assert (request.state == "booked") == (sessions.get(request.session) in ("planned", "held"))
    assert waiting_facts(
        desk.store, viewer=desk.viewer, since=TODAY - dt.timedelta(days=90), until=TODAY
    ).median_days


def test_nothing_planned_stands_in_its_own_way(desk: Desk) -> None:
    for ahead in range(14):
        day = TODAY + dt.timedelta(days=ahead)
        booked = bookings(desk.store, viewer=desk.viewer, since=day, until=day)
        assert clashes_of_day(booked, hours_of(desk, day)) == {}


def test_some_leave_soon_without_a_plan_and_some_were_not_seen(desk: Desk) -> None:
    store, viewer = desk.store, desk.viewer
    planning = {step.person for step in store.find(Step, viewer=viewer) if is_open(step)}
    soon = store.find(Person, viewer=viewer, where={"expected_release": "2026-Q1", "left_on": None})
    assert any(person.id not in planning for person in soon)
    seen: dict[str, dt.date] = {}
    for session in store.find(Session, viewer=viewer, order="day"):
        seen |= {row.person: session.day for row in session.attendances}
    here = store.find(Person, viewer=viewer, where={"left_on": None})
    assert any(person.id in seen and (TODAY - seen[person.id]).days > 56 for person in here)


def test_the_crane_is_found_in_october_and_nowhere_else(desk: Desk) -> None:
    (hit,) = desk.store.search("kran", viewer=desk.viewer)
    assert (hit.title, hit.day.month, hit.day.year) == ("Rognulf", 10, 2025)


def test_rounds_are_finished_and_one_is_half_done(desk: Desk) -> None:
    half, finished, first = desk.store.find(ChecklistRound, viewer=desk.viewer, order="-started_on")
    assert (half.finished_on, len(half.answers)) == (None, 24)
    assert sum(not is_copy(half, row) for row in half.answers) == 12
    assert all(one.finished_on is not None and len(one.answers) == 24 for one in (finished, first))
    assert {one.state for one in desk.store.find(Action, viewer=desk.viewer)} == {
        "open",
        "doing",
        "done",
        "dropped",
    }


def test_the_same_seed_gives_the_same_and_another_another(desk: Desk, tmp_path: Path) -> None:
    again, other = new_desk(tmp_path / "again"), new_desk(tmp_path / "other")
    fill_demo(again, SIZE)
    fill_demo(other, replace(SIZE, seed=2))
    for kind in (TYPES["person"], TYPES["session"], TYPES["step"], TYPES["checklist_round"]):
        first, second, third = (one.store.find(kind, viewer=one.viewer) for one in (desk, again, other))
        assert first == second
        assert first != third
    again.store.close()
    other.store.close()


@pytest.mark.parametrize(("people", "sessions"), [(1, None), (2, 0), (3, 500), (400, 0)])
def test_any_size_can_be_made(tmp_path: Path, people: int, sessions: int | None) -> None:
    desk = new_desk(tmp_path)
    made = fill_demo(desk, DemoSize(people=people, sessions=sessions))
    names = [person.name for person in desk.store.find(Person, viewer=desk.viewer)]
    desk.store.close()
    assert made["people"] == len(set(names)) == people


def test_the_window_can_open_one_at_once(tmp_path: Path) -> None:
    clock = FixedClock(MONDAY)
    path, passphrase = make_demo(tmp_path, clock, size=DemoSize(people=12, sessions=30))
    desk = open_store(path, passphrase, clock=clock)
    assert desk.store.setting("school.name") == "Eksempelskolen"
    assert desk.store.count(Person, viewer=desk.viewer) == 12
    desk.store.close()
    assert judge_passphrase(PASSPHRASE).ok


def test_groups_of_the_demonstration_have_aims_guests_and_faces(desk: Desk) -> None:
    groups = desk.store.find(Session, viewer=desk.viewer, where={"form": "group"})
    written = [(one, activity) for one in groups for activity in one.activities]
    assert 0 < len(written) < len(groups)
    assert {"employer", "voc_college", "nav"} <= {guest for _one, said in written for guest in said.guests}
    for one, said in written:
        came = sum(bool(row.came) for row in one.attendances)
        assert sum(getattr(said, f"smile_{face}") or 0 for face in range(1, 6)) == came
        assert bool(said.guests) == bool(said.guest_count)
