"""Plan A, B and C: three ways that a person could go, each with why, the first step, who can help and what may stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs
from app.documents.flow import BLACK, GREY, LINE, MARGIN, Flow
from app.documents.paper import Paper
from app.documents.work_sheet import SCHOOL, WorkSheet, begun, end, work_sheet

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

_INSET, _LETTER = 12.0, 44.0
_EACH = 187.0  # points of height of a plan


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> WorkSheet:
    """The sheet in one language. Needs no store."""
    return work_sheet(
        inputs,
        title=N_("Plan A, B and C"),
        intro=N_(
            "There is more than one way. Write so that you would believe it yourself. All three are yours."
        ),
        parts=(
            (N_("Plan A: what I want most"), N_("If most things go my way.")),
            (N_("Plan B: another way to something that matters"), N_("If plan A takes longer, or closes.")),
            (N_("Plan C: what I can begin with now"), N_("With what I have, where I am.")),
        ),
        words=(
            N_("Why it matters to me"),
            N_("My first step, and when"),
            N_("Who can help me"),
            N_("What may stop it, and what then"),
        ),
        closing=N_("I look at my plans again on: ______________________________"),
    )


def draw(data: WorkSheet) -> Paper:
    """The sheet on one page."""
    flow = begun(data)
    for letter, (heading, below) in zip("ABC", data.parts, strict=True):
        _plan(flow, letter, heading, below, data.words)
    end(flow, data)
    return flow.paper


def _plan(flow: Flow, letter: str, heading: str, below: str, prompts: tuple[str, ...]) -> None:
    paper, top = flow.paper, flow.top
    paper.rectangle(MARGIN, top, flow.width, _EACH, stroke=BLACK, thick=1.2, radius=8)
    mark = paper.set(letter, size=38, bold=True, width=_LETTER)
    paper.put(mark, MARGIN + _INSET, top + 6, role="Artifact")
    left, width = MARGIN + _INSET + _LETTER, flow.width - 2 * _INSET - _LETTER
    head = paper.set(heading, size=13, bold=True, width=width)
    paper.put(head, left, top + 10, role="H2")
    paper.put(paper.set(below, size=10, width=width), left, top + 10 + head.height, colour=GREY)
    first = top + 14 + head.height + 14 + 20
    paper.rule(left, first, width, 0.6, LINE)
    each = (flow.width - 3 * _INSET) / 2
    for place, text in enumerate(prompts):
        start = MARGIN + _INSET + (place % 2) * (each + _INSET)
        down = first + 8 + (place // 2) * 54
        paper.put(paper.set(text, size=9.5, width=each), start, down, colour=GREY)
        for number in (1, 2):
            paper.rule(start, down + 11 + number * 18, each, 0.6, LINE)
    flow.top = top + _EACH + 12


PLAN_ABC = Document(
    key="plan_abc",
    title=N_("Plan A, B and C"),
    about=N_("three ways, each with a first step"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(SCHOOL,),
)
