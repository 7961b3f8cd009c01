"""A generated week: bookings, requests, moves, cancellations and undos in any order, and what must hold after each."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.actions import cancelling, corrections, moving, requests, series, sessions
from app.actions.leaving import Leaving, leave
from app.actions.named import add_named
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.entry.validate import to_draft
from app.records.person import Person
from app.records.record import new_id
from app.records.request import Request
from app.records.session import Session
from app.store.questions.movement import movements
from app.store.questions.queue import queue
from app.store.store import Changes
from tests.builders import MONDAY, add_person, new_desk

NAMES = ("Lyngvar", "Havmod", "Ospar", "Tindre")
CLOCKS = ("", "09:00", "10:30", "13:00")
STANDING = ("planned", "held", "no_show")
OFF = ("no_show", *(f"cancelled_{by}" for by in cancelling.BY))
TABLES = ("request", "session", "attendance", "interpreter", "series", "person", "step", "referral")
Rows = dict[str, list[tuple[object, ...]]]

some_days = st.integers(0, 9)
some_people = st.lists(st.integers(0, len(NAMES) - 1), min_size=1, max_size=3, unique=True)
clocks = st.sampled_from(CLOCKS)
reasons = st.sampled_from(("", "staffing", "court", "own_wish"))
cancellers = st.sampled_from(cancelling.BY)


@dataclass(frozen=True)
class Place:
    """A booking as it is expected to be, told without the store."""

    day: dt.date
    clock: str
    state: str
    people: frozenset[str]
    room: str = ""
    series: str = ""


class Week(RuleBasedStateMachine):
    """Keeps beside the register what each booking should be, and the register's rows before each step for its undo."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FixedClock(MONDAY)
        self.desk = new_desk(self.folder, clock=self.clock)
        self.people = [add_person(self.desk, name) for name in NAMES]
        self.rooms = ["", add_named(self.desk, "room", "rom 12")]
        self.places: dict[str, Place] = {}
        self.asked: dict[str, tuple[dt.date, str]] = {}
        self.done: list[tuple[Rows, dict[str, Place], dict[str, tuple[dt.date, str]]]] = []
        self.first_seen: dict[str, int] = {}
        self.steps = 0

    def teardown(self) -> None:
        self.desk.store.close()
        shutil.rmtree(self.folder)

    # --- looking ---

    def rows(self) -> Rows:
        """Everything that is kept, row by row, without the place in the file."""
        found: Rows = {}
        for table in TABLES:
            dicts = self.desk.store.connection.dicts(f"SELECT * FROM {table} ORDER BY id")
            found[table] = [tuple(v for k, v in row.items() if k != "number") for row in dicts]
        return found

    def every_request(self) -> list[Request]:
        return self.desk.store.find(Request, viewer=self.desk.viewer)

    def open_of(self, person: str) -> set[str]:
        return {one.id for one in self.every_request() if one.state == "open" and one.person == person}

    def booked_at(self, ids: Iterable[str]) -> list[Request]:
        wanted = set(ids)
        return [one for one in self.every_request() if one.state == "booked" and one.session in wanted]

    def gone(self) -> set[str]:
        return {
            one.id for one in self.desk.store.find(Person, viewer=self.desk.viewer) if one.left_on is not None
        }

    def ids(self, *states: str) -> list[str]:
        return [id for id, place in self.places.items() if place.state in states]

    def in_order(self, people: Iterable[str]) -> list[str]:
        """The same each time, though ids are drawn anew for each week."""
        return [one for one in self.people if one in set(people)]

    def with_wrong_people(self) -> list[str]:
        """Where one person can be put in the place of another."""
        return [id for id, one in self.places.items() if 0 < len(one.people) < len(NAMES)]

    def day(self, ahead: int) -> dt.date:
        return self.desk.today + dt.timedelta(days=ahead)

    # --- doing ---

    def act(self, verb: Callable[[], Changes], touched: Iterable[str]) -> None:
        """One step: what it was before is kept for the undo; nobody whom it does not touch waits more or less by it."""
        others = [one for one in self.people if one not in set(touched)]
        before = {one: self.open_of(one) for one in others}
        kept = (self.rows(), dict(self.places), dict(self.asked))
        if verb().records:  # what changes nothing is not taken back
            self.done.append(kept)
        assert {one: self.open_of(one) for one in others} == before

    def served(self, people: Iterable[str], day: dt.date) -> None:
        """Nobody who has just got a place waits since that day or longer."""
        for one in self.every_request():
            assert not (one.person in set(people) and one.state == "open" and one.day <= day)

    @rule(ahead=some_days, clock=clocks, who=some_people, where=st.integers(0, 1), ordered=st.booleans())
    def book(self, ahead: int, clock: str, who: list[int], where: int, ordered: bool) -> None:
        people = [self.people[one] for one in who]
        raw = {
            "day": self.day(ahead).isoformat(),
            "clock": clock,
            "state": "planned",
            "room": self.rooms[where],
        }
        raw |= {"form": "individual" if len(people) == 1 else "group", "topic": "CV"}
        rows = [Draft("attendance", {"person": one}) for one in people]
        orders = [Draft("interpreter", {"language": "pl", "state": "confirmed"})] if ordered else []
        draft = Draft("session", raw, {"attendances": rows, "interpreters": orders}, record_id=new_id())
        self.act(lambda: sessions.save_session(self.desk, draft), people)
        place = Place(self.day(ahead), clock, "planned", frozenset(people), self.rooms[where])
        self.places[draft.record_id] = place
        self.served(people, place.day)

    @rule(who=st.integers(0, len(NAMES)), ago=st.integers(0, 20))
    def ask(self, who: int, ago: int) -> None:
        """Somebody who is known asks, or somebody of whom only the name is."""
        draft = requests.request_draft(self.desk)
        draft.raw |= {"day": self.day(-ago).isoformat()}
        draft.raw |= {"person": self.people[who]} if who < len(NAMES) else {"name": "Solmund"}
        draft.record_id = new_id()
        touched = [self.people[who]] if who < len(NAMES) else []
        self.act(lambda: requests.save_request(self.desk, draft), touched)
        self.asked[draft.record_id] = (self.day(-ago), "self")

    @precondition(lambda self: any(one.name for one in self.every_request()))
    @rule(data=st.data(), who=st.integers(0, len(NAMES) - 1))
    def settle(self, data: st.DataObject, who: int) -> None:
        nameless = [one.id for one in self.every_request() if one.name]
        request = data.draw(st.sampled_from(nameless))
        person = self.people[who]
        self.act(lambda: requests.settle_person(self.desk, request, person=person), [person])
        assert self.desk.get(Request, request).person == person

    @precondition(lambda self: any(one.state == "open" and one.person for one in self.every_request()))
    @rule(data=st.data(), ahead=some_days, clock=clocks)
    def book_request(self, data: st.DataObject, ahead: int, clock: str) -> None:
        waiting = [one for one in self.every_request() if one.state == "open" and one.person]
        request = data.draw(st.sampled_from(waiting))
        day = self.day(ahead)
        verb = lambda: requests.book_request(self.desk, request.id, day=day, clock=clock)  # noqa: E731
        self.act(verb, [request.person])
        session = self.desk.get(Request, request.id).session
        self.places[session] = Place(day, clock, "planned", frozenset({request.person}))
        self.served([request.person], day)

    @precondition(lambda self: any(one.state == "open" for one in self.every_request()))
    @rule(data=st.data(), state=st.sampled_from(requests.ENDED))
    def end_request(self, data: st.DataObject, state: str) -> None:
        waiting = [one.id for one in self.every_request() if one.state == "open"]
        request = data.draw(st.sampled_from(waiting))
        person = self.desk.get(Request, request).person
        self.act(lambda: requests.end_request(self.desk, request, state=state), [person])

    @precondition(lambda self: self.ids("planned"))
    @rule(data=st.data(), ahead=some_days, clock=clocks)
    def move(self, data: st.DataObject, ahead: int, clock: str) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.ids("planned")), min_size=1, max_size=3, unique=True))
        day = self.day(ahead)
        self.act(lambda: moving.move_to(self.desk, ids, day=day, clock=clock), [])
        for one in ids:
            self.places[one] = replace(self.places[one], day=day, clock=clock or self.places[one].clock)

    @precondition(lambda self: self.ids("planned"))
    @rule(data=st.data(), by=cancellers, reason=reasons)
    def cancel(self, data: st.DataObject, by: str, reason: str) -> None:
        ids = data.draw(st.lists(st.sampled_from(self.ids("planned")), min_size=1, max_size=3, unique=True))
        self.call_off(lambda: cancelling.cancel(self.desk, ids, by=by, reason=reason), ids, by, reason)

    @precondition(lambda self: self.ids("planned"))
    @rule(data=st.data(), by=cancellers, reason=reasons, where=st.integers(0, 1))
    def cancel_day(self, data: st.DataObject, by: str, reason: str, where: int) -> None:
        day = self.places[data.draw(st.sampled_from(self.ids("planned")))].day
        room = self.rooms[where]
        ids = [
            id
            for id in self.ids("planned")
            if self.places[id].day == day and (not room or self.places[id].room == room)
        ]
        if ids:
            verb = lambda: cancelling.cancel_day(self.desk, day, by=by, reason=reason, room=room)  # noqa: E731
            self.call_off(verb, ids, by, reason)

    def call_off(self, verb: Callable[[], Changes], ids: list[str], by: str, reason: str) -> None:
        """The step, and that everyone whose talk it was waits again, with the old date where there was one."""
        people = {one for id in ids for one in self.places[id].people}
        before = self.booked_at(ids)
        self.act(verb, people)
        for id in ids:
            self.places[id] = replace(self.places[id], state=f"cancelled_{by}")
        now = {one.id: one for one in self.every_request()}
        wished = (by, reason) == ("inmate", "own_wish")
        for one in before:
            if one.id not in now:  # written by the program, beside a request that is as old
                assert one.source == "cancelled"
                assert any(again.person == one.person and again.day <= one.day for again in now.values())
                continue
            again = now[one.id]
            expected = "left" if one.person in self.gone() else "declined" if wished else "open"
            assert (again.state, again.day, again.source) == (expected, one.day, one.source)
        if not wished:
            assert all(self.open_of(one) for one in people - self.gone())

    @rule(ahead=some_days, who=some_people, weeks=st.integers(1, 2), times=st.integers(0, 3))
    def book_series(self, ahead: int, who: list[int], weeks: int, times: int) -> None:
        first, people = self.day(ahead), [self.people[one] for one in who]
        raw = {"day": first.isoformat(), "clock": "09:00", "form": "group", "topic": "CV"}
        draft = Draft(
            "session", raw, {"attendances": [Draft("attendance", {"person": one}) for one in people]}
        )
        until = first + dt.timedelta(weeks=weeks * times)
        days = series.series_days(self.desk, first, weeks=weeks, until=until).days
        self.act(lambda: series.book_series(self.desk, draft, weeks=weeks, until=until), people)
        new = [
            one for one in self.desk.store.find(Session, viewer=self.desk.viewer) if one.id not in self.places
        ]
        assert sorted(one.day for one in new) == list(days)
        for one in new:
            place = Place(one.day, "09:00", "planned", frozenset(people), series=one.series)
            self.places[one.id] = place
        self.served(people, days[0])

    @precondition(lambda self: any(self.places[id].series for id in self.ids("planned")))
    @rule(data=st.data(), by=cancellers, reason=reasons)
    def cancel_series(self, data: st.DataObject, by: str, reason: str) -> None:
        since, ids = self.rest_of_a_series(data)
        of = self.places[ids[0]].series
        verb = lambda: series.cancel_series(self.desk, of, since=since, by=by, reason=reason)  # noqa: E731
        self.call_off(verb, ids, by, reason)

    @precondition(lambda self: any(self.places[id].series for id in self.ids("planned")))
    @rule(data=st.data(), clock=st.sampled_from(CLOCKS[1:]))
    def move_series(self, data: st.DataObject, clock: str) -> None:
        since, ids = self.rest_of_a_series(data)
        of = self.places[ids[0]].series
        self.act(lambda: series.move_series(self.desk, of, since=since, clock=clock), [])
        for one in ids:
            self.places[one] = replace(self.places[one], clock=clock)

    def rest_of_a_series(self, data: st.DataObject) -> tuple[dt.date, list[str]]:
        first = self.places[
            data.draw(st.sampled_from([id for id in self.ids("planned") if self.places[id].series]))
        ]
        rest = [
            id
            for id in self.ids("planned")
            if self.places[id].series == first.series and self.places[id].day >= first.day
        ]
        return first.day, rest

    @precondition(lambda self: any(self.places[id].day <= self.desk.today for id in self.ids("planned")))
    @rule(data=st.data(), state=st.sampled_from(("held", "no_show")))
    def hold(self, data: st.DataObject, state: str) -> None:
        due = [id for id in self.ids("planned") if self.places[id].day <= self.desk.today]
        session = data.draw(st.sampled_from(due))
        people = self.places[session].people
        before = self.booked_at([session])
        self.act(lambda: sessions.set_session_state(self.desk, session, state), people)
        self.places[session] = replace(self.places[session], state=state)
        assert {one.id for one in before} <= {one.id for one in self.booked_at([session])}
        if state == "held":
            self.served(people, self.places[session].day)

    @precondition(lambda self: self.ids("held", "no_show"))
    @rule(data=st.data(), by=cancellers, reason=reasons)
    def was_cancelled_after_all(self, data: st.DataObject, by: str, reason: str) -> None:
        """A talk that was marked as held, or missed, did not take place."""
        session = data.draw(st.sampled_from(self.ids("held", "no_show")))
        state = f"cancelled_{by}"
        verb = lambda: sessions.set_session_state(self.desk, session, state, reason=reason)  # noqa: E731
        self.call_off(verb, [session], by, reason)

    @precondition(lambda self: self.ids("held", *OFF))
    @rule(data=st.data())
    def reopen(self, data: st.DataObject) -> None:
        session = data.draw(st.sampled_from(self.ids("held", *OFF)))
        people = self.places[session].people
        self.act(lambda: sessions.set_session_state(self.desk, session, "planned"), people)
        self.places[session] = replace(self.places[session], state="planned")
        self.served(people, self.places[session].day)

    @precondition(lambda self: self.places)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        session = data.draw(st.sampled_from(list(self.places)))
        before = [one for one in self.booked_at([session]) if one.person not in self.gone()]
        self.act(
            lambda: corrections.void_entry(self.desk, "session", session, reason="mistake"),
            self.places[session].people,
        )
        del self.places[session]
        now = {one.id: one.state for one in self.every_request()}
        assert all(now.get(one.id, "open") == "open" for one in before)

    @precondition(lambda self: len(self.gone()) < 2)
    @rule(who=st.integers(0, len(NAMES) - 1))
    def leave(self, who: int) -> None:
        """Somebody leaves: no talk to come has them in it any more, and none of their requests waits."""
        person = self.people[who]
        off = [id for id in self.ids("planned") if self.places[id].day >= self.desk.today]
        off = [id for id in off if person in self.places[id].people]
        groups = {id for id in off if self.desk.get(Session, id).form == "group"}
        leaving = Leaving(person, "released", self.desk.today)
        self.act(lambda: leave(self.desk, leaving), [person])
        for id in off:
            place = self.places[id]
            left = {"people": place.people - {person}} if id in groups else {"state": "transferred"}
            self.places[id] = replace(place, **left)
        assert not self.open_of(person)

    @precondition(lambda self: self.with_wrong_people())
    @rule(data=st.data())
    def wrong_person(self, data: st.DataObject) -> None:
        session = data.draw(st.sampled_from(self.with_wrong_people()))
        place = self.places[session]
        wrong = data.draw(st.sampled_from(self.in_order(place.people)))
        right = data.draw(st.sampled_from(self.in_order(set(self.people) - place.people)))
        verb = lambda: corrections.move_entry(self.desk, "session", session, wrong=wrong, right=right)  # noqa: E731
        self.act(verb, [wrong, right])
        self.places[session] = replace(place, people=place.people - {wrong} | {right})

    @precondition(lambda self: any(len(self.places[id].people) > 1 for id in self.ids("planned")))
    @rule(data=st.data())
    def strike(self, data: st.DataObject) -> None:
        """Somebody is taken out of a planned group in its form."""
        groups = [id for id in self.ids("planned") if len(self.places[id].people) > 1]
        session = data.draw(st.sampled_from(groups))
        person = data.draw(st.sampled_from(self.in_order(self.places[session].people)))
        form = to_draft(self.desk.get(Session, session))
        rows = [row for row in form.rows("attendances") if row.get("person") != person]
        form.children["attendances"] = rows
        self.act(lambda: sessions.save_session(self.desk, form), [person])
        self.places[session] = replace(self.places[session], people=self.places[session].people - {person})

    @rule()
    def a_day_passes(self) -> None:
        self.clock.advance(24 * 3600)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        rows, self.places, self.asked = self.done.pop()
        corrections.undo(self.desk)
        assert self.rows() == rows

    # --- what holds after each step ---

    @invariant()
    def every_booking_is_there_once_and_as_it_was_last_put(self) -> None:
        found = self.desk.store.find(Session, viewer=self.desk.viewer)
        assert len(found) == len({one.id for one in found})
        assert {one.id: _place(one) for one in found} == self.places

    @invariant()
    def the_movement_list_is_what_is_booked(self) -> None:
        first, last = self.day(0), self.day(13)
        listed = movements(self.desk.store, viewer=self.desk.viewer, since=first, until=last)
        booked = [
            (place.day, place.clock, person, place.room)
            for place in self.places.values()
            if place.state == "planned" and first <= place.day <= last
            for person in place.people
        ]
        ways = [(one.day, one.way.clock, one.way.person, one.way.room) for one in listed]
        assert sorted(ways) == sorted(booked)

    @invariant()
    def a_request_is_booked_exactly_while_its_session_stands_and_has_its_person(self) -> None:
        for one in self.every_request():
            assert (one.state == "booked") == bool(one.session)
            assert (one.state == "open") == (one.ended_on is None)
            if one.session:
                place = self.places[one.session]
                assert place.state in STANDING
                assert one.person in place.people

    @invariant()
    def nothing_that_was_asked_is_lost_and_its_date_stays(self) -> None:
        found = {one.id: (one.day, one.source) for one in self.every_request() if one.source != "cancelled"}
        assert found == self.asked

    @invariant()
    def the_queue_has_everyone_who_waits_the_oldest_first(self) -> None:
        self.steps += 1
        waiting = queue(self.desk.store, viewer=self.desk.viewer, day=self.desk.today)
        opened = {
            one.id for one in self.every_request() if one.state == "open" and one.person not in self.gone()
        }
        assert len(waiting) == len(opened)
        assert {one.id for one in waiting} == opened
        for one in self.every_request():
            self.first_seen.setdefault(one.id, self.steps)
        order = [(one.since, self.first_seen[one.id]) for one in waiting]
        assert order == sorted(order)
        assert all(one.days == (self.desk.today - one.since).days for one in waiting)

    @invariant()
    def nobody_is_in_the_queue_twice_because_of_a_cancellation(self) -> None:
        opened = [one for one in self.every_request() if one.state == "open"]
        for back in [one for one in opened if one.source == "cancelled"]:
            assert not [
                one
                for one in opened
                if one is not back and one.person == back.person and one.source == "cancelled"
            ]

    @invariant()
    def interpreters_are_cancelled_with_their_session(self) -> None:
        for one in self.desk.store.find(Session, viewer=self.desk.viewer):
            states = {order.state for order in one.interpreters}
            if one.state.startswith("cancelled"):
                assert states <= {"cancelled"}
            elif one.state == "planned":
                assert "cancelled" not in states


def _place(session: Session) -> Place:
    people = frozenset(row.person for row in session.attendances)
    return Place(session.day, session.clock, session.state, people, session.room, session.series)
