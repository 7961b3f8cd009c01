"""What the intake form and the person form open with, and what saving an intake leads to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.drafts import found_draft
from app.actions.intakes import intake_draft
from app.actions.named import Named, add_named, named_lists
from app.actions.people import possible_doubles
from app.actions.usual import sheet_language
from app.base.languages import sheet_languages
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.person import Person
from app.records.record import new_id
from app.records.session import Session
from app.store.questions.picking import PersonLine, people_here
from app.store.questions.sessions import planned_with

WORKDAYS_AHEAD = 3
WEEKEND = 5
CLOCKS = ("09:00", "10:00", "11:00", "12:30", "13:30")
USUAL_MINUTES = 45


@dataclass(frozen=True)
class Lists:
    """What a form chooses from. named: wards, rooms and the like by record type (app.actions.named); sheets: codes of
    the languages that printed sheets exist in."""

    named: Mapping[str, tuple[Named, ...]]
    sheets: frozenset[str]


@dataclass(frozen=True)
class OpenedIntake:
    """An intake form to begin with. person: whom it is about, None for nobody yet."""

    draft: Draft
    person: PersonLine | None
    lists: Lists
    found: bool = False


@dataclass(frozen=True)
class OpenedPerson:
    """A person form to begin with."""

    draft: Draft
    lists: Lists
    found: bool = False


@dataclass(frozen=True)
class AfterIntake:
    """The next two things: the sheet's language, and a free time for the first session; planned: there is one already."""

    person: PersonLine
    language: str
    first_day: dt.date
    first_clock: str
    planned: bool


def lists(desk: Desk) -> Lists:
    """The school's lists as they are now, and the languages of the sheets."""
    return Lists(named_lists(desk), frozenset(info.code for info in sheet_languages()))


def open_intake(desk: Desk, *, person: str = "", draft: str = "", intake: str = "") -> OpenedIntake:
    """The form for a found draft, for an intake to change, for somebody known, or for nobody yet."""
    found = found_draft(desk, draft) if draft else intake_draft(desk, person, intake)
    inner = found.rows("person")[0]
    if not inner.record_id:
        inner.record_id = new_id()
    known = people_here(desk.store, viewer=desk.viewer, ids=(inner.record_id,))
    return OpenedIntake(found, known[0] if known else None, lists(desk), bool(draft))


def choose_for_intake(desk: Desk, person: str) -> OpenedIntake:
    """What the form becomes when somebody known is chosen in it."""
    return open_intake(desk, person=person)


def open_person(desk: Desk, *, person: str = "", draft: str = "") -> OpenedPerson:
    """The form for a found draft, for somebody known, or for somebody new who came today."""
    if draft:
        return OpenedPerson(found_draft(desk, draft), lists(desk), found=True)
    if person:
        return OpenedPerson(to_draft(desk.get(Person, person)), lists(desk))
    return OpenedPerson(Draft("person", {"arrived": desk.today.isoformat()}), lists(desk))


def doubles(desk: Desk, text: str) -> list[PersonLine]:
    """Those who may be the person of this draft (as JSON) already."""
    found = tuple(person.id for person in possible_doubles(desk, Draft.from_json(text)))
    return people_here(desk.store, viewer=desk.viewer, ids=found) if found else []


def new_named(desk: Desk, kind: str, name: str) -> tuple[str, Lists]:
    """A ward, room or officer made while a form is filled in: its id, and the lists with it in them."""
    made = add_named(desk, kind, name)
    return made, lists(desk)


def after_intake(desk: Desk, person_id: str) -> AfterIntake:
    """What is offered once an intake is saved."""
    person = desk.get(Person, person_id)
    line = people_here(desk.store, viewer=desk.viewer, ids=(person_id,))[0]
    language = sheet_language(person, {info.code for info in sheet_languages()})
    day, clock = first_free(desk)
    planned = planned_with(desk.store, viewer=desk.viewer, person=person_id, since=desk.today)
    return AfterIntake(line, language, day, clock, bool(planned))


def first_free(desk: Desk) -> tuple[dt.date, str]:
    """A time at which nothing is planned, some working days ahead."""
    day = _workdays_after(desk.today, WORKDAYS_AHEAD)
    for _ahead in range(10):
        planned = desk.store.find(Session, viewer=desk.viewer, where={"day": day, "state": "planned"})
        free = [clock for clock in CLOCKS if not any(_overlap(clock, one) for one in planned)]
        if free:
            return day, free[0]
        day = _workdays_after(day, 1)
    return day, CLOCKS[0]


def _overlap(clock: str, session: Session) -> bool:
    if not session.clock:
        return False
    start, other = _minute(clock), _minute(session.clock)
    return start < other + session.minutes and other < start + USUAL_MINUTES


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _workdays_after(day: dt.date, count: int) -> dt.date:
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < WEEKEND
    return day
