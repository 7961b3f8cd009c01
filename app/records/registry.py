"""All record types, and what their declarations say: the one place that reads the annotations."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.records.activity import Activity
from app.records.application import Application
from app.records.arrival import Arrival
from app.records.attendance import Attendance
from app.records.before_release import ReleaseCheck, Review
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.disclosure import Disclosure
from app.records.field import Children, Field, Kind, Secrecy, Use
from app.records.hanging import Hanging
from app.records.intake import Intake
from app.records.interest import InterestList
from app.records.interpreter import InterpreterOrder
from app.records.movement_print import MovementPrint
from app.records.partner import Contact, Partner
from app.records.person import Person
from app.records.place import Deadline, Officer, Prison, Room, Ward
from app.records.record import Record
from app.records.referral import Referral
from app.records.release import Release
from app.records.reminder import Reminder
from app.records.report import BaseNumber, ColumnMap, Feedback, FeedbackAnswer, ReportText
from app.records.request import Request
from app.records.service import (
    Action,
    CourseTaken,
    Duty,
    OwnTip,
    ReviewRule,
    StaffEducation,
    StaffTold,
    SubjectLink,
    TimeUse,
)
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.step import Step
from app.records.timetable import ClosedDay, Series, Timetable, TimetableSlot
from app.records.wording import LanguageState, SheetLine

TYPES: dict[str, type[Record]] = {
    "person": Person,
    "intake": Intake,
    "session": Session,
    "attendance": Attendance,
    "activity": Activity,
    "interpreter": InterpreterOrder,
    "series": Series,
    "request": Request,
    "arrival": Arrival,
    "step": Step,
    "referral": Referral,
    "release": Release,
    "application": Application,
    "release_check": ReleaseCheck,
    "review": Review,
    "interest_list": InterestList,
    "sheet": Sheet,
    "disclosure": Disclosure,
    "checklist_round": ChecklistRound,
    "checklist_answer": ChecklistAnswer,
    "action": Action,
    "own_tip": OwnTip,
    "duty": Duty,
    "staff_told": StaffTold,
    "subject_link": SubjectLink,
    "staff_education": StaffEducation,
    "course_taken": CourseTaken,
    "time_use": TimeUse,
    "feedback": Feedback,
    "feedback_answer": FeedbackAnswer,
    "base_number": BaseNumber,
    "report_text": ReportText,
    "column_map": ColumnMap,
    "review_rule": ReviewRule,
    "reminder": Reminder,
    "movement_print": MovementPrint,
    "sheet_line": SheetLine,
    "language_state": LanguageState,
    "hanging": Hanging,
    "timetable": Timetable,
    "timetable_slot": TimetableSlot,
    "closed_day": ClosedDay,
    "ward": Ward,
    "room": Room,
    "officer": Officer,
    "partner": Partner,
    "contact": Contact,
    "prison": Prison,
    "deadline": Deadline,
}
NAMED = ("ward", "room", "officer", "partner", "contact")
"""The lists whose entries people call by name, and may name before they are there."""
_NAMES = {cls: name for name, cls in TYPES.items()}


@dataclass(frozen=True)
class Declared:
    """One field of a record type: its declaration, its plain Python type, and its default."""

    name: str
    spec: Field | Children
    type: Any
    required: bool
    default: object


def type_name(cls: type[Record]) -> str:
    """The name a record type is stored and listed under, such as "session"."""
    return _NAMES[cls]


@cache
def declared(name: str) -> dict[str, Declared]:
    """Every declared field of the type with this name, in order. `id` is not declared: all records have one."""
    cls = TYPES[name]
    hints = typing.get_type_hints(cls, include_extras=True)
    found = {}
    for item in dataclasses.fields(cls):
        if item.name == "id":
            continue
        plain, spec = typing.get_args(hints[item.name])[:2]
        required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
        default = None if required else item.default
        found[item.name] = Declared(item.name, spec, plain, required, default)
    return found


def scalars(name: str) -> dict[str, tuple[Declared, Field]]:
    """The scalar fields of a type, each with its declaration."""
    return {k: (d, d.spec) for k, d in declared(name).items() if isinstance(d.spec, Field)}


def collections(name: str) -> dict[str, Children]:
    """The collections of a type."""
    return {k: d.spec for k, d in declared(name).items() if isinstance(d.spec, Children)}


def may_be_empty(declaration: Declared) -> bool:
    """True where None is one of the values the field can take."""
    return types.NoneType in typing.get_args(declaration.type)


def case_of(record: Record) -> str | None:
    """The id of the person whose case the record belongs to; None for what belongs to no single case."""
    if isinstance(record, Person):
        return record.id
    person = getattr(record, "person", None)
    return person if isinstance(person, str) and person else None


def day_of(record: Record) -> Any:
    """The day a record is about (a date), or None: what "newest first" sorts by."""
    for name in ("day", "started_on", "given_on", "made_on", "state_on", "due", "arrived", "week", "last"):
        if (value := getattr(record, name, None)) is not None:
            return value
    return None


def searched(record: Record) -> Iterator[tuple[Secrecy, str]]:
    """The texts of a record that search may find, each with who may see it. Children index themselves."""
    for name, (_, spec) in scalars(type_name(type(record))).items():
        value = getattr(record, name)
        if Use.SEARCH in spec.use and spec.kind in (Kind.LINE, Kind.NOTE) and value:
            yield spec.secrecy, str(value)


def search_text(record: Record) -> dict[Secrecy, str]:
    """One text for each level of secrecy: a mixed row would leak through its excerpt."""
    found: dict[Secrecy, list[str]] = {}
    for level, text in searched(record):
        found.setdefault(level, []).append(text)
    return {level: "\n".join(texts) for level, texts in found.items()}
