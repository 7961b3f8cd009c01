"""Applications, points before release and reviews on a real store: what is proposed, what is kept, what is remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import corrections
from app.actions.applications import (
    deadlines_by_kind,
    new_application,
    paper_in_hand,
    papers_for,
    papers_missing,
    save_application,
    set_application_state,
)
from app.actions.desk import Desk
from app.actions.intakes import save_intake
from app.actions.leaving import Leaving, leave
from app.actions.people_list import person_view
from app.actions.person_work import person_work
from app.actions.release_checks import change_point, release_points, set_point_state
from app.actions.reminders import applied_for, into_step, limits
from app.actions.reviews import new_review, next_review, review_table, save_review, set_review_rule
from app.actions.setup import furnish
from app.base.holidays import is_workday
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.validate import to_draft
from app.records.application import Application
from app.records.before_release import ReleaseCheck, Review
from app.records.choices import codes
from app.records.person import Person
from app.records.step import Step
from app.store.questions.reminders import Due, reminders
from tests.builders import add_person, add_talk, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    furnish(desk, school="Eksempelskolen", prison="Eksempel fengsel")
    yield desk
    desk.store.close()


def applied(desk: Desk, person: str, kind: str = "vgo", **fields: str) -> Application:
    draft = new_application(desk, person).draft
    draft.raw |= {"kind": kind, "papers": ",".join(papers_for(kind)), **fields}
    save_application(desk, draft)
    return desk.store.find(Application, viewer=desk.viewer, case=person, order="-deadline")[0]


def due(desk: Desk, rule: str) -> list[Due]:
    found = reminders(desk.store, viewer=desk.viewer, day=desk.today, limits=limits(desk))
    return [one for one in found if one.rule == rule and one.person]


def test_each_kind_has_its_deadline_from_the_dated_list(desk: Desk) -> None:
    found = deadlines_by_kind(desk)
    assert [(one.day, one.usual) for one in found["vgo"]] == [
        (dt.date(2026, 3, 2), True),  # 1 March is a Sunday
        (dt.date(2026, 2, 2), False),
    ]
    assert found["so"][0].day == dt.date(2026, 4, 15)
    assert found["norwegian_test"][0].day == dt.date(2026, 1, 30)
    assert found["private_exam"][0].day == dt.date(2026, 2, 1)
    assert not any(one.usual for one in found["rpl"])
    assert "job" not in found or not found["job"]


def test_every_kind_but_other_has_its_papers_and_they_are_of_the_list() -> None:
    known = set(codes("application.paper"))
    for kind in codes("application.kind"):
        assert set(papers_for(kind)) <= known
        assert papers_for(kind) or kind == "other", kind


def test_papers_come_in_one_by_one_until_it_is_ready(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    one = applied(desk, lyngvar, what="Vg2 industriteknologi")
    assert papers_missing(one) == ("certificate", "eid")
    paper_in_hand(desk, one.id, "eid")
    assert desk.get(Application, one.id).state == "collecting"
    paper_in_hand(desk, one.id, "certificate")
    assert desk.get(Application, one.id).state == "ready"
    paper_in_hand(desk, one.id, "eid")
    again = desk.get(Application, one.id)
    assert (again.state, again.papers_have) == ("collecting", ("certificate",))
    corrections.undo(desk)
    assert desk.get(Application, one.id).state == "ready"


def test_handed_in_and_answered_have_their_days_and_open_again_forgets_them(desk: Desk) -> None:
    one = applied(desk, add_person(desk, "Havmod"), "norwegian_test", what="B1")
    set_application_state(desk, one.id, "sent")
    set_application_state(desk, one.id, "answered", outcome="offer")
    kept = desk.get(Application, one.id)
    assert (kept.sent_on, kept.outcome_on, kept.outcome) == (desk.today, desk.today, "offer")
    set_application_state(desk, one.id, "planned")
    kept = desk.get(Application, one.id)
    assert (kept.sent_on, kept.outcome_on, kept.outcome) == (None, None, "")


def test_a_job_needs_to_be_named_and_papers_in_hand_are_among_those_needed(desk: Desk) -> None:
    tindre = add_person(desk, "Tindre")
    draft = new_application(desk, tindre).draft
    draft.raw |= {"kind": "job"}
    with pytest.raises(Invalid):
        save_application(desk, draft)
    kept = applied(desk, tindre, "job", what="Verksted", papers="cv", papers_have="cv,letter")
    assert kept.papers_have == ("cv",)


def test_today_remembers_the_deadline_and_the_papers_until_it_is_handed_in(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    one = applied(desk, lyngvar, what="Vg2", deadline="2026-02-02")
    (papers,) = due(desk, "papers")
    assert (papers.code, papers.day) == ("vgo,certificate,eid", dt.date(2026, 2, 2))
    assert not due(desk, "deadline"), "the line of the papers says it already"
    into_step(desk, papers)
    (step,) = desk.store.find(Step, viewer=desk.viewer, case=lyngvar)
    assert "Videregående: Vg2" in step.text
    assert not due(desk, "papers")
    (deadline,) = due(desk, "deadline")
    assert (deadline.target, applied_for(deadline)) == (one.id, "Videregående: Vg2")
    set_application_state(desk, one.id, "sent")
    assert not due(desk, "deadline")


def test_a_deadline_that_has_passed_stays_and_one_far_off_waits(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    applied(desk, lyngvar, what="Forbi", deadline="2026-01-12")
    applied(desk, lyngvar, what="Til høsten", deadline="2026-09-15")
    assert [one.text for one in due(desk, "deadline")] == ["Forbi"]
    assert not due(desk, "papers")  # nothing can be fetched for what is over


def test_who_applies_stands_once_at_the_same_deadline(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    known = Draft("person", to_draft(desk.get(Person, lyngvar)).raw, record_id=lyngvar)
    raw = {"day": "2026-01-05", "wishes": "finish_upper", "person": lyngvar}
    save_intake(desk, Draft("intake", raw, {"person": [known]}))
    applied(desk, lyngvar, what="Vg2", deadline="2026-02-02")
    found = reminders(desk.store, viewer=desk.viewer, day=desk.today, limits=limits(desk))
    assert any(one.day == dt.date(2026, 2, 2) and not one.person for one in found)
    names = [name for one in found if one.day == dt.date(2026, 2, 2) for _id, name in one.people]
    assert "Lyngvar" not in names


def test_nine_points_each_with_its_state_and_who_has_it(desk: Desk) -> None:
    solmund = add_person(desk, "Solmund")
    assert [point.state for point in release_points(desk, solmund)] == ["open"] * 9
    set_point_state(desk, solmund, "papers", "done")
    change_point(desk, solmund, "nav_contact", state="doing", who="Nav i fengsel", note="")
    by_item = {point.item: point for point in release_points(desk, solmund)}
    done, asked = by_item["papers"].check, by_item["nav_contact"].check
    assert done
    assert done.done_on == desk.today
    assert by_item["papers"].settled
    assert asked
    assert (asked.state, asked.who) == ("doing", "Nav i fengsel")
    set_point_state(desk, solmund, "papers", "open")
    assert len(desk.store.find(ReleaseCheck, viewer=desk.viewer)) == 2
    assert desk.store.find(ReleaseCheck, viewer=desk.viewer, where={"item": "papers"})[0].done_on is None


def test_points_before_release_are_shown_when_it_is_near_or_begun(desk: Desk) -> None:
    near, far = add_person(desk, "Solmund", expected_release="2026-Q1"), add_person(desk, "Ospar")
    assert person_work(desk, near).around.near_release
    assert not person_view(desk, far).around.near_release
    set_point_state(desk, far, "plan_copy", "done")
    assert person_view(desk, far).around.near_release


@pytest.mark.parametrize(("expected", "day"), [("2026-Q1", "2026-01-26"), ("open", "2026-04-16")])
def test_the_next_review_is_so_many_working_days_ahead_by_the_time_left(
    desk: Desk, expected: str, day: str
) -> None:
    rognulf = add_person(desk, "Rognulf", expected_release=expected)
    draft = new_review(desk, rognulf)
    assert draft.get("next_on") == day
    assert is_workday(dt.date.fromisoformat(day))


def test_easter_and_the_days_of_may_are_no_working_days(desk: Desk) -> None:
    rognulf = add_person(desk, "Rognulf", expected_release="2026-Q2")
    person = desk.get(Person, rognulf)
    set_review_rule(desk, "m3_6", "3")
    found = next_review(desk, person, [Review(person=rognulf, day=dt.date(2026, 3, 31))], begun=None)
    assert (found.day, found.agreed) == (dt.date(2026, 4, 8), False)  # 2, 3 and 6 April are holidays


def test_the_table_is_the_schools_and_nothing_typed_brings_the_shipped_number_back(desk: Desk) -> None:
    assert {one.band for one in review_table(desk)} == set(codes("person.release_band"))
    assert not any(one.own for one in review_table(desk))
    set_review_rule(desk, "y1_2", "45")
    assert [one.working_days for one in review_table(desk) if one.own] == [45]
    for wrong in ("0", "x", "501", "-3"):
        with pytest.raises(Invalid):
            set_review_rule(desk, "y1_2", wrong)
    set_review_rule(desk, "y1_2", "")
    assert not any(one.own for one in review_table(desk))


def test_a_review_keeps_the_own_view_or_that_it_was_declined_and_comes_back_on_today(desk: Desk) -> None:
    mosind = add_person(desk, "Mosind")
    draft = new_review(desk, mosind)
    draft.raw |= {"day": "2026-01-05", "own_view": "Jeg vil jobbe", "next_on": "2026-01-19"}
    save_review(desk, draft)
    assert [one.name for one in due(desk, "review")] == ["Mosind"]
    again = new_review(desk, mosind)
    again.raw |= {"own_view": "tull", "declined": "yes"}
    save_review(desk, again)
    assert not due(desk, "review")
    newest, older = desk.store.find(Review, viewer=desk.viewer, case=mosind, order="-day")
    assert (newest.own_view, newest.declined, older.own_view) == ("", True, "Jeg vil jobbe")
    early = new_review(desk, mosind)
    early.raw["next_on"] = "2026-01-10"
    with pytest.raises(Invalid):
        save_review(desk, early)


def test_the_first_review_is_proposed_from_the_first_talk_and_nobody_is_nagged_for_it(desk: Desk) -> None:
    tindre = add_person(desk, "Tindre")
    add_talk(desk, tindre, day="2025-10-01")
    found = person_work(desk, tindre).around.next_review
    assert (found.since, found.agreed, found.working_days) == (dt.date(2025, 10, 1), False, 60)
    assert not due(desk, "review")


def test_who_has_left_is_not_remembered(desk: Desk) -> None:
    ospar = add_person(desk, "Ospar")
    applied(desk, ospar, what="Vg1", deadline="2026-02-02")
    assert due(desk, "papers")
    leave(desk, Leaving(ospar, "released", desk.today, {}, to="other_with_consent"))
    assert not due(desk, "deadline")
    assert not due(desk, "papers")
