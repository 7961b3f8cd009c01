"""What is planned in the made-up register: today's sessions and those of the days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.actions.demo.material import Chance
from app.actions.demo.people import USUAL, WORKSHOP, Resident
from app.records.attendance import Attendance
from app.records.session import Session

_TODAY = ("09:15", "11:30", "13:00")
_SLOTS = ("09:00", "09:45", "11:30", "12:30", "13:15", "14:00")  # none in lock-up
_GROUP = "CV og hva arbeidsgivere spør om"
_DAYS_AHEAD = 14
_A_DAY = 2


@dataclass(frozen=True)
class Diary:
    """Who may be met, and the last session with each (by person), where the next was booked."""

    everyone: Sequence[Resident]
    booked_in: Mapping[str, str]


def planned(chance: Chance, diary: Diary, today: dt.date) -> Iterator[Session]:
    """Three talks and a group today, two talks on each working day of the next fortnight."""
    usual = [one for one in diary.everyone if one.is_here and one.part == USUAL]
    for clock, resident in zip(_TODAY, usual, strict=False):
        yield _talk(chance, diary, resident, today, clock)
    workshop = [one for one in usual if "workshop" in one.person.activity][:WORKSHOP]
    if len(workshop) > 1:
        yield _group(chance, workshop, today)
    waiting = iter(usual[len(_TODAY) :])
    for ahead in range(1, _DAYS_AHEAD):
        day = today + dt.timedelta(days=ahead)
        if day.weekday() < 5:
            for clock, resident in zip(chance.some(_SLOTS, _A_DAY), waiting, strict=False):
                yield _talk(chance, diary, resident, day, clock)


def _talk(chance: Chance, diary: Diary, resident: Resident, day: dt.date, clock: str) -> Session:
    person = resident.person
    by_phone = person.interpreter == "yes_language"
    return Session(
        id=chance.id(),
        day=day,
        clock=clock,
        minutes=45,
        state="planned",
        language=person.mother_tongue if by_phone else "nb",
        language_handling="interpreter_phone" if by_phone else "norwegian",
        booked_in=diary.booked_in.get(person.id, ""),
        attendances=(Attendance(id=chance.id(), person=person.id),),
    )


def _group(chance: Chance, people: Sequence[Resident], today: dt.date) -> Session:
    return Session(
        id=chance.id(),
        day=today,
        clock="10:00",
        minutes=60,
        form="group",
        state="planned",
        topic=_GROUP,
        group_type="jobsearch",
        attendances=tuple(Attendance(id=chance.id(), person=one.person.id) for one in people),
    )
