"""The annex to the impact assessment (GDPR 35): every record type and field, read from the declarations themselves.

Nothing about a field is typed a second time: its name, what it may hold, who may read it and what it is used for come
from where the program takes them. A field that is added tomorrow stands here tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import CONTROLLER, LOCK_MINUTES, PRIVACY_OFFICER, SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.flow import Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.records.choices import LISTS
from app.records.field import Field, Kind, Secrecy, Use
from app.records.registry import TYPES, collections, scalars
from app.records.type_names import TYPE_NAMES

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

COLUMNS = (0.3, 0.33, 0.15, 0.22)
SIZE = 9.0
KINDS = {
    Kind.LINE: N_("one line of text"),
    Kind.NOTE: N_("several lines of text"),
    Kind.NUMBER: N_("a number"),
    Kind.YEAR: N_("a year"),
    Kind.MINUTES: N_("minutes"),
    Kind.DAY_HELD: N_("a date"),
    Kind.DAY_PLANNED: N_("a date"),
    Kind.CLOCK: N_("a time of day"),
    Kind.QUARTER: N_("a quarter of a year, never a date"),
    Kind.CODE: N_("one of: {options}"),
    Kind.CODES: N_("several of: {options}"),
    Kind.YES: N_("yes or no"),
    Kind.LANGUAGE: N_("a language"),
    Kind.REF: N_("points to: {type}"),
}
"""What a field may hold, in words."""
READERS = {
    Secrecy.EXISTS: N_("everyone in the service"),
    Secrecy.CASE: N_("the case"),
    Secrecy.OWNER: N_("whoever wrote it"),
}
"""Who may read a field. "The case" is explained at the head of the annex."""
USES = {
    Use.SEARCH: N_("searched"),
    Use.PRINT: N_("printed"),
    Use.EXPORT: N_("exported"),
    Use.STATS: N_("counted"),
}
GROUPS = {
    "notes": N_("notes of talks, steps and referrals"),
    "intake": N_("intake conversations"),
    "practical": N_("practical entries"),
    "releases": N_("releases and disclosures"),
    "person": N_("the person and what is left"),
}
"""The kinds that retention rules tell apart (app.store.questions.retention)."""
OUTCOMES = {
    "archive_first": N_("archive first"),
    "may_be_deleted": N_("may be deleted"),
    "must_be_kept": N_("must be kept"),
}
PURPOSE = (
    N_(
        "Purpose: career guidance for people in prison, a task that the county has by law. The school’s own notes rest on "
        "that task, not on consent. Sharing with others rests on a release from secrecy, on the person’s own access, on "
        "a statutory duty or on delivery to the archive; each is recorded with its ground."
    ),
    N_(
        "Not kept at all, because there is no field for it: offence, sentence, legal status, diagnosis, birth number, "
        "photograph, exact date of release."
    ),
    N_(
        "“The case” means the counsellor whose case it is, whoever stands in for them, whoever they share it with, and the "
        "head of the department in an emergency with a reason. It is decided in the store, under every list, search, "
        "number and paper."
    ),
)
MEASURES = (
    N_(
        "Everything lies in one encrypted file (SQLCipher, AES-256). Each counsellor has an own passphrase, made slow to "
        "guess by Argon2id; a recovery sheet opens the file once and is then renewed."
    ),
    N_(
        "The program never opens a network connection, loads no code, and writes nothing in plain text on the disk."
    ),
    N_(
        "The window locks after {minutes} minutes without a key, on F12, and when the PC sleeps. Text that was copied is "
        "taken from the clipboard again."
    ),
    N_(
        "Who opened, printed, exported or changed what stands in a log that is only added to. Its entries are chained, so "
        "that a change or a gap is found."
    ),
    N_(
        "Backups are encrypted like the register, opened and compared after they are made, thinned out, and named with how "
        "long they still hold what was deleted."
    ),
    N_(
        "Deleting takes the rows, the search index, the drafts and what the log said, and leaves no name. A case can also "
        "be closed instead (restriction)."
    ),
    N_(
        "A note field warns of birth numbers, phone numbers, names of others and words that the school has listed. It never "
        "stops anybody from writing."
    ),
    N_(
        "Before a whole record leaves, the names of others are found and masked, the ground is asked, and the file is "
        "locked."
    ),
)


class FieldLine(NamedTuple):
    """One field: what it is called, what it may hold, who may read it, what it is used for."""

    label: str
    holds: str
    readers: str
    uses: str


class TypePart(NamedTuple):
    """One record type: its retention rule in words, and its fields."""

    title: str
    kept: str
    fields: tuple[FieldLine, ...]


class ImpactAnnex(NamedTuple):
    """All that stands on the paper."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    purpose: tuple[str, ...]
    heads: tuple[str, ...]
    types: tuple[TypePart, ...]
    measures_heading: str
    measures: tuple[str, ...]


