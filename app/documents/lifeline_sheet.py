"""My lifeline: a line from the beginning over today and on, for what went well and what was hard, as far as one wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs
from app.documents.flow import BLACK, LINE, MARGIN
from app.documents.paper import Paper
from app.documents.work_sheet import SCHOOL, WorkSheet, begun, end, prompt, upright, word_at, work_sheet

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

_HEIGHT = 330.0  # points of the picture
_TODAY = 0.68  # how far along the line today is: there is room ahead


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> WorkSheet:
    """The sheet in one language. Needs no store."""
    return work_sheet(
        inputs,
        title=N_("My lifeline"),
        intro=N_(
            "Draw the line of your life: up where it went well, down where it was hard. Put words or signs to the turns. "
            "Take only what you want to share. After today it is your wishes that draw."
        ),
        words=(N_("went well"), N_("was hard"), N_("the beginning"), N_("today"), N_("ahead")),
        parts=(
            (N_("Which turns did I choose myself? Which came by themselves?"), ""),
            (N_("What gave me strength when it was hard?"), ""),
            (N_("What do I take with me from here?"), ""),
        ),
    )


def draw(data: WorkSheet) -> Paper:
    """The sheet on one page."""
    flow = begun(data, size=11)
    well, hard, beginning, today, ahead = data.words
    top, paper = flow.top, flow.paper
    paper.rectangle(MARGIN, top, flow.width, _HEIGHT, stroke=LINE, thick=1.0, radius=8)
    paper.rule(MARGIN + 14, top + _HEIGHT / 2, flow.width - 28, 1.4, BLACK)
    upright(flow, flow.width * _TODAY, top + 26, _HEIGHT - 52)
    word_at(flow, well, 58, top + 8, 100, grey=True)
    word_at(flow, hard, 58, top + _HEIGHT - 22, 100, grey=True)
    word_at(flow, beginning, 62, top + _HEIGHT / 2 + 5, 100, size=9)
    word_at(flow, today, flow.width * _TODAY, top + 8, 100, bold=True)
    word_at(flow, ahead, flow.width - 52, top + _HEIGHT / 2 + 5, 80, size=9)
    flow.top = top + _HEIGHT
    for heading, below in data.parts:
        prompt(flow, heading, below, 3)
    end(flow, data)
    return paper


LIFELINE = Document(
    key="lifeline_sheet",
    title=N_("My lifeline"),
    about=N_("from the beginning, over today and on"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(SCHOOL,),
)
