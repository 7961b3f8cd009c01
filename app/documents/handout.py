"""The handout: the messages of the poster on a sheet to take along, read at arm's length.

14 points or more; 13 in the few languages with the longest words, 12 where the school says much as well. Folded to A5
it is a small booklet of four pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.documents.document import SIZES, Document, Inputs
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.message_head import HeadSizes, draw_head, set_head
from app.documents.message_rows import (
    BLACK,
    COLOURS,
    WORDS,
    Look,
    Rows,
    draw_foot,
    draw_messages,
    set_rows,
    smoothed,
)
from app.documents.message_sheet import PARAMETERS, MessageSheet, gathered
from app.typeset.paper import MM, Paper

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

FOLDED = "A5"
BODY_STEPS = (17.0, 16.0, 15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0)
HEAD = HeadSizes(
    question=(34.0, 32.0, 30.0, 28.0, 26.0),
    invitation=(20.0, 18.0, 17.0, 16.0),
    lead=(16.0, 15.0, 14.0),
    gap=3.0,
)
SIGNPOST = 64.0


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> MessageSheet:
    """The messages; folded, with a heading for own notes on the back."""
    sheet = gathered(inputs)
    return sheet._replace(notes=inputs.texts().say("plan_notes")) if inputs.size == FOLDED else sheet


def draw(sheet: MessageSheet) -> Paper:
    """The handout as a PDF of one page, or of two for the booklet. Raises TextTooLong."""
    if sheet.size != FOLDED:
        return _draw_sheet(sheet)
    from app.documents.handout_folded import draw as draw_folded

    return draw_folded(sheet)


def _draw_sheet(sheet: MessageSheet) -> Paper:
    width, height = (side * MM for side in SIZES[sheet.size])
    look = Look(width=width, height=height, margin=20 * MM, most_row_gap=0.8, small=9.0)
    paper = Paper(
        title=sheet.title,
        language=sheet.language,
        right_to_left=sheet.right_to_left,
        width=width,
        height=height,
        setter=WORDS,
    )
    width_beside = look.inner - SIGNPOST - 18
    head = set_head(paper, sheet, HEAD, width=width_beside, lead_width=width_beside)
    top = look.margin + max(head.height, SIGNPOST) + 18
    rows = _largest(paper, sheet, look, top)
    colour = COLOURS[sheet.colour]
    draw_head(paper, head, start=look.margin, top=look.margin, colours=[colour, BLACK])
    start = look.width - look.margin - SIGNPOST
    paper.pictogram("signpost", start, look.margin, SIGNPOST, colour, alt=sheet.service)
    room = look.height - look.margin - rows.foot_height - top - 10
    draw_messages(paper, rows, top=top, room=room, colour=colour)
    draw_foot(paper, rows, colour=colour)
    return paper


def _largest(paper: Paper, sheet: MessageSheet, look: Look, top: float) -> Rows:
    """Everything below the head at the largest step that fits."""
    room = look.height - look.margin - top - 10
    rows = largest(
        BODY_STEPS,
        lambda step: set_rows(paper, sheet, look, step),
        lambda rows: rows.body_height + rows.foot_height <= room,
    )
    if rows is None:
        raise TextTooLong(document=_("Sheet about the service"), size=sheet.size)
    return smoothed(rows)


HANDOUT = Document(
    key="handout",
    title=N_("Sheet about the service"),
    about=N_("to take along, flat or folded"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    sizes=("A4", FOLDED),
    languages="sheets",
    parameters=PARAMETERS,
)
