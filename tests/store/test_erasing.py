"""True deletion of a person, of single entries and of one text: what goes, what stays, and what the log still says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.record import Record
from app.records.request import Request
from app.records.session import Session
from app.records.step import Step
from app.store import events
from app.store.access import Viewer
from app.store.erasing import NotYours, erase_people, erase_records
from app.store.erasing_fields import erase_field
from app.store.errors import RecordGone
from app.store.questions.mentions import mentions
from app.store.store import Store
from app.store.traces import names_of

DAY = dt.date(2026, 1, 19)
LYNGVAR, ROGNULF = Person(name="Lyngvar Nordvik", alias="Lyngen"), Person(name="Rognulf Nordvik")


def put(store: Store, *records: Record, text: str = "") -> None:
    with store.transaction("entry.saved", actor=store.me, text=text) as t:
        for record in records:
            t.put(record)


def talk(*people: Person, note: str = "kran", **said: object) -> Session:
    rows = tuple(Attendance(person=one.id, line=f"linjen til {one.name}") for one in people)
    return Session(day=DAY, note=note, attendances=rows, **said)  # type: ignore[arg-type]


def payloads(store: Store) -> str:
    return "\n".join(
        json.dumps(events.opened(body), ensure_ascii=False)
        for (body,) in store.connection.rows("SELECT body FROM payload ORDER BY event")
    )


def test_a_group_keeps_everybody_else_and_its_talk(store: Store) -> None:
    group = talk(LYNGVAR, ROGNULF, note="CV", form="group")
    put(store, LYNGVAR, ROGNULF)
    put(store, group)
    done = erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    found = store.get(Session, group.id, viewer=store.me)
    assert [row.person for row in found.attendances] == [ROGNULF.id]
    assert (found.note, done.talks) == ("CV", 0)
    assert store.search("CV", viewer=store.me, person=LYNGVAR.id) == []
    assert store.check() == []


def test_a_talk_that_somebody_else_takes_part_in_is_theirs_wherever_it_stood(store: Store) -> None:
    put(store, LYNGVAR, ROGNULF)
    both = talk(LYNGVAR, ROGNULF, note="trepartssamtale")
    with store.transaction("entry.saved", actor=store.me) as t:
        t.put(both, case=LYNGVAR.id)
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    found = store.get(Session, both.id, viewer=store.me)
    assert (found.note, [row.person for row in found.attendances]) == ("trepartssamtale", [ROGNULF.id])
    assert store.check() == []


def test_a_talk_leaves_its_month_form_and_minutes_in_an_open_period(store: Store) -> None:
    put(store, LYNGVAR)
    put(
        store,
        talk(LYNGVAR, minutes=30),
        talk(LYNGVAR, state="planned"),
        talk(LYNGVAR, form="phone", minutes=15),
    )
    done = erase_people(store, [LYNGVAR.id], actor=store.me, why="retention")
    rows = store.connection.rows("SELECT month, form, state, minutes FROM anonymous_talk ORDER BY minutes")
    assert rows == [("2026-01", "phone", "held", 15), ("2026-01", "individual", "held", 30)]
    assert done.talks == 2


def test_a_talk_in_a_closed_period_or_entered_in_error_leaves_nothing(store: Store) -> None:
    wrong = talk(ROGNULF)
    put(store, LYNGVAR, ROGNULF)
    put(store, talk(LYNGVAR), wrong)
    erase_records(store, [("session", wrong.id)], actor=store.me, why="error", person=ROGNULF.id)
    row = {"id": "x", "first_day": "2026-01-01", "last_day": "2026-01-31", "closed_at": "", "closed_by": ""}
    with store.transaction("period.closed", actor=store.me) as t:
        t.write_row("closed_period", "x", {**row, "tables": "{}"})
    erase_people(store, [LYNGVAR.id], actor=store.me, why="retention")
    assert store.connection.rows("SELECT * FROM anonymous_talk") == []
    assert store.check() == []


def test_the_log_names_nobody_and_holds_what_stays(store: Store) -> None:
    """Rognulf's row was last told of in a payload that also told of Lyngvar; an edit past the program is still found."""
    put(store, LYNGVAR, ROGNULF, text="Lyngvar og Rognulf er lagret")
    put(store, talk(LYNGVAR))
    before = events.newest(store.connection).number
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    assert store.connection.value("SELECT count(*) FROM event") == before + 1
    assert "Lyngvar" not in payloads(store)
    assert LYNGVAR.id not in payloads(store)
    assert events.log(store.connection, limit=1)[0].verb == "entry.erased"
    assert list(events.broken(store.connection)) == []
    assert store.check() == []
    store.connection.run("UPDATE person SET strengths = 'x' WHERE id = ?", (ROGNULF.id,))
    assert "rows" in {finding.what for finding in store.check()}


def test_it_is_not_undone_and_cuts_the_undos_that_would_bring_it_back(store: Store) -> None:
    put(store, ROGNULF, text="Rognulf")
    put(store, LYNGVAR, text="Lyngvar")
    put(store, talk(LYNGVAR), text="Samtale")
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    assert store.can_undo() == "Rognulf"
    with pytest.raises(RecordGone):
        store.get(Person, LYNGVAR.id, viewer=store.me)


def test_others_with_the_same_word_in_their_name_keep_their_history(store: Store) -> None:
    put(store, LYNGVAR)
    put(store, ROGNULF, text="Rognulf Nordvik er lagret")
    assert "Nordvik" not in names_of(store.connection, LYNGVAR.id)
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    assert "Rognulf Nordvik er lagret" in payloads(store)


