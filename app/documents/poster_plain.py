"""The poster in type alone: a large question, the messages between hairlines, and little ink.

The words have the whole width, so they stand larger than beside pictograms. Nothing is filled: it can be copied in a
hurry on a poor machine and still looks meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.base.languages import _
from app.documents.errors import TextTooLong
from app.documents.message_head import Head, HeadSizes, draw_head, set_head
from app.documents.message_rows import BLACK, Look, Rows
from app.documents.poster_page import Page
from app.documents.poster_rows import ENOUGH, draw_rows, fitted, with_head
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
AIRY, TIGHT = 0.62, 0.34  # between rows, of the text's size: wished for, and where there is much to say


def draw(page: Page) -> Paper:
    """The messages in rows without pictograms. Raises TextTooLong."""
    look = _look(page)
    looks = [(look, ENOUGH), (look._replace(row_gap=TIGHT), 0.0)]
    found = with_head(page, lambda scale: _found(page, looks, scale), looks)
    if found is None:
        raise TextTooLong(document=_("Poster"), size=page.sheet.size)
    head, rows = found
    paper, margin, above = page.paper, rows.look.margin, _above(page)
    paper.rectangle(margin, margin, rows.look.inner, RULE * page.scale, fill=page.colour)
    draw_head(paper, head, start=margin, top=above, colours=[page.colour, BLACK])
    draw_rows(page, rows, top=_below(page, head))
    return paper


def _found(page: Page, looks: Sequence[tuple[Look, float]], scale: float) -> tuple[Head, Rows] | None:
    """The page with a head of this scale; None where the messages have no room below it."""
    width = looks[0][0].inner
    head = set_head(page.paper, page.sheet, HEAD.times(scale), width=width, lead_width=width)
    rows = fitted(page, looks, BODY_STEPS, top=_below(page, head))
    return (head, rows) if rows else None


def _above(page: Page) -> float:
    """Where the head begins."""
    return (MARGIN + RULE + BELOW_RULE) * page.scale


def _below(page: Page, head: Head) -> float:
    """Where the messages begin."""
    return _above(page) + head.height + BELOW_HEAD * page.scale


def _look(page: Page) -> Look:
    return Look(
        width=page.width,
        height=page.bottom,
        margin=MARGIN * page.scale,
        icon=0.0,
        icon_gap=0.0,
        row_gap=AIRY,
        most_row_gap=1.25,
        small=page.small,
        ruled=True,
    )
