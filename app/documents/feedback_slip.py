"""The anonymous slip about the guidance: six sentences and five faces, how one heard of it, what could be better.

Everything has a number and the Norwegian beside it, so that whoever counts the answers can read any language's slip. It
asks for no name, and is about nobody (domain.md 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Document, Inputs, Parameter
from app.documents.fitting import largest
from app.documents.flow import GREY, LINE, MARGIN, Flow, a4
from app.documents.paper import Paper
from app.documents.said_flow import BESIDE, LEAST_BESIDE, said_ticks, write_said
from app.documents.sheet_texts import NORWEGIAN, Said
from app.documents.writing import lines

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

STATEMENTS = tuple(f"feedback_{number}" for number in range(1, 7))
HEARD = (
    "who_contact_officer",
    "heard_intake",
    "who_teacher",
    "heard_poster",
    "heard_inmates",
    "who_nav",
    "word_other",
)
"""In the order in which the answers are counted."""
FACES = 5  # from sad to glad; the pictograms face-1 to face-5
SIZES = (14.0, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)


class FeedbackSlip(NamedTuple):
    """All that stands on the slip."""

    language: str
    right_to_left: bool
    title: Said
    before: tuple[Said, ...]
    statements: tuple[Said, ...]
    heard: Said
    heard_from: tuple[Said, ...]
    open: Said
    give_back: Said
    house: str
    draft: str


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> FeedbackSlip:
    """The slip in one language. Needs no store."""
    texts = inputs.texts()

    def said(key: str) -> Said:
        return texts.said(key, always=True)

    return FeedbackSlip(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        title=said("feedback_title"),
        before=(said("feedback_anonymous"), said("feedback_how")),
        statements=tuple(map(said, STATEMENTS)),
        heard=said("feedback_heard"),
        heard_from=tuple(map(said, HEARD)),
        open=said("feedback_open"),
        give_back=said("feedback_return"),
        house=inputs.values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def draw(data: FeedbackSlip) -> Paper:
    """The slip on one page, in the largest letters that have room there."""
    flow = largest(SIZES, lambda size: _written(data, size), lambda flow: flow.page == 1)
    return (flow or _written(data, SIZES[-1])).paper


def _written(data: FeedbackSlip, size: float) -> Flow:
    paper = a4(title=data.title.text, language=data.language, right_to_left=data.right_to_left)
    foot = " · ".join(part for part in (data.house, data.draft) if part)
    flow = Flow(paper, foot=foot, size=size, numbered=False)
    write_said(flow, data.title, size=size * 1.9, bold=True, role="H1")
    for said in data.before:
        write_said(flow, said)
    flow.gap(size * 0.6)
    for number, said in enumerate(data.statements, 1):
        _statement(flow, number, said)
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)
    flow.gap(size)
    write_said(flow, data.heard, bold=True, role="H2")
    numbered = [
        said._replace(text=f"{number}  {said.text}") for number, said in enumerate(data.heard_from, 1)
    ]
    said_ticks(flow, numbered, across=2)
    flow.gap(size * 0.6)
    write_said(flow, data.open, bold=True, role="H2", gap=0)
    lines(flow, 3, apart=size * 2)
    flow.gap(size)
    write_said(flow, data.give_back, bold=True)
    return flow


def _statement(flow: Flow, number: int, said: Said) -> None:
    """A sentence with its number, and five faces at the end of the line, each with room for a cross below."""
    size = flow.size
    face, space = size * 1.75, size * 0.75
    faces = FACES * (face + space)
    indent, width = size * 1.5, flow.width - faces - size * 2.3
    mark = flow.paper.set(str(number), size=size, bold=True, width=indent)
    block = flow.paper.set(said.text, size=size, width=width, leading=1.25)
    under = flow.paper.set(
        said.norwegian, size=max(size * BESIDE, LEAST_BESIDE), width=width, language=NORWEGIAN, leading=1.2
    )
    text = block.height + (under.height if said.norwegian else 0.0)
    height = max(text, face + size * 1.1) + size * 0.7
    flow.need(height)
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)
    top = flow.top + (height - text) / 2
    flow.paper.put(mark, MARGIN, top, colour=GREY)
    flow.paper.put(block, MARGIN + indent, top, role="H3")
    if said.norwegian:
        flow.paper.put(under, MARGIN + indent, top + block.height, colour=GREY)
    for place in range(FACES):
        left = MARGIN + flow.width - faces + place * (face + space) + space
        flow.paper.pictogram(f"face-{place + 1}", left, flow.top + size * 0.35, face)
        flow.paper.rectangle(
            left + face / 2 - size * 0.42, flow.top + size * 0.45 + face, size * 0.84, size * 0.84,
            stroke="#000000", thick=0.8, radius=1.5,
        )  # fmt: skip
    flow.top += height


FEEDBACK = Document(
    key="feedback_slip",
    title=N_("Feedback slip"),
    about=N_("anonymous: six sentences, five faces"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    languages="sheets",
    parameters=(Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),),
)