def gather(store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> ImpactAnnex:
    """The declarations in words. A store adds the school's rules of retention."""
    texts = HouseTexts(inputs.language)
    minutes = (
        LOCK_MINUTES.read(store.setting(LOCK_MINUTES.name)) if store is not None else LOCK_MINUTES.default
    )
    return ImpactAnnex(
        language=inputs.language,
        title=texts.say("What is kept, who may read it, and how it is protected"),
        facts=tuple(
            (label, value)
            for label, value in (
                (texts.say("School"), inputs.values["school"]),
                (texts.say("Who is responsible for the records"), inputs.values["controller"]),
                (texts.say("Data protection officer"), inputs.values["officer"]),
                (texts.say("Made from the program on"), texts.day(inputs.today)),
            )
            if value
        ),
        purpose=tuple(texts.say(sentence) for sentence in PURPOSE),
        heads=(texts.say("Field"), texts.say("What it may hold"), texts.say("Read by"), texts.say("Used")),
        types=tuple(_part(texts, name, _kept(texts, store, name)) for name in TYPES),
        measures_heading=texts.say("How it is protected"),
        measures=tuple(texts.say(sentence, minutes=minutes) for sentence in MEASURES),
    )


def _part(texts: HouseTexts, name: str, kept: str) -> TypePart:
    fields = [_line(texts, spec) for _declared, spec in scalars(name).values()]
    for children in collections(name).values():
        holds = texts.say("entries of the kind: {type}", type=texts.say(TYPE_NAMES[children.of]))
        fields.append(FieldLine(texts.say(children.label), holds, "", ""))
    return TypePart(texts.say(TYPE_NAMES[name]), kept, tuple(fields))


def _line(texts: HouseTexts, spec: Field) -> FieldLine:
    uses = ", ".join(texts.say(word) for use, word in USES.items() if _takes_part(spec, use))
    return FieldLine(texts.say(spec.label), _holds(texts, spec), texts.say(READERS[spec.secrecy]), uses)


def _takes_part(spec: Field, use: Use) -> bool:
    """Only text is put into the search index, whatever a declaration says."""
    return use in spec.use and (use is not Use.SEARCH or spec.kind in (Kind.LINE, Kind.NOTE))


def _holds(texts: HouseTexts, spec: Field) -> str:
    found = LISTS.get(spec.choices)
    options = ", ".join(texts.label(spec.choices, one.code) for one in found.choices) if found else ""
    kind = texts.say(TYPE_NAMES[spec.choices]) if spec.kind is Kind.REF else ""
    return texts.say(KINDS[spec.kind], options=options, type=kind)


def _kept(texts: HouseTexts, store: Store | None, name: str) -> str:
    """The rule of retention that this type falls under, in words."""
    from app.store.questions import retention

    group = next((one for one, types in retention.KINDS.items() if name in types), "")
    group = group or (retention.PERSON if name == retention.PERSON else "")
    if not group:
        return texts.say(
            "No rule of retention: it belongs to the service or goes with the entry it stands in."
        )
    rule = store.setting("retention.rules", {}).get(group) if store is not None else None
    said = texts.say(GROUPS[group])
    if not rule or not rule[0]:
        return texts.say("Retention: {group}; no rule is set yet.", group=said)
    outcome = texts.say(OUTCOMES[rule[1]])
    return texts.say(
        "Retention: {group}; {months} months after leaving or last contact: {outcome}.",
        group=said,
        months=rule[0],
        outcome=outcome,
    )


def draw(data: ImpactAnnex) -> Paper:
    """The annex as a PDF of as many pages as it needs."""
    return counted(lambda pages: _written(data, pages))


def _written(data: ImpactAnnex, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.title, pages=pages, size=SIZE)
    flow.title(data.title, size=20)
    for label, value in data.facts:
        flow.fact(label, value)
    flow.gap(8)
    for sentence in data.purpose:
        flow.paragraph(sentence, size=10)
        flow.gap(4)
    flow.heading(data.measures_heading)
    flow.bullets(data.measures)
    for part in data.types:
        flow.heading(part.title, keep=60)
        flow.paragraph(part.kept, grey=True)
        flow.gap(3)
        with flow.table():
            for row in _rows(data, part):
                flow.row(row, COLUMNS)
    return flow


def _rows(data: ImpactAnnex, part: TypePart) -> Iterator[tuple[str, ...]]:
    yield data.heads
    yield from part.fields


IMPACT_ANNEX = Document(
    key="impact_annex",
    title=N_("Annex to the impact assessment"),
    about=N_("every field, who may read it, how long, how it is protected"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(
        Parameter(name="controller", label=N_("Who is responsible for the records"), setting=CONTROLLER),
        Parameter(name="officer", label=N_("Data protection officer"), setting=PRIVACY_OFFICER),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
