"""What I am good at: words to tick, and questions that find what somebody can without having a paper on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs
from app.documents.flow import MARGIN
from app.documents.paper import Paper
from app.documents.work_sheet import SCHOOL, WorkSheet, begun, end, prompt, work_sheet
from app.documents.writing import tick_box

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

_ACROSS, _ROW, _BOX = 4, 21.0, 11.0


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> WorkSheet:
    """The sheet in one language. Needs no store."""
    return work_sheet(
        inputs,
        title=N_("What I am good at"),
        intro=N_("Tick what fits, and ask somebody who knows you what they would tick."),
        words=(
            N_("patient"),
            N_("careful"),
            N_("quick"),
            N_("calm"),
            N_("strong"),
            N_("good with people"),
            N_("good with animals"),
            N_("good with numbers"),
            N_("good with my hands"),
            N_("a good listener"),
            N_("funny"),
            N_("curious"),
            N_("stubborn in a good way"),
            N_("fair"),
            N_("on time"),
            N_("tidy"),
            N_("creative"),
            N_("brave"),
            N_("a good cook"),
            N_("a good driver"),
            N_("several languages"),
            N_("a good teacher"),
            N_("good at finding a way out"),
            N_("keep my word"),
        ),
        parts=(
            (N_("What do others ask me for help with?"), ""),
            (N_("What have I learnt without school?"), N_("At work, at home, in the army, in here.")),
            (N_("What was hard, and I managed it all the same? What did I do?"), ""),
            (N_("Where can I use this?"), N_("In a job, at school, with my family.")),
        ),
    )


def draw(data: WorkSheet) -> Paper:
    """The sheet on one page."""
    flow = begun(data, size=11)
    each = flow.width / _ACROSS
    top, row = flow.top, 0.0
    with flow.paper.list():
        for place, word in enumerate(data.words):
            if place and place % _ACROSS == 0:
                top, row = top + max(row, _ROW), 0.0
            start = MARGIN + (place % _ACROSS) * each
            block = flow.paper.set(word, size=10, width=each - _BOX - 12)
            tick_box(flow, start, top + 1, _BOX)
            with flow.paper.item():
                flow.paper.put(block, start + _BOX + 6, top)
            row = max(row, block.height + 5)
    flow.top = top + max(row, _ROW)
    for heading, below in data.parts:
        prompt(flow, heading, below, 3)
    end(flow, data)
    return flow.paper


STRENGTHS = Document(
    key="strengths_sheet",
    title=N_("What I am good at"),
    about=N_("words to tick, and what lies behind them"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(SCHOOL,),
)
