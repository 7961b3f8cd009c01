"""The handout: the messages of the poster on a sheet of paper to take along, read at arm's length (14 points or more)."""

from __future__ import annotations

from app.base.languages import N_, _
from app.documents.document import SIZES, Document
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.message_rows import COLOURS, Look, Rows, draw_foot, draw_messages, evened, set_rows
from app.documents.message_sheet import PARAMETERS, MessageSheet, gather
from app.documents.sheet_texts import sentences
from app.typeset.paper import MM, Paper
from app.typeset.paragraph import Block

BODY_STEPS = (17.0, 16.0, 15.0, 14.5, 14.0)
ICON = 64.0


def render(sheet: MessageSheet) -> bytes:
    """The handout as a PDF of one page. Raises TextTooLong."""
    width, height = (side * MM for side in SIZES[sheet.size])
    look = Look(width=width, height=height, margin=20 * MM, most_row_gap=0.8, small=9.0)
    paper = Paper(
        title=sheet.title,
        language=sheet.language,
        right_to_left=sheet.right_to_left,
        width=width,
        height=height,
    )
    head = _head(paper, sheet, look)
    top = look.margin + max(sum(block.height for block in head), ICON) + 14
    rows = _largest(paper, sheet, look, top)
    _draw_head(paper, sheet, head, look)
    room = look.height - look.margin - rows.foot_height - top - 10
    draw_messages(paper, rows, top=top, room=room, colour=COLOURS[sheet.colour])
    draw_foot(paper, rows, colour=COLOURS[sheet.colour])
    return paper.finish()


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
    return evened(paper, sheet, rows)


def _head(paper: Paper, sheet: MessageSheet, look: Look) -> list[Block]:
    question, *rest = sentences(sheet.title)
    width = look.inner - ICON - 18
    blocks = [paper.set(question, size=32, bold=True, width=width, leading=1.15)]
    if rest:
        blocks.append(paper.set(" ".join(rest), size=19, bold=True, width=width, leading=1.3))
    if sheet.lead:
        blocks.append(paper.set(sheet.lead.text, size=16, width=width, leading=1.35))
    return blocks


def _draw_head(paper: Paper, sheet: MessageSheet, head: list[Block], look: Look) -> None:
    colour = COLOURS[sheet.colour]
    top = look.margin
    for number, block in enumerate(head):
        paper.put(
            block, look.margin, top, role="P" if number else "H1", colour=colour if not number else "#000000"
        )
        top += block.height
    paper.pictogram("signpost", look.width - look.margin - ICON, look.margin, ICON, colour, alt=sheet.service)


HANDOUT = Document(
    key="handout",
    title=N_("Sheet about the service"),
    about=N_("the same messages, to take along"),
    place="hand",
    gather=gather,
    render=render,
    languages="sheets",
    parameters=PARAMETERS,
)
