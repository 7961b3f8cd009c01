"""Everything of one person's case, read from the records by their declarations: what the whole record says.

Which fields there are is read from the declarations, so a new field is printed without being named here. Of a group
session only this person's own line is given: the common note may speak of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.house_texts import HouseTexts
from app.documents.person_record import Entry, Section
from app.records.arrival import Arrival
from app.records.field import Kind, Use
from app.records.intake import Intake
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.registry import day_of, scalars, type_name
from app.records.release import Release
from app.records.request import Request
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.step import Step
from app.store.questions.names import list_names
from app.store.questions.whole_record import sessions_of

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

# What an untouched question stores says nothing about the person and is not printed.
UNSAID = frozenset({"", "not_asked", "not_recorded"})
GROUP_SHOWS = frozenset({"day", "clock", "minutes", "form", "state", "topic", "group_type"})


def sections(store: Store, *, viewer: Viewer, person: Person, texts: HouseTexts) -> Iterator[Section]:
    """A section for each type of record that there is something of; voided entries are left out."""
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
    )
    for title, found in records:
        entries = tuple(_entry(texts, record, person, names) for record in found)
        if entries:
            yield Section(title=texts.say(title), entries=entries)


def _entry(texts: HouseTexts, record: Record, person: Person, names: dict[str, str]) -> Entry:
    if isinstance(record, Person):
        return Entry(title="", facts=tuple(_facts(texts, record, person, names)))
    title = record.text if isinstance(record, Step) else texts.day(day_of(record))
    facts = (fact for fact in _facts(texts, record, person, names) if fact[1] != title)
    return Entry(title=title, facts=tuple(facts))


def _facts(
    texts: HouseTexts, record: Record, person: Person, names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    group = isinstance(record, Session) and record.form == "group"
    for name, (_declared, spec) in scalars(type_name(type(record))).items():
        if Use.PRINT not in spec.use or (group and name not in GROUP_SHOWS):
            continue
        value = written(texts, spec.kind, spec.choices, getattr(record, name), names)
        if value:
            yield texts.say(spec.label), value
    if isinstance(record, Session):
        yield from _own_part(texts, record, person)


def _own_part(texts: HouseTexts, session: Session, person: Person) -> Iterator[tuple[str, str]]:
    for one in session.attendances:
        if one.person == person.id:
            yield texts.say("Came"), texts.say("Yes") if one.came else texts.say("No")
            if one.line:
                yield texts.say("Own line"), one.line


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
