"""Requests for a talk: written down in a few keys, matched with a person, booked, or ended in another way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.actions.bookings import held_for, put_sessions
from app.actions.desk import Desk
from app.actions.people import put_person
from app.actions.sessions import judged_session, shown_day
from app.actions.usual import spoken_with, usual_session
from app.base.days import show_clock
from app.base.folding import fold
from app.base.languages import N_, _, current
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import to_draft, validated
from app.entry.when import read_clock, read_day
from app.records.person import Person
from app.records.request import Request
from app.records.session import Session
from app.store.errors import RecordGone
from app.store.questions.picking import PersonLine, people_here
from app.store.questions.queue import namesakes
from app.store.store import Changes, Transaction

ENDED = ("answered", "declined", "left")
"""The states in which a request ends without a talk."""
_ASKED_BY = {"self": "self", "contact_officer": "contact_officer", "teacher": "teacher", "nav": "nav"}


def request_draft(desk: Desk, *, request: str = "", person: str = "") -> Draft:
    """A request to begin with: an empty one of today, one of somebody, or one that is kept, to be changed."""
    if request:
        return to_draft(desk.get(Request, request))
    draft = Draft("request", {"day": desk.today.isoformat(), "source": "self"})
    if person:
        draft.raw |= {"person": person}
        if not is_theirs(desk, person):
            draft.raw["language"] = spoken_with(desk.get(Person, person))
    return draft


def save_request(desk: Desk, draft: Draft) -> Changes:
    """Keep a new or changed request, of a person or of a name and a ward alone. Raises Invalid."""
    request = _consistent(desk, validated(draft, Request, today=desk.today))
    with desk.store.transaction("request.saved", actor=desk.viewer) as t:
        _put(t, request)
        t.delete_draft(draft.id)
        name = _name(desk, request)
        t.text = (
            _("{name} is in the queue", name=name) if request.state == "open" else _("The request is saved")
        )
    return t.changes()


def end_request(desk: Desk, id: str, *, state: str, reason: str = "", ask_again: str = "") -> Changes:
    """The request ends without a talk. state: answered, declined or left; reason and ask_again (a day as typed) belong
    to "declined". Raises Invalid at `state` and `ask_again`."""
    if state not in ENDED:
        raise Invalid([Problem(("state",), N_("Choose one from the list."))])
    request = replace(
        desk.get(Request, id), state=state, session="", ended_on=desk.today, reason="", ask_again=None
    )
    if state == "declined":
        request = replace(request, reason=" ".join(reason.split()), ask_again=_day_to_ask(desk, ask_again))
    with desk.store.transaction(f"request.{state}", actor=desk.viewer, text=_ended_said(state)) as t:
        _put(t, request)
    return t.changes()


def reopen_request(desk: Desk, id: str) -> Changes:
    """The request waits again, with its old date; a talk that it was booked for stays booked."""
    request = desk.get(Request, id)
    text = _("{name} is in the queue", name=_name(desk, request))
    with desk.store.transaction("request.reopened", actor=desk.viewer, text=text) as t:
        _put(t, _opened(request))
    return t.changes()


def matching_people(desk: Desk, id: str) -> list[PersonLine]:
    """The people who may be the one that a request names: the same name or alias, marks and capitals aside."""
    return people_named_alike(desk, desk.get(Request, id).name)


def people_named_alike(desk: Desk, name: str) -> list[PersonLine]:
    """The people with this name or alias, marks and capitals aside; those still here first."""
    ids = namesakes(desk.store, viewer=desk.viewer, folded=fold(name))
    lines = {line.id: line for line in people_here(desk.store, viewer=desk.viewer, ids=ids)} if ids else {}
    return [lines[one] for one in ids if one in lines]


def settle_person(desk: Desk, id: str, *, person: str = "") -> Changes:
    """Say who a request by name alone is about: this person, or ("") a new one made from its name, ward and language.

    What the slip says of ward and language is kept where the person's own record says nothing yet.
    """
    request = desk.get(Request, id)
    with desk.store.transaction("request.settled", actor=desk.viewer) as t:
        known = _settled(desk, t, request, person)
        _put(t, replace(request, person=known.id, name="", ward=""))
        t.text = _("The request is {name}'s", name=known.name)
    return t.changes()


def book_request(
    desk: Desk,
    id: str,
    *,
    day: dt.date,
    clock: str,
    minutes: int | None = None,
    room: str = "",
    person: str | None = None,
) -> Changes:
    """Book a talk for a request; everything else is as the last time with this person.

    person: who a request by name alone is about, "" for somebody new. A name that nobody has becomes a person by itself.
    Raises Invalid at `day` and `clock`, and at `person` where somebody is called so and it is not said who is meant.
    """
    request = desk.get(Request, id)
    if day < desk.today:
        raise Invalid([Problem(("day",), N_("This day has passed. Write a day to come, such as +14."))])
    if clock and read_clock(clock) is None:
        raise Invalid([Problem(("clock",), N_("Write a time such as 9, 915 or 09.15."))])
    if person is None and not request.person and matching_people(desk, id):
        raise Invalid([Problem(("person",), N_("Choose who it is about."))])
    with desk.store.transaction("request.booked", actor=desk.viewer) as t:
        known = _settled(desk, t, request, request.person or person or "")
        _put(t, _opened(replace(request, person=known.id, name="", ward="")))
        session = _talk(desk, known, request, day=day, clock=clock, minutes=minutes, room=room)
        put_sessions(desk, t, [session])
        at = show_clock(session.clock, language=current()) if session.clock else ""
        when = f"{shown_day(day, desk.today)} {at}".strip()
        t.text = _("{name} is booked for {day}", name=known.name, day=when)
    return t.changes()


def _talk(
    desk: Desk, person: Person, request: Request, *, day: dt.date, clock: str, minutes: int | None, room: str
) -> Session:
    draft = usual_session(desk, person.id)
    draft.raw |= {"day": day.isoformat(), "clock": clock, "state": "planned", "room": room}
    draft.raw["initiated_by"] = _ASKED_BY.get(request.source, "")
    if minutes:
        draft.raw["minutes"] = str(minutes)
    return judged_session(desk, draft)


def _settled(desk: Desk, t: Transaction, request: Request, person: str) -> Person:
    """The person, written with what the request says and their record does not; a new one for ""."""
    if person and is_theirs(desk, person):
        return Person(
            id=person, name=_line(desk, person).name
        )  # the slip goes to a colleague, and says all it says
    known = desk.get(Person, person) if person else Person(name=request.name)
    says_language = known.reads_best or known.mother_tongue
    whole = replace(
        known,
        ward=known.ward or request.ward,
        reads_best=known.reads_best if says_language else request.language,
    )
    if not person or whole != known:
        put_person(t, whole)
    return whole


def _put(t: Transaction, request: Request) -> None:
    t.put(request, case=request.person)


def _opened(request: Request) -> Request:
    return replace(request, state="open", session="", ended_on=None, reason="", ask_again=None)


def _consistent(desk: Desk, request: Request) -> Request:
    """The request with what its state needs and nothing that it does not. Raises Invalid."""
    if request.state == "open":
        return _opened(request)
    ended = replace(request, ended_on=request.ended_on or desk.today)
    if request.state != "booked":
        return replace(ended, session="")
    if not request.session or request.person not in held_for(desk.get(Session, request.session)):
        raise Invalid([Problem(("session",), N_("This session is not planned with this person."))])
    return ended


def _day_to_ask(desk: Desk, text: str) -> dt.date | None:
    if not text.strip():
        return None
    day = read_day(text, today=desk.today)
    if day is None or day < desk.today:
        raise Invalid([Problem(("ask_again",), N_("Write the date, such as +14 or 3.3."))])
    return day


def _name(desk: Desk, request: Request) -> str:
    return _line(desk, request.person).name if request.person else request.name


def is_theirs(desk: Desk, person: str) -> bool:
    """Whether somebody's case is a colleague's, and not open."""
    return bool(_line(desk, person).keeper)


def _line(desk: Desk, person: str) -> PersonLine:
    found = people_here(desk.store, viewer=desk.viewer, ids=(person,))
    if not found:
        raise RecordGone()
    return found[0]


def _ended_said(state: str) -> str:
    if state == "left":
        return _("The request has ended: the person has left")
    return _("The request is answered") if state == "answered" else _("The request is declined")
