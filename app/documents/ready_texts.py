"""Ready texts for the staff's side: the school's web page, the prison's internal page, a briefing of five minutes.

Own words after the tips of the checklist's booklet (domain.md 8.5), filled with what the school has said of itself; what it
has not said is left out. They come out as a page to read from and as plain text to paste.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import (
    GUIDANCE_CONTACT,
    GUIDANCE_PLACE,
    GUIDANCE_TIMES,
    PRISON_NAME,
    SCHOOL_NAME,
)
from app.documents.document import Document, Inputs, OtherForm, Parameter
from app.documents.flow import Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper

if TYPE_CHECKING:
    from app.store.store import Store, Viewer


class Part(NamedTuple):
    """A heading with what stands below it, as sentences or as a list of points."""

    heading: str
    lines: tuple[str, ...]
    points: bool = False


class ReadyText(NamedTuple):
    """A title, a first sentence, parts."""

    language: str
    title: str
    lead: str
    parts: tuple[Part, ...]


# Heading, whether its lines are points, lines. A line with a value in braces is left out where the school has none.
_Plan = tuple[tuple[str, bool, tuple[str, ...]], ...]

WEB_LEAD = N_(
    "The school offers career guidance to everybody who is in the prison. It is free and voluntary."
)
WEB: _Plan = (
    (
        N_("What it is for"),
        False,
        (
            N_("Guidance helps people find out what they can do and what they want."),
            N_("It tells them what courses, schools and jobs there are, in Norway and elsewhere."),
            N_("Together with the counsellor they make a plan that lasts beyond release."),
        ),
    ),
    (
        N_("What it contains"),
        True,
        (
            N_("talks alone and in groups, from the first day to release, on remand too"),
            N_("meetings with employers, schools and others from outside"),
            N_("help with CVs, applications and papers, also from other countries"),
            N_(
                "co-operation with Nav, the contact officer and the re-entry coordinator, if the person wants it"
            ),
            N_("an interpreter when one is needed, and sheets in many languages"),
        ),
    ),
    (
        N_("Do you want to contribute?"),
        False,
        (
            N_(
                "Employers, schools, unions and others who would like to meet people in the prison are welcome."
            ),
            N_("Contact: {contact}."),
            N_("Prison: {prison}."),
        ),
    ),
)
INTERNAL_LEAD = N_("Everybody who is in the prison may talk with the career counsellor at the school.")
INTERNAL: _Plan = (
    (
        N_("Who and when"),
        False,
        (
            N_("Everybody, from the first day: on remand, with a short sentence, and before release."),
            N_("Times: {times}."),
            N_("Place: {place}."),
        ),
    ),
    (
        N_("How to ask for a talk"),
        True,
        (
            N_("give the person the slip “I want to talk”; it exists in many languages"),
            N_("or leave a note for {contact}"),
            N_("write name, ward and language; not why"),
        ),
    ),
    (
        N_("What you can do"),
        True,
        (
            N_("mention the offer in the intake conversation"),
            N_("see that the posters hang where people pass, in the languages that are read there"),
            N_("tell the school early when somebody is moved or released"),
            N_("say where and when the person is to be fetched, as the movement list says"),
        ),
    ),
    (
        N_("Secrecy"),
        False,
        (
            N_(
                "The counsellor has a duty of confidentiality, and shares only what the person has said yes to."
            ),
            N_("The movement list says name, ward, time and room, never what the talk is about."),
        ),
    ),
)
BRIEFING_LEAD = N_("For a staff meeting. Read it as it stands, or tell it in your own words.")
BRIEFING: _Plan = (
    (
        N_("Minute 1: what it is"),
        False,
        (
            N_("Career guidance is help to choose school and work, now and later in life."),
            N_("It is for everybody in here, also for those who are to leave the country."),
        ),
    ),
    (
        N_("Minute 2: why"),
        False,
        (
            N_("Whoever has a next step has something to go out to."),
            N_("A plan made early gives school and work in here a purpose, and helps on the day of release."),
        ),
    ),
    (
        N_("Minute 3: where, when and who"),
        False,
        (
            N_("Place: {place}."),
            N_("Times: {times}."),
            N_("Leave a note for: {contact}."),
        ),
    ),
    (
        N_("Minute 4: three things that you can do"),
        True,
        (
            N_("mention it in the intake conversation and when somebody asks what comes after"),
            N_("hand over the slip “I want to talk” in the person's language"),
            N_("tell us early when somebody is moved, released or cannot come"),
        ),
    ),
    (
        N_("Minute 5: what we share, and questions"),
        False,
        (
            N_("What is said in the talks stays with us, unless the person says yes or the law demands it."),
            N_("What do you wonder about?"),
        ),
    ),
)
_FACTS = ("place", "times", "contact", "prison")


def _gather(title: str, lead: str, plan: _Plan) -> Callable[[Store | None, Viewer | None, Inputs], ReadyText]:
    def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> ReadyText:
        texts = HouseTexts(inputs.language)
        known = {name: inputs.values[name] for name in _FACTS}
        parts = tuple(
            Part(
                texts.say(heading),
                tuple(_line(texts, line, known) for line in lines if _known(line, known)),
                points,
            )
            for heading, points, lines in plan
        )
        school = inputs.values["school"]
        head = texts.say(title)
        return ReadyText(
            language=inputs.language,
            title=f"{head}, {school}" if school else head,
            lead=texts.say(lead),
            parts=tuple(part for part in parts if part.lines),
        )

    return gather


def _known(line: str, facts: dict[str, str]) -> bool:
    return all(value or f"{{{name}}}" not in line for name, value in facts.items())


def _line(texts: HouseTexts, line: str, facts: dict[str, str]) -> str:
    return texts.say(line, **{name: value for name, value in facts.items() if f"{{{name}}}" in line})


def draw(data: ReadyText) -> Paper:
    """The text on a page, to read from."""
    flow = Flow(a4(title=data.title, language=data.language), size=12.5, numbered=False)
    flow.title(data.title, size=24)
    flow.paragraph(data.lead)
    for part in data.parts:
        flow.heading(part.heading)
        if part.points:
            flow.bullets(part.lines)
            continue
        for line in part.lines:
            flow.paragraph(line)
            flow.gap(3)
    return flow.paper


def as_text(data: ReadyText) -> bytes:
    """The same as plain text to paste: headings on lines of their own, points with a dash."""
    blocks = [data.title, data.lead]
    for part in data.parts:
        lines = [f"– {line}" for line in part.lines] if part.points else [" ".join(part.lines)]
        blocks.append("\n".join([part.heading, *lines]))
    return ("\n\n".join(blocks) + "\n").encode()


def _document(key: str, title: str, about: str, lead: str, plan: _Plan) -> Document:
    return Document(
        key=key,
        title=title,
        about=about,
        place="desk",
        gather=_gather(N_("Career guidance in prison"), lead, plan),
        draw=draw,
        leaves="nothing",
        other=OtherForm("txt", as_text),
        parameters=(
            Parameter(name="place", label=N_("Place"), setting=GUIDANCE_PLACE),
            Parameter(name="times", label=N_("Times"), setting=GUIDANCE_TIMES),
            Parameter(name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT),
            Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
            Parameter(name="prison", label=N_("Prison"), setting=PRISON_NAME),
        ),
    )


WEB_TEXT = _document(
    "web_text", N_("Text for the school's web page"), N_("with the school's facts, to paste"), WEB_LEAD, WEB
)
INTERNAL_TEXT = _document(
    "internal_text",
    N_("Text for the prison's internal page"),
    N_("how staff send somebody to guidance"),
    INTERNAL_LEAD,
    INTERNAL,
)
STAFF_BRIEFING = _document(
    "staff_briefing", N_("Staff briefing"), N_("five minutes in a staff meeting"), BRIEFING_LEAD, BRIEFING
)
