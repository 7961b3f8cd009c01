"""Retention: nothing without the county's decision, then rules by kind, a proposal each, and a person's decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.days_work import days_work
from app.actions.desk import Desk
from app.actions.reminders import reminder_done
from app.actions.restriction import lift_restriction, restrict, restricted_cases
from app.actions.retention import (
    MustStay,
    NoDecision,
    delete_proposed,
    deliver,
    keep_for_now,
    proposed,
    record_decision,
    set_rule,
)
from app.base.clock import FixedClock
from app.entry.problems import Invalid
from app.records.person import Person
from app.records.session import Session
from app.store.erasing import erase_people
from app.store.errors import RecordGone
from tests.builders import MONDAY, add_person, add_talk, new_desk


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = new_desk(tmp_path, clock=clock)
    yield made
    made.store.close()


def decide(desk: Desk, **rules: tuple[int, str]) -> None:
    record_decision(desk, reference="2025/114", day="3.3.2025", who="fylkesarkivet")
    for kind, (months, outcome) in rules.items():
        set_rule(desk, kind, months=str(months), outcome=outcome)


def test_no_rule_works_before_the_decision_is_recorded(desk: Desk) -> None:
    add_person(desk, "Lyngvar", left_on="2020-01-01", left_kind="released")
    with pytest.raises(NoDecision):
        set_rule(desk, "notes", months="12", outcome="may_be_deleted")
    with pytest.raises(NoDecision):
        delete_proposed(desk, [("x", "notes")])
    with pytest.raises(Invalid):
        record_decision(desk, reference="", day="3.3.2025", who="")
    assert proposed(desk) == ()
    decide(desk)
    assert proposed(desk) == ()  # and none without a rule


def test_each_kind_is_proposed_by_its_own_rule_after_the_later_of_leaving_and_contact(desk: Desk) -> None:
    left = add_person(desk, "Lyngvar", left_on="2025-01-10", left_kind="released")
    add_talk(desk, left, day="2024-12-01")
    seen_after = add_person(desk, "Rognulf", left_on="2024-12-01", left_kind="released")
    add_talk(desk, seen_after, day="2025-06-02")
    add_talk(desk, add_person(desk, "Havmod"), day="2026-01-12")
    decide(desk, notes=(12, "may_be_deleted"), intake=(1, "may_be_deleted"))
    (one,) = proposed(desk)
    assert (one.name, one.kind, one.count, one.left) == ("Lyngvar", "notes", 1, True)
    assert (one.since, one.due) == (dt.date(2025, 1, 10), dt.date(2026, 1, 10))
    set_rule(desk, "notes", months="6", outcome="may_be_deleted")
    assert {(one.name, one.left) for one in proposed(desk)} == {("Lyngvar", True), ("Rognulf", False)}


def test_what_is_chosen_goes_and_the_person_stays_until_nothing_has_to(desk: Desk) -> None:
    person = add_person(desk, "Lyngvar", left_on="2024-01-10", left_kind="released")
    add_talk(desk, person, day="2024-01-08")
    decide(desk, notes=(12, "may_be_deleted"), person=(60, "may_be_deleted"))
    changes = delete_proposed(desk, [(person, "notes")])
    assert not changes.undoable
    assert desk.get(Person, person).name == "Lyngvar"
    assert desk.store.count(Session, viewer=desk.viewer) == 0
    set_rule(desk, "person", months="12", outcome="may_be_deleted")
    assert [one.kind for one in proposed(desk)] == ["person"]
    with pytest.raises(Invalid):
        delete_proposed(desk, [(person, "person")])
    delete_proposed(desk, [(person, "person")], typed="1")
    with pytest.raises(RecordGone):
        desk.get(Person, person)
    assert desk.store.check() == []


def test_archive_first_deletes_only_what_was_delivered_and_what_must_stay_stays(
    desk: Desk, tmp_path: Path
) -> None:
    person = add_person(desk, "Lyngvar", left_on="2024-01-10", left_kind="released")
    add_talk(desk, person, day="2024-01-08")
    decide(desk, notes=(12, "archive_first"), person=(12, "must_be_kept"))
    with pytest.raises(MustStay):
        delete_proposed(desk, [(person, "notes")])
    with pytest.raises(MustStay):
        delete_proposed(desk, [(person, "person")])
    stick = tmp_path / "stick"
    stick.mkdir()
    done = deliver(desk, person, stick, receiver="fylkesarkivet")
    assert done.path.exists()
    (notes,) = [one for one in proposed(desk) if one.kind == "notes"]
    assert notes.archived == desk.today
    delete_proposed(desk, [(person, "notes")])
    assert desk.store.count(Session, viewer=desk.viewer) == 0


def test_kept_for_now_comes_back_in_a_year(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    person = add_person(desk, "Lyngvar", left_on="2024-01-10", left_kind="released")
    add_talk(desk, person, day="2024-01-08")
    decide(desk, notes=(12, "may_be_deleted"))
    keep_for_now(desk, [(person, "notes")])
    assert proposed(desk) == ()
    clock = FixedClock(MONDAY + dt.timedelta(days=370))
    desk.store.clock = clock
    assert [one.kind for one in proposed(replace(desk, clock=clock))] == ["notes"]
    desk.store.close()


def test_today_says_for_how_many_until_it_is_dealt_with(desk: Desk) -> None:
    for name in ("Lyngvar", "Rognulf"):
        person = add_person(desk, name, left_on="2024-01-10", left_kind="released")
        add_talk(desk, person, day="2024-01-08")
    assert not any(due.rule == "retention" for due in days_work(desk, walls=True).reminders)
    decide(desk, notes=(12, "may_be_deleted"))
    (due,) = [due for due in days_work(desk, walls=True).reminders if due.rule == "retention"]
    assert due.code == "2"
    reminder_done(desk, due)
    assert not any(due.rule == "retention" for due in days_work(desk, walls=True).reminders)


def test_a_restricted_case_is_kept_and_read_and_deleted_by_nobody_until_it_is_lifted(desk: Desk) -> None:
    person = add_person(desk, "Lyngvar")
    talk = add_talk(desk, person, "Vil ta kranførerbevis.")
    with pytest.raises(Invalid):
        restrict(desk, person, reason=" ")
    restrict(desk, person, reason="innsigelse")
    with pytest.raises(RecordGone):
        desk.get(Session, talk)
    assert desk.store.search("kranfører", viewer=desk.viewer) == []
    with pytest.raises(RecordGone):
        erase_people(desk.store, [person], actor=desk.viewer, why="objection")
    (one,) = restricted_cases(desk)
    assert (one.name, one.reason, one.may_lift) == ("Lyngvar", "innsigelse", True)
    lift_restriction(desk, person)
    assert desk.get(Session, talk).note == "Vil ta kranførerbevis."
    assert desk.store.check() == []
