"""The made-up prison week: hours, who waits for a talk, who came, interpreters, partners, a series.

It has a chance of its own, so that what is added here changes nobody's story.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.actions.demo.material import Chance, texts
from app.actions.demo.people import NEW, USUAL, House, Resident
from app.base.holidays import next_workday
from app.records.arrival import Arrival
from app.records.attendance import Attendance
from app.records.interpreter import InterpreterOrder
from app.records.partner import Contact, Partner
from app.records.record import Record
from app.records.request import Request
from app.records.session import Session
from app.records.timetable import WEEKDAYS, ClosedDay, Series, Timetable, TimetableSlot

_OPEN = ("09:00", "15:00")
_LOCKUP = ("11:00", "11:30")
_TEACHING = ("wed", "14:45", "15:30")
_WAITED = (19, 13, 12, 8, 6, 3, 2, 1)  # days that those in the queue have waited
_SERIES_TIMES, _SERIES_WEEKS, _SERIES_AFTER = 4, 2, 15
_BOOKED_LATELY = 14  # held talks that somebody had asked for
_NORWEGIAN = ("nb", "nn")


@dataclass(frozen=True)
class Prison:
    """Who is there, where, on which day; seed: of the chance."""

    everyone: Sequence[Resident]
    house: House
    today: dt.date
    seed: int


def prison_week(prison: Prison, talked: Sequence[Session], coming: Sequence[Session]) -> Iterator[Record]:
    """All that the week is made of. talked: the talks so far; coming: the planned sessions, given back with rooms and
    interpreters."""
    chance = Chance(1000 + prison.seed)
    yield from _school(chance, prison.today)
    placed = _placed(chance, prison, coming)
    yield from placed
    group = next((one for one in placed if one.form == "group"), None)
    if group is not None:
        yield from _series(chance, group, prison.today)
    if placed:
        yield from _waiting(chance, prison, placed)
    yield from _asked_for(chance, prison.everyone, talked)
    yield from _arrivals(chance, prison.everyone)


def _school(chance: Chance, today: dt.date) -> Iterator[Record]:
    """The hours since August, a planning day ahead, and those whom the school works with."""
    began = dt.date(today.year - (today.month < 8), 8, 1)
    yield Timetable(id=chance.id(), valid_from=began, slots=tuple(_slots(chance)))
    planning = next_workday(today + dt.timedelta(days=_SERIES_AFTER + 6))
    yield ClosedDay(id=chance.id(), day=planning, name=texts()["planning_day"])
    for place, (name, kind, contacts) in enumerate(texts()["partners"]):
        partner = Partner(
            id=chance.id(),
            name=name,
            kind=kind,
            reach=("in_prison", "outside")[place % 2],
            closeness=("much", "medium")[place % 2],
            invited=True,
            agreement=("signed", "spoken")[place % 2],
            covers=("sessions",),
            review_on=today + dt.timedelta(days=(20, 200)[place % 2]),
        )
        yield partner
        for person, role in contacts:
            yield Contact(id=chance.id(), name=person, partner=partner.id, role=role)


def _slots(chance: Chance) -> Iterator[TimetableSlot]:
    for day in WEEKDAYS[:5]:
        yield TimetableSlot(id=chance.id(), weekday=day, start=_OPEN[0], end=_OPEN[1])
        yield TimetableSlot(id=chance.id(), weekday=day, start=_LOCKUP[0], end=_LOCKUP[1], kind="lockup")
    day, start, end = _TEACHING
    yield TimetableSlot(id=chance.id(), weekday=day, start=start, end=end, kind="teaching")


def _placed(chance: Chance, prison: Prison, coming: Iterable[Session]) -> list[Session]:
    """The planned sessions with their rooms and interpreters; the first one to come in a foreign language still waits
    for its interpreter."""
    tongue = {one.person.id: one.person.mother_tongue for one in prison.everyone}
    rooms = prison.house.rooms
    found: list[Session] = []
    waits = True
    for session in coming:
        one = replace(session, room=rooms[1 if session.form == "group" else 0].id)
        language = tongue.get(one.attendances[0].person, "nb")
        first = waits and one.day > prison.today
        if one.form == "group" or language in _NORWEGIAN:
            found.append(one)
        elif first or one.language_handling == "interpreter_phone":
            found.append(_interpreted(chance, one, language, "ordered" if first else "confirmed"))
            waits = waits and not first
        else:
            found.append(one)
    return found


def _interpreted(chance: Chance, one: Session, language: str, state: str) -> Session:
    number = f"T-{chance.number(1000, 9999)}"
    order = InterpreterOrder(id=chance.id(), language=language, order_number=number, state=state)
    return replace(one, language=language, language_handling="interpreter_phone", interpreters=(order,))


def _series(chance: Chance, group: Session, today: dt.date) -> Iterator[Record]:
    """The group of today goes on: every second week, a few times, at the same hour."""
    days = [
        today + dt.timedelta(days=_SERIES_AFTER - 1 + 7 * _SERIES_WEEKS * time)
        for time in range(_SERIES_TIMES)
    ]
    one = Series(id=chance.id(), day=days[0], weeks=_SERIES_WEEKS, until=days[-1])
    yield one
    for day in days:
        rows = tuple(Attendance(id=chance.id(), person=row.person) for row in group.attendances)
        yield replace(group, id=chance.id(), day=day, series=one.id, attendances=rows)


def _arrivals(chance: Chance, everyone: Iterable[Resident]) -> Iterator[Arrival]:
    """The last week's new people; every second one was told about guidance."""
    told = True
    for one in everyone:
        person = one.person
        if one.part != NEW or person.arrived is None:
            continue
        yield Arrival(
            id=chance.id(),
            person=person.id,
            day=person.arrived,
            told=("spoken", "leaflet") if told else (),
            told_language=person.reads_best if told else "",
            told_on=person.arrived if told else None,
        )
        told = not told


