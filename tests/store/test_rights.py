"""To whom a case is open: shared, stood in for, opened in an emergency, handed over, restricted; and how each ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.attendance import Attendance
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.person import Person
from app.records.request import Request
from app.records.service import TimeUse
from app.records.session import Session
from app.records.step import Step
from app.store import granting, rights
from app.store.access import may_count
from app.store.counsellors import HEAD, LEAD
from app.store.errors import CaseIsOpen, CaseRestricted, HeadOnly, NothingToUndo, OthersCase, RecordGone
from app.store.store import Store, Viewer
from tests.builders import CHEAP, MONDAY, PASSPHRASE

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Rooms:
    """A store with three counsellors and one case of the first, with a talk, a step and a request."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(MONDAY)
        self.store, _code = Store.create(
            folder / "overgang.db",
            name="Steinvid",
            passphrase=PASSPHRASE,
            clock=self.clock,
            cost=CHEAP,
            floor=CHEAP,
        )
        self.me = self.store.me
        self.other = Viewer(self.store.add_counsellor(name="Tindre", passphrase="noe helt annet"))
        self.third = Viewer(self.store.add_counsellor(name="Solmund", passphrase="noe tredje her"))
        self.lead = Viewer(
            self.store.add_counsellor(name="Havmod", passphrase="et fjerde ord her", roles=(LEAD,))
        )
        self.head = Viewer(
            self.store.add_counsellor(name="Ospar", passphrase="et femte ord her", roles=(HEAD,))
        )
        self.lyngvar = Person(name="Lyngvar", strengths="hemmelig styrke")
        self.talk = talk(
            self.lyngvar, note="hemmelig notat", steps=(Step(person=self.lyngvar.id, text="hemmelig steg"),)
        )
        self.put(self.me, self.lyngvar, self.talk)

    def put(self, actor: Viewer, *records: object, verb: str = "session.saved") -> None:
        with self.store.transaction(verb, actor=actor, text="lagret") as t:
            for record in records:
                t.put(record)  # type: ignore[arg-type]

    def reads(self, viewer: Viewer) -> bool:
        """Whether the viewer sees the case: all of it or nothing."""
        ways: list[Callable[[], object]] = [
            lambda: self.store.find(Session, viewer=viewer, case=self.lyngvar.id),
            lambda: self.store.find(Step, viewer=viewer, case=self.lyngvar.id),
            lambda: self.store.search("hemmelig", viewer=viewer),
            lambda: self.store.page(Person, [self.lyngvar.id], viewer=viewer),
        ]
        seen = {bool(way()) for way in ways}
        assert len(seen) == 1, f"half a case: {[way() for way in ways]}"
        return seen.pop()

    def owners(self, *, person: str = "") -> set[str]:
        tables = ("person", "session", "attendance", "step", "request")
        sql = " UNION ".join(f"SELECT owner FROM {name} WHERE case_id = ?1" for name in tables)
        return {row[0] for row in self.store.connection.rows(sql, (person or self.lyngvar.id,))}


def talk(*people: Person, note: str = "", steps: tuple[Step, ...] = (), **fields: object) -> Session:
    attendances = tuple(Attendance(person=person.id) for person in people)
    return Session(day=MONDAY.date(), note=note, attendances=attendances, steps=steps, **fields)  # type: ignore[arg-type]


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    found = Rooms(tmp_path)
    yield found
    found.store.close()


def test_a_case_is_its_counsellors_and_all_know_that_it_exists(rooms: Rooms) -> None:
    assert rooms.reads(rooms.me)
    for viewer in (rooms.other, rooms.lead, rooms.head):
        assert not rooms.reads(viewer)
        assert [hit.title for hit in rooms.store.search("lyngvar", viewer=viewer)] == ["Lyngvar"]
        known = rights.case_rights(rooms.store, rooms.lyngvar.id, viewer=viewer)
        assert (known.name, known.who, known.readable, known.mine) == ("Lyngvar", "Steinvid", False, False)


def test_nobody_writes_into_a_case_that_is_not_open_to_them(rooms: Rooms) -> None:
    with pytest.raises(OthersCase, match="Lyngvar"):
        rooms.put(rooms.other, Step(person=rooms.lyngvar.id, text="Ringe"))
    with pytest.raises(OthersCase):
        rooms.put(rooms.other, talk(rooms.lyngvar))
    with pytest.raises(RecordGone):
        rooms.put(rooms.other, rooms.lyngvar)


