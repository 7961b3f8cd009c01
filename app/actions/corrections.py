"""Mistakes are cheap: move an entry that stands on the wrong person, void a wrong one, undo the last action."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.actions.desk import Desk
from app.base.errors import AppError
from app.base.languages import N_, _
from app.records.intake import Intake
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.registry import TYPES, case_of
from app.records.session import Session
from app.records.step import Step
from app.store.store import Changes, Transaction


class AlreadyThere(AppError):
    """The person an entry is to be moved to takes part in it already."""

    says = N_("{name} already takes part in this session.")
    do = N_("Remove the wrong participant instead.")


def move_entry(desk: Desk, kind: str, entry_id: str, *, wrong: str, right: str) -> Changes:
    """Move an entry from the wrong person's file to the right one's; in a group, only that person's part.

    What was made in a moved session (steps, referrals, the next time) goes with it. No count, search or print
    shows a trace on the wrong side afterwards; the event log knows.
    """
    to = desk.get(Person, right)
    entry = desk.get(TYPES[kind], entry_id)
    text = _("Moved to {name}", name=to.name)
    with desk.store.transaction("entry.moved", actor=desk.viewer, text=text) as t:
        for record in (entry, *_made_in(desk, entry, wrong)):
            _put_moved(t, record, wrong=wrong, right=to)
    return t.changes()


def _made_in(desk: Desk, entry: Record, person: str) -> list[Record]:
    if not isinstance(entry, Session):
        return []
    steps = desk.store.find(Step, viewer=desk.viewer, where={"session": entry.id, "person": person})
    referrals = desk.store.find(Referral, viewer=desk.viewer, where={"session": entry.id, "person": person})
    booked = desk.store.find(Session, viewer=desk.viewer, where={"booked_in": entry.id, "state": "planned"})
    return [*steps, *referrals, *booked]


def _put_moved(t: Transaction, record: Record, *, wrong: str, right: Person) -> None:
    if not isinstance(record, Session):
        moved: Record = replace(record, **_only_person(right.id))
        t.put(moved, case=case_of(moved))
        return
    if any(row.person == right.id for row in record.attendances):
        raise AlreadyThere(name=right.name)
    rows = tuple(replace(row, person=right.id) if row.person == wrong else row for row in record.attendances)
    alone = record.form != "group" and len(rows) == 1
    t.put(replace(record, attendances=rows), case=right.id if alone else None)


def _only_person(person: str) -> dict[str, Any]:
    return {"person": person}


def void_entry(desk: Desk, kind: str, entry_id: str, *, reason: str) -> Changes:
    """Take a wrong entry out of every list and count, with a code of list "void.reason". It is kept.

    With a session go the steps and referrals made in it and the next time booked in it.
    """
    entry = desk.get(TYPES[kind], entry_id)
    with desk.store.transaction("entry.voided", actor=desk.viewer, text=_("The entry is voided")) as t:
        t.void(TYPES[kind], entry_id, reason=reason)
        for record in _fruits(desk, entry):
            t.void(type(record), record.id, reason=reason)
    return t.changes()


def _fruits(desk: Desk, entry: Record) -> list[Record]:
    if isinstance(entry, Session):
        return list(
            {f.id: f for row in entry.attendances for f in _made_in(desk, entry, row.person)}.values()
        )
    if isinstance(entry, Person):
        return _whole_case(desk, entry)
    return []


def _whole_case(desk: Desk, person: Person) -> list[Record]:
    kinds: tuple[type[Record], ...] = (Intake, Session, Step, Referral, TYPES["release"], TYPES["sheet"])
    return [record for kind in kinds for record in desk.store.find(kind, viewer=desk.viewer, case=person.id)]


def undo(desk: Desk) -> Changes:
    """Take back the newest action of this run that is not taken back yet (twenty at most)."""
    return desk.store.undo(actor=desk.viewer)
