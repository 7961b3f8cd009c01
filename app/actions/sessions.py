"""Guidance sessions: write down, book, hold, cancel; and what the form starts with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.actions.desk import Desk
from app.actions.usual import usual_session
from app.base.languages import N_, _, ngettext_
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import validated
from app.entry.when import read_appointment, show_day
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.store import Changes, Transaction


def save_session(desk: Desk, draft: Draft) -> Changes:
    """Keep a session with its participants, steps, referrals, older steps that are done, and the next time.

    The draft may carry, besides the fields of the record: `next` (when the next session is: "+14 9") and
    `done_steps` (ids of older steps that turn done). Raises Invalid with problems at these names too.
    """
    session = validated(_complete(draft), Session, today=desk.today)
    following = _next_session(desk, draft, session)
    done = [desk.get(Step, id) for id in draft.codes("done_steps")]
    with desk.store.transaction("session.saved", actor=desk.viewer) as t:
        _put_session(t, session)
        for step in done:
            t.put(replace(step, state="done", state_on=session.day), case=step.person)
        if following:
            t.put(following, case=_case(following))
        t.delete_draft(draft.id)
        t.text = _said(session, following)
    return t.changes()


def _complete(draft: Draft) -> Draft:
    """The draft with each step and referral assigned to its person; in a group, to each one who came."""
    came = [row.get("person") for row in draft.rows("attendances") if row.get("came") != "no"]
    whole = Draft.from_json(draft.to_json())
    for name in ("steps", "referrals"):
        rows = [row for row in whole.rows(name) if not row.is_blank()]
        whole.children[name] = [_for_person(row, person) for row in rows for person in _whose(row, came)]
    return whole


def _whose(row: Draft, came: list[str]) -> list[str]:
    return [row.get("person")] if row.get("person") else came


def _for_person(row: Draft, person: str) -> Draft:
    copy = Draft.from_json(row.to_json())
    copy.raw["person"] = person
    return copy


def _put_session(t: Transaction, session: Session) -> None:
    case = _case(session)
    t.put(session, case=case)
    for step in session.steps:
        t.put(replace(step, session=session.id), case=step.person)
    for referral in session.referrals:
        made_on = referral.made_on or session.day
        t.put(replace(referral, session=session.id, made_on=made_on), case=referral.person)


def _case(session: Session) -> str | None:
    """A session with one person belongs to that person's case; a group's common part to nobody's."""
    if session.form == "group" or len(session.attendances) != 1:
        return None
    return session.attendances[0].person


def _next_session(desk: Desk, draft: Draft, session: Session) -> Session | None:
    text = draft.get("next")
    if not text:
        return None
    when = read_appointment(text, today=desk.today)
    if when is None:
        raise Invalid([Problem(("next",), N_("This time is not understood. Try +14, tir 10 or 3.3 9.15."))])
    day, clock = when
    if day < desk.today:
        raise Invalid([Problem(("next",), N_("This day has passed. Write a day to come, such as +14."))])
    return _booked_like(session, day=day, clock=clock or session.clock)


def _booked_like(session: Session, *, day: dt.date, clock: str) -> Session:
    return Session(
        day=day,
        clock=clock,
        minutes=session.minutes,
        form=session.form,
        state="planned",
        topic=session.topic,
        language=session.language,
        language_handling=session.language_handling,
        place=session.place,
        booked_in=session.id,
        attendances=tuple(Attendance(person=row.person) for row in session.attendances),
    )


def _said(session: Session, following: Session | None) -> str:
    parts = [_("The session is saved") if session.state != "planned" else _("The session is booked")]
    if session.form == "group" and session.state == "held":
        came = sum(row.came for row in session.attendances)
        parts.append(ngettext_("{count} came", "{count} came", came))
    if session.steps:
        parts.append(ngettext_("{count} step", "{count} steps", len(session.steps)))
    if following:
        parts.append(_("next time {day}", day=show_day(following.day, today=session.day)))
    return ", ".join(parts)


def book_session(desk: Desk, person_id: str, when: str) -> Changes:
    """Plan an individual session like the last one with this person. Raises Invalid at `when`."""
    person = desk.get(Person, person_id)
    read = read_appointment(when, today=desk.today)
    if read is None or read[0] < desk.today:
        raise Invalid([Problem(("when",), N_("Write a day to come, such as +14, tir 10 or 3.3 9.15."))])
    usual = usual_session(desk, person.id)
    usual.raw |= {"day": read[0].isoformat(), "clock": read[1] or usual.get("clock"), "state": "planned"}
    return save_session(desk, usual)


def set_session_state(desk: Desk, session_id: str, state: str, *, reason: str = "") -> Changes:
    """A planned session was held, cancelled (by whom), or nobody came. Raises Invalid for a day to come."""
    session = desk.get(Session, session_id)
    if state in {"held", "no_show"} and session.day > desk.today:
        raise Invalid([Problem(("day",), N_("This day has not come yet."))])
    changed = replace(session, state=state, cancel_reason=reason)
    with desk.store.transaction(f"session.{state}", actor=desk.viewer, text=_state_said(state)) as t:
        t.put(changed, case=_case(changed))
    return t.changes()


def _state_said(state: str) -> str:
    if state == "held":
        return _("The session is marked as held")
    return _("The session is cancelled") if state.startswith("cancelled") else _("The session is changed")


def move_session(desk: Desk, session_id: str, when: str) -> Changes:
    """A planned session gets another time. Raises Invalid at `when`."""
    session = desk.get(Session, session_id)
    read = read_appointment(when, today=desk.today)
    if read is None or read[0] < desk.today:
        raise Invalid([Problem(("when",), N_("Write a day to come, such as +14, tir 10 or 3.3 9.15."))])
    moved = replace(session, day=read[0], clock=read[1] or session.clock, state="planned", cancel_reason="")
    text = _("The session is moved to {day}", day=show_day(moved.day, today=desk.today))
    with desk.store.transaction("session.moved", actor=desk.viewer, text=text) as t:
        t.put(moved, case=_case(moved))
    return t.changes()
