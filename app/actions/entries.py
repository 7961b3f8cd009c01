"""Add an entry of any type, as the command line does: the same saving as the forms, told by the draft's type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from app.actions.applications import save_application
from app.actions.desk import Desk, RoundFinished
from app.actions.intakes import save_intake
from app.actions.interests import save_interest_list
from app.actions.lists import save_listed
from app.actions.named import id_named, known_as
from app.actions.people import save_person
from app.actions.referrals import save_entry
from app.actions.requests import save_request
from app.actions.reviews import save_review
from app.actions.sessions import save_session
from app.actions.steps import save_step
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import judge, to_draft, validated
from app.records.activity import Activity
from app.records.attendance import Attendance
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.field import Kind
from app.records.interpreter import InterpreterOrder
from app.records.person import Person
from app.records.record import Record, new_id
from app.records.registry import NAMED, TYPES, case_of, scalars, type_name
from app.records.report import Feedback, FeedbackAnswer
from app.records.session import Session
from app.records.shipped import is_shared
from app.records.timetable import Timetable, TimetableSlot
from app.store.access import everyone_sees
from app.store.errors import RecordGone
from app.store.questions.sessions import planned_with

# Records that live in another one's form name it in this extra field of the draft.
PARENT = {
    "attendance": "session",
    "interpreter": "session",
    "checklist_answer": "round",
    "timetable_slot": "timetable",
    "activity": "session",
    "feedback_answer": "feedback",
}
_NewName = tuple[Draft, str, str]  # a form, its field, and the kind of list that the name in it is to enter


def add_entry(desk: Desk, draft: Draft) -> str:
    """Keep a new entry of the draft's type; its id. Raises Invalid with problems at their fields.

    References must lead somewhere. A ward, room, officer, partner or contact may be a name: a new one becomes an entry.
    """
    draft.record_id = draft.record_id or new_id()
    _know_person(desk, draft)
    new = [one for form in _forms(draft) for one in _new_names(desk, form)]
    _check_references(desk, draft)
    if new:
        _check_all(desk, draft, new)
    for form, field, kind in new:
        form.raw[field] = id_named(desk, kind, form.raw[field])
    _SAVE.get(draft.type, _save_plain)(desk, draft)
    return draft.record_id


def planned_sessions(desk: Desk, *, person: str = "", limit: int | None = None) -> list[Session]:
    """The bookings, of everybody or of one person: the sessions that are planned, the soonest first."""
    if person:
        return planned_with(desk.store, viewer=desk.viewer, person=person, since=dt.date.min)[:limit]
    where = {"state": "planned"}
    return desk.store.find(Session, viewer=desk.viewer, where=where, order="day,clock", limit=limit)


def _know_person(desk: Desk, draft: Draft) -> None:
    """An intake with somebody who is known already starts from what is known."""
    for form in draft.children.get("person", []):
        if form.record_id:
            _check_there(desk, "person", form.record_id, ("person",))
            form.raw = {**to_draft(desk.get(Person, form.record_id)).raw, **form.raw}


def _forms(draft: Draft) -> Iterator[Draft]:
    yield draft
    for rows in draft.children.values():
        for row in rows:
            yield from _forms(row)


def _new_names(desk: Desk, form: Draft) -> Iterator[_NewName]:
    """Put ids in the place of known names; what is left are names that no list has yet."""
    for field, (_declared, spec) in scalars(form.type).items():
        given = form.get(field)
        if spec.kind is not Kind.REF or spec.choices not in NAMED or not given:
            continue
        known = known_as(desk, spec.choices, given)
        if known:
            form.raw[field] = known
        else:
            yield form, field, spec.choices


def _check_references(desk: Desk, draft: Draft, *path: str | int) -> None:
    """Raise Invalid where a field names a record that is not there."""
    for name, (_declared, spec) in scalars(draft.type).items():
        given = draft.get(name)
        if spec.kind is Kind.REF and given and spec.choices not in NAMED:
            _check_there(desk, spec.choices, given, (*path, name))
    for name, rows in draft.children.items():
        for index, row in enumerate(rows):
            _check_references(desk, row, *path, name, index)


def _check_there(desk: Desk, kind: str, id: str, path: tuple[str | int, ...]) -> None:
    try:
        desk.get(TYPES[kind], id)
    except RecordGone:
        raise Invalid([Problem(path, N_("There is no entry with this id."))]) from None


def _check_all(desk: Desk, draft: Draft, new: list[_NewName]) -> None:
    """Judge everything without the entries that are still to be made, so that none is made for a draft that fails."""
    names = [form.raw.pop(field) for form, field, _kind in new]
    whole = Draft.from_json(draft.to_json())
    for (form, field, _kind), name in zip(new, names, strict=True):
        form.raw[field] = name
    people = whole.children.pop("person", [])
    if whole.type == "intake":
        whole.raw["person"] = new_id()
    for form, path in ((whole, ()), *((one, ("person", 0)) for one in people)):
        outcome = judge(form, today=desk.today)
        if isinstance(outcome, list):
            raise Invalid([problem.under(*path) for problem in outcome])


def _save_plain(desk: Desk, draft: Draft) -> None:
    """A record without an action of its own: a referral, a release, a deadline, a checklist round …"""
    kind: type[Record] = TYPES[draft.type]
    record = validated(draft, kind, today=desk.today)
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=_("The entry is saved")) as t:
        t.put(record, owner=_owner(record), case=case_of(record))


def _owner(record: Record) -> str | None:
    """ "" for what is the service's, None for what is its writer's or its case's."""
    of_service = isinstance(record, ChecklistRound) and is_shared(record.checklist)
    return "" if of_service or everyone_sees(type_name(type(record))) else None


