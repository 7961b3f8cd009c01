"""Steps and people in the words of the session form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app.base.languages import _
from app.entry.draft import Draft
from app.entry.steps import read_step
from app.records.choices import label
from app.records.spoken import language_name
from app.records.step import Step, is_overdue
from app.store.questions.picking import PersonLine
from ui.forms import StepReading, Suggestion
from ui.theme import dates


def blank_form(form: str, now: dt.datetime) -> Draft:
    """What stands in a new form until it is known whom it is about: today, the last five minutes' clock, 45 minutes."""
    raw = {"form": form, "state": "held", "day": now.date().isoformat(), "minutes": "45"}
    raw["clock"] = f"{now.hour:02}:{now.minute // 5 * 5:02}"
    return Draft("session", raw)


def who_words(code: str, *, name: str) -> str:
    """Who does a step, as the counsellor reads it."""
    if code == "inmate":
        return name
    return _("me") if code == "counsellor" else label("step.who", code)


def step_detail(step: Step, *, name: str, today: dt.date) -> str:
    """Who does it and by when, or what it waits for; what is overdue says so first, where a narrow line ends last."""
    who = who_words(step.who, name=name)
    if step.state == "waiting":
        return f"{who} · {label('step.state', 'waiting')}"
    if step.due is None:
        return f"{who} · {label('step.phase', step.phase)}" if step.phase else who
    day = dates.day_plain(step.due, today=today)
    overdue = _("overdue {day}", day=day)
    return f"{overdue} · {who}" if is_overdue(step, today) else f"{who} · {day}"


def step_reading(
    text: str, *, name: str, group: bool, today: dt.date, next_time: dt.date | None
) -> StepReading:
    """What a typed step means: who does it and by when, said or filled in."""
    step = read_step(text, today=today, person_name=name, next_time=next_time)
    default = _("each participant") if group else name or _("the person")
    if step.phase:
        when = label("step.phase", step.phase)
    elif step.due is not None:
        when = _("by {day}", day=dates.day_short(step.due, today=today))
    else:
        when = _("no deadline")
    return StepReading(step.text, who_words(step.who_code, name=default), when, step.who_said, step.due_said)


def person_words(person: PersonLine) -> str:
    """A chosen person in the line of the form."""
    return f"{person.name}  {person.ward}".strip()


def person_suggestion(person: PersonLine) -> Suggestion:
    """A person in a list to pick from."""
    parts = [person.ward, language_name(person.language), _("has left") if person.gone else ""]
    return Suggestion(person.name, " · ".join(part for part in parts if part), person)


def person_suggestions(typed: str, people: Sequence[PersonLine]) -> list[Suggestion]:
    """The people found for what was typed; nobody found, a new person of that name."""
    name = typed.strip()
    found = [person_suggestion(one) for one in people]
    return found or [Suggestion(_("New person “{name}”", name=name), data=name)]
