"""An entry as plain facts: every field by name, and what is computed from them today. For listing and showing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, cast

from app.actions.desk import Desk
from app.base.folding import sort_key
from app.base.languages import _
from app.records.checklist import ChecklistRound
from app.records.choices import label
from app.records.field import Field, Kind
from app.records.person import Person
from app.records.place import Deadline
from app.records.record import Record
from app.records.registry import NAMED, TYPES, collections, scalars, type_name
from app.records.release_band import release_band
from app.records.session import Session
from app.records.step import Step, is_open, is_overdue
from app.store.questions.entries import sessions_with
from app.store.questions.names import list_names

# The order of a list: the newest first where entries have a day, else by name.
_ORDER = {
    "session": "-day,clock",
    "intake": "-day",
    "step": "-due",
    "referral": "-made_on",
    "release": "-given_on",
    "sheet": "-day",
    "checklist_round": "-started_on",
    "application": "deadline",
    "review": "-day",
    "interest_list": "-day",
    "action": "due",
    "staff_told": "-day",
    "subject_link": "-day",
    "course_taken": "-day",
    "feedback": "-day",
    "time_use": "-week",
    "deadline": "day",
}


def entries(desk: Desk, kind: str, *, person: str = "", limit: int | None = None) -> list[Record]:
    """The entries of one type that the counsellor may see, voided ones left out.

    person: only those of this person's case; a group belongs to everyone who took part.
    """
    if person and kind == "session":
        return list(sessions_with(desk.store, viewer=desk.viewer, person=person, limit=limit))
    order = _ORDER.get(kind, "")
    found = desk.store.find(TYPES[kind], viewer=desk.viewer, case=person or None, order=order, limit=limit)
    if kind in {"person", "prison", *NAMED}:
        found.sort(key=lambda one: sort_key(str(getattr(one, "name", ""))))
    return found


def facts(record: Record, *, today: dt.date) -> dict[str, Any]:
    """Every field as JSON can hold it, days as YYYY-MM-DD; then what is computed, then what the entry contains."""
    kind = type_name(type(record))
    plain: dict[str, Any] = {"id": record.id, "type": kind}
    plain |= {name: _plain(getattr(record, name)) for name in scalars(kind)}
    plain |= computed(record, today=today)
    for name in collections(kind):
        plain[name] = [facts(row, today=today) for row in cast("Sequence[Record]", getattr(record, name))]
    return plain


def _plain(value: object) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def computed(record: Record, *, today: dt.date) -> dict[str, Any]:
    """What is worked out from an entry for the day it is shown on, and never kept."""
    return _COMPUTED[type(record)](record, today) if type(record) in _COMPUTED else {}


def _of_round(one: ChecklistRound, today: dt.date) -> dict[str, Any]:
    answers = [row.answer for row in one.answers]
    return {"finished": one.finished_on is not None, "yes": answers.count("yes"), "no": answers.count("no")}


def _of_session(one: Session, today: dt.date) -> dict[str, Any]:
    return {
        "people": [row.person for row in one.attendances],
        "came_count": sum(row.came for row in one.attendances),
    }


_COMPUTED: dict[type[Record], Callable[[Any, dt.date], dict[str, Any]]] = {
    Person: lambda one, today: {"release_band": release_band(one.expected_release, today)},
    Step: lambda one, today: {"is_open": is_open(one), "overdue": is_overdue(one, today)},
    Session: _of_session,
    ChecklistRound: _of_round,
    Deadline: lambda one, today: {"passed": one.day < today},
}


class Reader:
    """Says an entry in words: codes by their labels, references by the name of what they lead to."""

    def __init__(self, desk: Desk, records: Sequence[Record]) -> None:
        self._desk = desk
        self._names = self._named(records)

    def words(self, record: Record) -> dict[str, str]:
        """Each field that says something: label → words in the window's language."""
        found = {"id": record.id}
        for name, (_declared, spec) in scalars(type_name(type(record))).items():
            found[_(spec.label)] = self.cell(record, name)
        if isinstance(record, Session):
            found[_("Participants")] = self.people(record)
        return found

    def cell(self, record: Record, name: str) -> str:
        """One field in words, "" for nothing said."""
        spec = scalars(type_name(type(record)))[name][1]
        value = getattr(record, name)
        return self._said(spec, value) if value not in (None, "", (), False) else ""

    def people(self, session: Session) -> str:
        """The names of those who took part; in brackets who did not come."""
        names = [(self._names.get(row.person, row.person), row.came) for row in session.attendances]
        return ", ".join(name if came else f"({name})" for name, came in names)

    def _said(self, spec: Field, value: Any) -> str:
        if spec.kind is Kind.CODE:
            return "" if value in {"not_asked", "not_recorded"} else label(spec.choices, value)
        if spec.kind is Kind.CODES:
            return ", ".join(label(spec.choices, code) for code in value)
        if spec.kind is Kind.YES:
            return _("yes")
        if spec.kind is Kind.QUARTER and value == "not_recorded":
            return ""
        return self._names.get(value, str(value)) if spec.kind is Kind.REF else str(value)

    def _named(self, records: Sequence[Record]) -> dict[str, str]:
        """The names of the school's lists and of the people these entries are about."""
        found = list_names(self._desk.store, viewer=self._desk.viewer)
        people = {person for record in records for person in _people_of(record)}
        page = self._desk.store.page(Person, sorted(people), viewer=self._desk.viewer)
        return found | {person.id: person.name for person in page}


def _people_of(record: Record) -> list[str]:
    if isinstance(record, Session):
        return [row.person for row in record.attendances]
    person = getattr(record, "person", "")
    return [person] if person else []


def shown(desk: Desk, kind: str, id: str) -> tuple[Record, dict[str, Any]]:
    """One entry with its facts, when it was written and whether it was voided. Raises the store's RecordGone."""
    record = desk.get(TYPES[kind], id)
    meta = desk.store.meta(TYPES[kind], id, viewer=desk.viewer)
    plain = facts(record, today=desk.today)
    plain["created_at"] = meta.created_at.isoformat()
    plain["changed_at"] = meta.changed_at.isoformat()
    plain["voided"] = meta.voided_at is not None
    return record, plain