def test_a_slip_is_delivered_and_then_the_case_counsellors(rooms: Rooms) -> None:
    slip = Request(day=MONDAY.date(), person=rooms.lyngvar.id, about="hemmelig")
    rooms.put(rooms.other, slip, verb="request.saved")
    assert rooms.store.find(Request, viewer=rooms.me) == [slip]
    assert rooms.store.find(Request, viewer=rooms.other) == []
    rooms.store.undo(actor=rooms.other)
    assert rooms.store.find(Request, viewer=rooms.me) == []


def test_what_a_sharee_writes_is_the_case_counsellors(rooms: Rooms) -> None:
    changes = granting.share(rooms.store, rooms.lyngvar.id, actor=rooms.me, counsellor=rooms.other.counsellor)
    assert changes.people == {rooms.lyngvar.id}
    assert rooms.reads(rooms.other)
    assert not rooms.reads(rooms.third)
    rooms.put(
        rooms.other,
        Step(person=rooms.lyngvar.id, text="hemmelig av Tindre"),
        talk(rooms.lyngvar, note="hemmelig"),
    )
    assert rooms.owners() == {rooms.me.counsellor}
    granting.end_sharing(rooms.store, _only(rooms).id, actor=rooms.me)
    assert not rooms.reads(rooms.other)
    with pytest.raises(OthersCase):
        rooms.store.undo(actor=rooms.other)


def test_only_the_owner_shares_and_hands_over(rooms: Rooms) -> None:
    granting.share(rooms.store, rooms.lyngvar.id, actor=rooms.me, counsellor=rooms.other.counsellor)
    for actor in (rooms.other, rooms.third, rooms.head):
        with pytest.raises(OthersCase):
            granting.share(rooms.store, rooms.lyngvar.id, actor=actor, counsellor=rooms.third.counsellor)
        with pytest.raises(OthersCase):
            granting.hand_over(rooms.store, rooms.lyngvar.id, actor=actor, to=rooms.third.counsellor)


def test_sharing_ends_by_itself_while_the_store_stays_open(rooms: Rooms) -> None:
    until = rooms.clock.now() + HOUR
    granting.share(
        rooms.store, rooms.lyngvar.id, actor=rooms.me, counsellor=rooms.other.counsellor, until=until
    )
    assert rooms.reads(rooms.other)
    rooms.clock.at += HOUR
    assert not rooms.reads(rooms.other)


def test_a_clock_set_back_opens_nothing_again(rooms: Rooms) -> None:
    until = rooms.clock.now() + HOUR
    granting.share(
        rooms.store, rooms.lyngvar.id, actor=rooms.me, counsellor=rooms.other.counsellor, until=until
    )
    rooms.clock.at += 2 * HOUR
    rooms.put(rooms.third, Person(name="Rognulf"))
    rooms.clock.at -= 2 * HOUR
    assert not rooms.reads(rooms.other)


def test_a_case_is_handed_over_with_every_row(rooms: Rooms) -> None:
    group = talk(rooms.lyngvar, Person(name="x", id=rooms.lyngvar.id), form="group", topic="CV")
    mate = Person(name="Rognulf")
    group = talk(rooms.lyngvar, mate, form="group", topic="CV", note="hemmelig")
    rooms.put(rooms.me, mate, group)
    granting.hand_over(rooms.store, rooms.lyngvar.id, actor=rooms.me, to=rooms.other.counsellor)
    assert {one.id for one in rooms.store.find(Session, viewer=rooms.other)} == {rooms.talk.id}
    assert {one.id for one in rooms.store.find(Session, viewer=rooms.me)} == {group.id}
    assert rooms.owners() == {rooms.other.counsellor, rooms.me.counsellor}  # the own line in the group's talk
    assert rooms.store.check() == []
    with pytest.raises(NothingToUndo):
        rooms.store.undo(actor=rooms.other)


