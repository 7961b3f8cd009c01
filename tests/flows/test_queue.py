"""Requests and bookings: who waits, what ends a wait, and that a cancelled talk gives its place in the queue back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions import cancelling, corrections, moving, requests, sessions
from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.people import save_person
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.validate import to_draft
from app.records.person import Person
from app.records.record import new_id
from app.records.request import Request
from app.records.session import Session
from app.store.questions.queue import Waiting, queue, waiting_facts
from tests.builders import MONDAY, add_person, add_talk, new_desk

THURSDAY = dt.date(2026, 1, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path, clock=FixedClock(MONDAY))
    yield desk
    desk.store.close()


def ask(desk: Desk, day: str = "2026-01-12", **fields: str) -> str:
    """A request of a day; its id."""
    draft = requests.request_draft(desk)
    draft.raw |= {"day": day, **fields}
    draft.record_id = new_id()
    requests.save_request(desk, draft)
    return draft.record_id


def booked(desk: Desk, *people: str, day: dt.date = THURSDAY, clock: str = "10:00", **fields: str) -> str:
    """A planned session with these people, a group if there are several; its id."""
    form = "individual" if len(people) == 1 else "group"
    raw = {"day": day.isoformat(), "clock": clock, "state": "planned", "form": form, "topic": "CV", **fields}
    rows = [Draft("attendance", {"person": one}) for one in people]
    order = Draft("interpreter", {"language": "pl", "state": "confirmed"})
    draft = Draft("session", raw, {"attendances": rows, "interpreters": [order]}, record_id=new_id())
    sessions.save_session(desk, draft)
    return draft.record_id


def waiting(desk: Desk) -> list[Waiting]:
    return list(queue(desk.store, viewer=desk.viewer, day=desk.today))


def names(desk: Desk) -> list[str]:
    return [one.name for one in waiting(desk)]


def only_session(desk: Desk) -> Session:
    (session,) = desk.store.find(Session, viewer=desk.viewer)
    return session


def test_the_queue_has_the_oldest_day_first_and_then_the_order_of_writing(desk: Desk) -> None:
    ward = add_named(desk, "ward", "Avdeling Furu")
    lyngvar = add_person(desk, "Lyngvar", ward=ward, mother_tongue="pl")
    ask(desk, "2026-01-14", person=lyngvar, about="fagbrev")
    ask(desk, "2026-01-05", name="Ospar", ward=ward, language="ar", source="contact_officer")
    ask(desk, "2026-01-14", name="Havmod")
    first, second, third = waiting(desk)
    assert (first.name, first.ward, first.language, first.days) == ("Ospar", "Avdeling Furu", "ar", 14)
    assert (second.name, second.person, second.ward, second.language) == (
        "Lyngvar",
        lyngvar,
        "Avdeling Furu",
        "pl",
    )
    assert (second.about, second.days, third.name) == ("fagbrev", 5, "Havmod")


def test_a_request_needs_somebody_and_a_day_that_has_come(desk: Desk) -> None:
    with pytest.raises(Invalid) as wrong:
        ask(desk, "2026-02-01")
    assert [problem.path for problem in wrong.value.problems] == [("name",), ("day",)]


def test_a_name_finds_its_person_later_with_ward_and_language(desk: Desk) -> None:
    ward = add_named(desk, "ward", "Avdeling Furu")
    asked = ask(desk, name="Bjørkind", ward=ward, language="pl")
    bjorkind = add_person(desk, "BJORKIND")
    add_person(desk, "Bjørkinda")
    assert [one.id for one in requests.matching_people(desk, asked)] == [bjorkind]
    changes = requests.settle_person(desk, asked, person=bjorkind)
    assert bjorkind in changes.people
    person, request = desk.get(Person, bjorkind), desk.get(Request, asked)
    assert (person.ward, person.reads_best) == (ward, "pl")
    assert (request.person, request.name, request.ward) == (bjorkind, "", "")
    assert [one.person for one in waiting(desk)] == [bjorkind]


def test_what_is_known_of_a_person_is_not_overwritten_by_a_slip(desk: Desk) -> None:
    furu, gran = add_named(desk, "ward", "Furu"), add_named(desk, "ward", "Gran")
    person = add_person(desk, "Ospar", ward=gran, mother_tongue="ar")
    requests.settle_person(desk, ask(desk, name="Ospar", ward=furu, language="en"), person=person)
    assert (desk.get(Person, person).ward, desk.get(Person, person).reads_best) == (gran, "")


def test_booking_a_name_that_nobody_has_makes_the_person_and_undoing_takes_all_of_it_back(desk: Desk) -> None:
    asked = ask(desk, name="Tindre", language="pl", source="teacher")
    room = add_named(desk, "room", "rom 12")
    requests.book_request(desk, asked, day=THURSDAY, clock="10:15", minutes=30, room=room)
    session, request = only_session(desk), desk.get(Request, asked)
    (person,) = desk.store.find(Person, viewer=desk.viewer)
    assert (session.day, session.clock, session.minutes, session.room) == (THURSDAY, "10:15", 30, room)
    assert (session.state, session.language, session.initiated_by) == ("planned", "pl", "teacher")
    assert [row.person for row in session.attendances] == [person.id] == [request.person]
    assert (request.state, request.session, request.ended_on) == ("booked", session.id, desk.today)
    assert not waiting(desk)
    corrections.undo(desk)
    assert names(desk) == ["Tindre"]
    assert not desk.store.find(Person, viewer=desk.viewer)
    assert not desk.store.find(Session, viewer=desk.viewer)


def test_booking_a_name_that_somebody_has_asks_who_is_meant(desk: Desk) -> None:
    add_person(desk, "Tindre")
    asked = ask(desk, name="tindre")
    for values, path in (
        ({"day": THURSDAY, "clock": "10"}, "person"),
        ({"day": THURSDAY, "clock": "99"}, "clock"),
        ({"day": dt.date(2026, 1, 18), "clock": ""}, "day"),
    ):
        with pytest.raises(Invalid) as wrong:
            requests.book_request(desk, asked, **values)  # type: ignore[arg-type]
        assert wrong.value.problems[0].path == (path,)


def test_a_request_ends_without_a_talk_and_can_be_opened_again(desk: Desk) -> None:
    asked = ask(desk, name="Ospar")
    requests.end_request(desk, asked, state="declined", reason=" vil  vente ", ask_again="+14")
    ended = desk.get(Request, asked)
    assert (ended.state, ended.reason, ended.ask_again) == ("declined", "vil vente", dt.date(2026, 2, 2))
    requests.end_request(desk, asked, state="answered", reason="vil vente", ask_again="+14")
    ended = desk.get(Request, asked)
    assert (ended.state, ended.reason, ended.ask_again) == ("answered", "", None)
    requests.reopen_request(desk, asked)
    again = desk.get(Request, asked)
    assert (again.state, again.day, again.ended_on) == ("open", dt.date(2026, 1, 12), None)
    for values, path in (
        ({"state": "booked"}, "state"),
        ({"state": "declined", "ask_again": "i går"}, "ask_again"),
    ):
        with pytest.raises(Invalid) as wrong:
            requests.end_request(desk, asked, **values)
        assert wrong.value.problems[0].path == (path,)


def test_any_way_of_booking_ends_the_wait(desk: Desk) -> None:
    lyngvar, havmod, ospar = (add_person(desk, name) for name in ("Lyngvar", "Havmod", "Ospar"))
    for person in (lyngvar, havmod, ospar):
        ask(desk, person=person)
    sessions.book_session(desk, lyngvar, "+3 10")
    assert names(desk) == ["Havmod", "Ospar"]
    booked(desk, havmod, lyngvar)
    assert names(desk) == ["Ospar"]
    add_talk(desk, ospar, next="+14")
    assert names(desk) == []


def test_a_talk_written_down_late_does_not_end_what_was_asked_after_it(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    ask(desk, "2026-01-12", person=lyngvar)
    ask(desk, "2026-01-16", person=lyngvar)
    add_talk(desk, lyngvar, day="2026-01-13")
    assert [one.since for one in waiting(desk)] == [dt.date(2026, 1, 16)]


def test_a_cancelled_talk_gives_the_place_in_the_queue_back_and_cancels_the_interpreter(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    asked = ask(desk, "2026-01-02", person=lyngvar)
    session = booked(desk, lyngvar)
    assert not waiting(desk)
    changes = cancelling.cancel(desk, [session], by="prison", reason="court")
    assert changes.text == "Samtalen er avlyst, 1 er tilbake i køen"
    kept = desk.get(Session, session)
    assert (kept.state, kept.cancel_reason) == ("cancelled_prison", "court")
    assert [(one.state, one.cancelled_by) for one in kept.interpreters] == [("cancelled", "prison")]
    assert [(one.id, one.since) for one in waiting(desk)] == [(asked, dt.date(2026, 1, 2))]
    corrections.undo(desk)
    assert desk.get(Request, asked).session == session
    assert desk.get(Session, session).interpreters[0].state == "confirmed"


def test_who_was_never_in_the_queue_is_in_it_from_the_day_of_the_talk_or_today(desk: Desk) -> None:
    lyngvar, havmod = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    past, coming = booked(desk, lyngvar, day=dt.date(2026, 1, 16)), booked(desk, havmod)
    cancelling.cancel(desk, [past, coming], by="school", reason="counsellor_away")
    assert [(one.name, one.since, one.source) for one in waiting(desk)] == [
        ("Lyngvar", dt.date(2026, 1, 16), "cancelled"),
        ("Havmod", desk.today, "cancelled"),
    ]


def test_who_wants_no_talk_is_not_put_back(desk: Desk) -> None:
    lyngvar, havmod = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    asked = ask(desk, person=lyngvar)
    talks = [booked(desk, lyngvar), booked(desk, havmod)]
    cancelling.cancel(desk, talks, by="inmate", reason="own_wish")
    assert not waiting(desk)
    ended = desk.get(Request, asked)
    assert (ended.state, ended.reason, ended.session) == ("declined", "ønsket å vente", "")


def test_a_day_and_a_rooms_day_are_called_off_in_one_step(desk: Desk) -> None:
    room = add_named(desk, "room", "rom 12")
    people = [add_person(desk, name) for name in ("Lyngvar", "Havmod", "Ospar")]
    for person, where in zip(people, (room, "", room), strict=True):
        booked(desk, person, room=where)
    booked(desk, people[0], day=THURSDAY + dt.timedelta(days=1), room=room)
    changes = cancelling.cancel_day(desk, THURSDAY, by="prison", reason="staffing", room=room)
    assert changes.text == "2 samtaler tor. 22. jan. er avlyst, 2 er tilbake i køen"
    assert names(desk) == ["Lyngvar", "Ospar"]
    cancelling.cancel_day(desk, THURSDAY, by="prison", reason="staffing")
    assert names(desk) == ["Lyngvar", "Ospar", "Havmod"]
    with pytest.raises(cancelling.NothingPlanned):
        cancelling.cancel_day(desk, THURSDAY, by="prison", reason="staffing")
    with pytest.raises(Invalid):
        cancelling.cancel_day(desk, THURSDAY + dt.timedelta(days=1), by="weather")
    with pytest.raises(Invalid):
        cancelling.cancel_day(desk, THURSDAY + dt.timedelta(days=1), by="prison", reason="weather")


def test_a_group_is_moved_with_its_clock_and_its_interpreter_has_to_confirm_again(desk: Desk) -> None:
    people = [add_person(desk, name) for name in ("Lyngvar", "Havmod")]
    asked = ask(desk, person=people[0])
    group = booked(desk, *people, day=desk.today, clock="10:00")
    moving.move(desk, [group], when="tor")
    moved = desk.get(Session, group)
    assert (moved.day, moved.clock, moved.interpreters[0].state) == (THURSDAY, "10:00", "ordered")
    assert desk.get(Request, asked).session == group
    assert moving.move(desk, [group], when="tor").text == ""
    moving.move(desk, [group], when="tor 13.30")
    assert desk.get(Session, group).clock == "13:30"
    assert not waiting(desk)


def test_a_cancelled_talk_that_is_moved_is_planned_again(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    session = booked(desk, lyngvar)
    cancelling.cancel(desk, [session], by="school", reason="room")
    moving.move_to(desk, [session], day=THURSDAY, clock="11")
    again = desk.get(Session, session)
    assert (again.state, again.clock, again.cancel_reason) == ("planned", "11:00", "")
    assert (again.interpreters[0].state, again.interpreters[0].cancelled_by) == ("wanted", "")
    assert not waiting(desk)


def test_what_was_held_or_voided_is_not_moved(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    held, wrong = add_talk(desk, lyngvar), booked(desk, lyngvar)
    corrections.void_entry(desk, "session", wrong, reason="mistake")
    with pytest.raises(cancelling.NothingPlanned):
        moving.move(desk, [held, wrong], when="tor")
    for values in ({"day": dt.date(2026, 1, 18)}, {"day": THURSDAY, "clock": "25"}):
        with pytest.raises(Invalid):
            moving.move_to(desk, [held], **values)


def test_not_coming_ends_the_wait_and_a_voided_booking_does_not(desk: Desk) -> None:
    lyngvar, havmod = add_person(desk, "Lyngvar"), add_person(desk, "Havmod")
    ask(desk, person=lyngvar), ask(desk, person=havmod)
    missed, wrong = booked(desk, lyngvar, day=desk.today), booked(desk, havmod)
    sessions.set_session_state(desk, missed, "no_show")
    corrections.void_entry(desk, "session", wrong, reason="mistake")
    assert names(desk) == ["Havmod"]


def test_a_talk_on_the_wrong_persons_page_leaves_that_persons_request_open(desk: Desk) -> None:
    wrong, right = add_person(desk, "Lyngvar"), add_person(desk, "Lyngulf")
    ask(desk, person=wrong), ask(desk, person=right)
    talk = add_talk(desk, wrong)
    assert names(desk) == ["Lyngulf"]
    corrections.move_entry(desk, "session", talk, wrong=wrong, right=right)
    assert names(desk) == ["Lyngvar"]


def test_a_request_of_the_wrong_person_is_moved_and_waits(desk: Desk) -> None:
    wrong, right = add_person(desk, "Lyngvar"), add_person(desk, "Lyngulf")
    asked = ask(desk, person=wrong)
    booked(desk, wrong)
    corrections.move_entry(desk, "request", asked, wrong=wrong, right=right)
    assert [one.person for one in waiting(desk)] == [right]


def test_a_voided_person_waits_no_more(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    ask(desk, person=lyngvar)
    corrections.void_entry(desk, "person", lyngvar, reason="mistake")
    assert not waiting(desk)
    corrections.undo(desk)
    assert names(desk) == ["Lyngvar"]


def test_who_has_left_is_not_put_back_and_one_struck_from_a_group_is(desk: Desk) -> None:
    lyngvar, havmod, ospar = (add_person(desk, name) for name in ("Lyngvar", "Havmod", "Ospar"))
    asked = [ask(desk, person=person) for person in (lyngvar, havmod, ospar)]
    group = booked(desk, lyngvar, havmod, ospar)
    draft = Draft(
        "person", {"name": "Lyngvar", "left_on": "2026-01-19", "left_kind": "released"}, record_id=lyngvar
    )
    save_person(desk, draft)
    session = desk.get(Session, group)
    struck = [row.id for row in session.attendances if row.person == ospar]
    form = to_draft(session)
    for row in form.rows("attendances"):
        row.raw["came"] = "no" if row.record_id in struck else "yes"
    sessions.save_session(desk, form)
    assert names(desk) == ["Ospar"]
    cancelling.cancel(desk, [group], by="prison", reason="security")
    assert names(desk) == ["Havmod", "Ospar"]
    assert desk.get(Request, asked[0]).state == "left"


def test_facts_of_waiting_name_the_median_and_the_longest(desk: Desk) -> None:
    facts = waiting_facts(desk.store, viewer=desk.viewer, since=dt.date(2026, 1, 1), until=desk.today)
    assert (facts.median_days, facts.longest, facts.waiting) == (None, None, 0)
    for name, asked, talked in (("A", "01-02", "01-05"), ("B", "01-02", "01-12"), ("C", "01-02", "01-19")):
        person = add_person(desk, name)
        ask(desk, f"2026-{asked}", person=person)
        add_talk(desk, person, day=f"2026-{talked}")
    ask(desk, "2026-01-08", name="Ospar"), ask(desk, "2026-01-09", name="Havmod")
    requests.end_request(desk, ask(desk, name="Solmund"), state="answered")
    facts = waiting_facts(desk.store, viewer=desk.viewer, since=dt.date(2026, 1, 1), until=desk.today)
    assert (facts.median_days, facts.waiting) == (10, 2)
    assert facts.longest is not None
    assert (facts.longest.name, facts.longest.days) == ("Ospar", 11)
    assert facts.ended == {"booked": 3, "answered": 1, "declined": 0, "left": 0}


def test_a_session_marked_as_cancelled_goes_by_the_same_rules_and_can_be_planned_again(desk: Desk) -> None:
    lyngvar = add_person(desk, "Lyngvar")
    asked = ask(desk, person=lyngvar)
    session = booked(desk, lyngvar)
    changes = sessions.set_session_state(desk, session, "cancelled_school", reason="room")
    assert changes.text == "Samtalen er avlyst, 1 er tilbake i køen"
    assert {("request", asked), ("session", session)} <= changes.records
    assert [one.id for one in waiting(desk)] == [asked]
    sessions.set_session_state(desk, session, "planned")
    assert desk.get(Request, asked).session == session
    assert desk.get(Session, session).interpreters[0].state == "wanted"


def test_the_time_of_a_booking_changed_in_its_form_needs_the_interpreter_confirmed_again(desk: Desk) -> None:
    session = booked(desk, add_person(desk, "Lyngvar"))
    form = to_draft(desk.get(Session, session))
    form.raw["clock"] = "11"
    sessions.save_session(desk, form)
    assert desk.get(Session, session).interpreters[0].state == "ordered"
    form = to_draft(desk.get(Session, session))
    form.raw["clock"] = "12"
    form.rows("interpreters")[0].raw["state"] = "confirmed"
    sessions.save_session(desk, form)
    assert desk.get(Session, session).interpreters[0].state == "confirmed"


def test_a_group_that_is_cancelled_puts_people_in_the_queue_in_its_own_order(desk: Desk) -> None:
    people = [add_person(desk, name) for name in ("Tindre", "Havmod", "Ospar", "Lyngvar", "Solmund")]
    cancelling.cancel(desk, [booked(desk, *people)], by="prison", reason="staffing")
    assert names(desk) == ["Tindre", "Havmod", "Ospar", "Lyngvar", "Solmund"]
