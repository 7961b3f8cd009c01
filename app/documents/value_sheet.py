"""What matters in work: twenty values to weigh, and the three that count most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs
from app.documents.flow import LINE, MARGIN, Flow
from app.documents.paper import Paper
from app.documents.work_sheet import SCHOOL, WorkSheet, begun, end, prompt, work_sheet
from app.documents.writing import tick_box

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

_COLUMN, _ROW = 74.0, 19.5  # points
_BOX = 11.0


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> WorkSheet:
    """The sheet in one language. Needs no store."""
    return work_sheet(
        inputs,
        title=N_("What matters to me in work"),
        intro=N_(
            "Tick one box a line, quickly. There is no right answer, and it may be another one next year."
        ),
        columns=(N_("very important"), N_("rather important"), N_("not now")),
        words=(
            N_("to be sure of keeping the job"),
            N_("to be well paid"),
            N_("to have time for family and friends"),
            N_("to help others"),
            N_("to learn something new"),
            N_("to decide for myself"),
            N_("to work together with others"),
            N_("to work outdoors"),
            N_("to use my hands"),
            N_("to have peace and quiet"),
            N_("that something happens"),
            N_("that others see what I do"),
            N_("to make something that lasts"),
            N_("to have order and clear rules"),
            N_("that no two days are alike"),
            N_("that there is room for my faith and customs"),
            N_("to be trusted"),
            N_("that people are treated fairly"),
            N_("that the body can stand it"),
            N_("to start afresh, where nobody knows me"),
        ),
        parts=((N_("The three that count most for me"), N_("Where could I find them?")),),
    )


def draw(data: WorkSheet) -> Paper:
    """The sheet on one page."""
    flow = begun(data, size=11)
    start = MARGIN + flow.width - len(data.columns) * _COLUMN
    blocks = [
        flow.paper.set(head, size=9.5, bold=True, width=_COLUMN - 6, align="centre") for head in data.columns
    ]
    for place, block in enumerate(blocks):
        flow.paper.put(block, start + place * _COLUMN, flow.top)
    flow.top += max(block.height for block in blocks) + 4
    with flow.paper.list():
        for word in data.words:
            _row(flow, word, start, len(data.columns))
    for heading, below in data.parts:
        prompt(flow, heading, below, 3)
    end(flow, data)
    return flow.paper


def _row(flow: Flow, word: str, start: float, count: int) -> None:
    block = flow.paper.set(word, size=flow.size, width=start - MARGIN - 8)
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)
    with flow.paper.item():
        flow.paper.put(block, MARGIN, flow.top + (_ROW - block.height) / 2)
    for place in range(count):
        left = start + place * _COLUMN + (_COLUMN - 6 - _BOX) / 2
        tick_box(flow, left, flow.top + (_ROW - _BOX) / 2, _BOX)
    flow.top += max(_ROW, block.height + 4)


VALUES = Document(
    key="value_sheet",
    title=N_("What matters to me in work"),
    about=N_("twenty values to weigh"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(SCHOOL,),
)
