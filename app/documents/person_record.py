"""Everything written about one person, to be handed to that person or sent on: complete, and nobody else in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.flow import Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper

if TYPE_CHECKING:
    from app.store.store import Store, Viewer


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One record: its day or, for a step, what is to be done; then the rest, as label and text."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """All records of one type."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class PersonRecord:
    """All that stands on the paper."""

    language: str
    title: str
    name: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notice: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> PersonRecord:
    """The person and everything of their case that the viewer may read, voided entries left out."""
    from app.documents.person_contents import sections
    from app.records.person import Person

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    person = store.get(Person, inputs.values["person"], viewer=viewer)
    return PersonRecord(
        language=inputs.language,
        title=texts.say("What is written about {name}", name=person.name),
        name=person.name,
        about=tuple(
            row
            for row in (
                (texts.say("School"), inputs.values["school"]),
                (texts.say("Printed"), texts.day(inputs.today)),
                (texts.say("For what"), inputs.values["purpose"]),
                (texts.say("Receiver"), inputs.values["receiver"]),
            )
            if row[1]
        ),
        sections=tuple(sections(store, viewer=viewer, person=person, texts=texts)),
        notice=texts.say(
            "Of group sessions only the person's own line is given, since the common note may speak of others."
        ),
    )


def draw(data: PersonRecord) -> Paper:
    """The record as a PDF, not yet encrypted: it must not be written to disk as it is."""
    return counted(lambda pages: _written(data, pages))


def _written(data: PersonRecord, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.title, pages=pages)
    flow.title(data.title)
    for label, value in data.about:
        flow.fact(label, value)
    for section in data.sections:
        flow.heading(section.title)
        for entry in section.entries:
            flow.entry(entry.title)
            for label, value in entry.facts:
                flow.fact(label, value)
    flow.gap(14)
    flow.paragraph(data.notice, size=9, grey=True)
    return flow


RECORD = Document(
    key="person_record",
    title=N_("The whole record"),
    about=N_("everything written about one person"),
    place="hand",
    gather=gather,
    draw=draw,
    needs_store=True,
    parameters=(
        Parameter(name="person", label=N_("Person"), kind="record", of="person", required=True),
        Parameter(name="purpose", label=N_("For what")),
        Parameter(name="receiver", label=N_("Receiver")),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
