"""The plan as a sheet for the person to keep: open steps in large type, boxes to tick, the next appointment.

The fixed text is in the person's language; the steps stand as they were written. No name stands on it, since it may
be read by others on the ward: only initials, so that the counsellor hands it to the right person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import GUIDANCE_CONTACT
from app.documents.calendar_words import clock_in_words, day_in_words, weekday_in_words
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.fitting import largest
from app.documents.flow import GREY, MARGIN, Flow, a4
from app.documents.names import initials
from app.documents.paper import Paper
from app.documents.sheet_texts import SheetTexts, isolated
from app.documents.writing import lines_to_the_end, ticks

if TYPE_CHECKING:
    from app.records.step import Step
    from app.store.store import Store, Viewer


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """One open step: as written, by whom, by when, and whether an answer is awaited."""

    text: str
    who: str
    by: str
    waiting: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanSheet:
    """All that stands on the sheet."""

    language: str
    right_to_left: bool
    title: str
    intro: str
    tick: str
    who: str
    by: str
    steps: tuple[PlanStep, ...]
    empty: str
    next_heading: str
    next_day: str
    next_clock: str
    notes: str
    questions: str
    mark: str
    draft: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> PlanSheet:
    """One person's open steps and next appointment."""
    from app.records.person import Person
    from app.store.questions.sessions import planned_with

    store, viewer = opened(store, viewer)
    person = store.get(Person, inputs.values["person"], viewer=viewer)
    now = store.clock.now()
    passed = (now.date(), f"{now:%H:%M}")  # a time of today that has gone by is not the next one
    planned = [
        one
        for one in planned_with(store, viewer=viewer, person=person.id, since=inputs.today)
        if not one.clock or (one.day, one.clock) >= passed
    ]
    return plan_sheet(
        texts=inputs.texts(),
        steps=open_steps(store, viewer=viewer, person=person.id),
        next_day=planned[0].day if planned else None,
        next_clock=planned[0].clock if planned else "",
        contact=inputs.values["contact"],
        mark=" · ".join(map(isolated, (initials(person.name), day_in_words(inputs.today, inputs.language)))),
    )


def open_steps(store: Store, *, viewer: Viewer, person: str) -> list[Step]:
    """A person's open steps, the nearest day first, those without a day last."""
    from app.records.step import Step, is_open

    steps = [step for step in store.find(Step, viewer=viewer, case=person) if is_open(step)]
    return sorted(steps, key=lambda step: (step.due is None, step.due or dt.date.max, step.phase))


def plan_sheet(
    *,
    texts: SheetTexts,
    steps: list[Step],
    next_day: dt.date | None,
    next_clock: str,
    contact: str,
    mark: str,
) -> PlanSheet:
    """The sheet's data from plain steps."""
    language = texts.info.code
    return PlanSheet(
        language=language,
        right_to_left=texts.right_to_left,
        title=texts.say("plan_title"),
        intro=texts.say("plan_intro"),
        tick=texts.say("plan_done"),
        who=texts.say("plan_who"),
        by=texts.say("plan_by"),
        steps=tuple(_step(texts, step, language) for step in steps),
        empty="" if steps else texts.say("plan_empty"),
        next_heading=texts.say("plan_next"),
        next_day=weekday_in_words(next_day, language) if next_day else texts.say("plan_no_time"),
        next_clock=clock_in_words(next_clock, language),
        notes=texts.say("plan_notes"),
        questions=texts.say("plan_questions", contact=contact or texts.say("counsellor")),
        mark=mark,
        draft=texts.say("draft") if texts.is_draft else "",
    )


STEP_SIZES = (19.0, 17.0, 15.0, 14.0)
# Codes of step.who and step.phase → keys of the sheet texts.
WHO = {
    "inmate": "who_inmate",
    "counsellor": "who_counsellor",
    "both": "who_both",
    "teacher": "who_teacher",
    "nav": "who_nav",
    "contact_officer": "who_contact_officer",
    "reentry": "who_reentry",
    "other_with_consent": "who_other",
}
PHASES = {"day_release": "phase_day_release", "release": "phase_release"}


def _step(texts: SheetTexts, step: Step, language: str) -> PlanStep:
    by = day_in_words(step.due, language) if step.due else ""
    return PlanStep(
        text=step.text,
        who=texts.say(WHO[step.who]),
        by=texts.say(PHASES[step.phase]) if not by and step.phase in PHASES else by,
        waiting=texts.say("plan_waiting") if step.state == "waiting" else "",
    )


def draw(data: PlanSheet) -> Paper:
    """The sheet as a PDF. Many or long steps make the text smaller, down to 14 points, then take another page."""
    flow = largest(STEP_SIZES, lambda size: _written(data, size), lambda flow: flow.page == 1)
    return (flow or _written(data, STEP_SIZES[-1])).paper


def _written(data: PlanSheet, size: float) -> Flow:
    paper = a4(title=data.title, language=data.language, right_to_left=data.right_to_left)
    flow = Flow(paper, foot=data.mark, size=size, numbered=False)
    flow.title(data.title, size=38)
    flow.paragraph(data.intro, size=size * 0.85)
    flow.gap(size * 0.9)
    if data.empty:
        flow.paragraph(data.empty)
    ticks(flow, [(step.text, _about(step)) for step in data.steps], bold=True, apart=size * 0.7)
    if data.steps:
        flow.paragraph(data.tick, size=size * 0.75, grey=True)
    _write_meeting(flow, data)
    flow.heading(data.notes, keep=2 * size)
    below = [data.questions, *([data.draft] if data.draft else [])]
    blocks = [
        flow.paper.set(text, size=9 if number else 12, width=flow.width) for number, text in enumerate(below)
    ]
    room = sum(block.height for block in blocks) + 12
    lines_to_the_end(flow, apart=28, keep=room)
    flow.need(room)
    flow.top = flow.bottom - room + 12
    for block in blocks:
        flow.write_block(block)
    return flow


def _about(step: PlanStep) -> str:
    return " · ".join(part for part in (step.who, step.by, step.waiting) if part)


def _write_meeting(flow: Flow, data: PlanSheet) -> None:
    """The next appointment in a frame, with its pictogram."""
    size, inset = flow.size, flow.size * 0.8
    side = size * 2.4
    width = flow.width - 3 * inset - side
    blocks = [
        flow.paper.set(data.next_heading, size=size * 0.8, width=width),
        flow.paper.set(data.next_day, size=size, bold=True, width=width),
    ]
    if data.next_clock:
        blocks.append(flow.paper.set(data.next_clock, size=size, bold=True, width=width))
    text = sum(block.height for block in blocks)
    height = max(text, side) + 2 * inset
    flow.gap(size)
    flow.need(height)
    flow.paper.rectangle(MARGIN, flow.top, flow.width, height, stroke="#000000", thick=1.4, radius=8)
    flow.paper.pictogram("calendar-check", MARGIN + inset, flow.top + (height - side) / 2, side, "#000000")
    top = flow.top + (height - text) / 2
    for number, block in enumerate(blocks):
        flow.paper.put(block, MARGIN + 2 * inset + side, top, colour="#000000" if number else GREY)
        top += block.height
    flow.top += height


PLAN = Document(
    key="plan_sheet",
    title=N_("My plan"),
    about=N_("the next steps of one person"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="to_person",
    languages="sheets",
    needs_store=True,
    parameters=(
        Parameter(name="person", label=N_("Person"), kind="record", of="person", required=True),
        Parameter(name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT),
    ),
)
