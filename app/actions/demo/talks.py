"""Made-up sessions: talks over two years with what was noted, agreed and referred, and groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.actions.demo.material import Chance, texts, workday
from app.actions.demo.people import LONG_UNSEEN, NEAR_RELEASE, Resident
from app.records.activity import Activity
from app.records.attendance import Attendance
from app.records.referral import Referral
from app.records.session import Session
from app.records.step import Step

SLOTS = ("09:00", "09:45", "10:30", "12:30", "13:15", "14:00")
_OLD = 60  # days after which nearly every step has come to its end
_OUTCOMES = {
    "held": 880,
    "cancelled_prison": 50,
    "cancelled_inmate": 30,
    "cancelled_school": 20,
    "no_show": 20,
}
_REASONS = {
    "cancelled_prison": ("staffing", "court", "transfer"),
    "cancelled_inmate": ("own_wish", "other_appointment"),
    "cancelled_school": ("counsellor_away", "room"),
}
_BUTTONS = ("me_context", "possibilities_limits", "choice_chance")
_TRANSITIONS = ((), ("visible", "imposed"), (), ("long",), ("chosen",), (), ())  # of a talk, by its day
CRANE = "Snakket lenge om kranførerbeviset fra før: det gjelder fortsatt, men legeattesten må fornyes."


def talks(chance: Chance, resident: Resident, *, count: int, today: dt.date) -> list[Session]:
    """The talks held with a person, the oldest first, evenly spread from arrival to the last one."""
    return [_talk(chance, resident, day, today) for day in _days(chance, resident, count, today)]


def _days(chance: Chance, resident: Resident, count: int, today: dt.date) -> list[dt.date]:
    person = resident.person
    first = (person.arrived or today) + dt.timedelta(days=5)
    last = person.left_on or today - dt.timedelta(days=chance.number(2, 14))
    if resident.part == LONG_UNSEEN:
        last = today - dt.timedelta(days=chance.number(64, 100))
    span = (last - first).days
    if span < 0 or count < 1:
        return []
    days = [last - dt.timedelta(days=round(span * at / count)) for at in range(count)]
    return sorted(workday(max(first, day - dt.timedelta(days=chance.number(0, 2)))) for day in days)


def _talk(chance: Chance, resident: Resident, day: dt.date, today: dt.date) -> Session:
    person, state = resident.person, chance.weighted(_OUTCOMES)
    talk = Session(
        id=chance.id(),
        day=day,
        clock=chance.one(SLOTS),
        minutes=chance.weighted({30: 3, 45: 6, 60: 1}),
        form=chance.weighted({"individual": 92, "three_party": 6, "phone": 1, "corridor": 1}),
        state=state,
        language=person.mother_tongue if person.interpreter == "yes_language" else "nb",
        language_handling=_handling(person.interpreter, person.norwegian_spoken),
        place=chance.weighted({"school": 8, "ward": 1, "workshop": 1}),
        attendances=(Attendance(id=chance.id(), person=person.id),),
    )
    if state != "held":
        return replace(talk, cancel_reason=chance.one(_REASONS.get(state, ("",))))
    return _held(chance, resident, talk, today)


def _held(chance: Chance, resident: Resident, talk: Session, today: dt.date) -> Session:
    """The talk with all that was said and agreed in it."""
    story = resident.story
    steps = tuple(_steps(chance, resident, talk.day, today)) if chance.often(50) else ()
    return replace(
        talk,
        note=_note(chance, resident),
        own_view=chance.one(story.own) if chance.often(60) else "",
        themes=tuple(chance.some(story.themes, chance.number(1, 2))),
        purpose=(chance.one(("information", "choice", "competence")),),
        buttons=tuple(chance.some(_BUTTONS, chance.number(0, 2))),
        transitions=_TRANSITIONS[talk.day.toordinal() % len(_TRANSITIONS)],
        tools=story.tools if chance.often(40) else (),
        initiated_by=chance.one(("self", "counsellor", "intake", "teacher")),
        present=("contact_officer",) if talk.form == "three_party" else (),
        results=("plan_made",) if steps else (chance.one(("info_given", "material", "no_action")),),
        steps=steps,
        referrals=(_referral(chance, resident, talk.day, today),) if chance.often(5) else (),
    )


def _handling(interpreter: str, spoken: str) -> str:
    if interpreter == "yes_language":
        return "interpreter_phone"
    return "english" if spoken in {"none", "a1"} else "norwegian"


def _note(chance: Chance, resident: Resident) -> str:
    story = resident.story
    opening = chance.one(texts()["openings"]).format(trade=story.trade)
    said = chance.some(story.notes, chance.number(1, 3))
    closing = [chance.one(texts()["closings"])] if chance.often(60) else []
    return " ".join([opening, *said, *closing])


def _steps(chance: Chance, resident: Resident, day: dt.date, today: dt.date) -> Iterator[Step]:
    for text, category, who in chance.some(resident.story.steps, chance.weighted({1: 6, 2: 4})):
        due = day + dt.timedelta(days=chance.one((7, 14, 14, 21, 30)))
        phase = chance.one(("day_release", "release")) if chance.often(10) else ""
        state = _state(chance, resident, (today - day).days, past=due < today)
        yield Step(
            id=chance.id(),
            person=resident.person.id,
            text=text,
            who=who,
            due=None if phase else due,
            phase=phase,
            category=category,
            state=state,
            state_on=None if state == "open" else min(due, today),
            reason=chance.one(texts()["dropped_reasons"]) if state == "dropped" else "",
        )


def _state(chance: Chance, resident: Resident, age: int, *, past: bool) -> str:
    """Old steps have come to their end, as have those of who left or is about to leave; young ones are under way.
    A few whose day is past are forgotten, as in life."""
    if resident.part == NEAR_RELEASE or not resident.is_here:
        return chance.weighted({"done": 85, "dropped": 15})
    if past:
        return chance.weighted({"done": 340, "dropped": 28, "waiting": 2, "open": 3})
    if age > _OLD:
        return chance.weighted({"done": 82, "dropped": 14, "waiting": 2, "open": 2})
    return chance.weighted({"open": 45, "doing": 15, "waiting": 15, "done": 22, "dropped": 3})


def _referral(chance: Chance, resident: Resident, day: dt.date, today: dt.date) -> Referral:
    answered = day + dt.timedelta(days=chance.number(7, 40))
    is_answered = answered <= today and chance.often(80)
    return Referral(
        id=chance.id(),
        person=resident.person.id,
        to=chance.one(("nav_prison", "career_centre", "reentry", "debt", "adult_ed")),
        question=chance.one(texts()["referral_questions"]),
        made_on=min(day + dt.timedelta(days=chance.one((0, 1))), today),
        answered_on=answered if is_answered else None,
        answer=chance.one(texts()["referral_answers"]) if is_answered else "",
    )


def crane_talk(chance: Chance, resident: Resident, today: dt.date) -> Session:
    """The talk that somebody looks for by "kran": of last October."""
    year = today.year if (today.month, today.day) > (11, 15) else today.year - 1
    day = workday(dt.date(year, 10, 14))
    return Session(
        id=chance.id(),
        day=day,
        clock="10:30",
        minutes=45,
        note=f"{chance.one(texts()['openings']).format(trade=resident.story.trade)} {CRANE}",
        own_view=resident.story.own[0],
        themes=("job_options",),
        purpose=("competence",),
        attendances=(Attendance(id=chance.id(), person=resident.person.id),),
    )


def groups(chance: Chance, everyone: Sequence[Resident], *, count: int, today: dt.date) -> Iterator[Session]:
    """Group sessions over the two years, each with those who were here on the day."""
    for at in range(count):
        day = workday(today - dt.timedelta(days=3 + round(700 * at / max(count, 1))))
        here = [one for one in everyone if _was_here(one, day)]
        if len(here) >= 2:
            made = _group(chance, chance.some(here, chance.number(5, 9)), day)
            # chance of its own, so that the entries around it stay what they were
            yield replace(made, activities=_activity(Chance(day.toordinal() * 1000 + at), made))


def _was_here(resident: Resident, day: dt.date) -> bool:
    person = resident.person
    return (person.arrived or day) < day and (person.left_on is None or day < person.left_on)


def _activity(chance: Chance, group: Session) -> tuple[Activity, ...]:
    """What was written of a group beside its topic: its aim and guests, a face from each who came; nothing for some."""
    said = texts()["activities"].get(group.topic)
    if said is None or chance.often(20):
        return ()
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    faces = [chance.weighted(_FACES) for row in group.attendances if row.came]
    values |= {f"smile_{face}": faces.count(face) or None for face in _FACES}
    return (Activity(id=chance.id(), guest_count=len(values.get("guests", ())) or None, **values),)


_FACES = {1: 1, 2: 4, 3: 15, 4: 45, 5: 35}
"""The five faces, very sad to very glad, and how often each is ticked."""


def _group(chance: Chance, here: Sequence[Resident], day: dt.date) -> Session:
    topic, kind, themes = chance.one(texts()["groups"])
    rows = tuple(
        Attendance(
            id=chance.id(),
            person=one.person.id,
            came=chance.often(90),
            line=chance.one(texts()["group_lines"]) if chance.often(25) else "",
        )
        for one in here
    )
    return Session(
        id=chance.id(),
        day=day,
        clock="10:00",
        minutes=60,
        form="group",
        topic=topic,
        group_type=kind,
        note=chance.one(texts()["group_notes"]),
        themes=tuple(themes),
        attendances=rows,
    )
