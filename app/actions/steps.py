"""Steps of the plan: add, done, waiting, dropped, and open again."""

from __future__ import annotations

from dataclasses import replace

from app.actions.desk import Desk
from app.actions.sessions import step_of
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import validated
from app.records.choices import label
from app.records.person import Person
from app.records.step import Step
from app.store.questions.sessions import planned_with
from app.store.store import Changes


def save_step(desk: Desk, draft: Draft) -> Changes:
    """Keep a new or changed step. Raises Invalid."""
    step = validated(draft, Step, today=desk.today)
    with desk.store.transaction("step.saved", actor=desk.viewer, text=_("The step is saved")) as t:
        t.put(step, case=step.person)
        t.delete_draft(draft.id)
    return t.changes()


def add_typed_step(desk: Desk, person_id: str, line: str) -> Changes:
    """A new step of this person's plan from one typed line ("text @who when"); without a day it is due the next time
    they are expected. Raises Invalid."""
    person = desk.get(Person, person_id)
    planned = planned_with(desk.store, viewer=desk.viewer, person=person_id, since=desk.today)
    next_time = planned[0].day if planned else None
    draft = step_of(line, today=desk.today, person_name=person.name, next_time=next_time)
    draft.raw["person"] = person_id
    return save_step(desk, draft)


def set_step_state(desk: Desk, step_id: str, state: str, *, reason: str = "") -> Changes:
    """A step is done, waits for others, is dropped (with a reason), or is open again."""
    step = desk.get(Step, step_id)
    kept_reason = reason if state == "dropped" else ""
    changed = replace(step, state=state, state_on=desk.today, reason=kept_reason)
    text = _("“{step}” is now {state}", step=step.text, state=label("step.state", state))
    with desk.store.transaction("step.state", actor=desk.viewer, text=text) as t:
        t.put(changed, case=step.person)
    return t.changes()
