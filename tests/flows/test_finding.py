"""What the lists and the search of the window ask, and what is done with a referral, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.corrections import move_entry, void_entry
from app.actions.desk import Desk
from app.actions.finding import FACTS, NOTES, OTHERS, PEOPLE, STEPS, find, last_worked_with
from app.actions.leaving import Leaving, leave
from app.actions.people_list import found_people, listed_people, person_view
from app.actions.referrals import answer_referral, step_behind
from app.actions.releases import withdraw_release
from app.actions.session_list import found_sessions, session_rows
from app.actions.sessions import set_session_state
from app.actions.steps import add_typed_step
from app.entry.problems import Invalid
from app.records.referral import Referral
from app.records.release import Release
from app.records.step import Step
from app.store.errors import RecordGone
from tests.builders import add_person, new_desk
from tests.flows.people_at_hand import Filled, fill


@pytest.fixture
def filled() -> Filled:
    return Filled()


@pytest.fixture
def desk(tmp_path: Path, filled: Filled) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    fill(made, filled)
    yield made
    made.store.close()


def test_hits_come_in_groups_with_what_is_shown_beside_them(desk: Desk, filled: Filled) -> None:
    found = find(desk, "nors").entries
    assert [one.group for one in found] == [STEPS, OTHERS]
    assert found[0].step is not None
    crane = find(desk, "førerbevis").entries
    assert [(one.group, one.hit.person) for one in crane] == [(NOTES, filled.people["Mosind"])]
    assert crane[0].session is not None
    own = find(desk, "første utkast").entries[0]
    assert (own.hit.kind, own.session is not None) == ("attendance", True)
    lyng = find(desk, "lyng").entries
    assert {one.line.name for one in lyng if one.line and one.group == PEOPLE} == {"Lyngvar", "Lyngstein"}


def test_a_word_in_a_note_comes_before_the_same_word_in_somebodys_facts(desk: Desk, filled: Filled) -> None:
    add_person(desk, "Kranmund")
    add_person(desk, "Solmund", certificates="Kranførerbevis G1")
    groups = [(one.group, one.hit.title) for one in find(desk, "kran").entries]
    assert [group for group, _title in groups] == [PEOPLE, NOTES, FACTS]
    assert groups[1][1] == "Mosind"


def test_whoever_is_here_comes_before_somebody_who_has_left(desk: Desk, filled: Filled) -> None:
    for name in ("Lyngrik", "Lyngholt"):
        leave(desk, Leaving(add_person(desk, name), "released", desk.today))
    names = [one.line.name for one in find(desk, "lyng").entries if one.line is not None]
    assert set(names[:-2]) == {"Lyngvar", "Lyngstein"}
    assert set(names[-2:]) == {"Lyngrik", "Lyngholt"}


def test_a_moved_or_voided_note_is_found_on_the_right_side_only(desk: Desk, filled: Filled) -> None:
    wrong, right = filled.people["Lyngvar"], filled.people["Lyngstein"]
    move_entry(desk, "session", filled.talk, wrong=wrong, right=right, reason="wrong_person")
    assert [one.hit.person for one in find(desk, "hjemlandet").entries] == [right]
    void_entry(desk, "session", filled.talk, reason="twice")
    assert find(desk, "hjemlandet").entries == ()


def test_who_was_opened_comes_before_whom_one_wrote_about(desk: Desk, filled: Filled) -> None:
    opened = filled.people["Havmod"]
    names = [line.name for line in last_worked_with(desk, (opened,))]
    assert names[0] == "Havmod"
    assert "Mosind" in names
    leave(desk, Leaving(filled.people["Mosind"], "released", desk.today))
    assert "Mosind" not in [line.name for line in last_worked_with(desk, ())]


def test_the_list_has_a_row_for_each_and_says_how_long_ago(desk: Desk, filled: Filled) -> None:
    found = found_people(desk, text="", chip="all")
    assert len(found.ids) == found.counts["all"] == 5
    rows = {one.row.name: one for one in listed_people(desk, list(found.ids))}
    assert rows["Mosind"].weeks == 12
    assert rows["Lyngvar"].weeks == 0


def test_a_person_who_was_voided_has_no_page(desk: Desk, filled: Filled) -> None:
    mosind = filled.people["Mosind"]
    twin = add_person(desk, "mosind")
    assert person_view(desk, mosind).doubles == ((twin, "mosind"),)
    void_entry(desk, "person", mosind, reason="mistake")
    with pytest.raises(RecordGone):
        person_view(desk, mosind)
    assert person_view(desk, twin).doubles == ()


def test_sessions_come_first_what_is_ahead_then_the_newest(desk: Desk, filled: Filled) -> None:
    places = found_sessions(desk, "all", limit=99).places
    assert [place.coming for place in places] == [True, False, False, False]
    rows = {row.id: row for row in session_rows(desk, [place.id for place in places])}
    days = [rows[place.id].day.isoformat() for place in places]
    assert days == ["2026-01-19", "2026-01-05", "2025-12-12", "2025-10-21"]
    assert rows[places[2].id].people == ("Lyngvar", "Havmod", "Tindre")
    set_session_state(desk, places[0].id, "cancelled_inmate")
    chips = {
        chip: found_sessions(desk, chip, limit=1).count for chip in ("planned", "held", "cancelled", "group")
    }
    assert chips == {"planned": 0, "held": 3, "cancelled": 1, "group": 1}


def test_an_answer_needs_words_and_settles_the_step_that_is_named(desk: Desk, filled: Filled) -> None:
    referral = desk.store.find(Referral, viewer=desk.viewer)[0]
    steps = person_view(desk, filled.people["Lyngvar"]).page.open_steps
    likely = step_behind(referral, steps)
    assert desk.get(Step, likely).text == "Få svar om norskkurs"
    with pytest.raises(Invalid):
        answer_referral(desk, referral.id, " ", step_id=likely)
    changes = answer_referral(desk, referral.id, "Plass fra mars", step_id=likely)
    assert ("step", likely) in changes.records
    assert desk.get(Referral, referral.id).step == likely


def test_no_step_is_guessed_where_two_could_be_meant(desk: Desk, filled: Filled) -> None:
    add_typed_step(desk, filled.people["Lyngvar"], "Finne kursplass @nav 14d")
    referral = desk.store.find(Referral, viewer=desk.viewer)[0]
    assert step_behind(referral, person_view(desk, filled.people["Lyngvar"]).page.open_steps) == ""


def test_a_typed_step_is_due_the_next_time(desk: Desk, filled: Filled) -> None:
    add_typed_step(desk, filled.people["Lyngvar"], "Ringe skolen @meg")
    step = desk.store.find(Step, viewer=desk.viewer, where={"text": "Ringe skolen"})[0]
    assert (step.who, str(step.due)) == ("counsellor", "2026-01-19")
    with pytest.raises(Invalid):
        add_typed_step(desk, filled.people["Lyngvar"], "  ")


def test_a_release_is_withdrawn_from_today_on(desk: Desk, filled: Filled) -> None:
    lyngvar = filled.people["Lyngvar"]
    with desk.store.transaction("test", actor=desk.viewer) as t:
        t.put(Release(id="r1", person=lyngvar, recipient="share_nav"), case=lyngvar)
    withdraw_release(desk, "r1")
    assert desk.get(Release, "r1").withdrawn_on == desk.today
