"""Records of any type as lines of a list: the day, a few words, and whose case it is. For what stands behind a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.actions.facts import Reader
from app.records.registry import TYPES
from app.records.session import Session
from app.records.shipped import checklist, is_shipped
from app.records.spoken import language_name

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from app.records.record import Record


@dataclass(frozen=True)
class RecordLine:
    """A record as it stands in a list. person: whose case it is, "" for none."""

    kind: str
    id: str
    day: dt.date | None
    text: str
    person: str


# Each type's day, "" for none, and the fields that say what it is.
LINES: dict[str, tuple[str, tuple[str, ...]]] = {
    "person": ("", ("name",)),
    "staff_told": ("day", ("audience", "count", "what")),
    "arrival": ("day", ("person", "told", "told_language")),
    "intake": ("day", ("person", "informed", "informed_language", "offer")),
    "hanging": ("", ("document", "language", "place")),
    "sheet": ("day", ("person", "document", "language")),
    "session": ("day", ("topic", "themes")),
    "step": ("state_on", ("person", "text", "state")),
    "request": ("day", ("person", "name", "about", "state")),
    "referral": ("made_on", ("person", "to", "question")),
    "application": ("sent_on", ("person", "kind", "what", "state", "outcome")),
    "subject_link": ("day", ("subject", "class_name", "link")),
    "duty": ("", ("what", "who")),
    "partner": ("", ("name", "agreement", "review_on")),
    "release_check": ("done_on", ("person", "item", "who")),
    "feedback": ("day", ("language", "way")),
    "course_taken": ("day", ("title", "who", "hours")),
    "staff_education": ("", ("who", "education", "credits")),
    "time_use": ("week", ()),
    "checklist_round": ("finished_on", ("checklist",)),
}


def record_lines(desk: Desk, kind: str, ids: Sequence[str]) -> tuple[RecordLine, ...]:
    """The records of one type with these ids, in this order, as far as they may be read."""
    found = desk.store.page(TYPES[kind], ids, viewer=desk.viewer)
    reader, day = Reader(desk, found), LINES[kind][0]
    return tuple(
        RecordLine(
            kind,
            one.id,
            getattr(one, day) if day else None,
            _in_words(reader, kind, one),
            one.id if kind == "person" else getattr(one, "person", ""),
        )
        for one in found
    )


def _in_words(reader: Reader, kind: str, record: Record) -> str:
    words = [_said(reader, record, name) for name in LINES[kind][1]]
    if isinstance(record, Session):
        words.insert(0, reader.people(record))
    return " · ".join(word for word in words if word)


def _said(reader: Reader, record: Record, name: str) -> str:
    said = reader.cell(record, name)
    if name == "checklist":
        return str(checklist(said).name) if is_shipped(said) else ""
    return language_name(said) if said and name.endswith("language") else said