def test_an_own_line_in_a_colleagues_group_is_found_the_common_note_is_not(rooms: Rooms) -> None:
    theirs = Person(name="Rognulf")
    rooms.put(rooms.other, theirs)
    lines = (
        Attendance(person=rooms.lyngvar.id, line="egenlinje her"),
        Attendance(person=theirs.id, line="annen linje"),
    )
    rooms.put(rooms.other, Session(day=MONDAY.date(), form="group", note="fellesnotat", attendances=lines))
    assert [hit.person for hit in rooms.store.search("egenlinje", viewer=rooms.me)] == [rooms.lyngvar.id]
    assert rooms.store.search("fellesnotat", viewer=rooms.me) == []
    assert rooms.store.search("annen linje", viewer=rooms.me) == []
    granting.hand_over(rooms.store, rooms.lyngvar.id, actor=rooms.me, to=rooms.third.counsellor)
    assert rooms.store.search("egenlinje", viewer=rooms.me) == []
    assert [hit.person for hit in rooms.store.search("egenlinje", viewer=rooms.third)] == [rooms.lyngvar.id]
    assert rooms.store.check() == []


def test_somebody_stands_in_from_the_first_to_the_last_day(rooms: Rooms) -> None:
    today = rooms.clock.today()
    granting.stand_in(
        rooms.store, actor=rooms.me, absent=rooms.me.counsellor, substitute=rooms.other.counsellor,
        first=today + DAY, last=today + 2 * DAY,
    )  # fmt: skip
    seen = []
    for _day in range(4):
        seen.append(rooms.reads(rooms.other))
        rooms.clock.at += DAY
    assert seen == [False, True, True, False]


def test_who_stands_in_does_not_see_what_a_counsellor_keeps_about_themselves(rooms: Rooms) -> None:
    today = rooms.clock.today()
    granting.stand_in(
        rooms.store, actor=rooms.me, absent=rooms.me.counsellor, substitute=rooms.other.counsellor,
        first=today, last=today + DAY,
    )  # fmt: skip
    own = ChecklistRound(
        started_on=today,
        checklist="competence",
        notes="tviler",
        answers=(ChecklistAnswer(question="K1", answer="yes", how="tviler"),),
    )
    shared = ChecklistRound(
        started_on=today,
        notes="tviler",
        answers=(ChecklistAnswer(question="T1", answer="yes", how="tviler"),),
    )
    with rooms.store.transaction("checklist.saved", actor=rooms.me) as t:
        t.put(own)
        t.put(TimeUse(week=today, preparation=60))
        t.put(shared, owner="")
    for viewer, rounds, weeks in ((rooms.me, {own.id, shared.id}, 1), (rooms.other, {shared.id}, 0)):
        assert {one.id for one in rooms.store.find(ChecklistRound, viewer=viewer)} == rounds
        assert len(rooms.store.find(TimeUse, viewer=viewer)) == weeks
        assert len(rooms.store.search("tviler", viewer=viewer)) == 2 * len(rounds)
    counts = {
        kind: rooms.store.connection.value(f"SELECT count(*) FROM {kind} WHERE {may.sql}", may.args)
        for kind in ("checklist_round", "time_use")
        for may in (may_count(kind, rooms.lead),)
    }
    assert counts == {"checklist_round": 1, "time_use": 1}


def test_standing_in_can_be_ended_and_is_the_heads_to_say_for_others(rooms: Rooms) -> None:
    today = rooms.clock.today()
    days = {"first": today, "last": today + DAY}
    me, other = rooms.me.counsellor, rooms.other.counsellor
    with pytest.raises(HeadOnly):
        granting.stand_in(rooms.store, actor=rooms.other, absent=me, substitute=other, **days)
    granting.stand_in(rooms.store, actor=rooms.head, absent=me, substitute=other, **days)
    (standing,) = rights.standings_in(rooms.store, viewer=rooms.other)
    assert rights.standings_in(rooms.store, viewer=rooms.third) == ()
    assert rooms.reads(rooms.other)
    granting.end_standing_in(rooms.store, standing.id, actor=rooms.other)
    assert not rooms.reads(rooms.other)


