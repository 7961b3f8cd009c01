"""Everything of one person's case, read from the records by their declarations: what the whole record says.

Which fields there are is read from the declarations, so a new field is printed without being named here. Of a group
session only this person's own line is given: the common note may speak of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.house_texts import HouseTexts
from app.documents.log_words import ACCESS, OUT, READ, sentence, verbs_of
from app.documents.masking import SEPARATOR, Mask, names_of
from app.documents.person_record import GIVEN, OPENED, Entry, Section
from app.entry.others import Known
from app.records.application import Application
from app.records.arrival import Arrival
from app.records.before_release import ReleaseCheck, Review
from app.records.disclosure import ARCHIVE, Disclosure
from app.records.field import Kind, Use
from app.records.intake import Intake
from app.records.interest import InterestList
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.registry import day_of, scalars, type_name
from app.records.release import Release
from app.records.request import Request
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.step import Step
from app.store.questions.case_readings import doings
from app.store.questions.names import list_names, other_people
from app.store.questions.whole_record import sessions_of

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

# What an untouched question stores says nothing about the person and is not printed.
UNSAID = frozenset({"", "not_asked", "not_recorded"})
GROUP_SHOWS = frozenset({"day", "clock", "minutes", "form", "state", "topic", "group_type"})


# What a reader of the record is told besides the records: how often, at most once a day for the same.
ROLES = {
    "keeper": N_("The counsellor of the case"),
    "emergency": N_("The head of the school department, in an emergency,"),
    "shared": N_("A counsellor with whom the case was shared"),
    "stand_in": N_("The counsellor’s stand-in"),
    "head": N_("The head of the school department"),
    "other": N_("A counsellor of the school"),
    "program": N_("The program"),
}
# The person's own names, and who was given something: the person has a right to know that.
_NEVER_MASKED = frozenset(
    {
        (Person, "name"),
        (Person, "alias"),
        (Person, "representative"),
        (Release, "recipient_name"),
        (Disclosure, "recipient"),
    }
)


def mask_for(
    store: Store, *, viewer: Viewer, person: Person, texts: HouseTexts, values: Mapping[str, str]
) -> Mask:
    """What masks the names of others in this record: those in the register, those typed besides, and what looks like one.

    An archive gets the record as it is: masked, and then deleted here, it would be another record.
    """
    archive = values["own"] == "no" and values["ground"] == ARCHIVE
    others = other_people(store, person.id)
    plain = (*list_names(store, viewer=viewer).values(), "Nav")
    known = Known.of(
        others=(*others, *values["mask"].split(SEPARATOR)), own=(person.name, person.alias), plain=plain
    )
    return Mask(known, texts.say("[somebody else]"), names_of(values["left"]), off=archive)


def sections(
    store: Store, *, viewer: Viewer, person: Person, texts: HouseTexts, mask: Mask
) -> Iterator[Section]:
    """A section for each type of record that there is something of; voided entries are left out.

    Last come who has opened the case, by role, and who has been given something of it.
    """
    names = list_names(store, viewer=viewer)
    records: tuple[tuple[str, Iterable[Record]], ...] = (
        (N_("Person"), [person]),
        (N_("Arrivals"), store.find(Arrival, viewer=viewer, case=person.id, order="day")),
        (N_("Requests for a talk"), store.find(Request, viewer=viewer, case=person.id, order="day")),
        (N_("Intake conversation"), store.find(Intake, viewer=viewer, case=person.id, order="day")),
        (N_("Sessions"), sessions_of(store, viewer=viewer, person=person.id)),
        (N_("Steps"), store.find(Step, viewer=viewer, case=person.id)),
        (N_("Referrals"), store.find(Referral, viewer=viewer, case=person.id)),
        (N_("Releases from secrecy"), store.find(Release, viewer=viewer, case=person.id)),
        (N_("Sheets handed out"), store.find(Sheet, viewer=viewer, case=person.id)),
        (N_("Applications"), store.find(Application, viewer=viewer, case=person.id, order="deadline")),
        (N_("Points before release"), store.find(ReleaseCheck, viewer=viewer, case=person.id)),
        (N_("Reviews of the plan"), store.find(Review, viewer=viewer, case=person.id, order="day")),
        (N_("Lists of interests"), store.find(InterestList, viewer=viewer, case=person.id, order="day")),
        (GIVEN, store.find(Disclosure, viewer=viewer, case=person.id, order="day")),
    )
    for title, found in records:
        entries = tuple(_entry(texts, record, person, names, mask) for record in found)
        if entries:
            yield Section(title=texts.say(title), entries=entries)
    opened = tuple(_openings(store, viewer, person, texts))
    if opened:
        yield Section(title=texts.say(OPENED), entries=(Entry(title="", facts=opened),))


def _openings(store: Store, viewer: Viewer, person: Person, texts: HouseTexts) -> Iterator[tuple[str, str]]:
    """Each day with what was done that day, by role: no names of staff, those stay in the internal log."""
    days: dict[str, dict[str, None]] = {}
    verbs = verbs_of((READ, OUT, ACCESS))
    for one in doings(store, viewer=viewer, person=person.id, verbs=verbs):
        said = sentence(texts, one.verb, who=texts.say(ROLES[one.role]), payload=one.payload)
        why = texts.say("reason: {reason}", reason=one.reason) if one.reason else ""
        days.setdefault(texts.day(one.day), {})[" – ".join(part for part in (said, why) if part)] = None
    for day, lines in days.items():
        yield day, "\n".join(lines)


def _entry(texts: HouseTexts, record: Record, person: Person, names: dict[str, str], mask: Mask) -> Entry:
    if isinstance(record, Person):
        return Entry(title="", facts=tuple(_facts(texts, record, person, names, mask)))
    title = mask.over(record.text) if isinstance(record, Step) else texts.day(day_of(record))
    facts = (fact for fact in _facts(texts, record, person, names, mask) if fact[1] != title)
    return Entry(title=title, facts=tuple(facts))


def _facts(
    texts: HouseTexts, record: Record, person: Person, names: dict[str, str], mask: Mask
) -> Iterator[tuple[str, str]]:
    group = isinstance(record, Session) and record.form == "group"
    for name, (_declared, spec) in scalars(type_name(type(record))).items():
        if Use.PRINT not in spec.use or (group and name not in GROUP_SHOWS):
            continue
        value = written(texts, spec.kind, spec.choices, getattr(record, name), names)
        if spec.kind in (Kind.LINE, Kind.NOTE) and (type(record), name) not in _NEVER_MASKED:
            value = mask.over(value)
        if value:
            yield texts.say(spec.label), value
    if isinstance(record, Session):
        yield from _own_part(texts, record, person, mask)


def _own_part(texts: HouseTexts, session: Session, person: Person, mask: Mask) -> Iterator[tuple[str, str]]:
    for one in session.attendances:
        if one.person == person.id:
            yield texts.say("Came"), texts.say("Yes") if one.came else texts.say("No")
            if one.line:
                yield texts.say("Own line"), mask.over(one.line)


def written(texts: HouseTexts, kind: Kind, choices: str, value: object, names: dict[str, str]) -> str:
    """A stored value as a reader sees it; empty where nothing was said."""
    if value is None or value in UNSAID or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(texts.label(choices, code) for code in value)
    if isinstance(value, bool):
        return texts.say("Yes") if value else ""
    return _of_kind(texts, kind, choices, value, names)


def _of_kind(texts: HouseTexts, kind: Kind, choices: str, value: object, names: dict[str, str]) -> str:
    text = str(value)
    match kind:
        case Kind.CODE:
            return texts.label(choices, text)
        case Kind.LANGUAGE:
            return texts.spoken(text)
        case Kind.QUARTER:
            return texts.quarter(text)
        case Kind.CLOCK:
            return texts.clock(text)
        case Kind.MINUTES:
            return texts.minutes(int(text))
        case Kind.REF:
            return names.get(text, "")
        case Kind.DAY_HELD | Kind.DAY_PLANNED:
            return texts.day(value)  # type: ignore[arg-type]  # these two kinds keep dates
        case _:
            return text
