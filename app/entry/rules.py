"""Rules over several fields of a record: plain functions, one a record type that has any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from app.base.languages import N_
from app.entry.problems import Problem
from app.records.checklist import ChecklistRound
from app.records.person import Person
from app.records.release import Release
from app.records.request import Request
from app.records.session import Session
from app.records.shipped import is_shipped
from app.records.timetable import ClosedDay, TimetableSlot

ONE_PERSON_FORMS = frozenset({"individual", "three_party", "phone", "video", "written", "corridor"})


def session_rules(session: Session, today: dt.date) -> Iterable[Problem]:
    """Who took part fits the form; what was held is not in the future; nobody is named twice."""
    people = [row.person for row in session.attendances]
    if session.form in ONE_PERSON_FORMS and len(people) != 1:
        yield Problem(("attendances",), N_("Choose who the session is with."))
    if session.form == "group" and not people and not session.headcount and session.state == "held":
        yield Problem(("attendances",), N_("Add those who came, or how many they were."))
    if len(set(people)) != len(people):
        yield Problem(("attendances",), N_("The same person stands here twice."))
    if session.state in {"held", "no_show"} and session.day > today:
        yield Problem(("day",), N_("This day has not come yet. Choose “planned”, or change the date."))
    if session.form == "group" and session.state == "planned" and not session.topic:
        yield Problem(("topic",), N_("Write what the group is about."))


def person_rules(person: Person, today: dt.date) -> Iterable[Problem]:
    """Days lie in their order."""
    if person.arrived and person.left_on and person.left_on < person.arrived:
        yield Problem(("left_on",), N_("This is before the person arrived."))
    if person.arrived and person.arrived > today:
        yield Problem(("arrived",), N_("This day has not come yet."))


def round_rules(checklist_round: ChecklistRound, today: dt.date) -> Iterable[Problem]:
    """The questionnaire is one of those shipped, and a question is answered once."""
    if not is_shipped(checklist_round.checklist):
        yield Problem(("checklist",), N_("The program has no such questionnaire."))
    asked = [answer.question for answer in checklist_round.answers]
    if len(set(asked)) != len(asked):
        yield Problem(("answers",), N_("The same question stands here twice."))


def slot_rules(slot: TimetableSlot, today: dt.date) -> Iterable[Problem]:
    """Hours end after they begin."""
    if slot.end <= slot.start:
        yield Problem(("end",), N_("This is before it begins."))


def closed_rules(closed: ClosedDay, today: dt.date) -> Iterable[Problem]:
    """Closed days lie in their order."""
    if closed.until and closed.until < closed.day:
        yield Problem(("until",), N_("This is before the first day."))


def request_rules(request: Request, today: dt.date) -> Iterable[Problem]:
    """Somebody asks, and has asked already."""
    if not request.person and not request.name:
        yield Problem(("name",), N_("Write a name, or choose the person."))
    if request.day > today:
        yield Problem(("day",), N_("This day has not come yet."))


def release_rules(release: Release, today: dt.date) -> Iterable[Problem]:
    """Nobody agrees to what was not explained to them (domain.md 10.1); days lie in their order.

    "Explained, will answer later" needs nothing, so that it can always be stored.
    """
    if release.answer == "given" and not release.language:
        yield Problem(
            ("language",), N_("Say in which language it was explained. Without that it is not a consent.")
        )
    if release.answer == "given" and not release.explained_by:
        yield Problem(
            ("explained_by",),
            N_(
                "Say how it was explained. Where there was no common language, no sheet and no interpreter, it is no "
                "consent: choose “explained, will answer later”."
            ),
        )
    for name in ("expires_on", "withdrawn_on"):
        day = getattr(release, name)
        if day is not None and release.given_on is not None and day < release.given_on:
            yield Problem((name,), N_("This is before the day of the answer."))


RULES: dict[str, Callable[[Any, dt.date], Iterable[Problem]]] = {
    "session": session_rules,
    "person": person_rules,
    "checklist_round": round_rules,
    "request": request_rules,
    "timetable_slot": slot_rules,
    "closed_day": closed_rules,
    "release": release_rules,
}
