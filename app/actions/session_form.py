"""What the session form opens with: a draft, whom it is about, and what was agreed the last time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.actions.drafts import found_draft
from app.actions.people import save_person
from app.actions.school_week import open_day
from app.actions.usual import blank_session, hold_draft, planned_today, suggested_next, usual_session
from app.base.settings import USUAL_INTERVAL_DAYS
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.choices import LISTS
from app.records.place import Ward
from app.records.session import Session
from app.records.step import OPEN_STATES, Step
from app.store.questions.picking import (
    GroupLine,
    PersonLine,
    latest_groups,
    people_doing,
    people_here,
    people_in_ward,
    people_named,
)
from app.store.questions.sessions import held_with

ELSEWHERE = frozenset({"group", "phone", "video", "written"})  # forms without one person at the desk


@dataclass(frozen=True)
class About:
    """The person a session is with, as the form needs it: open steps oldest day first, and the last talk."""

    person: PersonLine
    open_steps: tuple[Step, ...]
    last: Session | None
    next_offered: dt.date


@dataclass(frozen=True)
class Opened:
    """A session form to begin with. people: those the draft names, in its order.

    found: it lies among the drafts. starts_now: it is a new talk of today, or was planned for now, so that the
    person is about to sit down here.
    """

    draft: Draft
    about: About | None
    people: tuple[PersonLine, ...]
    next_offered: dt.date
    found: bool = False
    starts_now: bool = False


@dataclass(frozen=True)
class Circle:
    """Several people who are picked in one go. kind: ward, activity or group; day: of a group, YYYY-MM-DD."""

    kind: str
    name: str
    people: tuple[PersonLine, ...]
    day: str = ""


def open_session(
    desk: Desk, *, person: str = "", draft: str = "", session: str = "", form: str = "individual"
) -> Opened:
    """A form for a found draft, a session to write down or change, a person, or nobody yet."""
    if draft:
        return _opened(desk, found_draft(desk, draft), found=True)
    if session:
        planned = desk.get(Session, session)
        return replace(_opened(desk, _of_session(desk, planned)), starts_now=_starts_now(desk, planned))
    if person:
        return choose_person(desk, person, form)
    return _opened(desk, blank_session(desk, form=form))


def with_person(desk: Desk, person_id: str, *, form: str = "individual") -> Draft:
    """The session with this person: the one planned today, which is now held, or a new one as usual."""
    planned = planned_today(desk, person_id)
    if planned and planned.form != "group":
        return hold_draft(planned)
    draft = usual_session(desk, person_id)
    draft.raw["form"] = form
    return draft


def choose_person(desk: Desk, person_id: str, form: str) -> Opened:
    """What the form becomes when this person is chosen in it."""
    opened = _opened(desk, with_person(desk, person_id, form=form))
    draft = opened.draft
    return replace(
        opened, starts_now=sits_here(draft.get("form")) and draft.get("day") == desk.today.isoformat()
    )


def sits_here(form: str) -> bool:
    """Whether one person sits at the desk in this form of session, and may read along."""
    return form not in ELSEWHERE


def add_and_choose(desk: Desk, name: str, form: str) -> Opened:
    """A new person of whom only the name is known, and the session with them."""
    draft = Draft("person", {"name": name, "arrived": desk.today.isoformat()})
    draft.record_id = draft.id
    save_person(desk, draft)
    return choose_person(desk, draft.record_id, form)


def about(desk: Desk, person_id: str, *, day: dt.date | None = None) -> About | None:
    """What the form shows beside the note; None for a person who is not there any more."""
    lines = people_here(desk.store, viewer=desk.viewer, ids=(person_id,))
    if not lines:
        return None
    steps = desk.store.find(
        Step, viewer=desk.viewer, where={"state": list(OPEN_STATES), "person": person_id}, order="due"
    )
    last = held_with(desk.store, viewer=desk.viewer, person=person_id, limit=1)
    offered = suggested_next(desk, person_id, after=day or desk.today)
    return About(lines[0], _dated_first(steps), last[0] if last else None, offered)


def find_people(desk: Desk, typed: str, *, elsewhere: bool = False) -> tuple[str, list[PersonLine]]:
    """The people whose name starts so, beside what was typed. elsewhere: colleagues' people after one's own."""
    return typed, people_named(desk.store, viewer=desk.viewer, typed=typed, elsewhere=elsewhere)


def circles(desk: Desk) -> list[Circle]:
    """Wards, activities and earlier groups with the people in them; those without anyone are left out."""
    everyone = {line.id: line for line in people_here(desk.store, viewer=desk.viewer)}
    found = [
        Circle(
            "ward", ward.name, _lines(everyone, people_in_ward(desk.store, viewer=desk.viewer, ward=ward.id))
        )
        for ward in desk.store.find(Ward, viewer=desk.viewer, where={"hidden": False}, order="name")
    ]
    found += [
        Circle(
            "activity", code, _lines(everyone, people_doing(desk.store, viewer=desk.viewer, activity=code))
        )
        for code in LISTS["person.activity"].codes()
        if code not in {"none", "other", "not_asked"}
    ]
    found += [
        _group_circle(everyone, group)
        for group in _newest_of_each(latest_groups(desk.store, viewer=desk.viewer))
    ]
    return [circle for circle in found if circle.people]


def _newest_of_each(groups: list[GroupLine]) -> list[GroupLine]:
    newest: dict[str, GroupLine] = {}
    for group in groups:
        newest.setdefault(group.topic, group)
    return list(newest.values())


def _group_circle(everyone: dict[str, PersonLine], group: GroupLine) -> Circle:
    return Circle("group", group.topic, _lines(everyone, group.people), group.day)


def _lines(everyone: dict[str, PersonLine], ids: list[str] | tuple[str, ...]) -> tuple[PersonLine, ...]:
    chosen = set(ids)
    return tuple(line for line in everyone.values() if line.id in chosen)


def _starts_now(desk: Desk, session: Session) -> bool:
    """Planned for today and not over yet by its clock; without a clock it may be any time today."""
    if session.state != "planned" or session.day != desk.today or not sits_here(session.form):
        return False
    hour, minute = (int(part) for part in (session.clock or "23:59").split(":"))
    now = desk.clock.now()
    return now.hour * 60 + now.minute < hour * 60 + minute + session.minutes


def _of_session(desk: Desk, session: Session) -> Draft:
    planned = session.state == "planned" and session.day <= desk.today
    return hold_draft(session) if planned else to_draft(session)


def _opened(desk: Desk, draft: Draft, *, found: bool = False) -> Opened:
    ids = tuple(row.get("person") for row in draft.rows("attendances"))
    lines = {line.id: line for line in people_here(desk.store, viewer=desk.viewer, ids=ids)}
    alone = draft.get("form") != "group" and len(ids) == 1
    beside = about(desk, ids[0]) if alone else None
    offered = beside.next_offered if beside else _in_usual_time(desk)
    people = tuple(lines[one] for one in ids if one in lines)
    return Opened(draft, beside, people, offered, found)


def _in_usual_time(desk: Desk) -> dt.date:
    return open_day(desk, desk.today + dt.timedelta(days=desk.setting(USUAL_INTERVAL_DAYS)))


def _dated_first(steps: list[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: (step.due is None, step.due or dt.date.max)))
