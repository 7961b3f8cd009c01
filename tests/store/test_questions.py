"""What the screens ask: the list of people, one person's page."""

from __future__ import annotations

import datetime as dt

from app.records.arrival import Arrival
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.place import Ward
from app.records.record import Record
from app.records.request import Request
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.step import Step
from app.store.questions.interpreters import languages_needed
from app.store.questions.people import people_counts, people_ids, people_page
from app.store.questions.person_page import person_page
from app.store.store import Store

DAY = dt.date(2026, 1, 19)


def put(store: Store, *records: Record) -> None:
    with store.transaction("test", actor=store.me) as t:
        for record in records:
            t.put(record)


def some_people(store: Store) -> tuple[Person, Person, Person]:
    ward = Ward(name="Avdeling Øst")
    lyngvar = Person(name="Lyngvar", ward=ward.id, reads_best="pl", expected_release="2026-Q1")
    aase = Person(name="Åsvarde", alias="Tindre", expected_release="2029-Q1")
    gone = Person(name="Ospar", left_on=dt.date(2025, 12, 1))
    talk = Session(
        day=dt.date(2026, 1, 5),
        attendances=(Attendance(person=lyngvar.id),),
        steps=(Step(person=lyngvar.id, text="Sende fagbrevet", due=dt.date(2026, 1, 12)),),
    )
    put(store, ward, lyngvar, aase, gone, talk)
    return lyngvar, aase, gone


def test_people_by_word(store: Store) -> None:
    lyngvar, aase, gone = some_people(store)

    def found(text: str, chip: str = "all") -> list[str]:
        return people_ids(store, viewer=store.me, day=DAY, text=text, chip=chip)

    assert found("") == [lyngvar.id, aase.id]
    assert found("lyn") == found("øst") == found("polsk") == found("lyn pol avd") == [lyngvar.id]
    assert found("asv") == found("tin") == [aase.id]
    assert found("ngvar") == found("lyn tin") == []
    assert found("", "gone") == [gone.id]


def test_people_by_chip_and_their_counts(store: Store) -> None:
    lyngvar, _, _ = some_people(store)
    counts = people_counts(store, viewer=store.me, day=DAY)
    assert counts == {"all": 2, "new": 1, "no_plan": 1, "near_release": 1, "gone": 1}
    for chip, count in counts.items():
        assert len(people_ids(store, viewer=store.me, day=DAY, chip=chip)) == count
    assert people_ids(store, viewer=store.me, day=DAY, chip="near_release") == [lyngvar.id]


def test_rows_of_people_come_in_the_order_asked_for(store: Store) -> None:
    lyngvar, aase, _ = some_people(store)
    rows = people_page(store, [aase.id, lyngvar.id], viewer=store.me, day=DAY)
    assert [row.name for row in rows] == ["Åsvarde", "Lyngvar"]
    assert (rows[1].ward, rows[1].language, rows[1].last, rows[1].overdue) == (
        "Avdeling Øst",
        "pl",
        dt.date(2026, 1, 5),
        1,
    )
    assert rows[0].new
    assert not rows[1].new


def test_a_person_page_has_steps_by_day_and_everything_else_newest_first(store: Store) -> None:
    lyngvar, aase, _ = some_people(store)
    group = Session(
        day=dt.date(2026, 1, 8),
        form="group",
        topic="CV",
        attendances=(
            Attendance(person=lyngvar.id, line="første utkast", came=False),
            Attendance(person=aase.id),
        ),
    )
    put(
        store,
        group,
        Sheet(person=lyngvar.id, document="handout", day=dt.date(2026, 1, 6)),
        Step(person=lyngvar.id, text="Uten dag"),
        Step(person=lyngvar.id, text="Snart", due=dt.date(2026, 1, 2)),
        Step(person=lyngvar.id, text="Ferdig", state="done", state_on=dt.date(2026, 1, 7)),
    )
    page = person_page(store, lyngvar.id, viewer=store.me)
    assert page.ward == "Avdeling Øst"
    assert [step.text for step in page.open_steps] == ["Snart", "Sende fagbrevet", "Uten dag"]
    assert [(entry.kind, entry.day.day) for entry in page.timeline] == [
        ("session", 8),
        ("step", 7),
        ("sheet", 6),
        ("session", 5),
    ]
    assert (page.timeline[0].own_line, page.timeline[0].came) == ("første utkast", False)
    assert [entry.kind for entry in person_page(store, aase.id, viewer=store.me).timeline] == ["session"]


def test_what_was_voided_is_not_on_the_page(store: Store) -> None:
    lyngvar, _, _ = some_people(store)
    (talk,) = store.find(Session, viewer=store.me)
    with store.transaction("test", actor=store.me) as t:
        t.void(Session, talk.id, reason="wrong_person")
    page = person_page(store, lyngvar.id, viewer=store.me)
    assert page.timeline == ()
    assert page.open_steps == ()


def test_a_person_page_tells_when_they_came_and_what_they_asked_for(store: Store) -> None:
    lyngvar = Person(name="Lyngvar")
    came = Arrival(person=lyngvar.id, day=dt.date(2026, 1, 3), told=("spoken",), told_language="pl")
    asked = Request(person=lyngvar.id, day=dt.date(2026, 1, 12), about="fagbrev")
    put(store, lyngvar, came, asked)
    timeline = person_page(store, lyngvar.id, viewer=store.me).timeline
    assert [(entry.kind, entry.record) for entry in timeline] == [("request", asked), ("arrival", came)]


def test_only_a_talk_to_come_still_needs_its_interpreter_confirmed(store: Store) -> None:
    lyngvar, *_others = some_people(store)

    def talk(day: int, state: str) -> Session:
        who = (Attendance(person=lyngvar.id),)
        return Session(
            day=dt.date(2026, 2, day),
            state=state,
            language="pl",
            language_handling="interpreter_phone",
            attendances=who,
        )

    put(store, talk(2, "held"), talk(3, "planned"))
    (polish,) = languages_needed(
        store, viewer=store.me, since=dt.date(2026, 2, 1), until=dt.date(2026, 2, 28)
    )
    assert (polish.language, polish.sessions, polish.settled) == ("pl", 2, 1)
