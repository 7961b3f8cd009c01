"""Bookings and the queue in step: the one way in which sessions are written, and what that means for those who wait.

A request is "booked", and names a session, exactly while that session stands and its person has a place in it: one that
is planned and expects them, was held, or that they did not come to (not coming ends the wait too; whoever still wants a
talk asks again). A place that is lost gives the request back to the queue with its old date; whoever had made none gets
one, unless they wait already, wished to wait, or have left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.actions.desk import Desk
from app.records.choices import label
from app.records.interpreter import InterpreterOrder
from app.records.person import Person
from app.records.request import Request
from app.records.session import Session
from app.store.store import Transaction

CANCELLED_BY = {"cancelled_inmate": "inmate", "cancelled_school": "school", "cancelled_prison": "prison"}
"""The states of a session that did not take place → who cancelled it, as an interpreter's order says it."""
_ORDER_CANCELLED_BY = {**CANCELLED_BY, "transferred": "prison"}
OWN_WISH = "own_wish"
BACK = "cancelled"
"""The source of a request that nobody made: who had a talk that was cancelled waits for another."""
_TAKES_PLACE = ("planned", "held")


@dataclass(frozen=True)
class Written:
    """A session before and after; None for one that was not there, or is voided now."""

    before: Session | None
    after: Session | None


def case_of_session(session: Session) -> str:
    """A session with one person belongs to that person's case; a group's common part to nobody's ("")."""
    if session.form == "group" or len(session.attendances) != 1:
        return ""
    return session.attendances[0].person


def put_sessions(desk: Desk, t: Transaction, sessions: Iterable[Session]) -> int:
    """Write sessions, their interpreter orders and the queue in step; how many people are back in the queue by that."""
    in_order = sorted(sessions, key=lambda one: (one.day, one.clock))
    kept = desk.store.page(Session, [one.id for one in in_order], viewer=desk.viewer)
    before = {one.id: one for one in kept}
    written = []
    for session in in_order:
        was = before.get(session.id)
        whole = with_orders(session, was)
        t.put(whole, case=case_of_session(whole))
        written.append(Written(was, whole))
    return settle_queue(desk, t, written)


def void_session(desk: Desk, t: Transaction, session: Session, *, reason: str) -> None:
    """Take a wrong session out. Whoever it was booked for waits again; nobody waits who did not before."""
    t.void(Session, session.id, reason=reason)
    settle_queue(desk, t, [Written(session, None)])


def with_orders(session: Session, before: Session | None) -> Session:
    """The session with its interpreter orders as they are after what has happened to it.

    A session that does not take place cancels them; one at another time needs them confirmed anew; one that takes
    place after all needs them ordered anew.
    """
    return replace(session, interpreters=tuple(_order(one, session, before) for one in session.interpreters))


def _order(order: InterpreterOrder, session: Session, before: Session | None) -> InterpreterOrder:
    by = _ORDER_CANCELLED_BY.get(session.state)
    if by and order.state != "cancelled":
        return replace(order, state="cancelled", cancelled_by=by)
    if before is None or session.state != "planned":
        return order
    if before.state in _ORDER_CANCELLED_BY and order.state == "cancelled":
        return _wanted_again(order)
    moved = (before.day, before.clock) != (session.day, session.clock)
    return replace(order, state="ordered") if moved and _was_confirmed(order, before) else order


def _wanted_again(order: InterpreterOrder) -> InterpreterOrder:
    by_us = order.cancelled_by in _ORDER_CANCELLED_BY.values()
    return replace(order, state="wanted", cancelled_by="") if by_us else order


def _was_confirmed(order: InterpreterOrder, before: Session) -> bool:
    """Whether the confirmation stems from the time before, and was not just written down."""
    known = any(one.id == order.id and one.state == "confirmed" for one in before.interpreters)
    return order.state == "confirmed" and known


def settle_queue(desk: Desk, t: Transaction, written: Sequence[Written]) -> int:
    """Bring the requests of everyone in these sessions in step; how many people are back in the queue by that."""
    queue = _Queue(desk, t, written)
    for one in written:
        queue.give_back(one)
    for one in written:
        queue.take(one)
    return len(queue.back)