def test_the_head_opens_a_case_in_an_emergency_and_the_owner_is_told(rooms: Rooms) -> None:
    with pytest.raises(HeadOnly):
        granting.open_in_emergency(rooms.store, rooms.lyngvar.id, actor=rooms.lead, reason="x", hours=1)
    granting.open_in_emergency(
        rooms.store, rooms.lyngvar.id, actor=rooms.head, reason="Fare for liv", hours=1
    )
    assert rooms.reads(rooms.head)
    with pytest.raises(CaseIsOpen):
        granting.open_in_emergency(rooms.store, rooms.lyngvar.id, actor=rooms.head, reason="x", hours=1)
    (told,) = rights.emergencies_to_see(rooms.store, viewer=rooms.me)
    assert (told.name, told.who, told.reason) == ("Lyngvar", "Ospar", "Fare for liv")
    rooms.clock.at += HOUR
    assert not rooms.reads(rooms.head)
    assert rights.emergencies_to_see(rooms.store, viewer=rooms.me) == (told,)
    granting.have_seen(rooms.store, told.id, actor=rooms.me)
    assert rights.emergencies_to_see(rooms.store, viewer=rooms.me) == ()


def test_an_emergency_can_be_ended_at_once(rooms: Rooms) -> None:
    granting.open_in_emergency(rooms.store, rooms.lyngvar.id, actor=rooms.head, reason="Fare", hours=24)
    granting.end_emergency(rooms.store, _only(rooms).id, actor=rooms.head)
    assert not rooms.reads(rooms.head)


def test_a_restricted_case_is_read_by_nobody(rooms: Rooms) -> None:
    granting.share(rooms.store, rooms.lyngvar.id, actor=rooms.me, counsellor=rooms.other.counsellor)
    with rooms.store.transaction("case.restricted", actor=rooms.me) as t:
        row = {"case_id": rooms.lyngvar.id, "since": "", "reason": "", "given_by": rooms.me.counsellor}
        t.write_row("restriction", rooms.lyngvar.id, row)
    for viewer in (rooms.me, rooms.other, rooms.lead, rooms.head):
        assert not rooms.reads(viewer)
        assert rooms.store.search("lyngvar", viewer=viewer)
    with pytest.raises(CaseRestricted):
        granting.open_in_emergency(rooms.store, rooms.lyngvar.id, actor=rooms.head, reason="x", hours=1)
    with pytest.raises(OthersCase):
        rooms.put(rooms.other, Request(day=MONDAY.date(), person=rooms.lyngvar.id), verb="request.saved")


def test_a_form_saved_keeps_the_lines_that_its_writer_does_not_see(rooms: Rooms) -> None:
    mates = Person(name="Rognulf"), Person(name="Havmod")
    group = talk(rooms.lyngvar, *mates, form="group")
    rooms.put(rooms.me, *mates, group)
    with rooms.store.transaction("case.restricted", actor=rooms.me) as t:
        row = {"case_id": rooms.lyngvar.id, "since": "", "reason": "", "given_by": rooms.me.counsellor}
        t.write_row("restriction", rooms.lyngvar.id, row)
    shown = rooms.store.get(Session, group.id, viewer=rooms.me)
    assert [one.person for one in shown.attendances] == [mate.id for mate in mates]
    rooms.put(rooms.me, shown)
    lines = rooms.store.connection.rows("SELECT person FROM attendance WHERE parent_id = ?", (group.id,))
    assert {row[0] for row in lines} == {rooms.lyngvar.id, *(mate.id for mate in mates)}


def test_the_cases_of_who_has_left_are_reassigned_by_the_head(rooms: Rooms) -> None:
    with pytest.raises(OthersCase):
        granting.reassign(rooms.store, [rooms.lyngvar.id], actor=rooms.head, to=rooms.other.counsellor)
    with rooms.store.transaction("counsellor.removed", actor=rooms.head) as t:
        sql = "SELECT * FROM counsellor WHERE id = ?"
        row = rooms.store.connection.dicts(sql, (rooms.me.counsellor,))[0]
        t.write_row("counsellor", row["id"], {**row, "left_at": "2026-01-19T10:00:00.000000+00:00"})
    with pytest.raises(HeadOnly):
        rights.left_cases(rooms.store, viewer=rooms.lead)
    (left,) = rights.left_cases(rooms.store, viewer=rooms.head)
    granting.reassign(rooms.store, [left.person], actor=rooms.head, to=rooms.other.counsellor)
    assert rooms.reads(rooms.other)
    assert not rooms.reads(rooms.head)
    assert rights.left_cases(rooms.store, viewer=rooms.head) == ()


def _only(rooms: Rooms) -> rights.Opening:
    (found,) = rights.openings(rooms.store, person=rooms.lyngvar.id)
    return found
