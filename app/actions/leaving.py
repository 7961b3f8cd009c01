"""Somebody leaves: what is open with them is settled in the same step, so that nothing is left dangling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.actions.bookings import put_sessions
from app.actions.desk import Desk
from app.actions.people import put_person
from app.base.days import show_day
from app.base.languages import N_, _, current, ngettext_
from app.entry.problems import Invalid, Problem
from app.entry.rules import person_rules
from app.records.choices import codes, label
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.questions.leaving import OpenEnds, open_ends
from app.store.store import Changes, Transaction

FOLLOW_UP = dt.timedelta(days=14)
"""When a step that is kept without a day comes back on Today."""
STEP_ENDS = ("dropped", "done", "handed", "kept")
"""What becomes of an open step: dropped, done, handed to somebody else, or kept for us to follow up."""


@dataclass(frozen=True)
class Leaving:
    """One departure. how: a code of leaving.kind. steps: step id → one of STEP_ENDS, "dropped" for those not named.

    reason: why steps are dropped, left out: how the person left. to: who takes over (a code of step.who).
    """

    person: str
    how: str
    on: dt.date
    steps: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    to: str = "other_with_consent"


@dataclass(frozen=True)
class _Settled:
    """How much was settled with one person."""

    person: Person
    steps: int
    sessions: int
    requests: int


def ends_of(desk: Desk, person_id: str) -> OpenEnds:
    """What is still open with somebody, for the dialog. Raises RecordGone."""
    return open_ends(desk.store, person_id, viewer=desk.viewer, since=desk.today)


def leave(desk: Desk, leaving: Leaving) -> Changes:
    """The person leaves: out of the daily lists, findable still. Raises Invalid at `left_kind` or `left_on`."""
    return leave_all(desk, [leaving])


def leave_all(desk: Desk, leavings: Sequence[Leaving], *, draft: str = "") -> Changes:
    """Some people leave, all in one step. draft: the id of the list that this was. Raises Invalid as `leave`."""
    people = [judged(desk, one) for one in leavings]
    with desk.store.transaction("person.left", actor=desk.viewer) as t:
        settled = [_settle(desk, t, one, person) for one, person in zip(leavings, people, strict=True)]
        if draft:
            t.delete_draft(draft)
        t.text = _said(settled)
    return t.changes()


def judged(desk: Desk, leaving: Leaving) -> Person:
    """The person as they will have left. Raises Invalid at `left_kind` or `left_on`."""
    person = replace(desk.get(Person, leaving.person), left_on=leaving.on, left_kind=leaving.how)
    problems = list(person_rules(person, desk.today))
    if leaving.how not in codes("leaving.kind"):
        problems.append(Problem(("left_kind",), N_("Choose one from the list.")))
    if problems:
        raise Invalid(problems)
    return person


def _settle(desk: Desk, t: Transaction, leaving: Leaving, person: Person) -> _Settled:
    """Everything that is open with one person. The person is written first: the queue asks who has left."""
    ends = open_ends(desk.store, person.id, viewer=desk.viewer, since=min(leaving.on, desk.today))
    put_person(t, person)
    steps = [_ended(desk, one, leaving) for one in ends.steps]
    for before, after in zip(ends.steps, steps, strict=True):
        if after != before:
            t.put(after, case=person.id)
    off = [_without(one, leaving) for one in ends.sessions if one.day >= leaving.on]
    put_sessions(desk, t, off)
    for request in ends.requests:
        t.put(replace(request, state="left", ended_on=desk.today), case=person.id)
    for reminder in ends.reminders:
        t.put(replace(reminder, state="done", until=None), case=person.id)
    ended = sum(step.state in ("done", "dropped") for step in steps)
    return _Settled(person, ended, len(off), len(ends.requests))


def _ended(desk: Desk, step: Step, leaving: Leaving) -> Step:
    how = leaving.steps.get(step.id, "dropped")
    if how == "kept":  # with a day, or nobody would see it again
        return replace(step, due=step.due or max(leaving.on, desk.today) + FOLLOW_UP)
    if how == "done":
        return replace(step, state="done", state_on=desk.today, reason="")
    dropped = replace(step, state="dropped", state_on=desk.today)
    if how == "handed":
        who = label("step.who", leaving.to)
        return replace(dropped, who=leaving.to, reason=_("Taken over by: {who}", who=who))
    return replace(dropped, reason=leaving.reason.strip() or label("leaving.kind", leaving.how))


def _without(session: Session, leaving: Leaving) -> Session:
    """A booking without the person: a group goes on, a talk with them alone does not take place."""
    others = tuple(row for row in session.attendances if row.person != leaving.person)
    if others or session.form == "group":
        return replace(session, attendances=others)
    if leaving.how == "left_service":
        return replace(session, state="cancelled_inmate", cancel_reason="own_wish")
    return replace(session, state="transferred", cancel_reason="")


def _said(settled: Iterable[_Settled]) -> str:
    """What the undo bar says: who left, and what was settled by it."""
    found = list(settled)
    if len(found) == 1:
        first = _("{name} has left", name=found[0].person.name)
        on = found[0].person.left_on
        if on is not None:
            kind = label("leaving.kind", found[0].person.left_kind)
            first += f" ({kind} {show_day(on, today=on, language=current())})"
    else:
        first = ngettext_("{count} person has left", "{count} people have left", len(found))
    steps, sessions, requests = (
        sum(getattr(one, name) for one in found) for name in ("steps", "sessions", "requests")
    )
    parts = [
        first,
        ngettext_("{count} step ended", "{count} steps ended", steps) if steps else "",
        ngettext_("{count} booking cancelled", "{count} bookings cancelled", sessions) if sessions else "",
        ngettext_("{count} request ended", "{count} requests ended", requests) if requests else "",
    ]
    return ", ".join(part for part in parts if part)