def _waiting(chance: Chance, prison: Prison, planned: Sequence[Session]) -> Iterator[Request]:
    """Who asked for a talk: people without one before them, two of whom only name and ward are known, and what became
    of earlier requests."""
    coming = {row.person for one in planned for row in one.attendances}
    everyone, today = prison.everyone, prison.today
    free = [one for one in everyone if one.is_here and one.part == USUAL and one.person.id not in coming]
    people = iter(reversed(free))
    for days, (source, about, name) in zip(_WAITED, texts()["requests"], strict=True):
        asked = today - dt.timedelta(days=days)
        if name:
            ward = chance.one(prison.house.wards).id
            yield Request(
                id=chance.id(), day=asked, name=name, ward=ward, source=source, language="nb", about=about
            )
            continue
        one = next(people, None)
        if one is not None:
            yield _request(chance, one, asked, source=source, about=about)
    yield from _ended(chance, people, today)


def _request(
    chance: Chance, one: Resident, day: dt.date, *, source: str = "self", about: str = ""
) -> Request:
    person = one.person
    day = max(day, person.arrived or day)
    return Request(
        id=chance.id(), day=day, person=person.id, source=source, language=person.reads_best, about=about
    )


def _ended(chance: Chance, people: Iterator[Resident], today: dt.date) -> Iterator[Request]:
    """One who was answered at once, and one who wants to be asked again later."""
    for state, days in (("answered", 9), ("declined", 16)):
        one = next(people, None)
        if one is None:
            return
        asked = _request(chance, one, today - dt.timedelta(days=days))
        ended = asked.day + dt.timedelta(days=1)
        if ended > today:
            return
        again = today + dt.timedelta(days=30) if state == "declined" else None
        reason = texts()["request_declined"] if state == "declined" else ""
        yield replace(asked, state=state, ended_on=ended, reason=reason, ask_again=again)


def _asked_for(
    chance: Chance, everyone: Sequence[Resident], sessions: Sequence[Session]
) -> Iterator[Request]:
    """The requests that the newest held talks answered, so that waiting time can be told."""
    who = {one.person.id: one for one in everyone}
    held = [one for one in sessions if one.state == "held" and one.form == "individual"]
    for session in sorted(held, key=lambda one: (one.day, one.id))[-_BOOKED_LATELY:]:
        resident = who[session.attendances[0].person]
        asked = _request(chance, resident, session.day - dt.timedelta(days=chance.number(2, 21)))
        if asked.day < session.day:
            ended = min(asked.day + dt.timedelta(days=2), session.day)
            yield replace(asked, state="booked", session=session.id, ended_on=ended)