def test_texts_of_others_that_mention_the_person_are_listed_and_left(store: Store) -> None:
    put(store, LYNGVAR, ROGNULF)
    put(
        store, talk(ROGNULF, note="Vil gå på kurs med lyngvar til våren."), talk(LYNGVAR, note="Lyngvar selv")
    )
    put(store, Request(day=DAY, name="Lyngen"))
    found = mentions(store, viewer=store.me, person=LYNGVAR.id)
    assert {(one.kind, one.name) for one in found.found} == {("session", "Rognulf Nordvik"), ("request", "")}
    assert "kurs med lyngvar" in next(one.text for one in found.found if one.kind == "session")
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    (kept,) = store.find(Session, viewer=store.me)
    assert kept.note == "Vil gå på kurs med lyngvar til våren."


def test_drafts_about_the_person_go_and_others_lose_only_that_line(store: Store) -> None:
    put(store, LYNGVAR, ROGNULF)
    rows = [Draft("attendance", {"person": one.id}) for one in (LYNGVAR, ROGNULF)]
    group, own = (
        Draft("session", {"form": "group"}, {"attendances": rows}),
        Draft("session", {"note": "halvt"}),
    )
    store.put_draft(group, viewer=store.me, title="Gruppe")
    store.put_draft(own, viewer=store.me, title="halvt", person=LYNGVAR.id)
    done = erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    assert [line.id for line in store.drafts(viewer=store.me)] == [group.id]
    kept = store.draft(group.id, viewer=store.me)
    assert [row.raw["person"] for row in kept.rows("attendances")] == [ROGNULF.id]
    assert done.drafts == 1


def test_one_text_is_gone_with_its_history_and_the_rest_stays(store: Store) -> None:
    put(store, LYNGVAR)
    session = talk(LYNGVAR, note="en diagnose som ikke skulle stått her")
    put(store, session)
    put(store, replace(session, own_view="vil jobbe ute"))
    store.put_draft(
        Draft("session", {"note": "en diagnose", "topic": "x"}, record_id=session.id), viewer=store.me
    )
    erase_field(store, "session", session.id, "note", actor=store.me, why="objection")
    found = store.get(Session, session.id, viewer=store.me)
    assert (found.note, found.own_view) == ("", "vil jobbe ute")
    assert "diagnose" not in payloads(store)
    (line,) = store.drafts(viewer=store.me)
    assert store.draft(line.id, viewer=store.me).raw == {"topic": "x"}
    assert store.check() == []


def test_a_field_that_must_say_something_is_not_emptied(store: Store) -> None:
    put(store, LYNGVAR)
    with pytest.raises(ValueError, match=r"person\.name"):
        erase_field(store, "person", LYNGVAR.id, "name", actor=store.me, why="error")


def test_one_entry_goes_with_what_is_owned_by_it_and_leaves_what_was_only_made_in_it(store: Store) -> None:
    put(store, LYNGVAR)
    session = replace(talk(LYNGVAR), steps=(Step(person=LYNGVAR.id, text="Ringe Nav"),))
    put(store, session)
    with store.transaction("entry.voided", actor=store.me) as t:
        t.void(Session, session.id, reason="wrong_person")
    erase_records(store, [("session", session.id)], actor=store.me, why="error", person=LYNGVAR.id)
    assert store.connection.value("SELECT count(*) FROM attendance") == 0
    (step,) = store.find(Step, viewer=store.me, voided=True)
    assert (step.text, step.session) == ("Ringe Nav", "")
    assert store.check() == []


def test_the_register_opens_again_and_is_whole(store: Store, opens: Callable[..., Store]) -> None:
    put(store, LYNGVAR, ROGNULF)
    put(store, talk(LYNGVAR, note="lang " * 4000), talk(ROGNULF))
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    store.close(backup_changes=True)
    again = opens()
    assert again.check() == []
    assert [person.name for person in again.find(Person, viewer=again.me)] == ["Rognulf Nordvik"]


def test_a_colleagues_case_is_not_deleted_nor_its_existence_told_apart(store: Store) -> None:
    other = Viewer(store.add_counsellor(name="Ospar", passphrase="en annen setning"))
    put(store, LYNGVAR)
    for actor in (other, Viewer("nobody")):
        with pytest.raises(RecordGone):
            erase_people(store, [LYNGVAR.id], actor=actor, why="objection")
    with store.transaction("case.shared", actor=store.me) as t:
        row = {"id": "1" * 32, "case_id": LYNGVAR.id, "counsellor": other.counsellor, "kind": "shared"}
        rest = {"reason": "", "since": "2026", "until": "", "given_by": store.me.counsellor, "seen_at": ""}
        t.write_row("case_access", row["id"], {**row, **rest})
    with pytest.raises(NotYours):  # shared with somebody is not theirs to delete
        erase_people(store, [LYNGVAR.id], actor=other, why="objection")
    erase_people(store, [LYNGVAR.id], actor=store.me, why="objection")
    assert store.connection.rows("SELECT * FROM case_access") == []
    assert store.check() == []


def test_mentions_in_colleagues_entries_are_counted_and_not_shown(store: Store) -> None:
    other = Viewer(store.add_counsellor(name="Ospar", passphrase="en annen setning"))
    put(store, LYNGVAR)
    with store.transaction("entry.saved", actor=other) as t:
        t.put(ROGNULF)
        t.put(talk(ROGNULF, note="kjenner Lyngvar fra før"))
    store.put_draft(Draft("session", {"note": "Lyngvar nevnt"}), viewer=other)
    found = mentions(store, viewer=store.me, person=LYNGVAR.id)
    assert (found.found, found.hidden) == ((), 2)
