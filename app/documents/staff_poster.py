"""The staff poster: what a whole service of career guidance in prison is, in four parts, for those who work there.

The four parts are those of the checklist (availability, content, coherence, quality); the words are the house's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_, _
from app.base.settings import GUIDANCE_CONTACT, GUIDANCE_PLACE, GUIDANCE_TIMES, SCHOOL_NAME
from app.documents.document import SIZES, Document, Inputs, Parameter
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.house_texts import HouseTexts
from app.documents.paper import MM, Block, Paper
from app.typeset.evening import evened

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

PARTS = (
    (
        "signpost",
        N_("Availability"),
        (
            N_("Everybody hears about it on arrival, in a language they read."),
            N_("It holds for the whole stay: on remand, while serving, towards release."),
            N_("Staff know where to send somebody who asks."),
        ),
    ),
    (
        "chats-circle",
        N_("Content"),
        (
            N_("Talks alone and in groups, about school, work and life after."),
            N_("Meetings with employers, schools and people who have made it outside."),
            N_("School subjects and prison work show which jobs they lead to."),
        ),
    ),
    (
        "handshake",
        N_("Coherence"),
        (
            N_("One person is responsible; school, prison, Nav and others pull the same way."),
            N_("The plan goes along when somebody is moved, if they say yes."),
            N_("Every step builds on the one before."),
        ),
    ),
    (
        "star",
        N_("Quality"),
        (
            N_("The counsellor has education, time and a room where nobody listens."),
            N_("Those who use the service say what was good and what was not."),
            N_("Once a year the service is looked over and made better."),
        ),
    ),
)
STEPS = (30.0, 28.0, 26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0)  # at A3
TITLE_STEPS = (2.6, 2.4, 2.2, 2.0, 1.8)  # of the text's size
BAND = "#000000"
MARGIN = 50.0  # at A3


class Part(NamedTuple):
    """One of the four: its pictogram, heading and points."""

    pictogram: str
    heading: str
    points: tuple[str, ...]


class StaffPoster(NamedTuple):
    """All that stands on the poster. modest: outlines instead of a filled band."""

    language: str
    size: str
    modest: bool
    title: str
    lead: str
    parts: tuple[Part, ...]
    ask: str
    facts: str
    house: str


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> StaffPoster:
    """The poster with the school's facts; what the school has not said is left out."""
    texts = HouseTexts(inputs.language)
    facts = (inputs.values["place"], inputs.values["times"], inputs.values["contact"])
    return StaffPoster(
        language=inputs.language,
        size=inputs.size,
        modest=inputs.values["ink"] == "modest",
        title=texts.say("Career guidance in prison"),
        lead=texts.say(
            "Help to choose school and work, now and later. A whole service follows the person from the first day "
            "until after release."
        ),
        parts=tuple(
            Part(icon, texts.say(heading), tuple(texts.say(point) for point in points))
            for icon, heading, points in PARTS
        ),
        ask=texts.say("Does somebody ask what comes after? Send them to the career counsellor."),
        facts=" · ".join(fact for fact in facts if fact),
        house=inputs.values["school"],
    )


class _Set(NamedTuple):
    """The text at one size, ready to be placed."""

    size: float
    title: Block
    lead: Block
    parts: tuple[tuple[Block, tuple[Block, ...]], ...]
    ask: Block
    facts: Block | None

    def row_height(self, number: int) -> float:
        """The taller of two parts that stand side by side."""
        return max(
            heading.height + sum(point.height + self.size * 0.35 for point in points)
            for heading, points in self.parts[2 * number : 2 * number + 2]
        )


def draw(data: StaffPoster) -> Paper:
    """The poster on one page. Raises TextTooLong."""
    width, height = (side * MM for side in SIZES[data.size])
    scale = width / (SIZES["A3"][0] * MM)
    paper = Paper(title=data.title, language=data.language, width=width, height=height)
    found = largest(
        STEPS, lambda step: _set(paper, data, step * scale, scale), lambda one: _height(one, scale) <= height
    )
    if found is None:
        raise TextTooLong(document=_("Staff poster"), size=data.size)
    _draw(paper, data, found, scale)
    return paper


