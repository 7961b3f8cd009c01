"""Who reads which log, what it says, and what a change was, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.cases import hand_over, share_case
from app.actions.desk import Desk
from app.actions.log import ME, AskedLog, log_rows, note_reading, prove_log, read_log
from app.actions.log_changes import changes_of
from app.actions.outgoing import let_out
from app.actions.papers import Job
from app.actions.reading import listed, saw_entry, saw_people
from app.base.clock import FixedClock
from app.base.languages import use
from app.documents.document import Request
from app.documents.registry import document
from app.records.person import Person
from app.records.session import Session
from app.store import events
from app.store.backup import folder
from app.store.log_check import LogProof
from app.store.questions.event_log import LogNotYours
from app.store.store import Store, Viewer
from tests.builders import CHEAP, MONDAY, PASSPHRASE, add_person, add_talk, new_desk

OTHER = "noe helt annet her"


class Office:
    """A desk of the head, and a colleague with a case of their own."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(MONDAY)
        self.head = new_desk(folder, clock=self.clock)
        self.path = self.head.store.path
        self.head.store.add_counsellor(name="Tindre", passphrase=OTHER)
        self.own = add_person(self.head, "Lyngvar")
        self.desk = self.head
        self.sit("Tindre")
        self.theirs = add_person(self.desk, "Havmod")
        add_talk(self.desk, self.theirs, "Hemmelig notat")

    def sit(self, name: str) -> Desk:
        """Somebody else takes the chair."""
        self.desk.store.close()
        passphrase = OTHER if name == "Tindre" else PASSPHRASE
        self.desk = Desk(Store.open(self.path, passphrase, self.clock, floor=CHEAP), self.clock)
        return self.desk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    use("nb")
    made = Office(tmp_path)
    yield made
    made.desk.store.close()


def sentences(desk: Desk, asked: AskedLog) -> list[str]:
    found = read_log(desk, asked)
    rows = log_rows(desk, asked, [place.number for place in found.places])
    return [rows[place.number].sentence for place in found.places]


def test_a_persons_log_says_who_did_what(office: Office) -> None:
    saw_people(office.desk, [office.theirs])
    let_out(office.desk, [Job("plan_sheet", "pl", person=office.theirs)], how="printed")
    said = sentences(office.desk, AskedLog(person=office.theirs))
    assert said == [
        "Tindre skrev ut «Planen min» på polsk",
        "Tindre åpnet saken",
        "Tindre lagret en samtale",
        "Tindre skrev om personen",
    ]


def test_a_colleague_reads_neither_the_log_of_a_closed_case_nor_anothers_doings(office: Office) -> None:
    head = office.head.store.me.counsellor
    for asked in (AskedLog(person=office.own), AskedLog(counsellor=head), AskedLog()):
        with pytest.raises(LogNotYours):
            read_log(office.desk, asked)
        with pytest.raises(LogNotYours):
            note_reading(office.desk, asked)
    mine = read_log(office.desk, AskedLog(counsellor=ME))
    assert mine.of == "Tindre"
    assert mine.counsellors == ()
    request = Request(today=MONDAY.date(), values={"person": office.own})
    with pytest.raises(LogNotYours):
        document("event_log").data(office.desk.store, office.desk.viewer, request)


def test_a_line_of_a_closed_case_is_not_read_through_ones_own_log(office: Office) -> None:
    """A number that is no line of the log asked for gives nothing."""
    newest = events.newest(office.desk.store.connection).number
    every = range(1, newest + 1)
    rows = log_rows(office.desk, AskedLog(counsellor=ME), list(every))
    assert {row.sentence.split()[0] for row in rows.values()} == {"Tindre"}
    first = next(
        e
        for e in events.log(office.desk.store.connection)
        if e.verb == "person.saved" and e.actor != office.desk.viewer.counsellor
    )
    with pytest.raises(LogNotYours):
        changes_of(office.desk, first.number)


def test_the_head_reads_everybodys_log_and_no_notes(office: Office) -> None:
    head = office.sit("Steinvid")
    found = read_log(head, AskedLog())
    assert found.count == events.newest(head.store.connection).number
    assert {name for _id, name in found.counsellors} == {"Steinvid", "Tindre"}
    said = sentences(head, AskedLog(person=office.theirs))
    assert "Tindre lagret en samtale" in said
    talk = next(e for e in events.log(head.store.connection) if e.verb == "session.saved")
    changes = changes_of(head, talk.number)
    assert changes
    assert all(one.closed or "Hemmelig" not in str(one) for one in changes)
    assert all(one.closed for one in changes)


def test_a_lead_reads_no_log_but_the_own(office: Office) -> None:
    head = office.sit("Steinvid")
    other = next(one.id for one in head.store.counsellors() if one.name == "Tindre")
    head.store.connection.run("UPDATE counsellor SET roles = '[\"lead\"]' WHERE id = ?", (other,))
    lead = Viewer(other)
    from app.store.questions.event_log import WhichLog, check_readable

    check_readable(head.store, WhichLog(counsellor=other), viewer=lead)
    with pytest.raises(LogNotYours):
        check_readable(head.store, WhichLog(), viewer=lead)
    with pytest.raises(LogNotYours):
        check_readable(head.store, WhichLog(person=office.own), viewer=lead)


def test_reading_a_log_stands_in_the_log(office: Office) -> None:
    head = office.sit("Steinvid")
    assert note_reading(head, AskedLog(person=office.theirs))
    assert not note_reading(head, AskedLog(person=office.theirs))
    assert sentences(head, AskedLog(person=office.theirs))[0] == "Steinvid leste loggen"
    number = events.newest(head.store.connection).number
    note_reading(head, AskedLog(counsellor=ME))
    assert events.newest(head.store.connection).number == number + 1


