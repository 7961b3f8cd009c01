"""The inmate poster: the fourteen messages on a wall, read from two metres.

How large is large enough: someone with half of normal sight (what a driving licence asks for) reads letters
of ten arc minutes, which at two metres is an x-height of 5.8 mm: 30 points of Noto Sans. The poster therefore starts above
that at A3 and takes the largest step at which all its messages fit; 20 points at A3 (6.5 arc minutes,
normal sight with room to spare) are enough for nearly every language, 18 (5.9) for those with the longest words; it never
goes below, and raises TextTooLong instead. Other sizes scale with the page: A4 is read from
1.4 metres. Leaving messages out makes the rest larger.
"""

from __future__ import annotations

from app.base.languages import N_, _
from app.documents.document import SIZES, Document
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.message_head import Head, HeadSizes, draw_head, set_head
from app.documents.message_rows import (
    COLOURS,
    WORDS,
    Look,
    Rows,
    draw_foot,
    draw_messages,
    set_rows,
    smoothed,
)
from app.documents.message_sheet import PARAMETERS, MessageSheet, gather
from app.typeset.paper import MM, Paper

A3_WIDTH = SIZES["A3"][0] * MM
BODY_STEPS = (
    36.0,
    34.0,
    32.0,
    30.0,
    29.0,
    28.0,
    27.0,
    26.0,
    25.0,
    24.0,
    23.0,
    22.0,
    21.0,
    20.0,
    19.0,
    18.0,
)  # at A3
HEAD = HeadSizes(
    question=(70.0, 64.0, 58.0, 52.0, 46.0),
    invitation=(38.0, 36.0, 34.0, 32.0, 30.0, 28.0),
    lead=(30.0, 28.0, 26.0, 24.0),
    gap=8.0,
)
BAND_PADDING = 38.0  # above and below the head, at A3
SIGNPOST = 124.0
WHITE = "#ffffff"


def draw(sheet: MessageSheet) -> Paper:
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
        setter=WORDS,
    )
    sizes = HEAD.times(scale)
    head = set_head(paper, sheet, sizes, width=look.inner - 1.2 * SIGNPOST * scale, lead_width=look.inner)
    band = head.height + 2 * BAND_PADDING * scale
    top = band + 26 * scale
    rows = _largest(paper, sheet, look, scale, top)
    _draw_band(paper, sheet, head, look, scale)
    room = look.height - look.margin - rows.foot_height - top - 22 * scale
    draw_messages(paper, rows, top=top, room=room, colour=COLOURS[sheet.colour])
    draw_foot(paper, rows, colour=COLOURS[sheet.colour])
    return paper


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
    return smoothed(rows)


def _draw_band(paper: Paper, sheet: MessageSheet, head: Head, look: Look, scale: float) -> None:
    """The head in white on a band from edge to edge, with the signpost at its end."""
    padding, side = BAND_PADDING * scale, SIGNPOST * scale
    paper.rectangle(0, 0, look.width, head.height + 2 * padding, fill=COLOURS[sheet.colour])
    draw_head(paper, head, start=look.margin, top=padding, colours=[WHITE])
    start = look.width - look.margin - side
    paper.pictogram("signpost", start, padding + 6 * scale, side, WHITE, alt=sheet.service)


POSTER = Document(
    key="inmate_poster",
    title=N_("Poster"),
    about=N_("fourteen short messages"),
    place="wall",
    gather=gather,
    draw=draw,
    sizes=("A4", "A3", "350x500"),
    languages="sheets",
    parameters=PARAMETERS,
)
