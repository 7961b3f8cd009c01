"""Reminders answered: done, put off until a day, or made into a step of the person's plan."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

from app.actions.desk import Desk
from app.base.days import show_day
from app.base.languages import N_, _, current
from app.base.settings import (
    CHECKLIST_MONTHS,
    DEADLINE_WEEKS,
    INTERPRETER_DAYS,
    PAPERS_DAYS,
    REFERRAL_WEEKS,
    RELEASE_MONTHS,
    UNSEEN_WEEKS,
)
from app.entry.problems import Invalid, Problem
from app.entry.when import read_day
from app.records.choices import label
from app.records.reminder import Reminder
from app.records.step import Step
from app.store.questions.reminders import Due, Limits
from app.store.store import Changes, Transaction

_LEADS = (14, 3)  # days before a deadline at which it is worth another look (domain.md 11.1, R1)
_PUT_OFF = {
    "interpreter": 1,
    "papers": 7,
    "later": 7,
    "release": 14,
    "referral": 14,
    "unseen": 14,
    "review": 7,
    "text_changed": 7,
    "action": 7,
    "agreement": 14,
    "checklist": 30,
    "retention": 30,
}
# What a reminder is called once it is a step.
_AS_STEP = {
    "interpreter": N_("Have the interpreter confirmed"),
    "papers": N_("Get the papers for {text}"),
    "later": N_("Ask again about guidance"),
    "release": N_("Make a plan for the release"),
    "referral": N_("Ask again for the answer: {text}"),
    "unseen": N_("Agree on a time for a talk"),
    "review": N_("Look at the plan together"),
}


def limits(desk: Desk) -> Limits:
    """How far each rule looks, as the school has set it."""
    return Limits(
        interpreter_days=desk.setting(INTERPRETER_DAYS),
        deadline_weeks=desk.setting(DEADLINE_WEEKS),
        papers_days=desk.setting(PAPERS_DAYS),
        release_months=desk.setting(RELEASE_MONTHS),
        referral_weeks=desk.setting(REFERRAL_WEEKS),
        unseen_weeks=desk.setting(UNSEEN_WEEKS),
        checklist_months=desk.setting(CHECKLIST_MONTHS),
    )


def next_look(due: Due, *, today: dt.date) -> dt.date:
    """Until when a reminder is put off where no day is said: a deadline until its next lead, others some days."""
    if due.rule == "deadline" and due.day is not None:
        leads = (due.day - dt.timedelta(days=days) for days in _LEADS)
        return next((day for day in leads if day > today), today + dt.timedelta(days=1))
    return today + dt.timedelta(days=_PUT_OFF.get(due.rule, 7))


def applied_for(due: Due) -> str:
    """What an application in a reminder is called; "" where it is about none."""
    if not due.about.startswith("application/"):
        return ""
    kind = label("application.kind", due.code.partition(",")[0])
    kind = kind[:1].upper() + kind[1:]
    return f"{kind}: {due.text}" if due.text else kind


def can_be_step(due: Due) -> bool:
    """Whether the reminder is about a person and is no step already."""
    return bool(due.person) and due.rule in _AS_STEP


def reminder_done(desk: Desk, due: Due) -> Changes:
    """It is dealt with; it comes back only when it is about something new."""
    with desk.store.transaction("reminder.done", actor=desk.viewer, text=_("The reminder is done")) as t:
        _answer(t, due, Reminder(rule=due.rule, about=due.about, person=due.person, state="done"))
    return t.changes()


def put_off(desk: Desk, due: Due, when: str) -> Changes:
    """Not now: on a day typed as people write days. Raises Invalid at `when`."""
    until = read_day(when, today=desk.today)
    if until is None or until <= desk.today:
        raise Invalid([Problem(("when",), N_("Write a day to come, such as +7, tir or 3.3."))])
    text = _("Put off until {day}", day=show_day(until, today=desk.today, language=current()))
    answer = Reminder(rule=due.rule, about=due.about, person=due.person, state="snoozed", until=until)
    with desk.store.transaction("reminder.put_off", actor=desk.viewer, text=text) as t:
        _answer(t, due, answer)
    return t.changes()


def into_step(desk: Desk, due: Due) -> Changes:
    """A step of the person's plan, for the counsellor, due when it was to be remembered again."""
    words = _(_AS_STEP[due.rule], text=applied_for(due) or due.text).rstrip(": ")
    due_on = due.day if due.day and due.day > desk.today else next_look(due, today=desk.today)
    step = Step(person=due.person, text=words, who="counsellor", due=due_on)
    answer = Reminder(rule=due.rule, about=due.about, person=due.person, state="step", step=step.id)
    text = _("“{step}” is a step now", step=words)
    with desk.store.transaction("reminder.step", actor=desk.viewer, text=text) as t:
        t.put(step, case=due.person)
        _answer(t, due, answer)
    return t.changes()


def _answer(t: Transaction, due: Due, answer: Reminder) -> None:
    """One answer a reminder: a new one takes the place of the old."""
    t.put(replace(answer, id=_id_of(due)), case=due.person)


def _id_of(due: Due) -> str:
    """The same id for the same reminder, so that it has one answer."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{due.rule}/{due.about}").hex
