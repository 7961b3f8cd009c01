"""Reminders: each rule found by its own facts, answered once, put off until a day, made into a step, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.checklists import finish_round, start_round
from app.actions.days_work import days_work
from app.actions.desk import Desk
from app.actions.entries import add_entry
from app.actions.hangings import hang_up
from app.actions.leaving import Leaving, leave
from app.actions.papers import Job
from app.actions.reminders import can_be_step, into_step, next_look, put_off, reminder_done
from app.actions.requests import end_request, request_draft, save_request
from app.actions.retention import record_decision, set_rule
from app.actions.service_actions import add_action
from app.actions.sessions import book_session
from app.actions.settings import change_setting
from app.base.clock import FixedClock
from app.base.settings import GUIDANCE_PLACE, INTERPRETER_DAYS, REFERRAL_WEEKS, SETTINGS
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.choices import codes
from app.records.record import new_id
from app.records.session import Session
from app.records.step import Step
from app.store.questions.reminders import Due, working_days_on
from tests.builders import MONDAY, add_person, add_talk, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def _due(desk: Desk, rule: str = "") -> list[Due]:
    return [one for one in days_work(desk, walls=True).reminders if rule in ("", one.rule)]


def _ordered(desk: Desk, when: str, state: str) -> str:
    person = add_person(desk, f"Lyngvar {when} {state}", reads_best="pl")
    book_session(desk, person, when)
    (session,) = desk.store.find(Session, viewer=desk.viewer, case=person)
    order = {"session": session.id, "language": "pl", "state": state, "order_number": "T-12"}
    add_entry(desk, Draft("interpreter", order))
    return session.id


def _everything(desk: Desk) -> None:
    """One reminder of every rule."""
    _ordered(desk, "+2 9", "ordered")
    tindre = add_person(desk, "Tindre", documents="lost", education="upper")
    add_entry(
        desk, Draft("intake", {"day": "2026-01-05", "wishes": "trade", "person": tindre}, _known(tindre))
    )
    add_entry(desk, Draft("deadline", {"name": "Læreplass", "day": "2026-02-02", "wishes": "trade"}))
    add_talk(desk, tindre, "Snakket om læreplass", day="2026-01-05")
    add_entry(desk, Draft("step", {"person": tindre, "text": "Skrive søknad", "due": "2026-01-12"}))
    add_entry(desk, Draft("review", {"person": tindre, "day": "2026-01-05", "next_on": "2026-01-19"}))
    add_person(desk, "Solmund", expected_release="2026-Q1")
    _declined(desk, "+1", name="Engbrand")
    asked = {"person": tindre, "to": "nav_prison", "question": "tiltak", "made_on": "2025-12-01"}
    add_entry(desk, Draft("referral", asked))
    add_talk(desk, add_person(desk, "Bjørkind"), "Ville tenke på det", day="2025-10-03")
    (checklist,) = start_round(desk).records
    finish_round(desk, checklist[1])
    hang_up(desk, [Job("inmate_poster", "pl")], place="biblioteket", day="")
    change_setting(desk, GUIDANCE_PLACE, "Skolen, rom 12")
    left = add_person(desk, "Fjellrik", left_on="2024-01-10", left_kind="released")
    add_talk(desk, left, "Ferdig", day="2024-01-08")
    record_decision(desk, reference="2025/114", day="3.3.2025", who="fylkesarkivet")
    set_rule(desk, "notes", months="12", outcome="may_be_deleted")
    add_action(desk, question="T1", text="Orientere vaktlag B", who="Gloa", due="+3")
    add_entry(desk, Draft("partner", {"name": "Nav", "agreement": "signed", "review_on": "2026-02-02"}))


def _declined(desk: Desk, again: str, **who: str) -> str:
    """A request that was declined yesterday, to be asked again so many days after that."""
    before = Desk(desk.store, FixedClock(MONDAY - dt.timedelta(days=1)))
    draft = request_draft(before)
    draft.raw |= {"about": "truckkurs", **who}
    draft.record_id = new_id()
    save_request(before, draft)
    end_request(before, draft.record_id, state="declined", reason="vil tenke", ask_again=again)
    return draft.record_id


def _known(person: str) -> dict[str, list[Draft]]:
    return {"person": [Draft("person", {}, record_id=person)]}


def test_every_rule_is_found_dearest_first(desk: Desk) -> None:
    _everything(desk)
    rules = list(dict.fromkeys(one.rule for one in _due(desk)))
    assert rules == [rule for rule in codes("reminder.rule") if rule != "checklist"]
    assert "Læreplass" in [one.text for one in _due(desk, "deadline")]
    half_a_year_on = Desk(desk.store, FixedClock(MONDAY + dt.timedelta(days=185)))
    assert [one.rule for one in _due(half_a_year_on, "checklist")] == ["checklist"]


@pytest.mark.parametrize(
    ("when", "state", "is_due"),
    [
        ("+2 9", "ordered", True),
        ("+2 9", "wanted", True),
        ("+2 9", "confirmed", False),
        ("+3 9", "ordered", False),
    ],
)
def test_an_interpreter_is_called_for_two_working_days_ahead(
    desk: Desk, when: str, state: str, is_due: bool
) -> None:
    _ordered(desk, when, state)
    assert bool(_due(desk, "interpreter")) == is_due


def test_a_talk_that_is_to_be_interpreted_and_has_no_order_is_called_for_too(desk: Desk) -> None:
    havmod = add_person(desk, "Havmod", reads_best="ar")
    add_talk(
        desk, havmod, day="2026-01-20", state="planned", language="ar", language_handling="interpreter_phone"
    )
    (due,) = _due(desk, "interpreter")
    assert (due.name, due.code, due.text.split("/")[0]) == ("Havmod", "ar", "phone")


def test_two_working_days_from_a_friday_reach_tuesday() -> None:
    assert working_days_on(dt.date(2026, 1, 23), 2) == dt.date(2026, 1, 27)


def test_done_stays_done_until_it_is_about_something_new(desk: Desk) -> None:
    session = _ordered(desk, "+2 9", "ordered")
    (due,) = _due(desk, "interpreter")
    reminder_done(desk, due)
    assert _due(desk, "interpreter") == []
    desk.store.undo(actor=desk.viewer)
    assert _due(desk, "interpreter") == [due]
    reminder_done(desk, due)
    moved = desk.get(Session, session)
    with desk.store.transaction("test", actor=desk.viewer) as t:
        t.put(type(moved)(**{**moved.__dict__, "clock": "13:00"}))
    assert len(_due(desk, "interpreter")) == 1


def test_who_said_later_is_asked_again_on_the_day_unless_they_got_a_talk_or_left(desk: Desk) -> None:
    people = [add_person(desk, name) for name in ("Havmod", "Ospar", "Solmund", "Tindre")]
    for person in people:
        _declined(desk, "+1", person=person)
    later = _declined(desk, "+2", name="Engbrand")
    assert [one.person for one in _due(desk, "later")] == people
    book_session(desk, people[1], "+3 9")
    leave(desk, Leaving(person=people[2], how="released", on=desk.today))
    save_request(desk, request_draft(desk, person=people[3]))
    assert [(one.name, one.text) for one in _due(desk, "later")] == [("Havmod", "truckkurs")]
    (due,) = _due(desk, "later")
    assert can_be_step(due)
    tomorrow = Desk(desk.store, FixedClock(MONDAY + dt.timedelta(days=1)))
    (nameless,) = [one for one in _due(tomorrow, "later") if not one.person]
    assert (nameless.target, nameless.name, can_be_step(nameless)) == (later, "Engbrand", False)


def test_put_off_comes_back_on_its_day_and_again_when_put_off_again(desk: Desk) -> None:
    add_person(desk, "Solmund", expected_release="2026-Q1")
    (due,) = _due(desk, "release")
    with pytest.raises(Invalid):
        put_off(desk, due, "-3")
    for days in (3, 5):
        put_off(desk, due, f"+{days}")
        assert _due(desk, "release") == []
        on_the_day = Desk(desk.store, FixedClock(MONDAY + dt.timedelta(days=days)))
        assert _due(on_the_day, "release") == [due]
        day_before = Desk(desk.store, FixedClock(MONDAY + dt.timedelta(days=days - 1)))
        assert _due(day_before, "release") == []


def test_a_reminder_becomes_one_step_of_that_person(desk: Desk) -> None:
    solmund = add_person(desk, "Solmund", expected_release="2026-Q1")
    (due,) = _due(desk, "release")
    assert can_be_step(due)
    into_step(desk, due)
    (step,) = desk.store.find(Step, viewer=desk.viewer, case=solmund)
    assert (step.text, step.who, step.due) == (
        "Lage plan for løslatelsen",
        "counsellor",
        next_look(due, today=desk.today),
    )
    assert _due(desk, "release") == []
    desk.store.undo(actor=desk.viewer)
    assert desk.store.find(Step, viewer=desk.viewer, case=solmund) == []
    assert _due(desk, "release") == [due]


def test_a_deadline_put_off_comes_back_at_its_next_lead(desk: Desk) -> None:
    due = Due("deadline", "x", dt.date(2026, 2, 20), text="Læreplass")
    looks = [next_look(due, today=dt.date(2026, 2, day)) for day in (1, 10, 18)]
    assert looks == [dt.date(2026, 2, 6), dt.date(2026, 2, 17), dt.date(2026, 2, 19)]


@pytest.mark.parametrize("setting", [one for one in SETTINGS if "turns this reminder off" in one.hint])
def test_every_rule_can_be_turned_off(desk: Desk, setting: object) -> None:
    assert setting in SETTINGS
    _everything(desk)
    before = {one.rule for one in _due(desk)}
    change_setting(desk, setting, 0)  # type: ignore[type-var]
    after = {one.rule for one in _due(desk)}
    assert before - after <= {"interpreter", "deadline", "papers", "release", "referral", "unseen"}
    assert len(before - after) == (0 if setting.name == "remind.checklist_months" else 1)  # type: ignore[attr-defined]


def test_what_is_turned_off_is_named_by_its_setting(desk: Desk) -> None:
    _ordered(desk, "+1 9", "ordered")
    assert INTERPRETER_DAYS in SETTINGS
    assert REFERRAL_WEEKS in SETTINGS
    change_setting(desk, INTERPRETER_DAYS, 0)
    assert _due(desk, "interpreter") == []
