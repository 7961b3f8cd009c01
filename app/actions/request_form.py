"""What the form of a request opens with, and what the page of requests shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.drafts import found_draft
from app.actions.hours import Free
from app.actions.intake_form import Lists, lists
from app.actions.requests import matching_people, request_draft
from app.actions.timetable import free_hours, starts_in
from app.base.settings import USUAL_MINUTES
from app.entry.draft import Draft
from app.records.request import Request
from app.store.questions.picking import PersonLine, people_here
from app.store.questions.queue import Waiting, WaitingFacts, queue, waiting_facts

OFFERED = 3  # free hours
_LOOKED_AHEAD = 21  # days
_ENDED_SHOWN = 100


@dataclass(frozen=True)
class OpenedRequest:
    """A request to write: its draft, whom it is about (None for nobody known), and what to choose from."""

    draft: Draft
    person: PersonLine | None
    lists: Lists
    found: bool = False


@dataclass(frozen=True)
class EndedRequest:
    """A request that has ended, as the page lists it."""

    id: str
    person: str
    name: str
    state: str
    asked: dt.date
    ended: dt.date | None
    reason: str


@dataclass(frozen=True)
class RequestsView:
    """Who waits, the longest first; how long people waited this year; what has ended, the newest first."""

    waiting: tuple[Waiting, ...]
    facts: WaitingFacts
    ended: tuple[EndedRequest, ...]


@dataclass(frozen=True)
class Offer:
    """What a booking is chosen from: the first free hours, and who a request by name alone may be about."""

    free: tuple[Free, ...]
    alike: tuple[PersonLine, ...]
    lists: Lists


def open_request(desk: Desk, *, request: str = "", person: str = "", draft: str = "") -> OpenedRequest:
    """The form for a found draft, for a request to change, for somebody, or for nobody yet."""
    found = found_draft(desk, draft) if draft else request_draft(desk, request=request, person=person)
    known = (
        people_here(desk.store, viewer=desk.viewer, ids=(found.get("person"),)) if found.get("person") else []
    )
    return OpenedRequest(found, known[0] if known else None, lists(desk), bool(draft))


def requests_view(desk: Desk) -> RequestsView:
    """The queue, this year's waits, and the requests that have ended."""
    new_year = desk.today.replace(month=1, day=1)
    return RequestsView(
        queue(desk.store, viewer=desk.viewer, day=desk.today),
        waiting_facts(desk.store, viewer=desk.viewer, since=new_year, until=desk.today),
        _ended(desk),
    )


def _ended(desk: Desk) -> tuple[EndedRequest, ...]:
    found = [
        one
        for one in desk.store.find(Request, viewer=desk.viewer, order="-ended_on", limit=_ENDED_SHOWN)
        if one.state != "open"
    ]
    ids = tuple({one.person for one in found if one.person})
    names = {line.id: line.name for line in people_here(desk.store, viewer=desk.viewer, ids=ids)}
    return tuple(
        EndedRequest(
            one.id, one.person, names.get(one.person, one.name), one.state, one.day, one.ended_on, one.reason
        )
        for one in found
    )


def offer(desk: Desk, request: str) -> Offer:
    """The first free hours of the coming weeks, and the people who may be meant."""
    minutes = desk.setting(USUAL_MINUTES)
    until = desk.today + dt.timedelta(days=_LOOKED_AHEAD)
    free = (
        start
        for span in free_hours(desk, desk.today, until, minutes=minutes)
        for start in starts_in(span, minutes=minutes)
    )
    first = [one for one, _place in zip(free, range(OFFERED), strict=False)]
    known = desk.get(Request, request).person
    return Offer(tuple(first), () if known else tuple(matching_people(desk, request)), lists(desk))
