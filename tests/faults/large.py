"""The large steps of a week, over and over: nine arrive, fifty are booked, their day is called off, somebody leaves.

Each is one transaction over many rows. What must hold after a kill is asked of the rows themselves, in the words of
app/actions/bookings.py: a request is booked exactly while its person has a place in the session that it names.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from app.actions.arrivals import save_arrivals
from app.actions.bookings import put_sessions
from app.actions.cancelling import cancel_day
from app.actions.desk import Desk
from app.actions.leaving import Leaving, leave
from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.arrival import Arrival
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.record import new_id
from app.records.request import Request
from app.records.session import Session
from app.records.step import Step
from app.store.store import Store

WAITING, ARRIVE, BOOKED = 50, 9, 3
PLACES = WAITING + BOOKED  # the talks of one day: those who wait, and who is about to leave
Said = Callable[[str], None]


def prepare(store: Store) -> None:
    """Fifty people who wait for a talk, each since another day."""
    with store.transaction("person.saved", actor=store.me) as t:
        for number in range(WAITING):
            person = Person(name=f"Venter {number}")
            t.put(person)
            asked = store.clock.today() - dt.timedelta(days=number)
            t.put(Request(person=person.id, day=asked), case=person.id)


def work(store: Store, promise: Said) -> None:
    """Does it until it is killed, and promises each step once it is kept."""
    desk = Desk(store, FixedClock())
    waiting = [one for one in _people(store) if one.name.startswith("Venter")]
    talks = store.find(Session, viewer=store.me)
    day = max([desk.today, *(one.day for one in talks)])
    if any(one.state == "planned" for one in talks):  # nobody is booked twice after a kill
        cancel_day(desk, day, by="prison")
    while True:
        day += dt.timedelta(days=1)
        word = new_id()[:8]  # not the day's: a list that was kept before a kill has that already
        new = _arrive(desk, word)
        promise(f"arrived {word}")
        leaves = new[0]
        _book(desk, [*waiting, *[leaves] * BOOKED], day)
        promise(f"booked {day}")
        cancel_day(desk, day, by="prison")
        promise(f"cancelled {day}")
        _book(desk, [leaves] * BOOKED, day, hour=10)
        promise(f"again {leaves.id}")
        leave(desk, Leaving(leaves.id, "released", desk.today))
        promise(f"left {leaves.id}")


def _people(store: Store) -> list[Person]:
    return store.find(Person, viewer=store.me, order="name")


def _arrive(desk: Desk, word: str) -> list[Person]:
    """Nine names as a list brings them; its draft goes with them."""
    rows = [Draft("row", {"name": f"Ny {word} {n}", "ward": f"Avdeling {n % 2}"}) for n in range(ARRIVE)]
    draft = Draft("arrivals", {"name": word}, {"rows": rows})
    desk.store.put_draft(draft, viewer=desk.viewer, title=word)
    save_arrivals(desk, draft)
    return [one for one in _people(desk.store) if one.name.startswith(f"Ny {word}")]


def _book(desk: Desk, people: list[Person], day: dt.date, *, hour: int = 8) -> None:
    sessions = [
        Session(
            day=day,
            clock=f"{hour + n // 12:02}:{n % 12 * 5:02}",
            state="planned",
            attendances=(Attendance(person=one.id),),
            steps=(Step(person=one.id, text="Ta med attest"),) if hour != 8 else (),
        )
        for n, one in enumerate(people)
    ]
    with desk.store.transaction("session.saved", actor=desk.viewer) as t:
        put_sessions(desk, t, sessions)


# --- looking ---


def broken(store: Store, promises: list[list[str]]) -> list[str]:
    """Everything that is half, that disagrees, or that was promised and is not so."""
    return [*_half(store), *_apart(store), *_unkept(store, promises)]


def _half(store: Store) -> Iterator[str]:
    """A list of arrivals is there whole with nobody's draft left, or not at all; a day is booked or called off whole."""
    people, arrivals = _people(store), {one.person for one in store.find(Arrival, viewer=store.me)}
    lists: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        if one.name.startswith("Ny "):
            lists[one.name.split()[1]].append(one)
    for word, found in lists.items():
        if len(found) != ARRIVE or any(one.id not in arrivals for one in found):
            yield f"{len(found)} of {ARRIVE} arrived on {word}"
    for line in store.drafts(viewer=store.me):
        if line.title in lists:
            yield f"the draft of a list that was kept stays: {line.title}"
    for day, states in _states(store).items():
        if len(states) != PLACES or len(set(states)) != 1:
            yield f"{day}: half booked or half called off: {Counter(states)}"


def _states(store: Store) -> dict[dt.date, list[str]]:
    """Day → what became of the talks that were booked for all; those of the one who leaves carry steps."""
    found: dict[dt.date, list[str]] = defaultdict(list)
    for one in store.find(Session, viewer=store.me, order="day"):
        if not one.steps:
            found[one.day].append(one.state)
    return found


def _apart(store: Store) -> Iterator[str]:
    """Queue and bookings: who has a place is booked for it, who lost it waits or has left."""
    sessions = {one.id: one for one in store.find(Session, viewer=store.me)}
    planned = {
        one.id: {row.person for row in one.attendances} for one in sessions.values() if one.state == "planned"
    }
    requests: dict[str, list[Request]] = defaultdict(list)
    for request in store.find(Request, viewer=store.me):
        requests[request.person].append(request)
        booked = request.state == "booked"
        if booked != bool(request.session) or (
            booked and request.person not in planned.get(request.session, set())
        ):
            yield f"request {request.id} is {request.state} for {request.session}"
    for person in _people(store):
        states = [one.state for one in requests[person.id]]
        has_place = any(person.id in people for people in planned.values())
        if person.left_on is not None and (has_place or {"open", "booked"} & set(states)):
            yield f"{person.name} has left and is still expected: {states}"
        if person.name.startswith("Venter") and states != ["booked" if has_place else "open"]:
            yield f"{person.name}: {states} and a place: {has_place}"


def _unkept(store: Store, promises: list[list[str]]) -> Iterator[str]:
    names = {one.name for one in _people(store)}
    people = {one.id: one for one in _people(store)}
    states = _states(store)
    for what, which in promises:
        if what == "arrived" and f"Ny {which} 0" not in names:
            yield f"lost arrivals of {which}"
        if what == "booked" and len(states[dt.date.fromisoformat(which)]) != PLACES:
            yield f"lost bookings of {which}"
        if what == "cancelled" and set(states[dt.date.fromisoformat(which)]) != {"cancelled_prison"}:
            yield f"lost cancelling of {which}"
        if what == "left" and people[which].left_on is None:
            yield f"lost leaving of {which}"
