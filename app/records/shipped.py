"""What is shipped with the program as dated data: questionnaires, prisons with their schools, deadlines.

Files are read when first asked for. Prisons and deadlines become records of the store at the first start, where
a school may edit them; the files are never changed. How a questionnaire is written: resources/checklists/README.md.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.base import languages
from app.base.languages import _
from app.base.paths import resource
from app.records.place import Deadline, Prison

CHECKLIST = "2020-nvl"
_NAME = re.compile(r"[a-z0-9-]+")


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


NO_WORDS = Words("", "", "")


@dataclass(frozen=True)
class Question:
    """One question; its id (T1 … K4) is what answers refer to. covers: questions of another file that shed light on it."""

    id: str
    text: Words
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of a questionnaire: its code, what it says in general, its questions and tips."""

    code: str
    name: Words
    says: Words
    questions: tuple[Question, ...]
    tips: tuple[Words, ...]


@dataclass(frozen=True)
class Checklist:
    """One version of a questionnaire, with the source it is freely told after.

    family: what its versions have in common; the newest is the one to begin. own: answers are their counsellor's alone.
    scale: codes of checklist.answer. repeats: each round asks about the same, so that it begins as a copy of the last and
    their progress can be shown. case, notes: what the round itself asks besides, None where it asks nothing.
    named: its parts are named by whoever answers. fed_by: the questionnaire whose answers it shows; it has none of its own.
    """

    id: str
    family: str
    version: int
    own: bool
    name: Words
    title: Words
    about: Words
    source: Words
    scale: tuple[str, ...]
    prompts: dict[str, Words]
    parts: tuple[Part, ...]
    case: Words | None = None
    notes: Words | None = None
    named: bool = False
    fed_by: str = ""
    repeats: bool = True

    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for part in self.parts for question in part.questions)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((one for one in self.questions() if one.id == question_id), None)

    def part_of(self, question_id: str) -> Part | None:
        """The part that a question belongs to, or None."""
        return next((part for part in self.parts if question_id in {one.id for one in part.questions}), None)

    def prompt(self, answer: str) -> Words:
        """What is asked beside an answer."""
        return self.prompts.get(answer) or self.prompts.get("") or next(iter(self.prompts.values()), NO_WORDS)


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
    """The shipped questionnaire with this id. Raises KeyError for one that is not shipped."""
    if not is_shipped(checklist_id):
        raise KeyError(checklist_id)
    return read_checklist(json.loads(_file(checklist_id).read_text("utf-8")))


def is_shipped(checklist_id: str) -> bool:
    """Whether this program has the questionnaire: a register may hold rounds over one of a newer program."""
    return _NAME.fullmatch(checklist_id) is not None and _file(checklist_id).exists()


def _file(checklist_id: str) -> Path:
    return resource("checklists", f"{checklist_id}.json")


def is_shared(checklist_id: str) -> bool:
    """Whether rounds over this questionnaire belong to the service; those of one that is not shipped are their writer's."""
    return is_shipped(checklist_id) and not checklist(checklist_id).own


@cache
def checklists() -> tuple[Checklist, ...]:
    """The newest version of every shipped questionnaire, the 24 questions first."""
    newest: dict[str, Checklist] = {}
    for one in map(checklist, sorted(file.stem for file in resource("checklists").glob("*.json"))):
        if one.family not in newest or newest[one.family].version < one.version:
            newest[one.family] = one
    return tuple(
        sorted(newest.values(), key=lambda one: (one.family != "service", bool(one.fed_by), one.own))
    )


def read_checklist(data: dict[str, Any]) -> Checklist:
    """A questionnaire from a file of format 1. Raises KeyError or TypeError where something is missing."""
    return Checklist(
        id=data["id"],
        family=data["family"],
        version=data["version"],
        own=data["whose"] == "own",
        **{key: Words(**data[key]) for key in ("name", "title", "about", "source")},
        scale=tuple(data["scale"]),
        prompts={answer: Words(**text) for answer, text in data["prompts"].items()},
        parts=tuple(_part(one) for one in data["parts"]),
        case=Words(**data["case"]) if "case" in data else None,
        notes=Words(**data["notes"]) if "notes" in data else None,
        named=data.get("names", "") == "parts",
        fed_by=data.get("fed_by", ""),
        repeats=data.get("repeats", True) and "fed_by" not in data,
    )


def _part(data: dict[str, Any]) -> Part:
    return Part(
        code=data["code"],
        name=Words(**data["name"]),
        says=Words(**data["says"]),
        questions=tuple(
            Question(one["id"], Words(one["nb"], one["nn"], one["en"]), tuple(one.get("covers", ())))
            for one in data["questions"]
        ),
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
