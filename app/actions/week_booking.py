"""Booking in the week: what the little form begins with, and keeping what it says. The rest is as the last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.moving import move
from app.actions.requests import book_request
from app.actions.series import book_series, move_series
from app.actions.sessions import save_session
from app.actions.timetable import Free, clashes, free_hours, starts_in
from app.actions.usual import blank_session, usual_session
from app.base.languages import N_
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import to_draft
from app.entry.when import read_appointment, read_clock, read_day
from app.records.record import new_id
from app.records.request import Request
from app.records.session import Session
from app.records.timetable import WEEKDAYS
from app.store.store import Changes

AHEAD = dt.timedelta(days=28)
"""How far ahead a moved talk is offered another free hour."""
_ASKED_BY = ("self", "contact_officer", "teacher", "nav")
_AGAIN = (
    *("clock", "minutes", "form", "topic", "group_type", "language", "language_handling"),
    *("place", "room", "initiated_by"),
)


@dataclass(frozen=True)
class Wish:
    """What is to be booked: the talk as a draft, the request that it answers, and how often it comes back.

    request: "" for none; weeks: 0 for once, else every so many weeks until the day that is typed.
    """

    draft: Draft
    request: str = ""
    weeks: int = 0
    until: str = ""


def booking_draft(desk: Desk, *, day: dt.date, clock: str, person: str = "", request: str = "") -> Draft:
    """A planned talk with somebody, or for a request that is still about a name alone."""
    asked = desk.get(Request, request) if request else None
    who = person or (asked.person if asked else "")
    draft = usual_session(desk, who) if who else blank_session(desk, form="individual")
    draft.raw |= {"day": day.isoformat(), "clock": clock, "state": "planned"}
    if asked:
        draft.raw["initiated_by"] = asked.source if asked.source in _ASKED_BY else ""
        if asked.language and not who:
            draft.raw["language"] = asked.language
    order_interpreter(draft, draft.get("language_handling").removeprefix("interpreter_") if who else "")
    return draft


def repeated_draft(desk: Desk, session: str) -> Draft:
    """A booking once more, a week later: the first of a series that goes on from it."""
    kept = to_draft(desk.get(Session, session))
    draft = Draft("session", {name: kept.get(name) for name in _AGAIN if kept.get(name)}, record_id=new_id())
    day = dt.date.fromisoformat(kept.get("day")) + dt.timedelta(weeks=1)
    draft.raw |= {"day": day.isoformat(), "state": "planned"}
    expected = (row for row in kept.rows("attendances") if row.get("came") != "no")
    draft.children["attendances"] = [Draft("attendance", {"person": row.get("person")}) for row in expected]
    return draft


def order_interpreter(draft: Draft, kind: str) -> None:
    """Write down that an interpreter of a kind (interpreter.kind) is wanted, in the talk's language; "" for none."""
    wanted = kind in {"room", "phone", "screen"} and draft.get("language") not in {"", "nb", "nn"}
    said = {"language": draft.get("language"), "kind": kind, "state": "wanted"}
    draft.children["interpreters"] = [Draft("interpreter", said)] if wanted else []
    if wanted:
        draft.raw["language_handling"] = f"interpreter_{kind}"
    elif draft.get("language_handling").startswith("interpreter_"):
        draft.raw["language_handling"] = "shared_language"


def book_here(desk: Desk, wish: Wish) -> Changes:
    """Book the talk, once or as a series. Raises Invalid with problems at the draft's fields, at weeks and at until."""
    draft = wish.draft
    day = read_day(draft.get("day"), today=desk.today)
    if day is None or day < desk.today:
        raise Invalid([Problem(("day",), N_("Write a day to come, such as +14, tir 10 or 3.3 9.15."))])
    if wish.weeks:
        until = read_day(wish.until, today=desk.today)
        if until is None:
            raise Invalid([Problem(("until",), N_("Write a day to come, such as +14, tir 10 or 3.3 9.15."))])
        return book_series(desk, draft, weeks=wish.weeks, until=until)
    if draft.rows("attendances"):
        return save_session(desk, draft)
    if not wish.request:
        raise Invalid([Problem(("attendances",), N_("Choose who the session is with."))])
    minutes = int(draft.get("minutes")) if draft.get("minutes").isdigit() else None
    return book_request(
        desk, wish.request, day=day, clock=draft.get("clock"), minutes=minutes, room=draft.get("room")
    )


def in_the_way(desk: Desk, draft: Draft) -> tuple[str, ...]:
    """What stands in the way of the talk as it is written now, in words."""
    return tuple(clash.text for clash in clashes(desk, draft))


def other_hours(desk: Desk, since: dt.date, *, minutes: int, count: int = 5) -> tuple[Free, ...]:
    """The next free hours for a talk of this length, from a day on."""
    first = max(since, desk.today)
    found = free_hours(desk, first, first + AHEAD, minutes=minutes)
    return tuple(piece for gap in found for piece in starts_in(gap, minutes=minutes))[:count]


def move_when(desk: Desk, ids: Sequence[str], when: str, *, by: str = "", reason: str = "") -> Changes:
    """Move bookings to what is typed ("tor 10", "+7"); each keeps its clock where none is said. Raises Invalid at when."""
    return move(desk, ids, when=when, by=by, reason=reason)


def move_series_when(
    desk: Desk, series: str, since: dt.date, when: str, *, by: str = "", reason: str = ""
) -> Changes:
    """Move what is left of a series to the weekday and the clock that are typed ("tor 10", "tor", "10.30")."""
    clock = read_clock(when)
    read = None if clock else read_appointment(when, today=desk.today)
    if clock is None and read is None:
        raise Invalid([Problem(("when",), N_("Write a weekday, a time or both, such as tor 10."))])
    weekday = WEEKDAYS[read.day.weekday()] if read else ""
    at = clock or (read.clock if read else "")
    return move_series(desk, series, since=since, weekday=weekday, clock=at, by=by, reason=reason)