def _save_activity(desk: Desk, draft: Draft) -> None:
    """Aim, guests and outcome of a group."""
    session = desk.get(Session, _parent(desk, draft))
    _judge_again(desk, replace(session, activities=(validated(draft, Activity, today=desk.today),)))


def _save_feedback_answer(desk: Desk, draft: Draft) -> None:
    """How many slips of a bundle gave one answer; counted anew, it replaces what was there."""
    bundle = desk.get(Feedback, _parent(desk, draft))
    row = validated(draft, FeedbackAnswer, today=desk.today)
    others = tuple(one for one in bundle.answers if (one.item, one.answer) != (row.item, row.answer))
    with desk.store.transaction("feedback.saved", actor=desk.viewer, text=_("The answer is saved")) as t:
        t.put(replace(bundle, answers=(*others, row)), owner="")


def _save_attendance(desk: Desk, draft: Draft) -> None:
    """One more participant of a session."""
    session = desk.get(Session, _parent(desk, draft))
    row = validated(draft, Attendance, today=desk.today)
    _judge_again(desk, replace(session, attendances=(*session.attendances, row)))


def _save_interpreter(desk: Desk, draft: Draft) -> None:
    """An interpreter ordered for a session."""
    session = desk.get(Session, _parent(desk, draft))
    row = validated(draft, InterpreterOrder, today=desk.today)
    _judge_again(desk, replace(session, interpreters=(*session.interpreters, row)))


def _save_slot(desk: Desk, draft: Draft) -> None:
    """Some more hours of a timetable."""
    timetable = desk.get(Timetable, _parent(desk, draft))
    row = validated(draft, TimetableSlot, today=desk.today)
    with desk.store.transaction("timetable.saved", actor=desk.viewer, text=_("The entry is saved")) as t:
        t.put(replace(timetable, slots=(*timetable.slots, row)))


def _judge_again(desk: Desk, session: Session) -> None:
    draft = to_draft(session)
    draft.children["steps"], draft.children["referrals"] = [], []
    save_session(desk, draft)


def _save_answer(desk: Desk, draft: Draft) -> None:
    """The answer to one question of a round that is not finished."""
    checklist_round = desk.get(ChecklistRound, _parent(desk, draft))
    if checklist_round.finished_on is not None:
        raise RoundFinished()
    row = validated(draft, ChecklistAnswer, today=desk.today)
    kept = {one.question: one for one in checklist_round.answers}
    kept[row.question] = replace(row, id=kept[row.question].id) if row.question in kept else row
    draft.record_id = kept[row.question].id
    with desk.store.transaction("checklist.answered", actor=desk.viewer, text=_("The answer is saved")) as t:
        t.put(replace(checklist_round, answers=tuple(kept.values())))


def _parent(desk: Desk, draft: Draft) -> str:
    field = PARENT[draft.type]
    if not draft.get(field):
        raise Invalid([Problem((field,), N_("This is needed."))])
    kinds = {"round": "checklist_round"}
    _check_there(desk, kinds.get(field, field), draft.get(field), (field,))
    return draft.get(field)


_SAVE: dict[str, Callable[[Desk, Draft], Any]] = {
    "person": save_person,
    "intake": save_intake,
    "session": save_session,
    "step": save_step,
    "request": save_request,
    "attendance": _save_attendance,
    "interpreter": _save_interpreter,
    "timetable_slot": _save_slot,
    "checklist_answer": _save_answer,
    "activity": _save_activity,
    "feedback_answer": _save_feedback_answer,
    "application": save_application,
    "review": save_review,
    "interest_list": save_interest_list,
    **dict.fromkeys(("release", "referral"), save_entry),
    **dict.fromkeys(NAMED, save_listed),
}
