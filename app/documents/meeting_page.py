"""A meeting with others: one page about one person with only what is released to all who are present, and what was left
out, and why.

Everybody at the table reads or hears the page, so each of them needs a release that holds on the day; one who has none
holds everything back. The counsellor's own notes never stand on it: they do not rest on consent and are not shared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.flow import Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.names import initials
from app.documents.paper import Paper
from app.documents.plan_sheet import open_steps
from app.documents.writing import lines_to_the_end, ticks
from app.records.choices import LISTS
from app.records.registry import scalars
from app.records.release import SHARED_WITH, holds_on

if TYPE_CHECKING:
    from app.records.intake import Intake
    from app.records.person import Person
    from app.records.release import Release
    from app.records.step import Step
    from app.store.store import Store, Viewer

TEXT_STEPS = (12.0, 11.0, 10.0, 9.0)
_UNSAID = frozenset({"", "not_asked", "not_recorded", "unknown"})


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """All that stands on the page. facts and steps are empty where something holds them back.

    released: the ids of the releases that it stands on.
    """

    language: str
    title: str
    about: tuple[tuple[str, str], ...]
    grounds_heading: str
    grounds: tuple[str, ...]
    facts_heading: str
    facts: tuple[tuple[str, str], ...]
    steps_heading: str
    steps: tuple[tuple[str, str], ...]
    left_heading: str
    left: tuple[str, ...]
    agreed_heading: str
    shred: str
    released: tuple[str, ...] = ()


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> MeetingPage:
    """What may be said at the table, and what may not."""
    from app.records.person import Person
    from app.records.release import Release
    from app.store.questions.sessions import planned_with

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    person = store.get(Person, inputs.values["person"], viewer=viewer)
    planned = planned_with(store, viewer=viewer, person=person.id, since=inputs.today)
    meeting = next((one for one in planned if one.form == "three_party"), None)
    day = meeting.day if meeting else inputs.today
    present = [
        code
        for code in SHARED_WITH
        if code in (inputs.keys("present") or (meeting.present if meeting else ()))
    ]
    releases = store.find(Release, viewer=viewer, case=person.id, order="given_on")
    held_back = tuple(_held_back(texts, present, releases, day))
    open_to_all = bool(present) and not held_back
    return MeetingPage(
        language=inputs.language,
        title=texts.say("Meeting"),
        about=_about(texts, person, day, present),
        grounds_heading=texts.say("Shared on this ground"),
        grounds=tuple(_grounds(texts, present, releases, day)) if open_to_all else (),
        facts_heading=texts.say("What may be shared"),
        facts=tuple(_facts(texts, person, _latest_intake(store, viewer, person))) if open_to_all else (),
        steps_heading=texts.say("Open steps"),
        steps=_steps(texts, open_steps(store, viewer=viewer, person=person.id)) if open_to_all else (),
        left_heading=texts.say("Left out, and why"),
        left=(*held_back, *_always_left(texts, present, shared=open_to_all)),
        agreed_heading=texts.say("What we agreed"),
        shred=texts.say("Shred this sheet after use. Printed {day}.", day=texts.day(inputs.today)),
        released=tuple(_released(present, releases, day)) if open_to_all else (),
    )


def _released(present: Sequence[str], releases: Sequence[Release], day: dt.date) -> Iterator[str]:
    """For each who is present the newest release that lets them know."""
    for recipient in dict.fromkeys(SHARED_WITH[code] for code in present if SHARED_WITH[code]):
        yield [one.id for one in releases if one.recipient == recipient and holds_on(one, day)][-1]


def _about(
    texts: HouseTexts, person: Person, day: dt.date, present: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    there = ", ".join(texts.label("session.present", code) for code in present) or texts.say(
        "nobody is chosen"
    )
    return (
        (texts.say("Person"), initials(person.name)),
        (texts.say("Date"), texts.day(day)),
        (texts.say("Present"), there),
    )


def _held_back(
    texts: HouseTexts, present: Sequence[str], releases: Sequence[Release], day: dt.date
) -> Iterator[str]:
    """A line for each who is present and may not know."""
    for code in present:
        recipient = SHARED_WITH[code]
        of_them = [one for one in releases if one.recipient == recipient]
        if recipient and not any(holds_on(one, day) for one in of_them):
            who = texts.label("session.present", code)
            yield texts.say("Everything about the plan: {who}: {why}", who=who, why=_why(texts, of_them, day))


def _why(texts: HouseTexts, releases: Sequence[Release], day: dt.date) -> str:
    """Why the newest of these releases does not hold; there may be none."""
    if not releases:
        return texts.say("no release from secrecy is given.")
    newest = releases[-1]
    if newest.withdrawn_on is not None and newest.withdrawn_on <= day:
        return texts.say("the release was withdrawn {day}.", day=texts.day(newest.withdrawn_on))
    if newest.answer == "refused":
        return texts.say("the person said no.")
    if newest.answer == "explained_answer_later":
        return texts.say("it is explained, and the person answers later.")
    if newest.expires_on is not None and newest.expires_on < day:
        return texts.say("the release ran out {day}.", day=texts.day(newest.expires_on))
    return texts.say("the release begins {day}.", day=texts.day(newest.given_on))


def _grounds(
    texts: HouseTexts, present: Sequence[str], releases: Sequence[Release], day: dt.date
) -> Iterator[str]:
    for code in present:
        who = texts.label("session.present", code)
        if not SHARED_WITH[code]:
            yield texts.say("{who}: the same school, bound by the same secrecy.", who=who)
        for one in releases:
            if one.recipient == SHARED_WITH[code] and holds_on(one, day):
                yield _ground(texts, who, one)


def _ground(texts: HouseTexts, who: str, release: Release) -> str:
    parts = [
        texts.say("{who}: release from secrecy", who=who),
        texts.say("for {purpose}", purpose=release.purpose) if release.purpose else "",
        texts.say("given {day}", day=texts.day(release.given_on)) if release.given_on else "",
        texts.say("valid until {day}", day=texts.day(release.expires_on)) if release.expires_on else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def _facts(texts: HouseTexts, person: Person, intake: Intake | None) -> Iterator[tuple[str, str]]:
    """What belongs to a plan: language, wishes, schooling, work. Never a note, a reason or a release date."""
    yield from _said(texts.say("Language"), texts.spoken(person.reads_best or person.mother_tongue))
    if intake is not None:
        wishes = ", ".join(texts.label("intake.wish", code) for code in intake.wishes)
        yield from _said(texts.say("Wishes"), "\n".join(part for part in (wishes, intake.wish_words) if part))
    declared = scalars("person")
    for name in ("education", "documents", "experience"):
        value = getattr(person, name)
        said = "" if value in _UNSAID else texts.label(f"person.{name}", value)
        yield from _said(texts.say(declared[name][1].label), said)
    for name in ("certificates", "strengths"):
        yield from _said(texts.say(declared[name][1].label), getattr(person, name))


def _said(label: str, value: str) -> Iterator[tuple[str, str]]:
    if value:
        yield label, value


def _latest_intake(store: Store, viewer: Viewer, person: Person) -> Intake | None:
    from app.records.intake import Intake

    found = store.find(Intake, viewer=viewer, case=person.id, order="-day", limit=1)
    return found[0] if found else None


def _steps(texts: HouseTexts, steps: Sequence[Step]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.text, " · ".join(part for part in (texts.label("step.who", one.who), _by(texts, one)) if part))
        for one in steps
    )


def _by(texts: HouseTexts, step: Step) -> str:
    return texts.day(step.due) or texts.label("step.phase", step.phase)


def _always_left(texts: HouseTexts, present: Sequence[str], *, shared: bool) -> Iterator[str]:
    if not present:
        yield texts.say("Everything about the plan: choose who is present.")
    yield texts.say("Notes from talks: the school's own, not shared at meetings.")
    yield texts.say("Expected release and ward: others know these from their own sources.")
    if not shared and present:
        yield texts.say(
            "The person is present and may tell it, or release it now; write the release down then."
        )


def draw(data: MeetingPage) -> Paper:
    """The page as a PDF. Many steps make all text smaller; raises TextTooLong where even that is not enough."""
    flow = largest(TEXT_STEPS, lambda size: _written(data, size), lambda flow: flow.page == 1)
    if flow is None:
        raise TextTooLong(document=_("Meeting"), size="A4")
    return flow.paper


def _written(data: MeetingPage, size: float) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.shred, size=size, numbered=False)
    flow.title(data.title)
    for label, value in data.about:
        flow.fact(label, value)
    if data.facts or data.steps:
        flow.heading(data.facts_heading)
        for label, value in data.facts:
            flow.fact(label, value)
    if data.steps:
        flow.heading(data.steps_heading)
        ticks(flow, data.steps)
    for heading, lines in ((data.grounds_heading, data.grounds), (data.left_heading, data.left)):
        if lines:
            flow.heading(heading)
            for line in lines:
                flow.paragraph(f"– {line}", size=size - 1)
    flow.heading(data.agreed_heading)
    lines_to_the_end(flow)
    return flow


MEETING = Document(
    key="meeting_page",
    title=N_("Meeting"),
    about=N_("only what is released to those present"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="to_those_present",
    needs_store=True,
    parameters=(
        Parameter(name="person", label=N_("Person"), kind="record", of="person", required=True),
        Parameter(
            name="present",
            label=N_("Present"),
            kind="keys",
            of="session.present",
            choices=tuple(
                (one.code, one.label) for one in LISTS["session.present"].choices if one.code in SHARED_WITH
            ),
        ),
    ),
)
