"""Guidance sessions: write down, book, hold, cancel; and what the form starts with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.actions.bookings import CANCELLED_BY, put_sessions
from app.actions.desk import Desk
from app.actions.disclosures import note_referrals, referral_problems
from app.actions.usual import usual_session
from app.base.days import show_day
from app.base.languages import N_, _, current, ngettext_
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.steps import read_step
from app.entry.validate import validated
from app.entry.when import Appointment, read_appointment
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.store import Changes


def save_session(desk: Desk, draft: Draft) -> Changes:
    """Keep a session with its participants, steps, referrals, older steps that are done, and the next time.

    The draft may carry, besides the fields of the record: `next` (when the next session is: "+14 9"),
    `next_offered` (the day that the form offered for it), `step_lines` (new steps as typed, one a line; those without
    a day are due the next time) and `done_steps` (ids of older steps that turn done). Raises Invalid with problems at
    these names too.
    """
    appointment = _next_appointment(desk, draft)
    session = judged_session(desk, draft, appointment)
    wrong = [one.under("referrals", at) for at, one in referral_problems(desk, session.referrals)]
    if wrong:
        raise Invalid(wrong)
    following = _booked_like(session, appointment) if appointment else None
    done = [desk.get(Step, id) for id in draft.codes("done_steps")]
    with desk.store.transaction("session.saved", actor=desk.viewer) as t:
        put_sessions(desk, t, [session, following] if following else [session])
        for step in done:
            t.put(replace(step, state="done", state_on=session.day), case=step.person)
        note_referrals(desk, t, session.referrals)
        t.delete_draft(draft.id)
        t.text = _said(session, following)
    return t.changes()


def judged_session(desk: Desk, draft: Draft, appointment: Appointment | None = None) -> Session:
    """The session that a form says, whole. Raises Invalid. appointment: the next one, for steps without a day."""
    return _dated(validated(_complete(desk, draft, appointment), Session, today=desk.today))


def _complete(desk: Desk, draft: Draft, appointment: Appointment | None) -> Draft:
    """The draft with each step and referral assigned to its person; in a group, to each one who came."""
    came = [row.get("person") for row in draft.rows("attendances") if row.get("came") != "no"]
    whole = Draft.from_json(draft.to_json())
    if whole.rows("attendances"):
        whole.raw.pop("headcount", None)  # names say how many came
    whole.rows("steps").extend(_typed_steps(desk, draft, came, appointment))
    for name in ("steps", "referrals"):
        rows = [row for row in whole.rows(name) if not row.is_blank()]
        whole.children[name] = [_for_person(row, person) for row in rows for person in _whose(row, came)]
    group = draft.get("form") == "group"
    whole.children["activities"] = [row for row in whole.rows("activities") if group and not row.is_blank()]
    return whole


def _typed_steps(desk: Desk, draft: Draft, people: list[str], appointment: Appointment | None) -> list[Draft]:
    """What the typed lines say, read as the form showed it."""
    alone = people[0] if len(people) == 1 and draft.get("form") != "group" else ""
    name = desk.get(Person, alone).name if alone else ""
    next_time = appointment.day if appointment else _offered(draft)
    return [
        step_of(line, today=desk.today, person_name=name, next_time=next_time)
        for line in draft.get("step_lines").split("\n")
        if line.strip()
    ]


def _offered(draft: Draft) -> dt.date | None:
    text = draft.get("next_offered")
    return dt.date.fromisoformat(text) if text else None


def step_of(line: str, *, today: dt.date, person_name: str, next_time: dt.date | None) -> Draft:
    """One typed line as the draft of a step that is nobody's yet."""
    step = read_step(line, today=today, person_name=person_name, next_time=next_time)
    due = step.due.isoformat() if step.due else ""
    return Draft("step", {"text": step.text, "who": step.who_code, "due": due, "phase": step.phase})


def _whose(row: Draft, came: list[str]) -> list[str]:
    return [row.get("person")] if row.get("person") else came


def _for_person(row: Draft, person: str) -> Draft:
    copy = Draft.from_json(row.to_json())
    copy.raw["person"] = person
    return copy


def _dated(session: Session) -> Session:
    """The session with its referrals made on its own day, where no other day was said."""
    made = (replace(row, made_on=row.made_on or session.day) for row in session.referrals)
    return replace(session, referrals=tuple(made))


def _next_appointment(desk: Desk, draft: Draft) -> Appointment | None:
    text = draft.get("next")
    if not text:
        return None
    when = read_appointment(text, today=desk.today)
    if when is None:
        raise Invalid([Problem(("next",), N_("This time is not understood. Try +14, tir 10 or 3.3 9.15."))])
    if when.day < desk.today:
        raise Invalid([Problem(("next",), N_("This day has passed. Write a day to come, such as +14."))])
    return when


def _booked_like(session: Session, when: Appointment) -> Session:
    return Session(
        day=when.day,
        clock=when.clock or session.clock,
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
        parts.append(_("next time {day}", day=shown_day(following.day, session.day)))
    return ", ".join(parts)


def shown_day(day: dt.date, today: dt.date) -> str:
    """A day in the window's language, as a sentence takes it."""
    return show_day(day, today=today, language=current())


def book_session(desk: Desk, person_id: str, when: str) -> Changes:
    """Plan an individual session like the last one with this person. Raises Invalid at `when`."""
    person = desk.get(Person, person_id)
    read = day_to_come(desk, when)
    usual = usual_session(desk, person.id)
    usual.raw |= {"day": read.day.isoformat(), "clock": read.clock or usual.get("clock"), "state": "planned"}
    return save_session(desk, usual)


def day_to_come(desk: Desk, when: str) -> Appointment:
    """The day, and perhaps the clock, that is typed as `when`. Raises Invalid there, also for a day that has passed."""
    read = read_appointment(when, today=desk.today)
    if read is None or read.day < desk.today:
        raise Invalid([Problem(("when",), N_("Write a day to come, such as +14, tir 10 or 3.3 9.15."))])
    return read


def set_session_state(desk: Desk, session_id: str, state: str, *, reason: str = "") -> Changes:
    """A planned session was held, cancelled (by whom), nobody came, or it is planned again.

    Those who lose their place are back in the queue, as app.actions.bookings has it. Raises Invalid for a day to come.
    """
    session = desk.get(Session, session_id)
    if state in {"held", "no_show"} and session.day > desk.today:
        raise Invalid([Problem(("day",), N_("This day has not come yet."))])
    changed = replace(session, state=state, cancel_reason=reason)
    with desk.store.transaction(f"session.{state}", actor=desk.viewer) as t:
        back = put_sessions(desk, t, [changed])
        t.text = _cancelled_said(back) if state in CANCELLED_BY else _state_said(state)
    return t.changes()


def _state_said(state: str) -> str:
    if state == "held":
        return _("The session is marked as held")
    return _("The session is changed")


def _cancelled_said(back: int) -> str:
    return ", ".join([_("The session is cancelled"), *back_said(back)])


def back_said(back: int) -> list[str]:
    """How many people are back in the queue, as a part of what the undo bar says; nothing for nobody."""
    return [ngettext_("{count} is back in the queue", "{count} are back in the queue", back)] if back else []