def test_who_sees_only_that_somebody_exists_has_not_opened_the_case(office: Office) -> None:
    assert not saw_people(office.desk, [office.own])
    assert saw_people(office.desk, [office.own, office.theirs])
    number = events.newest(office.desk.store.connection).number
    assert office.desk.store.people_of(number) == (office.theirs,)


def test_a_kind_of_doing_is_chosen(office: Office) -> None:
    saw_people(office.desk, [office.theirs])
    assert sentences(office.desk, AskedLog(office.theirs, kind="read")) == ["Tindre åpnet saken"]
    assert len(sentences(office.desk, AskedLog(office.theirs, kind="wrote"))) == 2
    assert sentences(office.desk, AskedLog(office.theirs, kind="out")) == []


def test_a_change_is_told_field_by_field(office: Office) -> None:
    before = office.desk.get(Person, office.theirs)
    with office.desk.store.transaction("person.saved", actor=office.desk.viewer) as t:
        t.put(replace(before, name="Havmod Tindre", reads_best="pl", arrived=dt.date(2026, 1, 5)))
    (row,) = changes_of(office.desk, t.changes().event)
    assert (row.kind, row.what) == ("Person", "endret")
    told = {one.label: (one.before, one.after) for one in row.fields}
    assert ("Havmod", "Havmod Tindre") in told.values()
    assert ("", "polsk") in told.values()
    assert ("", "mandag 5. januar 2026") in told.values()
    with office.desk.store.transaction("entry.voided", actor=office.desk.viewer) as t:
        session = office.desk.store.find(Session, viewer=office.desk.viewer)[0]
        t.void(Session, session.id, reason="feil person")
    voided = changes_of(office.desk, t.changes().event)
    assert ("", "feil person") in [(f.before, f.after) for one in voided for f in one.fields]


def test_to_whom_a_case_was_opened_is_named(office: Office) -> None:
    head = next(one.id for one in office.desk.store.counsellors() if one.name == "Steinvid")
    share_case(office.desk, office.theirs, head)
    hand_over(office.desk, office.theirs, head)
    head_desk = office.sit("Steinvid")
    asked = AskedLog(person=office.theirs, kind="access")
    found = read_log(head_desk, asked)
    rows = log_rows(head_desk, asked, [place.number for place in found.places])
    assert [(rows[one.number].sentence, rows[one.number].more) for one in found.places] == [
        ("Tindre overlot saken til en annen", "til: Steinvid"),
        ("Tindre delte saken", "til: Steinvid"),
    ]
    fields = [f for one in changes_of(head_desk, found.places[-1].number) for f in one.fields]
    assert ("Veileder", "", "Steinvid") in [(f.label, f.before, f.after) for f in fields]


def test_the_table_holds_no_formula(office: Office) -> None:
    add_person(office.desk, "=SUM(A1)")
    data = document("event_log").data(
        office.desk.store,
        office.desk.viewer,
        Request(today=MONDAY.date(), values={"counsellor": office.desk.viewer.counsellor}),
    )
    other = document("event_log").other
    assert other is not None
    cells = [
        cell.strip('"')
        for line in other.make(data).decode("utf-8-sig").splitlines()
        for cell in line.split(";")
    ]
    assert any("=SUM" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith("=")]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_paper_is_made_in_each_language(office: Office, language: str) -> None:
    request = Request(today=MONDAY.date(), language=language, values={"person": office.theirs})
    assert document("event_log").make(office.desk.store, office.desk.viewer, request).startswith(b"%PDF")


def test_a_deleted_payload_leaves_a_line_that_says_so(office: Office) -> None:
    saw_people(office.desk, [office.theirs])
    number = events.newest(office.desk.store.connection).number
    office.desk.store.connection.run("DELETE FROM payload WHERE event = ?", (number,))
    row = log_rows(office.desk, AskedLog(person=office.theirs), [number])[number]
    assert row.sentence == "Tindre åpnet saken"
    assert "slettet" in row.more
    assert changes_of_is_empty(office.desk, number)


def changes_of_is_empty(desk: Desk, number: int) -> bool:
    return changes_of(desk, number) == ()


def test_reading_alone_makes_no_backup_at_the_end(office: Office) -> None:
    def kept() -> int:
        return len(list(folder(office.path).glob("*.db")))

    office.desk.store.close(backup_changes=True)
    made = kept()
    assert made > 0
    desk = office.sit("Tindre")
    assert saw_people(desk, [office.theirs])
    desk.store.close(backup_changes=True)
    assert kept() == made
    desk = office.sit("Tindre")
    let_out(desk, [Job("plan_sheet", "pl", person=office.theirs)], how="printed")
    desk.store.close(backup_changes=True)
    assert kept() == made + 1


def test_what_the_command_line_shows_is_reading(office: Office) -> None:
    talk = office.desk.store.find(Session, viewer=office.desk.viewer)[0]
    assert saw_entry(office.desk, talk)
    assert listed(office.desk, "session", [talk])
    assert not listed(office.desk, "ward", [])
    said = sentences(office.desk, AskedLog(office.theirs, kind="read"))
    assert said == ["Tindre listet opp oppføringer", "Tindre åpnet saken"]


def test_the_proof_is_made_in_parts_and_finds_an_edit(office: Office) -> None:
    assert proved(office.desk).broken == []
    office.desk.store.connection.run("DELETE FROM event_person WHERE event = 5")
    assert proved(office.desk).broken == [5]


def proved(desk: Desk) -> LogProof:
    proof = prove_log(desk)
    while not proof.done:
        proof = prove_log(desk, proof)
    return proof
