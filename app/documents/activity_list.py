"""The list of 48 activities on paper: yes, perhaps or no to each. A conversation starter, and plainly no test.

The numbers are those on the screen, so that a sheet is quickly written into the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_
from app.documents.document import Document, Inputs
from app.documents.flow import GREY, LINE, MARGIN, Flow
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.documents.work_sheet import SCHOOL, WorkSheet, begun, end, work_sheet
from app.documents.writing import tick_box
from app.records.choices_interest import ASKED

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

_GAP, _BOX, _EACH = 20.0, 10.0, 32.0  # points: between the halves, of a box, of a column of boxes
_ROW = 25.0


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> WorkSheet:
    """The list in one language. Needs no store."""
    texts = HouseTexts(inputs.language)
    sheet = work_sheet(
        inputs,
        title=N_("Would you like to …"),
        intro=N_(
            "Tick yes, perhaps or no, quickly. It is not a test: nothing is added up, and nobody is put in a box. "
            "It is something to talk about."
        ),
        columns=(N_("yes"), N_("perhaps"), N_("no")),
        closing=N_("Three that I would like best: ______ ______ ______"),
    )
    activities = [texts.label("interest.activity", code) for code in ASKED]
    return sheet._replace(words=tuple(text[:1].upper() + text[1:] for text in activities))


def draw(data: WorkSheet) -> Paper:
    """The list on one page, in two halves."""
    flow = begun(data, size=10.5)
    half = (len(data.words) + 1) // 2
    top, width = flow.top, (flow.width - _GAP) / 2
    for place, start in enumerate((MARGIN, MARGIN + width + _GAP)):
        flow.top = top
        words = data.words[place * half : (place + 1) * half]
        _half(flow, data.columns, words, start, width, first=place * half + 1)
    end(flow, data)
    return flow.paper


def _half(
    flow: Flow, columns: tuple[str, ...], words: tuple[str, ...], start: float, width: float, *, first: int
) -> None:
    paper, boxes = flow.paper, start + width - len(columns) * _EACH
    for place, head in enumerate(columns):
        block = paper.set(head, size=7.5, width=_EACH + 6, align="centre")
        paper.put(block, boxes + place * _EACH - 3, flow.top, colour=GREY)
    flow.top += 12
    with paper.list():
        for number, word in enumerate(words, first):
            paper.rule(start, flow.top, width, 0.5, LINE)
            mark = paper.set(str(number), size=8, width=16)
            block = paper.set(word, size=9.5, width=boxes - start - 22, leading=1.15)
            with paper.item():
                paper.put(mark, start, flow.top + (_ROW - mark.height) / 2, colour=GREY)
                paper.put(block, start + 18, flow.top + (_ROW - block.height) / 2)
            for place in range(len(columns)):
                left = boxes + place * _EACH + (_EACH - _BOX) / 2
                tick_box(flow, left, flow.top + (_ROW - _BOX) / 2, _BOX)
            flow.top += _ROW


ACTIVITIES = Document(
    key="activity_list",
    title=N_("List of 48 activities"),
    about=N_("a conversation starter, not a test"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    parameters=(SCHOOL,),
)
