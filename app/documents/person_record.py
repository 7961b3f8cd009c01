"""Everything written about one person, to be handed to that person or sent on: complete, and nobody else in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_, has_sheets
from app.base.settings import SCHOOL_NAME
from app.documents.calendar_words import day_in_words
from app.documents.document import Document, Inputs, Leaves, Parameter, opened
from app.documents.flow import Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.typeset.paragraph import Alignment

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
class ForReader:
    """What stands on the paper in the person's own language, above the Norwegian: the fixed texts, never what was written.

    headings: by the title of a section.
    """

    language: str
    right_to_left: bool
    title: str
    before: tuple[str, ...]
    headings: dict[str, str]
    draft: str


@dataclass(frozen=True, kw_only=True)
class PersonRecord:
    """All that stands on the paper. others: the names of others that were found in it, masked or left."""

    language: str
    title: str
    name: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notice: str
    before: tuple[str, ...]
    reader: ForReader | None = None
    others: tuple[str, ...] = ()


OPENED, GIVEN = N_("Who has opened this, and for what"), N_("Who has been given something")
HEADINGS = {
    N_("Person"): "record_person",
    N_("Arrivals"): "record_arrival",
    N_("Requests for a talk"): "record_requests",
    N_("Intake conversation"): "record_intake",
    N_("Sessions"): "record_talks",
    N_("Steps"): "record_steps",
    N_("Referrals"): "record_referrals",
    N_("Releases from secrecy"): "record_releases",
    N_("Sheets handed out"): "record_sheets",
    N_("Applications"): "record_applications",
    N_("Points before release"): "record_before_release",
    N_("Reviews of the plan"): "record_reviews",
    N_("Lists of interests"): "record_interests",
    GIVEN: "record_given",
    OPENED: "record_opened",
}
"""The titles of the sections, each with the key of what it is called in the person's own language."""


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> PersonRecord:
    """The person and everything of their case that the viewer may read, voided entries left out."""
    from app.documents.person_contents import mask_for, sections
    from app.records.disclosure import TO_OTHERS
    from app.records.person import Person

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    person = store.get(Person, inputs.values["person"], viewer=viewer)
    own = inputs.values["own"] == "yes"
    reads = inputs.values["reads"] or person.reads_best or person.mother_tongue
    mask = mask_for(store, viewer=viewer, person=person, texts=texts, values=inputs.values)
    found = tuple(sections(store, viewer=viewer, person=person, texts=texts, mask=mask))
    ground = "own_access" if own else inputs.values["ground"]
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
                (
                    texts.say("Ground"),
                    texts.label("disclosure.ground", ground) if own or ground in TO_OTHERS else "",
                ),
            )
            if row[1]
        ),
        sections=found,
        notice=_notice(texts, masked=any(map(mask.masks, mask.found))),
        before=_before(inputs, inputs.language) if own else (),
        reader=_for_reader(inputs, reads) if own else None,
        others=tuple(mask.found),
    )


def _notice(texts: HouseTexts, *, masked: bool) -> str:
    """What is left out, and why."""
    said = [
        texts.say(
            "Of group sessions only the person's own line is given, since the common note may speak of others."
        )
    ]
    if masked:
        said.append(texts.say("The names of others are masked; they have the same rights."))
    return "\n".join(said)


def _before(inputs: Inputs, language: str) -> tuple[str, ...]:
    """What the person should know of these sheets, in one language."""
    texts = inputs.texts(language)
    return (
        texts.say("record_all", day=day_in_words(inputs.today, language)),
        texts.say("rights_correct"),
        texts.say("record_careful"),
    )


def _for_reader(inputs: Inputs, reads: str) -> ForReader | None:
    """The same in the person's language, where that is another and there are texts in it."""
    if not has_sheets(reads) or reads == inputs.language or {reads, inputs.language} == {"nb", "nn"}:
        return None
    texts, said = inputs.texts(reads), HouseTexts(inputs.language)
    return ForReader(
        language=reads,
        right_to_left=texts.right_to_left,
        title=texts.say("record_title"),
        before=_before(inputs, reads),
        headings={said.say(title): texts.say(key) for title, key in HEADINGS.items()},
        draft=texts.say("draft") if texts.is_draft else "",
    )


def draw(data: PersonRecord) -> Paper:
    """The record as a PDF, not yet encrypted: it must not be written to disk as it is."""
    return counted(lambda pages: _written(data, pages))


def _written(data: PersonRecord, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.title, pages=pages)
    flow.title(data.title)
    for label, value in data.about:
        flow.fact(label, value)
    flow.gap(8)
    for sentence in data.before:
        flow.paragraph(sentence)
    if data.reader:
        _draw_for_reader(flow, data.reader)
    for section in data.sections:
        flow.heading(section.title)
        if data.reader and section.title in data.reader.headings:
            _foreign(flow, data.reader, data.reader.headings[section.title], size=flow.size, bold=True)
        for entry in section.entries:
            flow.entry(entry.title)
            for label, value in entry.facts:
                flow.fact(label, value)
    flow.gap(14)
    flow.paragraph(data.notice, size=9, grey=True)
    return flow


def _draw_for_reader(flow: Flow, reader: ForReader) -> None:
    flow.gap(10)
    _foreign(flow, reader, reader.title, size=flow.size * 1.5, bold=True)
    for sentence in reader.before:
        _foreign(flow, reader, sentence, size=flow.size)
    if reader.draft:
        _foreign(flow, reader, reader.draft, size=8)


def _foreign(flow: Flow, reader: ForReader, text: str, *, size: float, bold: bool = False) -> None:
    """A passage in the person's language, from the side on which that is read."""
    align: Alignment = "end" if reader.right_to_left else "start"
    block = flow.paper.set(
        text, size=size, bold=bold, width=flow.width, leading=1.3, language=reader.language, align=align
    )
    flow.need(block.height)
    flow.write_block(block)


def _leaves(values: Mapping[str, str]) -> Leaves:
    """To the person it is about, or to somebody else."""
    return "to_person" if values["own"] == "yes" else "to_others"


RECORD = Document(
    key="person_record",
    title=N_("The whole record"),
    about=N_("everything written about one person"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves=_leaves,
    needs_store=True,
    warning=N_(
        "These pages hold everything that is written about one person. Cells are searched and shared: print them only "
        "if the person wants them on paper, and hand them over yourself."
    ),
    parameters=(
        Parameter(name="person", label=N_("Person"), kind="record", of="person", required=True),
        Parameter(name="purpose", label=N_("For what")),
        Parameter(name="receiver", label=N_("Receiver")),
        Parameter(
            name="own",
            label=N_("For the person"),
            kind="choice",
            default="yes",
            choices=(("yes", N_("yes")), ("no", N_("no"))),
        ),
        Parameter(
            name="ground",
            label=N_("Ground, where somebody else gets it"),
            kind="choice",
            choices=(
                ("release", N_("release from secrecy")),
                ("statutory", N_("statutory duty")),
                ("archive", N_("archive delivery")),
            ),
        ),
        Parameter(name="release", label=N_("Release from secrecy"), kind="record", of="release"),
        Parameter(
            name="left",
            label=N_("Names of others that are left"),
            hint=N_("All are masked; those written here, with ; between, are not"),
        ),
        Parameter(
            name="mask",
            label=N_("Other names to be masked"),
            hint=N_("With ; between"),
        ),
        Parameter(
            name="reads", label=N_("Fixed texts also in"), hint=N_("Empty is what the person reads best")
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
