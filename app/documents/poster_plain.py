"""The poster in type alone: a large question, the messages between hairlines, and little ink.

The words have the whole width, so they stand larger than beside pictograms. Nothing is filled: it can be copied in a
hurry on a poor machine and still looks meant.
"""

from __future__ import annotations

from app.base.languages import _
from app.documents.errors import TextTooLong
from app.documents.message_head import HeadSizes, draw_head, set_head
from app.documents.message_rows import BLACK, Look
from app.documents.poster_page import Page
from app.documents.poster_rows import draw_rows, fitted
from app.typeset.paper import Paper

BODY_STEPS = (
    38.0, 36.0, 34.0, 32.0, 30.0, 29.0, 28.0, 27.0, 26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0, 19.0, 18.0,
)  # at A3  # fmt: skip
HEAD = HeadSizes(
    question=(88.0, 80.0, 74.0, 68.0, 62.0, 56.0, 50.0, 46.0),
    invitation=(44.0, 42.0, 40.0, 38.0, 36.0, 34.0, 32.0, 30.0),
    lead=(32.0, 30.0, 28.0, 26.0, 24.0),
    gap=8.0,
)
MARGIN = 58.0
RULE = 9.0  # the heavy rule that opens the page
BELOW_RULE, BELOW_HEAD = 20.0, 34.0


def draw(page: Page) -> Paper:
    """The messages in rows without pictograms. Raises TextTooLong."""
    sheet, scale, paper = page.sheet, page.scale, page.paper
    margin = MARGIN * scale
    look = Look(
        width=page.width,
        height=page.bottom,
        margin=margin,
        icon=0.0,
        icon_gap=0.0,
        row_gap=0.62,
        most_row_gap=1.25,
        small=page.small,
        ruled=True,
    )
    head = set_head(paper, sheet, HEAD.times(page.head), width=look.inner, lead_width=look.inner)
    above = margin + (RULE + BELOW_RULE) * scale
    top = above + head.height + BELOW_HEAD * scale
    rows = fitted(page, [(look, 0.0)], BODY_STEPS, top=top)
    if rows is None:
        raise TextTooLong(document=_("Poster"), size=sheet.size)
    paper.rectangle(margin, margin, look.inner, RULE * scale, fill=page.colour)
    draw_head(paper, head, start=margin, top=above, colours=[page.colour, BLACK])
    draw_rows(page, rows, top=top)
    return paper