def held_for(session: Session | None) -> set[str]:
    """The people who have a place in it: those expected, or all who stood in it when it was held or missed."""
    if session is None or session.state not in {*_TAKES_PLACE, "no_show"}:
        return set()
    planned = session.state == "planned"
    return {row.person for row in session.attendances if row.came or not planned}


def _in_order(session: Session | None, people: set[str]) -> list[str]:
    """These people in the order in which they stand in the session."""
    return [row.person for row in session.attendances if row.person in people] if session else []


def _serves(session: Session | None) -> set[str]:
    """The people whose wait it ends: those who are to come, or came."""
    if session is None or session.state not in _TAKES_PLACE:
        return set()
    return {row.person for row in session.attendances if row.came}


class _Queue:
    """The requests that some sessions concern, as they are in the transaction that is being written."""

    def __init__(self, desk: Desk, t: Transaction, written: Sequence[Written]) -> None:
        self.back: set[str] = set()
        self._desk, self._t = desk, t
        sessions = [one for pair in written for one in (pair.before, pair.after) if one]
        self._people = sorted({row.person for one in sessions for row in one.attendances})
        self._booked = self._found({"session": sorted({one.id for one in sessions}), "state": "booked"})
        self._open = self._found({"person": self._people, "state": "open"})

    def give_back(self, pair: Written) -> None:
        """Those who lost their place wait again, or their request ends with it."""
        stays = held_for(pair.after)
        session = pair.after or pair.before
        lost = [one for one in self._booked if session and one.session == session.id]
        for request in lost:
            if request.person not in stays:
                self._let_go(request, pair.after)
        for person in _in_order(pair.before, held_for(pair.before) - stays):
            if pair.after and self._is_owed(person, pair.after):
                day = min(self._desk.today, pair.after.day)
                self._wait(Request(day=day, person=person, source=BACK))

    def take(self, pair: Written) -> None:
        """A place ends the open requests of whoever it is for, those made after its day left out."""
        session, before = pair.after, pair.before
        if session is None:
            return
        same = before is not None and before.state == session.state
        fresh = _serves(session) - (_serves(before) if same else set())
        for request in [one for one in self._open if one.person in fresh and one.day <= session.day]:
            self._open.remove(request)
            self.back.discard(request.person)
            self._put(
                replace(request, state="booked", session=session.id, ended_on=self._desk.today, reason="")
            )

    def _let_go(self, request: Request, session: Session | None) -> None:
        """Its session holds no place for it any more: back with the old date, unless the person wants no talk or left."""
        self._booked.remove(request)
        today = self._desk.today
        free = replace(request, session="", state="open", ended_on=None)
        if request.person in self._gone or (session and session.state == "transferred"):
            self._put(replace(free, state="left", ended_on=today))
        elif session and _is_own_wish(session):
            reason = label("cancel.reason", OWN_WISH)
            self._put(replace(free, state="declined", ended_on=today, reason=reason))
        else:
            self._wait(free)

    def _is_owed(self, person: str, session: Session) -> bool:
        """Whether somebody who loses a place in a cancelled session goes into the queue without having been in it."""
        cancelled = session.state in CANCELLED_BY and not _is_own_wish(session)
        waits = any(one.person == person for one in self._open)
        return cancelled and not waits and person not in self._gone

    def _wait(self, request: Request) -> None:
        self._open.append(request)
        self.back.add(request.person)
        self._put(request)
        self._take_out_doubles(request.person)

    def _take_out_doubles(self, person: str) -> None:
        """What the program itself put into the queue goes where the person waits since the same day or an earlier one."""
        _first, *later = sorted(
            (one for one in self._open if one.person == person), key=lambda one: (one.day, one.source == BACK)
        )
        for request in [one for one in later if one.source == BACK]:
            self._open.remove(request)
            self._t.void(Request, request.id, reason="twice")

    def _put(self, request: Request) -> None:
        self._t.put(request, case=request.person)

    @cached_property
    def _gone(self) -> set[str]:
        page = self._desk.store.page(Person, self._people, viewer=self._desk.viewer)
        return {person.id for person in page if person.left_on is not None}

    def _found(self, where: dict[str, object]) -> list[Request]:
        return self._desk.store.find(Request, viewer=self._desk.viewer, where=where, order="day")


def _is_own_wish(session: Session) -> bool:
    return session.state == "cancelled_inmate" and session.cancel_reason == OWN_WISH
