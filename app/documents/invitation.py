"""An invitation to a group, to meet an employer or a school: what, when and where, with a slip to cut off and hand in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_, _
from app.base.settings import GUIDANCE_CONTACT, GUIDANCE_PLACE, SCHOOL_NAME
from app.documents.calendar_words import clock_in_words, weekday_in_words
from app.documents.document import Document, Inputs, Parameter
from app.documents.errors import DayNotRead, TextTooLong
from app.documents.fitting import largest
from app.documents.flow import GREY, LINE, MARGIN, Flow, a4
from app.documents.paper import Paper
from app.documents.sheet_texts import NORWEGIAN, Said, isolated
from app.documents.writing import tick_box

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

KINDS = {"group": "invite_group", "employer": "invite_employer", "school": "invite_school"}
PICTOGRAMS = {"group": "users-three", "employer": "handshake", "school": "graduation-cap"}
SIZES = (22.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0)
CUT = "#8a8a8a"
SLIP_SIZE = 12.0
LINE_APART = 30.0


class Fact(NamedTuple):
    """A pictogram, what it stands for, and what is said. typed: by somebody, in whatever language."""

    pictogram: str
    label: str
    text: str
    typed: bool = True


class Invitation(NamedTuple):
    """All that stands on the invitation and on its slip."""

    language: str
    right_to_left: bool
    pictogram: str
    title: str
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    join: str
    by: tuple[str, str]
    slip_title: Said
    slip_to: str
    slip_about: str
    name: Said
    ward: Said
    interpreter: Said
    house: str
    draft: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> Invitation:
    """The invitation in one language. A planned session that is named fills in what is not given. Raises DayNotRead."""
    texts = inputs.texts()
    values = _filled(store, viewer, inputs)
    day, by = _day(values["day"], inputs.today), _day(values["by"], inputs.today)
    when = weekday_in_words(day, inputs.language) if day else ""
    clock = clock_in_words(values["clock"], inputs.language)
    facts = (
        Fact("chats-circle", texts.say("invite_topic"), values["topic"]),
        Fact("calendar-check", texts.say("slip_day"), when, typed=False),
        Fact("clock", texts.say("slip_time"), clock, typed=False),
        Fact("map-pin", texts.say("where"), values["place"]),
    )
    title = KINDS[values["kind"]]
    to_write = (
        texts.say("slip_day"),
        texts.say("slip_time"),
        texts.say("where"),
    )  # with a pen, where nothing is said
    return Invitation(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        pictogram=PICTOGRAMS[values["kind"]],
        title=texts.say(title),
        facts=tuple(fact for fact in facts if fact.text or fact.label in to_write),
        sentences=(texts.say("invite_ask"), texts.say("invite_free")),
        join=texts.say("invite_join"),
        by=(texts.say("invite_by"), weekday_in_words(by, inputs.language)) if by else ("", ""),
        slip_title=texts.said("invite_yes", always=True),
        slip_to=texts.say("request_to", contact=values["contact"] or texts.say("counsellor")),
        slip_about=" · ".join(isolated(part) for part in (values["topic"], when, clock) if part),
        name=texts.said("request_name", always=True),
        ward=texts.said("request_ward", always=True),
        interpreter=texts.said("invite_interpreter", always=True),
        house=values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def _filled(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> dict[str, str]:
    """The values, what is empty taken from the session."""
    values = dict(inputs.values)
    if store is None or viewer is None or not values["session"]:
        return values
    from app.records.session import Session

    session = store.get(Session, values["session"], viewer=viewer)
    found = {"topic": session.topic, "day": session.day.isoformat(), "clock": session.clock}
    return values | {name: values[name] or value for name, value in found.items()}


def _day(typed: str, today: dt.date) -> dt.date | None:
    from app.entry.when import read_day

    found = read_day(typed, today=today) if typed else None
    if typed and found is None:
        raise DayNotRead(given=typed)
    return found


def draw(data: Invitation) -> Paper:
    """The invitation on one page, in the largest letters that fit. Raises TextTooLong."""
    flow = largest(SIZES, lambda size: _written(data, size), lambda flow: flow.page == 1)
    if flow is None:
        raise TextTooLong(document=_("Invitation"), size="A4")
    return flow.paper


def _written(data: Invitation, size: float) -> Flow:
    paper = a4(title=data.title, language=data.language, right_to_left=data.right_to_left)
    flow = Flow(paper, size=size, numbered=False)
    side = size * 4
    flow.paper.pictogram(data.pictogram, MARGIN + flow.width - side, flow.top, side, "#000000")
    title = paper.set(data.title, size=size * 2.1, bold=True, width=flow.width - side - size, leading=1.15)
    paper.put(title, MARGIN, flow.top, role="H1")
    flow.top += max(title.height, side) + size * 1.2
    for fact in data.facts:
        _fact(flow, fact)
    flow.gap(size * 0.4)
    for sentence in data.sentences:
        flow.write(sentence, size=size)
        flow.gap(size * 0.35)
    _slip(flow, data)
    return flow


def _fact(flow: Flow, fact: Fact) -> None:
    """A row: the pictogram, its meaning in small print, what is said in bold."""
    size, side = flow.size, flow.size * 2
    indent = side + size * 0.9
    label = flow.paper.set(fact.label, size=size * 0.66, width=flow.width - indent)
    text = flow.paper.set(
        fact.text, size=size, bold=True, width=flow.width - indent, leading=1.2, value=fact.typed
    )
    height = max(label.height + text.height, side)
    flow.need(height)
    top = flow.top + (height - label.height - text.height) / 2
    flow.paper.pictogram(fact.pictogram, MARGIN, flow.top + (height - side) / 2, side)
    flow.paper.put(label, MARGIN + indent, top, colour=GREY)
    flow.paper.put(text, MARGIN + indent, top + label.height)
    if not fact.text:
        flow.paper.rule(
            MARGIN + indent, top + label.height + text.height * 0.85, flow.width - indent, 0.7, LINE
        )
    flow.top += height + size * 0.6


def _slip(flow: Flow, data: Invitation) -> None:
    """The slip at the foot of the page, below a line to cut along."""
    paper = flow.paper
    column = flow.width * 0.34
    join = paper.set(data.join, size=flow.size * 0.9, bold=True, width=flow.width)
    by = paper.set(
        f"{data.by[0]} {isolated(data.by[1])}" if data.by[1] else "", size=flow.size * 0.8, width=flow.width
    )
    title = paper.set(data.slip_title.text, size=SLIP_SIZE * 1.5, bold=True, width=flow.width)
    under = paper.set(data.slip_title.norwegian, size=8, width=flow.width, language=NORWEGIAN)
    about = paper.set(data.slip_about, size=SLIP_SIZE, width=flow.width)
    to = paper.set(data.slip_to, size=SLIP_SIZE, width=flow.width)
    foot = paper.set(" · ".join(part for part in (data.house, data.draft) if part), size=8, width=flow.width)
    beside = under.height if data.slip_title.norwegian else 0.0
    slip = title.height + beside + about.height + to.height + 3 * LINE_APART + foot.height + 30
    above = join.height + (by.height if data.by[1] else 0.0) + 10
    flow.need(slip + above)
    flow.top = flow.bottom - slip - above
    paper.put(join, MARGIN, flow.top)
    if data.by[1]:
        paper.put(by, MARGIN, flow.top + join.height)
    flow.top += above
    paper.rule(0, flow.top, paper.width, 0.8, CUT, dashed=True)
    flow.top += 16
    for block, shown, colour in (
        (title, data.slip_title.text, "#000000"),
        (under, data.slip_title.norwegian, GREY),
        (about, data.slip_about, "#000000"),
        (to, data.slip_to, "#000000"),
    ):
        if shown:
            paper.put(block, MARGIN, flow.top, colour=colour)
            flow.top += block.height
    for said in (data.name, data.ward):
        _line_for(flow, said, column)
    tick_box(flow, MARGIN, flow.top + 10, 12)
    _two(flow, data.interpreter, MARGIN + 20, flow.top + 7, flow.width - 20)
    paper.put(foot, MARGIN, flow.bottom - foot.height, colour=GREY)
    flow.top = flow.bottom


def _line_for(flow: Flow, said: Said, column: float) -> None:
    """A label with a line to write on beside it."""
    _two(flow, said, MARGIN, flow.top + 8, column - 8)
    flow.top += LINE_APART
    flow.paper.rule(MARGIN + column, flow.top, flow.width - column, 0.7, LINE)


def _two(flow: Flow, said: Said, start: float, top: float, width: float) -> None:
    """A label, and the Norwegian under it in small print."""
    block = flow.paper.set(said.text, size=SLIP_SIZE - 1, width=width)
    flow.paper.put(block, start, top)
    if said.norwegian:
        under = flow.paper.set(said.norwegian, size=7, width=width, language=NORWEGIAN)
        flow.paper.put(under, start, top + block.height, colour=GREY)


INVITATION = Document(
    key="invitation",
    title=N_("Invitation"),
    about=N_("to a group, an employer or a school, with a slip to hand in"),
    place="wall",
    gather=gather,
    draw=draw,
    leaves="nothing",
    languages="sheets",
    parameters=(
        Parameter(
            name="kind",
            label=N_("To"),
            kind="choice",
            default="group",
            choices=(("group", N_("a group")), ("employer", N_("an employer")), ("school", N_("a school"))),
        ),
        Parameter(name="topic", label=N_("What it is about")),
        Parameter(name="day", label=N_("Day"), hint=N_("Such as: tor, +14 or 3.3")),
        Parameter(name="clock", label=N_("Time"), hint=N_("Such as: 13:15")),
        Parameter(name="place", label=N_("Place"), setting=GUIDANCE_PLACE),
        Parameter(name="by", label=N_("Hand in by"), hint=N_("Such as: tor, +7 or 3.3")),
        Parameter(name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
        Parameter(name="session", label=N_("Session"), kind="record", of="session"),
    ),
)
