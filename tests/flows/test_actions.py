"""The verbs on a real store: what a day's work leaves behind, and that a mistake leaves nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import checklists, corrections, intakes, people, sessions, steps
from app.actions.desk import Desk, RoundFinished
from app.actions.named import id_named
from app.actions.passphrase import judge_passphrase
from app.actions.usual import suggested_next, usual_session
from app.documents.document import Request
from app.documents.registry import document
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.records.intake import Intake
from app.records.person import Person
from app.records.record import new_id
from app.records.release import Release
from app.records.release_band import release_band
from app.records.session import Session
from app.records.step import Step
from app.store.errors import NothingToUndo
from tests.builders import add_person, add_talk, new_desk, reopened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def held(desk: Desk) -> list[Session]:
    return desk.store.find(Session, viewer=desk.viewer, where={"state": "held"})


def found(desk: Desk, text: str, person: str = "") -> list[str]:
    return [hit.id for hit in desk.store.search(text, viewer=desk.viewer, person=person)]


def test_a_usual_talk_is_there_tomorrow_with_its_steps_and_the_next_time(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    lyngvar = add_person(desk, "Lyngvar")
    talk = add_talk(
        desk,
        lyngvar,
        "Vil ta kranførerbevis",
        step_lines="Be broren sende fagbrevet\nRinge godkjenning @n2u",
        next="+14 9",
    )
    desk = reopened(desk)
    session = desk.get(Session, talk)
    assert [(step.text, step.who, step.due) for step in session.steps] == [
        ("Be broren sende fagbrevet", "inmate", dt.date(2026, 2, 2)),
        ("Ringe godkjenning", "nav", dt.date(2026, 2, 2)),
    ]
    (planned,) = desk.store.find(Session, viewer=desk.viewer, where={"state": "planned"})
    assert (planned.day, planned.clock, planned.booked_in) == (dt.date(2026, 2, 2), "09:00", talk)
    assert found(desk, "førerbevis") == [talk]
    desk.store.close()


def test_language_and_length_are_as_last_time_and_the_rhythm_is_kept(desk: Desk) -> None:
    havmod = add_person(desk, "Havmod", mother_tongue="ar", interpreter="yes_language")
    add_talk(
        desk, havmod, minutes="60", language="ar", language_handling="interpreter_phone", day="2025-12-29"
    )
    draft = usual_session(desk, havmod)
    assert (draft.get("minutes"), draft.get("language"), draft.get("language_handling")) == (
        "60",
        "ar",
        "interpreter_phone",
    )
    assert suggested_next(desk, havmod, after=desk.today) == desk.today + dt.timedelta(days=21)


def test_older_steps_turn_done_with_the_talk(desk: Desk) -> None:
    tindre = add_person(desk, "Tindre")
    add_talk(desk, tindre, step_lines="Ringe Nav", day="2026-01-05")
    (step,) = desk.store.find(Step, viewer=desk.viewer)
    add_talk(desk, tindre, done_steps=step.id)
    assert desk.get(Step, step.id).state == "done"
    corrections.undo(desk)
    assert desk.get(Step, step.id).state == "open"


def a_group(desk: Desk, who: list[str]) -> str:
    rows = [Draft("attendance", {"person": id, "came": "yes"}) for id in who[1:]]
    rows.append(Draft("attendance", {"person": who[0], "came": "no"}))
    rows[0].raw["line"] = "Skrev første utkast"
    raw = {"day": "ig", "form": "group", "topic": "CV", "note": "Felles om jobbsøknad", "minutes": "60"}
    draft = Draft("session", raw, {"attendances": rows}, record_id=new_id())
    sessions.save_session(desk, draft)
    return draft.record_id


def test_a_group_is_one_event_and_each_line_belongs_to_its_own_case(desk: Desk) -> None:
    who = [add_person(desk, name) for name in ("Rognulf", "Ospar", "Solmund")]
    group = a_group(desk, who)
    assert sum(row.came for row in desk.get(Session, group).attendances) == 2
    assert len(held(desk)) == 1
    assert found(desk, "utkast", person=who[1])
    assert not found(desk, "utkast", person=who[2])


def test_an_entry_on_the_wrong_brother_is_moved_with_all_that_was_made_in_it(desk: Desk) -> None:
    wrong, right = add_person(desk, "Lyngvar"), add_person(desk, "Lyngulf")
    talk = add_talk(desk, wrong, "Om truckførerkurs", step_lines="Søke kurs", next="+14")
    corrections.move_entry(desk, "session", talk, wrong=wrong, right=right)
    assert not found(desk, "truck", person=wrong)
    assert found(desk, "truck", person=right) == [talk]
    assert {row.person for row in desk.store.find(Step, viewer=desk.viewer)} == {right}
    every = desk.store.find(Session, viewer=desk.viewer)
    assert {row.person for session in every for row in session.attendances} == {right}
    corrections.undo(desk)
    assert found(desk, "truck", person=wrong) == [talk]


def test_one_part_of_a_group_is_moved_and_the_others_stay(desk: Desk) -> None:
    who = [add_person(desk, name) for name in ("Rognulf", "Ospar", "Solmund", "Lyngulf")]
    group = a_group(desk, who[:3])
    corrections.move_entry(desk, "session", group, wrong=who[1], right=who[3])
    assert {row.person for row in desk.get(Session, group).attendances} == {who[0], who[2], who[3]}
    assert not found(desk, "utkast", person=who[1])
    with pytest.raises(corrections.AlreadyThere):
        corrections.move_entry(desk, "session", group, wrong=who[2], right=who[3])


def test_a_voided_entry_is_in_no_list_count_or_search_and_can_be_taken_back(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    talk = add_talk(desk, lyngvar, "Om kran", step_lines="Ringe", next="+14")
    corrections.void_entry(desk, "session", talk, reason="never_happened")
    assert not desk.store.find(Session, viewer=desk.viewer)
    assert not desk.store.find(Step, viewer=desk.viewer)
    assert not found(desk, "kran")
    corrections.undo(desk)
    assert len(desk.store.find(Session, viewer=desk.viewer)) == 2


def test_twenty_actions_are_undone_one_by_one_and_the_draft_comes_back(desk: Desk) -> None:
    solmund = add_person(desk, "Solmund")
    draft = usual_session(desk, solmund)
    draft.raw["note"] = "Skal bo hos en bror"
    desk.store.put_draft(draft, viewer=desk.viewer, person=solmund)
    sessions.save_session(desk, draft)
    assert not desk.store.drafts(viewer=desk.viewer)
    corrections.undo(desk)
    assert desk.store.draft(draft.id, viewer=desk.viewer).get("note") == "Skal bo hos en bror"
    corrections.undo(desk)
    with pytest.raises(NothingToUndo):
        corrections.undo(desk)


def test_steps_change_state_and_back(desk: Desk) -> None:
    person = add_person(desk, "Elvar")
    steps.save_step(desk, Draft("step", {"person": person, "text": "Bestille vitnemål", "due": "+7"}))
    (step,) = desk.store.find(Step, viewer=desk.viewer)
    for state in ("waiting", "done", "open", "dropped"):
        steps.set_step_state(desk, step.id, state, reason="not_wanted")
        assert desk.get(Step, step.id).state == state
    assert desk.get(Step, step.id).reason == "not_wanted"


def test_a_planned_session_is_cancelled_by_whom_and_a_coming_one_is_not_held(desk: Desk) -> None:
    person = add_person(desk, "Mosind")
    sessions.book_session(desk, person, "+1 10")
    (planned,) = desk.store.find(Session, viewer=desk.viewer)
    with pytest.raises(Invalid):
        sessions.set_session_state(desk, planned.id, "held")
    sessions.set_session_state(desk, planned.id, "cancelled_prison", reason="court")
    assert desk.get(Session, planned.id).cancel_reason == "court"


def test_an_intake_keeps_the_person_the_talk_and_what_may_be_shared(desk: Desk) -> None:
    draft = intakes.intake_draft(desk)
    draft.rows("person")[0].raw |= {"name": "Ospar", "mother_tongue": "pl", "expected_release": "2026-Q3"}
    draft.raw |= {"informed": "spoken", "informed_language": "pl", "offer": "later", "ask_again": "+7"}
    draft.rows("releases").append(
        Draft("release", {"recipient": "share_nav", "answer": "explained_answer_later"})
    )
    saved = intakes.save_intake(desk, draft)
    (intake,) = desk.store.find(Intake, viewer=desk.viewer, case=saved.person.id)
    assert (intake.ask_again, intake.stay_at_intake) == (dt.date(2026, 1, 26), "m6_12")
    (release,) = desk.store.find(Release, viewer=desk.viewer)
    assert (release.recipient, release.language, release.person) == ("share_nav", "pl", saved.person.id)
    assert desk.get(Person, saved.person.id).release_asked == desk.today
    corrections.undo(desk)
    assert not desk.store.find(Person, viewer=desk.viewer)


def test_a_problem_of_the_person_stands_under_the_person(desk: Desk) -> None:
    with pytest.raises(Invalid) as wrong:
        intakes.save_intake(desk, intakes.intake_draft(desk))
    assert wrong.value.problems[0].path == ("person", 0, "name")


def test_a_possible_double_is_noticed_by_folded_name_or_by_year_and_ward(desk: Desk) -> None:
    ward = id_named(desk, "ward", "Avdeling A")
    add_person(desk, "Bjørkind", birth_year="1990", ward=ward)
    same_name = people.possible_doubles(desk, Draft("person", {"name": "bjorkind"}))
    same_facts = people.possible_doubles(
        desk, Draft("person", {"name": "B.", "birth_year": "1990", "ward": ward})
    )
    assert [one.name for one in same_name] == [one.name for one in same_facts] == ["Bjørkind"]
    assert not people.possible_doubles(desk, Draft("person", {"name": "Granmod", "birth_year": "1990"}))
    assert id_named(desk, "ward", "avdeling a") == ward


def test_a_finished_round_is_never_changed(desk: Desk) -> None:
    checklists.start_round(desk)
    current = checklists.open_round(desk)
    assert current is not None
    checklists.answer_question(desk, current.id, "T1", answer="yes", how="Vi sier det til alle nye")
    checklists.answer_question(desk, current.id, "T1", answer="no", how="Informere vaktlag B")
    (answer,) = checklists.open_round(desk).answers  # type: ignore[union-attr]
    assert (answer.answer, answer.how) == ("no", "Informere vaktlag B")
    checklists.finish_round(desk, current.id)
    assert checklists.open_round(desk) is None
    with pytest.raises(RoundFinished):
        checklists.answer_question(desk, current.id, "T2", answer="yes", how="")


def test_the_release_band_is_computed_for_the_day() -> None:
    assert release_band("2026-Q1", dt.date(2026, 1, 19)) == "lt1m"
    assert release_band("2026-Q2", dt.date(2026, 1, 19)) == "m3_6"
    assert release_band("2025-Q4", dt.date(2026, 1, 19)) == "past"
    assert release_band("open", dt.date(2026, 1, 19)) == "open"


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("kald kaffe ved vinduet", True),
        ("passord12345", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("kort", False),
        ("9f!Kq2#vLm8z", True),
    ],
)
def test_a_passphrase_is_judged_by_its_guesses(text: str, ok: bool) -> None:
    strength = judge_passphrase(text)
    assert strength.ok is ok
    assert bool(strength.why) is not ok


def test_a_name_that_a_guesser_knows_adds_nothing() -> None:
    assert judge_passphrase("Eksempelskolen", names=("Eksempelskolen",)).guesses < 1e6


def test_the_plan_sheet_names_the_next_time_and_not_one_that_has_gone_by(desk: Desk) -> None:
    person = add_person(desk, "Elvar")
    sessions.book_session(desk, person, "+0 9.00")
    sessions.book_session(desk, person, "+14 10.30")
    request = Request(today=desk.today, values={"person": person})
    sheet = document("plan_sheet").data(desk.store, desk.viewer, request)
    assert "10.30" in repr(sheet)
    assert "09.00" not in repr(sheet)
