"""What the intake form and the person form open with, and what saving an intake leads to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.actions.desk import Desk
from app.actions.drafts import found_draft
from app.actions.intakes import intake_draft
from app.actions.named import Named, add_named, named_lists
from app.actions.people import possible_doubles
from app.actions.steps import save_step
from app.actions.timetable import first_free as free_from
from app.actions.usual import sheet_language
from app.base.holidays import next_workday
from app.base.languages import _, sheet_languages
from app.base.settings import USUAL_MINUTES
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.person import Person
from app.records.record import new_id
from app.store.questions.arrivals import called
from app.store.questions.picking import PersonLine, people_here
from app.store.questions.sessions import latest_intake, planned_with
from app.store.questions.wording import wording
from app.store.store import Changes

WORKDAYS_AHEAD = 3
NOT_NOW = frozenset({"declined", "later"})
ASKED_AGAIN_AFTER = dt.timedelta(weeks=8)


@dataclass(frozen=True)
class Lists:
    """What a form chooses from. named: wards, rooms and the like by record type (app.actions.named); sheets: codes of
    the languages that printed sheets exist in; states: how far each of them has come at this school."""

    named: Mapping[str, tuple[Named, ...]]
    sheets: frozenset[str]
    states: Mapping[str, str] = field(default_factory=dict)


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
    """The next two things: the sheet's language, and a free time for the first session; planned: there is one already.

    not_now: guidance was said no or later to, so that asking again is offered instead of a session; again: the day for
    that which the intake itself says.
    """

    person: PersonLine
    language: str
    first_day: dt.date
    first_clock: str
    planned: bool
    not_now: bool = False
    again: dt.date | None = None


def lists(desk: Desk) -> Lists:
    """The school's lists as they are now, and the languages of the sheets."""
    states = {info.code: info.state for info in wording(desk.store, viewer=desk.viewer).languages()}
    return Lists(named_lists(desk), frozenset(states), states)


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
    draft = Draft.from_json(text)
    own = [person.id for person in possible_doubles(desk, draft)]
    named = called(desk.store, viewer=desk.viewer, names=[draft.get("name")])  # colleagues' people too
    theirs = [one.id for lines in named.values() for one in lines if one.keeper]
    found = (*own, *theirs)
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
    planned = bool(planned_with(desk.store, viewer=desk.viewer, person=person_id, since=desk.today))
    intake = latest_intake(desk.store, viewer=desk.viewer, person=person_id)
    if intake is not None and intake.offer in NOT_NOW and not planned:
        soon = desk.today + ASKED_AGAIN_AFTER
        return AfterIntake(line, language, soon, "", planned, not_now=True, again=intake.ask_again)
    day, clock = first_free(desk)
    return AfterIntake(line, language, day, clock, planned)


def remind_to_ask(desk: Desk, person_id: str, day: str) -> Changes:
    """A step of the counsellor's own: ask again on this day (raw text of a draft). Raises Invalid."""
    raw = {"person": person_id, "text": _("Ask again about guidance"), "who": "counsellor", "due": day}
    return save_step(desk, Draft("step", raw))


def first_free(desk: Desk) -> tuple[dt.date, str]:
    """An hour of guidance in which nothing is planned, some working days ahead; no clock where none is free for long."""
    since = next_workday(desk.today, ahead=WORKDAYS_AHEAD)
    free = free_from(desk, since, minutes=desk.setting(USUAL_MINUTES))
    return (free.day, free.clock) if free else (since, "")
