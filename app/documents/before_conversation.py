"""Before the conversation: one page about one person, to be read on the way and shredded afterwards.

Only initials stand on it, since it may be left on a desk (screens.md, "Before the conversation").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.flow import Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.names import initials
from app.documents.paper import Paper
from app.documents.plan_sheet import open_steps
from app.documents.writing import lines_to_the_end, ticks

if TYPE_CHECKING:
    import datetime as dt

    from app.records.person import Person
    from app.records.session import Session
    from app.records.step import Step
    from app.store.store import Store, Viewer

PROMISED_BY = ("counsellor", "both")
TEXT_STEPS = (12.0, 11.0, 10.0, 9.0)


@dataclass(frozen=True, kw_only=True)
class Line:
    """An open step: what, and in small print who and when."""

    text: str
    about: str


@dataclass(frozen=True, kw_only=True)
class BeforeConversation:
    """All that stands on the page."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    last_heading: str
    last_about: str
    last_note: str
    last_view: str
    promises_heading: str
    promises: tuple[Line, ...]
    steps_heading: str
    steps: tuple[Line, ...]
    way_on_heading: str
    way_on: tuple[Line, ...]
    nothing: str
    notes_heading: str
    shred: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> BeforeConversation:
    """What to know before meeting somebody again."""
    from app.documents.way_on_lines import way_on
    from app.records.person import Person
    from app.store.questions.sessions import held_with, planned_with

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    person = store.get(Person, inputs.values["person"], viewer=viewer)
    held = held_with(store, viewer=viewer, person=person.id, limit=1)
    last = held[0] if held else None
    planned = planned_with(store, viewer=viewer, person=person.id, since=inputs.today)
    steps = open_steps(store, viewer=viewer, person=person.id)
    return BeforeConversation(
        language=inputs.language,
        title=texts.say("Before the conversation"),
        facts=_facts(texts, person, planned[0] if planned else None),
        last_heading=texts.say("Last time"),
        last_about=_about(texts, last),
        last_note=_note(last, person),
        last_view=last.own_view if last else "",
        promises_heading=texts.say("What you promised"),
        promises=tuple(_line(texts, one, inputs.today) for one in steps if one.who in PROMISED_BY),
        steps_heading=texts.say("Open steps"),
        steps=tuple(_line(texts, one, inputs.today) for one in steps if one.who not in PROMISED_BY),
        way_on_heading=texts.say("The way on"),
        way_on=tuple(
            Line(text=text, about=about)
            for text, about in way_on(store, viewer=viewer, person=person, texts=texts, today=inputs.today)
        ),
        nothing=texts.say("Nothing"),
        notes_heading=texts.say("Notes on the way"),
        shred=texts.say("Shred this sheet after use. Printed {day}.", day=texts.day(inputs.today)),
    )


def _facts(texts: HouseTexts, person: Person, planned: Session | None) -> tuple[tuple[str, str], ...]:
    when = (texts.day(planned.day), texts.clock(planned.clock)) if planned else (texts.say("no time set"),)
    asked = person.interpreter != "not_asked"
    rows = (
        (texts.say("Person"), initials(person.name)),
        (texts.say("Language"), texts.spoken(person.reads_best or person.mother_tongue)),
        (texts.say("Interpreter"), texts.label("person.interpreter", person.interpreter) if asked else ""),
        (texts.say("Next appointment"), ", ".join(part for part in when if part)),
    )
    return tuple(row for row in rows if row[1])


def _about(texts: HouseTexts, last: Session | None) -> str:
    if last is None:
        return texts.say("You have not met before.")
    parts = (texts.day(last.day), texts.minutes(last.minutes), texts.label("session.form", last.form))
    return " · ".join(part for part in parts if part)


def _note(last: Session | None, person: Person) -> str:
    """The session's note and the person's own line in it."""
    if last is None:
        return ""
    own = [one.line for one in last.attendances if one.person == person.id]
    return "\n".join(part for part in (last.note, *own) if part)


def _line(texts: HouseTexts, step: Step, today: dt.date) -> Line:
    from app.records.step import is_overdue

    by = texts.day(step.due) or texts.label("step.phase", step.phase)
    state = texts.label("step.state", step.state) if step.state == "waiting" else ""
    late = texts.say("overdue") if is_overdue(step, today) else ""
    parts = (texts.label("step.who", step.who), by, state, late)
    return Line(text=step.text, about=" · ".join(part for part in parts if part))


def draw(data: BeforeConversation) -> Paper:
    """The page as a PDF. A long note makes all text smaller; raises TextTooLong where even that is not enough."""
    flow = largest(TEXT_STEPS, lambda size: _written(data, size), lambda flow: flow.page == 1)
    if flow is None:
        raise TextTooLong(document=_("Before the conversation"), size="A4")
    return flow.paper


def _written(data: BeforeConversation, size: float) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.shred, size=size, numbered=False)
    flow.title(data.title)
    for label, value in data.facts:
        flow.fact(label, value)
    flow.heading(data.last_heading)
    flow.paragraph(data.last_about, size=size - 1, grey=True)
    flow.paragraph(data.last_note)
    if data.last_view:
        flow.quote(data.last_view)
    for heading, lines in ((data.promises_heading, data.promises), (data.steps_heading, data.steps)):
        flow.heading(heading)
        ticks(flow, [(one.text, one.about) for one in lines])
        if not lines:
            flow.paragraph(data.nothing, grey=True)
    if data.way_on:
        flow.heading(data.way_on_heading)
        ticks(flow, [(one.text, one.about) for one in data.way_on], apart=3)
    flow.heading(data.notes_heading)
    lines_to_the_end(flow)
    return flow


BEFORE = Document(
    key="before_conversation",
    title=N_("Before the conversation"),
    about=N_("one page about one person"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="in_service",
    needs_store=True,
    parameters=(Parameter(name="person", label=N_("Person"), kind="record", of="person", required=True),),
)
