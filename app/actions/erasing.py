"""True deletion: what would be lost, said in numbers; then a whole person, one entry or one text, gone for good."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.folding import fold
from app.base.languages import N_, _, ngettext_
from app.entry.problems import Invalid, Problem
from app.records.field import Kind
from app.records.person import Person
from app.records.record import Record
from app.records.registry import TYPES, scalars
from app.records.session import Session
from app.store import erasing, pruning
from app.store.erasing import Erased
from app.store.erasing_fields import erase_field
from app.store.pruning import Holding
from app.store.questions.mentions import Mentions, mentions
from app.store.store import Changes

REASONS = {
    "objection": N_("It should not have been written, or the person objects"),
    "error": N_("It was entered in error"),
}
"""The two reasons for deleting before the time is up; the log keeps which, and nothing of what it was."""


@dataclass(frozen=True)
class Lost:
    """What a deletion takes away. entries: how many by record type; words: how many words were written in them."""

    entries: tuple[tuple[str, int], ...]
    words: int


@dataclass(frozen=True)
class BeforeErasing:
    """All that is said before a person is deleted. key: what has to be typed."""

    person: Person
    key: str
    lost: Lost
    mentions: Mentions
    holding: Holding


@dataclass(frozen=True)
class Text:
    """One text of an entry that can be deleted by itself: the record and field that it stands in, the field's label."""

    kind: str
    id: str
    field: str
    label: str
    text: str


@dataclass(frozen=True)
class Parts:
    """The texts of an entry; group: whether it belongs to others as well."""

    texts: tuple[Text, ...]
    group: bool


def before_erasing(desk: Desk, person_id: str) -> BeforeErasing:
    """What is lost with this person, where else they are mentioned, and which backups still hold them."""
    person = desk.get(Person, person_id)
    erasing.may_erase(desk.store, person_id, actor=desk.viewer)
    places = erasing.of_case(desk.store, person_id)
    return BeforeErasing(
        person,
        typed_key(person),
        _lost(desk, tuple(places)),
        mentions(desk.store, viewer=desk.viewer, person=person_id),
        pruning.holding(desk.store.opened),
    )


def typed_key(person: Person) -> str:
    """The word that is typed to confirm: the first word of the name."""
    return person.name.split()[0]


def erase_person(desk: Desk, person_id: str, *, why: str, typed: str) -> Changes:
    """Delete a person for good. Raises Invalid where a reason is missing or another word than the name was typed."""
    person = desk.get(Person, person_id)
    said = {fold(one) for one in (person.name, typed_key(person), person.alias) if one}
    problems = _without_reason(why)
    if fold(typed) not in said:
        problems.append(Problem(("typed",), N_("Write {name} to confirm."), {"name": typed_key(person)}))
    if problems:
        raise Invalid(problems)
    desk.store.backup_before("erasing")
    return told(erasing.erase_people(desk.store, [person_id], actor=desk.viewer, why=why))


def erase_entry(desk: Desk, kind: str, entry_id: str, *, why: str) -> Changes:
    """Delete one entry for good, also one that was voided, with what was written in its form. Raises Invalid."""
    if problems := _without_reason(why):
        raise Invalid(problems)
    person = desk.store.meta(TYPES[kind], entry_id, viewer=desk.viewer).case
    places = [(kind, entry_id)]
    desk.store.backup_before("erasing")
    return told(erasing.erase_records(desk.store, places, actor=desk.viewer, why=why, person=person))


def erase_text(desk: Desk, kind: str, entry_id: str, field: str, *, why: str) -> Changes:
    """Delete what stands, and ever stood, in one field of one entry. Raises Invalid."""
    if problems := _without_reason(why):
        raise Invalid(problems)
    return told(erase_field(desk.store, kind, entry_id, field, actor=desk.viewer, why=why))


def parts_of(desk: Desk, kind: str, entry_id: str) -> Parts:
    """What of an entry can be deleted by itself; of a talk also each participant's own line."""
    record = desk.get(TYPES[kind], entry_id)
    found = _texts(kind, record)
    if isinstance(record, Session):
        found += [text for row in record.attendances for text in _texts("attendance", row)]
    return Parts(tuple(found), isinstance(record, Session) and record.form == "group")


def _texts(kind: str, record: Record) -> list[Text]:
    return [
        Text(kind, record.id, name, _(spec.label), str(getattr(record, name)))
        for name, (declared, spec) in scalars(kind).items()
        if spec.kind in (Kind.LINE, Kind.NOTE) and not declared.required and getattr(record, name)
    ]


def older_backups(desk: Desk) -> Holding:
    """The backups that still hold what was deleted last."""
    return pruning.outdated(desk.store.opened)


def prune_backups(desk: Desk) -> int:
    """Take away the older backups, once a new one is safe; how many went."""
    return pruning.prune(desk.store.opened, desk.clock)


def told(done: Erased) -> Changes:
    """The changes with what the bar says: that it is gone, and never what it was."""
    text = ngettext_("Deleted for good: {count} entry", "Deleted for good: {count} entries", done.rows)
    if not done.rows:
        text = _("The text is deleted for good")
    if not done.compacted:
        text += ". " + _(
            "The disk is too full to wipe the file now. That is done by itself once there is room."
        )
    return replace(done.changes, text=text, undoable=False)


def _without_reason(why: str) -> list[Problem]:
    return [] if why in REASONS else [Problem(("why",), N_("Choose one from the list."))]


def _lost(desk: Desk, places: tuple[tuple[str, str], ...]) -> Lost:
    counts = dict.fromkeys(TYPES, 0)
    words = 0
    talks = {key for kind, key in places if kind == "session"}
    for kind, key in places:
        counts[kind] += kind != "attendance" or erasing.parent_of(desk.store, key) not in talks
        for record in desk.store.page(TYPES[kind], [key], viewer=desk.viewer):
            words += sum(
                len(str(getattr(record, name)).split())
                for name, (_declared, spec) in scalars(kind).items()
                if spec.kind in (Kind.LINE, Kind.NOTE)
            )
    return Lost(tuple((kind, count) for kind, count in counts.items() if count), words)
