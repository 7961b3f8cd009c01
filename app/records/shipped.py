"""What is shipped with the program as dated data: the checklist, prisons with their schools, deadlines.

Files are read when first asked for. Prisons and deadlines become records of the store at the first start, where
a school may edit them; the files are never changed.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.base import languages
from app.base.languages import _
from app.base.paths import resource
from app.records.place import Deadline, Prison

CHECKLIST = "2020-nvl"


@dataclass(frozen=True)
class Words:
    """A text in the three languages of the window."""

    nb: str
    nn: str
    en: str

    def said_in(self, language: str) -> str:
        """The text in nb, nn or en."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language]

    def __str__(self) -> str:
        return self.said_in(languages.current())


@dataclass(frozen=True)
class Question:
    """One of the checklist's questions; its id (T1 … K4) is what answers refer to."""

    id: str
    text: Words


@dataclass(frozen=True)
class Part:
    """A part of the checklist: its letter, what it says in general, its questions and tips."""

    code: str
    name: Words
    says: Words
    questions: tuple[Question, ...]
    tips: tuple[Words, ...]


@dataclass(frozen=True)
class Checklist:
    """A version of the quality checklist, with the source it is freely told after."""

    id: str
    version: int
    title: Words
    source: Words
    ask_how: Words
    ask_what: Words
    parts: tuple[Part, ...]

    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for part in self.parts for question in part.questions)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((one for one in self.questions() if one.id == question_id), None)

    def part_of(self, question_id: str) -> Part | None:
        """The part that a question belongs to, or None."""
        return next((part for part in self.parts if question_id in {one.id for one in part.questions}), None)


@dataclass(frozen=True)
class YearlyDate:
    """A date that comes back every year.

    moves: on a Saturday or Sunday it counts on the Monday after (the rule of upper secondary, vilbli.no).
    about: the source gives only roughly this day. confirmed: it was read at the source.
    wishes: codes of intake.wish, whom it concerns.
    """

    code: str
    month: int
    day: int
    about: bool
    moves: bool
    confirmed: bool
    label: Words
    wishes: tuple[str, ...]
    source: str

    def on(self, year: int) -> dt.date:
        """The day it falls on that year, after the weekend rule."""
        plain = dt.date(year, self.month, self.day)
        return monday_after(plain) if self.moves else plain

    def coming(self, today: dt.date) -> dt.date:
        """The next such day, today included."""
        this_year = self.on(today.year)
        return this_year if this_year >= today else self.on(today.year + 1)


def monday_after(day: dt.date) -> dt.date:
    """The Monday after a Saturday or Sunday; any other day stays."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


@cache
def checklist(checklist_id: str = CHECKLIST) -> Checklist:
    """The shipped checklist with this id. Raises KeyError for one that is not shipped."""
    file = resource("checklists", f"{checklist_id}.json")
    if not file.exists():
        raise KeyError(checklist_id)
    data = json.loads(file.read_text("utf-8"))
    return Checklist(
        id=data["id"],
        version=data["version"],
        title=Words(**data["title"]),
        source=Words(**data["source"]),
        ask_how=Words(**data["yes"]),
        ask_what=Words(**data["no"]),
        parts=tuple(_part(one) for one in data["parts"]),
    )


def _part(data: dict[str, Any]) -> Part:
    return Part(
        code=data["code"],
        name=Words(**data["name"]),
        says=Words(**data["says"]),
        questions=tuple(Question(one.pop("id"), Words(**one)) for one in data["questions"]),
        tips=tuple(Words(**one) for one in data["tips"]),
    )


@cache
def yearly_dates() -> tuple[YearlyDate, ...]:
    """The shipped deadlines and openings, as they come back every year."""
    data = json.loads(resource("lists", "deadlines.json").read_text("utf-8"))
    return tuple(
        YearlyDate(
            label=Words(**one.pop("label")),
            wishes=tuple(one.pop("wishes")),
            moves=one.pop("weekend") == "next_monday",
            **one,
        )
        for one in data["deadlines"]
    )


def shipped_deadlines(today: dt.date) -> list[Deadline]:
    """The shipped dates as records for the twelve months to come, nearest first, in the window's language."""
    as_of = json.loads(resource("lists", "deadlines.json").read_text("utf-8"))["as_of"]
    dated = [
        Deadline(
            name=_("{name}, roughly this day", name=one.label) if one.about else str(one.label),
            day=one.coming(today),
            wishes=one.wishes,
            source=one.source if one.confirmed else _("{source}, not checked", source=one.source),
            as_of=as_of,
        )
        for one in yearly_dates()
    ]
    return sorted(dated, key=lambda one: (one.day, one.name))


def shipped_prisons() -> list[Prison]:
    """The shipped prisons and the schools that serve them, as records; closed ones are hidden."""
    data = json.loads(resource("lists", "prisons.json").read_text("utf-8"))
    return [
        Prison(
            name=one["name"],
            county=one["county"],
            kind=one["kind"],
            school=one["school"],
            as_of=data["as_of"],
            hidden=one["closed"],
        )
        for one in data["prisons"]
    ]
