"""The inmate poster: the fourteen messages on a wall, read from two metres.

How large is large enough: someone with half of normal sight (what a driving licence asks for) reads letters
of ten arc minutes, which at two metres is an x-height of 5.8 mm: 30 points of Noto Sans. The poster therefore starts above
that at A3 and takes the largest step at which all its messages fit; it never goes below 20 points at A3 (6.5 arc
minutes, normal sight with room to spare), and raises TextTooLong instead. Other sizes scale with the page: A4 is read from
1.4 metres. Leaving messages out makes the rest larger.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.base.languages import N_, _
from app.documents.document import SIZES, Document
from app.documents.errors import TextTooLong
from app.documents.fitting import balanced, largest
from app.documents.message_rows import COLOURS, Look, Rows, draw_foot, draw_messages, evened, set_rows
from app.documents.message_sheet import PARAMETERS, MessageSheet, gather
from app.documents.sheet_texts import sentences
from app.typeset.paper import MM, Paper
from app.typeset.paragraph import Block

A3_WIDTH = SIZES["A3"][0] * MM
BODY_STEPS = (36.0, 34.0, 32.0, 30.0, 29.0, 28.0, 27.0, 26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0)  # at A3
QUESTION_STEPS = (70.0, 64.0, 58.0, 52.0, 46.0)
INVITATION_STEPS = (38.0, 36.0, 34.0, 32.0, 30.0, 28.0)
LEAD_STEPS = (30.0, 28.0, 26.0, 24.0)
WHITE = "#ffffff"


@dataclass(frozen=True)
class Band:
    """The black head of the poster: the question, the invitation, and what one can talk about."""

    question: Block
    invitation: Block | None
    lead: Block | None
    scale: float

    @property
    def text_height(self) -> float:
        """All its text with the gaps between."""
        parts = [block for block in (self.invitation, self.lead) if block]
        return self.question.height + sum(block.height + 8 * self.scale for block in parts)

    @property
    def height(self) -> float:
        """From the upper edge of the page."""
        return self.text_height + 76 * self.scale


def render(sheet: MessageSheet) -> bytes:
    """The poster as a PDF of one page. Raises TextTooLong."""
    width, height = (side * MM for side in SIZES[sheet.size])
    scale = width / A3_WIDTH
    look = Look(width=width, height=height, margin=50 * scale, small=max(12 * scale, 8.0))
    paper = Paper(
        title=sheet.title,
        language=sheet.language,
        right_to_left=sheet.right_to_left,
        width=width,
        height=height,
    )
    band = _band(paper, sheet, look, scale)
    top = band.height + 26 * scale
    rows = _largest(paper, sheet, look, scale, top)
    _draw_band(paper, sheet, band, look)
    room = look.height - look.margin - rows.foot_height - top - 22 * scale
    draw_messages(paper, rows, top=top, room=room, colour=COLOURS[sheet.colour])
    draw_foot(paper, rows, colour=COLOURS[sheet.colour])
    return paper.finish()


def _largest(paper: Paper, sheet: MessageSheet, look: Look, scale: float, top: float) -> Rows:
    """Everything below the band at the largest step that fits."""
    room = look.height - look.margin - top - 22 * scale
    rows = largest(
        BODY_STEPS,
        lambda step: set_rows(paper, sheet, look, step * scale),
        lambda rows: rows.body_height + rows.foot_height <= room,
    )
    if rows is None:
        raise TextTooLong(document=_("Poster"), size=sheet.size)
    return evened(paper, sheet, rows)


def _band(paper: Paper, sheet: MessageSheet, look: Look, scale: float) -> Band:
    question, *rest = sentences(sheet.title)
    width = look.inner - 150 * scale
    block = _in_one_line(paper, question, QUESTION_STEPS, scale, width, bold=True)
    invitation = " ".join(rest)
    return Band(
        question=block,
        invitation=_in_one_line(paper, invitation, INVITATION_STEPS, scale, width, bold=True)
        if invitation
        else None,
        lead=_in_one_line(paper, sheet.lead.text, LEAD_STEPS, scale, look.inner) if sheet.lead else None,
        scale=scale,
    )


def _in_one_line(
    paper: Paper, text: str, steps: tuple[float, ...], scale: float, width: float, *, bold: bool = False
) -> Block:
    """The text at the largest step that gives one line, or in as many lines as it takes at a middling one."""
    one_line = largest(
        steps,
        lambda step: paper.set(text, size=step * scale, bold=bold, width=width, leading=1.15),
        lambda block: block.line_count == 1,
    )
    size = steps[len(steps) // 2] * scale
    return one_line or balanced(
        text, lambda part, room: paper.set(part, size=size, bold=bold, width=room, leading=1.15), width
    )


def _draw_band(paper: Paper, sheet: MessageSheet, band: Band, look: Look) -> None:
    scale = band.scale
    paper.rectangle(0, 0, look.width, band.height, fill=COLOURS[sheet.colour])
    side = 124 * scale
    top = (band.height - band.text_height) / 2
    paper.put(band.question, look.margin, top, role="H1", colour=WHITE)
    top += band.question.height
    for block in (band.invitation, band.lead):
        if block:
            top += 8 * scale
            paper.put(block, look.margin, top, colour=WHITE)
            top += block.height
    start = look.width - look.margin - side
    paper.pictogram(
        "signpost", start, (band.height - band.text_height) / 2 + 6 * scale, side, WHITE, alt=sheet.service
    )


POSTER = Document(
    key="inmate_poster",
    title=N_("Poster"),
    about=N_("fourteen short messages"),
    place="wall",
    gather=gather,
    render=render,
    sizes=("A4", "A3", "350x500"),
    languages="sheets",
    parameters=PARAMETERS,
)
