"""The handout as a booklet: an A4 sheet on its side, printed on both sides and folded once to four pages of A5.

The outer side has the back (page 4) before the cover (page 1), the inner side pages 2 and 3, all counted from where reading
starts: the paper mirrors both for languages that are read from the right, whose booklet opens from the other side. Turned
over on the short edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.base.languages import _
from app.documents.document import SIZES
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.message_rows import (
    BLACK,
    COLOURS,
    WORDS,
    Look,
    Row,
    Rows,
    draw_messages,
    draw_row,
    set_rows,
    smoothed,
)
from app.documents.message_sheet import MessageSheet
from app.documents.sheet_texts import sentences
from app.typeset.evening import evened
from app.typeset.paper import MM, Paper
from app.typeset.paragraph import Block

BODY_STEPS = (18.0, 17.0, 16.0, 15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)
QUESTION = (40.0, 38.0, 36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
INVITATION, LEAD = 0.56, 0.46  # of the question's size
LEAST_LEAD = 12.0
MARGIN = 14 * MM
SIGNPOST = 96.0
FOLD = 4 * MM  # the marks where it is folded
LINE_APART = 26.0
GREY = "#5a5a5a"


class Cover(NamedTuple):
    """The first page: the question, the invitation, what one can talk about."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """All of it with the gaps between."""
        return sum(block.height + 10 for block in self.blocks) - 10


def draw(sheet: MessageSheet) -> Paper:
    """The booklet as a PDF of two pages. Raises TextTooLong."""
    width, height = (side * MM for side in SIZES[sheet.size])
    paper = Paper(
        title=sheet.title,
        language=sheet.language,
        right_to_left=sheet.right_to_left,
        width=width,
        height=height,
        setter=WORDS,
    )
    look = Look(
        width=width / 2,
        height=height,
        margin=MARGIN,
        icon=2.3,
        icon_gap=0.8,
        row_gap=0.45,
        most_row_gap=3.0,
        small=8.0,
        tile="filled",
    )
    inside = _inside(paper, sheet, look)
    back = _back(paper, sheet, look, inside[0].size)
    cover = _cover(paper, sheet, look)
    _draw_cover(paper, sheet, look, cover)
    _draw_back(paper, sheet, look, back)
    paper.next_page()
    colour = COLOURS[sheet.colour]
    for number, rows in enumerate(inside):
        draw_messages(
            paper, rows, top=MARGIN, room=height - 2 * MARGIN, colour=colour, start=number * look.width
        )
    return paper


def _inside(paper: Paper, sheet: MessageSheet, look: Look) -> list[Rows]:
    """Pages 2 and 3, in letters of one size."""
    room = look.height - 2 * look.margin

    def made(size: float) -> list[Rows]:
        rows = set_rows(paper, sheet._replace(facts=(), contact=None), look, size)
        return [rows._replace(messages=half) for half in _halves(rows)]

    def fits(pages: Sequence[Rows]) -> bool:
        torn = (block.torn for page in pages for row in page.messages for block in row.blocks)
        return all(page.body_height <= room for page in pages) and not any(torn)

    found = largest(BODY_STEPS, made, fits)
    if found is None:
        raise TextTooLong(document=_("Sheet about the service"), size=sheet.size)
    return [smoothed(page) for page in found]


def _halves(rows: Rows) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The messages in their order on two pages, the taller of them as low as it can be."""
    all_rows = rows.messages
    heights = [row.height + rows.least_gap for row in all_rows]
    cut = min(range(len(all_rows) + 1), key=lambda at: (max(sum(heights[:at]), sum(heights[at:])), -at))
    return all_rows[:cut], all_rows[cut:]


def _cover(paper: Paper, sheet: MessageSheet, look: Look) -> Cover:
    question, *rest = sentences(sheet.title)

    def made(size: float) -> Cover:
        blocks = [paper.set(question, size=size, bold=True, width=look.inner, leading=1.12)]
        if rest:
            blocks.append(
                paper.set(" ".join(rest), size=size * INVITATION, bold=True, width=look.inner, leading=1.2)
            )
        if sheet.lead:
            size = max(size * LEAD, LEAST_LEAD)
            blocks.append(paper.set(sheet.lead.text, size=size, width=look.inner, leading=1.3))
        return Cover(tuple(evened(block) for block in blocks))

    room = look.height - _cover_top(look) - look.margin - _height(_small(paper, sheet, look)) - 12

    def fits(cover: Cover) -> bool:
        words = not any(block.torn for block in cover.blocks)
        return cover.height <= room and cover.blocks[0].line_count <= 3 and words

    found = largest(QUESTION, made, fits)
    if found is None:
        raise TextTooLong(document=_("Sheet about the service"), size=sheet.size)
    return found


def _cover_top(look: Look) -> float:
    """Where the words of the cover begin, below the signpost."""
    return look.height * 0.17 + SIGNPOST + 26


def _small(paper: Paper, sheet: MessageSheet, look: Look) -> list[Block]:
    """Whose sheet it is, and that it is a draft."""
    texts = [text for text in (sheet.house, sheet.draft) if text]
    return [evened(paper.set(text, size=look.small, width=look.inner)) for text in texts]


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)


def _draw_cover(paper: Paper, sheet: MessageSheet, look: Look, cover: Cover) -> None:
    """The signpost, the words below it, and at the foot whose sheet it is."""
    start, colour = look.width + look.margin, COLOURS[sheet.colour]
    top = _cover_top(look)
    paper.rectangle(start, look.margin, look.inner, 7, fill=colour)
    paper.pictogram(
        "signpost", start - SIGNPOST * 0.06, top - SIGNPOST - 26, SIGNPOST, colour, alt=sheet.service
    )
    for number, block in enumerate(cover.blocks):
        paper.put(block, start, top, role="P" if number else "H1", colour=BLACK if number else colour)
        top += block.height + 10
    small = _small(paper, sheet, look)
    down = look.height - look.margin - _height(small)
    for block in small:
        paper.put(block, start, down, colour=GREY)
        down += block.height
    for edge in (FOLD, look.height - 2 * FOLD):
        paper.rectangle(look.width - 0.25, edge, 0.5, FOLD, fill=GREY)


def _back(paper: Paper, sheet: MessageSheet, look: Look, size: float) -> Rows:
    """Where, when and whom to ask, one below the other."""
    narrow = look._replace(width=look.width)
    facts = [set_rows(paper, sheet._replace(facts=(one,)), narrow, size).facts[0] for one in sheet.facts]
    rows = set_rows(paper, sheet._replace(messages=()), narrow, size)
    return smoothed(rows._replace(facts=tuple(facts)))


def _draw_back(paper: Paper, sheet: MessageSheet, look: Look, rows: Rows) -> None:
    """The facts, and below them room for notes down to the margin."""
    colour, top = COLOURS[sheet.colour], look.margin
    for row in (*rows.facts, *rows.contact):
        draw_row(paper, row, look, rows.size, start=look.margin, top=top, colour=colour)
        top += row.height + rows.size * 0.9
    if rows.facts or rows.contact:
        top += rows.size * 0.4
    heading = paper.set(sheet.notes, size=rows.size, bold=True, width=look.inner)
    paper.put(heading, look.margin, top, role="H2")
    top += heading.height + LINE_APART
    while top <= look.height - look.margin:
        paper.rule(look.margin, top, look.inner, 0.6, "#8a8a8a")
        top += LINE_APART