def _set(paper: Paper, data: StaffPoster, size: float, scale: float) -> _Set:
    margin, inner = MARGIN * scale, paper.width - 2 * MARGIN * scale
    column = (inner - margin) / 2 - size * 1.1

    def title(step: float) -> Block:
        return paper.set(data.title, size=step, bold=True, width=inner, leading=1.2)

    one_line = largest([size * step for step in TITLE_STEPS], title, lambda block: block.line_count == 1)
    return _Set(
        size=size,
        title=one_line or title(size * TITLE_STEPS[-1]),
        lead=evened(paper.set(data.lead, size=size * 1.15, width=inner, leading=1.25)),
        parts=tuple(
            (
                paper.set(part.heading, size=size * 1.35, bold=True, width=column - size * 2.6),
                tuple(
                    evened(paper.set(point, size=size, width=column, leading=1.25)) for point in part.points
                ),
            )
            for part in data.parts
        ),
        ask=evened(paper.set(data.ask, size=size * 1.25, bold=True, width=inner, leading=1.2)),
        facts=paper.set(data.facts, size=size, width=inner, leading=1.25, value=True) if data.facts else None,
    )


def _height(one: _Set, scale: float) -> float:
    band = one.title.height + one.lead.height + 76 * scale
    rows = one.row_height(0) + one.row_height(1) + one.size * 3.4
    foot = one.ask.height + (one.facts.height if one.facts else 0.0) + one.size * 1.6
    return band + rows + foot + (2 * MARGIN + 40) * scale


def _draw(paper: Paper, data: StaffPoster, one: _Set, scale: float) -> None:
    margin, size = MARGIN * scale, one.size
    band = one.title.height + one.lead.height + 76 * scale
    if data.modest:
        paper.rule(margin, band, paper.width - 2 * margin, size / 6)
    else:
        paper.rectangle(0, 0, paper.width, band, fill=BAND)
    ink = "#000000" if data.modest else "#ffffff"
    paper.put(one.title, margin, 34 * scale, role="H1", colour=ink)
    paper.put(one.lead, margin, 34 * scale + one.title.height, colour=ink)
    foot = one.ask.height + (one.facts.height if one.facts else 0.0) + size * 1.6
    bottom = paper.height - margin - 24 * scale
    top = band + margin
    rows = one.row_height(0) + one.row_height(1)
    gap = max(min((bottom - foot - top - rows) / 2, size * 4), size)
    for row in range(2):
        for place in range(2):
            number = 2 * row + place
            start = margin + place * (paper.width - margin) / 2
            _draw_part(paper, data.parts[number], one.parts[number], size, start, top)
        top += one.row_height(row) + gap
    paper.rule(margin, bottom - foot, paper.width - 2 * margin, size / 9)
    paper.put(one.ask, margin, bottom - foot + size * 0.8)
    if one.facts:
        paper.put(one.facts, margin, bottom - one.facts.height)
    if data.house:
        house = paper.set(data.house, size=max(12 * scale, 8.0), width=paper.width - 2 * margin, value=True)
        paper.put(house, margin, paper.height - margin * 0.55 - house.height)


def _draw_part(
    paper: Paper, part: Part, blocks: tuple[Block, tuple[Block, ...]], size: float, start: float, top: float
) -> None:
    heading, points = blocks
    side = size * 1.9
    paper.pictogram(part.pictogram, start, top + (heading.height - side) / 2, side)
    paper.put(heading, start + size * 2.6, top, role="H2")
    top += heading.height + size * 0.35
    with paper.list():
        for point in points:
            with paper.item():
                paper.rectangle(
                    start + size * 0.1, top + size * 0.52, size * 0.32, size * 0.32, fill="#000000"
                )
                paper.put(point, start + size * 0.9, top)
            top += point.height + size * 0.35


STAFF_POSTER = Document(
    key="staff_poster",
    title=N_("Staff poster"),
    about=N_("a whole service in four parts"),
    place="wall",
    gather=gather,
    draw=draw,
    leaves="nothing",
    sizes=("A3", "A4", "350x500"),
    parameters=(
        Parameter(name="place", label=N_("Place"), setting=GUIDANCE_PLACE),
        Parameter(name="times", label=N_("Times"), setting=GUIDANCE_TIMES),
        Parameter(name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
        Parameter(
            name="ink",
            label=N_("Ink"),
            kind="choice",
            default="full",
            choices=(("full", N_("full")), ("modest", N_("modest"))),
        ),
    ),
)
