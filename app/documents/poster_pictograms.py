"""The poster whose pictograms lead: a sign for each message, with the words beside it.

For somebody who hardly reads, or not this language: each message begins with a white sign on a black tile, 20 mm at A3 where
the words leave room for it, so that the eye finds work, school, papers, an interpreter from across the room. The band at
the top says what it is about. With little ink, tiles and band are outlines.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.base.languages import _
from app.documents.errors import TextTooLong
from app.documents.message_head import Head, HeadSizes, draw_head, set_head
from app.documents.message_rows import Look, Rows
from app.documents.poster_page import Page
from app.documents.poster_rows import draw_rows, fitted, with_head
from app.typeset.paper import Paper

BODY_STEPS = (
    36.0, 34.0, 32.0, 30.0, 29.0, 28.0, 27.0, 26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 20.0, 19.0, 18.0,
)  # at A3  # fmt: skip
TILES = (
    (3.6, 0.9, 0.3, 27.0),
    (2.9, 0.85, 0.32, 24.0),
    (2.3, 0.8, 0.34, 20.0),
    (1.9, 0.75, 0.3, 20.0),
    (1.5, 0.7, 0.4, 0.0),
)
"""Side of a tile, air beside it, least air between rows, all of the text's size; and the least text size (points at A3)
that such large tiles may cost. The fewer messages, the larger the tiles."""
HEAD = HeadSizes(
    question=(70.0, 64.0, 58.0, 52.0, 46.0),
    invitation=(38.0, 36.0, 34.0, 32.0, 30.0, 28.0),
    lead=(30.0, 28.0, 26.0, 24.0),
    gap=8.0,
)
MARGIN = 50.0
BAND_PADDING = 38.0  # above and below the head, at A3
SIGNPOST, BELOW_BAND = 124.0, 26.0


def draw(page: Page) -> Paper:
    """The messages in rows. Raises TextTooLong."""
    looks = _looks(page)
    found = with_head(page, lambda scale: _found(page, looks, scale), looks)
    if found is None:
        raise TextTooLong(document=_("Poster"), size=page.sheet.size)
    head, rows = found
    _draw_band(page, head)
    draw_rows(page, rows, top=_below(page, head))
    return page.paper


def _found(page: Page, looks: Sequence[tuple[Look, float]], scale: float) -> tuple[Head, Rows] | None:
    """The page with a head of this scale; None where the messages have no room below it."""
    inner = looks[0][0].inner
    beside = inner - 1.2 * SIGNPOST * scale
    head = set_head(page.paper, page.sheet, HEAD.times(scale), width=beside, lead_width=inner)
    rows = fitted(page, looks, BODY_STEPS, top=_below(page, head))
    return (head, rows) if rows else None


def _looks(page: Page) -> list[tuple[Look, float]]:
    """With tiles from the preferred to the least."""
    base = Look(
        width=page.width,
        height=page.bottom,
        margin=MARGIN * page.scale,
        small=page.small,
        tile="outlined" if page.sheet.modest else "filled",
    )
    return [(base._replace(icon=side, icon_gap=air, row_gap=gap), enough) for side, air, gap, enough in TILES]


def _band(head: Head) -> float:
    """The height of the band; its padding goes with the head."""
    return head.height + 2 * BAND_PADDING * head.gap / HEAD.gap


def _below(page: Page, head: Head) -> float:
    """Where the messages begin."""
    return _band(head) + BELOW_BAND * page.scale


def _draw_band(page: Page, head: Head) -> None:
    """The head in white on a band from edge to edge, or above a rule, with the signpost at its end."""
    paper, scale, band = page.paper, head.gap / HEAD.gap, _band(head)
    margin, padding = MARGIN * page.scale, BAND_PADDING * scale
    if page.sheet.modest:
        paper.rule(margin, band, page.width - 2 * margin, 4 * page.scale, page.colour)
    else:
        paper.rectangle(0, 0, page.width, band, fill=page.colour)
    colours = page.head_colours
    draw_head(paper, head, start=margin, top=padding, colours=colours)
    beside = sum(block.height for block in head.blocks[:2])  # the line below may run the whole width
    side = min(SIGNPOST * scale, beside + 2 * scale)
    start = page.width - margin - side
    paper.pictogram("signpost", start, padding + 4 * scale, side, colours[0], alt=page.sheet.service)
