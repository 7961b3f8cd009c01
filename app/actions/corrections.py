"""Mistakes are cheap: move an entry that stands on the wrong person, void a wrong one, undo the last action."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from app.actions.bookings import Written, case_of_session, settle_queue, void_session
from app.actions.desk import Desk
from app.base.errors import AppError
from app.base.languages import N_, _
from app.records.choices import label
from app.records.person import Person
from app.records.record import Record
from app.records.registry import TYPES
from app.records.request import Request
from app.records.session import Session
from app.store.store import Changes, Transaction


class AlreadyThere(AppError):
    """The person an entry is to be moved to takes part in it already."""

    says = N_("{name} already takes part in this session.")
    do = N_("Remove the wrong participant instead.")


def move_entry(
    desk: Desk, kind: str, entry_id: str, *, wrong: str, right: str, reason: str = "wrong_person"
) -> Changes:
    """Move an entry from the wrong person's file to the right one's; in a group, only that person's part.

    reason: a code of list "void.reason"; it stands in the log.

    What was made in a moved session (steps, referrals, the next time) goes with it. Requests stay with those who made
    them: the wrong person's waits again, the right one's ends with the session. No count, search or print shows a trace
    on the wrong side afterwards; the event log knows.
    """
    to = desk.get(Person, right)
    entry = desk.get(TYPES[kind], entry_id)
    text = _("Moved to {name}: {reason}", name=to.name, reason=label("void.reason", reason))
    with desk.store.transaction("entry.moved", actor=desk.viewer, text=text) as t:
        for record in (entry, *_booked(desk, entry)):
            _move(desk, t, record, wrong=wrong, right=to)
    return t.changes()


def _booked(desk: Desk, entry: Record) -> list[Session]:
    """The sessions that were booked in this one and still wait."""
    if not isinstance(entry, Session):
        return []
    where = {"booked_in": entry.id, "state": "planned"}
    return desk.store.find(Session, viewer=desk.viewer, where=where)


def _move(desk: Desk, t: Transaction, record: Record, *, wrong: str, right: Person) -> None:
    if isinstance(record, Session):
        _move_session(desk, t, record, wrong=wrong, right=right)
        return
    t.move(type(record), record.id, case=right.id)
    if isinstance(record, Request) and record.state == "booked":
        t.put(replace(record, person=right.id, state="open", session="", ended_on=None), case=right.id)


def _move_session(desk: Desk, t: Transaction, session: Session, *, wrong: str, right: Person) -> None:
    if any(row.person == right.id for row in session.attendances):
        raise AlreadyThere(name=right.name)
    moved = _with_other_participant(session, wrong=wrong, right=right.id)
    if case_of_session(session):
        t.move(Session, session.id, case=right.id)
    else:
        t.put(moved, case="")
    settle_queue(desk, t, [Written(session, moved)])


def _with_other_participant(session: Session, *, wrong: str, right: str) -> Session:
    """The session in which one person's part, and what was agreed with them, is another person's."""
    rows = {
        name: tuple(_moved(row, wrong=wrong, right=right) for row in getattr(session, name))
        for name in ("attendances", "steps", "referrals")
    }
    return replace(session, **cast(Any, rows))


def _moved(row: Any, *, wrong: str, right: str) -> Any:
    return replace(row, person=right) if row.person == wrong else row


def void_entry(desk: Desk, kind: str, entry_id: str, *, reason: str) -> Changes:
    """Take a wrong entry out of every list and count, with a code of list "void.reason". It is kept.

    With a session go the steps and referrals made in it and the next time booked in it; whoever it was booked for waits
    again. With a person goes the whole case, requests too.
    """
    entry = desk.get(TYPES[kind], entry_id)
    with desk.store.transaction("entry.voided", actor=desk.viewer, text=_("The entry is voided")) as t:
        for record in (*_fruits(desk, entry), entry):
            if isinstance(record, Session):
                void_session(desk, t, record, reason=reason)
            else:
                t.void(type(record), record.id, reason=reason)
    return t.changes()


def _fruits(desk: Desk, entry: Record) -> list[Record]:
    """What goes with a voided entry beyond its own form: the next time booked in it; with a person, the case."""
    return _whole_case(desk, entry) if isinstance(entry, Person) else list(_booked(desk, entry))


def _whole_case(desk: Desk, person: Person) -> list[Record]:
    """All that is about a person, the requests first: nobody waits any more because of it."""
    kinds = [TYPES[name] for name in _OF_A_CASE]
    return [record for kind in kinds for record in desk.store.find(kind, viewer=desk.viewer, case=person.id)]


_OF_A_CASE = (
    "request",
    "intake",
    "session",
    "step",
    "referral",
    "release",
    "sheet",
    "arrival",
    "reminder",
)


def undo(desk: Desk) -> Changes:
    """Take back the newest action of this run that is not taken back yet (twenty at most)."""
    return desk.store.undo(actor=desk.viewer)
