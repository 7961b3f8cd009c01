"""The page of a poster, whatever its design: its size, its measures for that size, and the slips at its foot."""

from __future__ import annotations

from typing import NamedTuple

from app.documents.document import SIZES
from app.documents.message_rows import BLACK, COLOURS, WHITE, WORDS
from app.documents.message_sheet import MessageSheet
from app.typeset.paper import MM, Paper

A3_WIDTH = SIZES["A3"][0] * MM
WITH_SLIPS = 0.84
LEAST_SMALL = 8.0  # points of the small print


class Page(NamedTuple):
    """Lengths are points. scale: of all measures that are given for A3. bottom: where the slips begin, or the page ends."""

    paper: Paper
    sheet: MessageSheet
    scale: float
    bottom: float

    @property
    def width(self) -> float:
        """The page's."""
        return self.paper.width

    @property
    def colour(self) -> str:
        """Of what is not text."""
        return COLOURS[self.sheet.colour]

    @property
    def head_colours(self) -> tuple[str, str]:
        """The first line of a head and the others: white on a filled band, else in ink."""
        return (self.colour, BLACK) if self.sheet.modest else (WHITE, WHITE)

    @property
    def head(self) -> float:
        """The scale of the head: smaller where slips take their part of the page."""
        return self.scale * (WITH_SLIPS if self.sheet.slips else 1.0)

    @property
    def small(self) -> float:
        """The small print's size."""
        return max(12 * self.scale, LEAST_SMALL)


def page_of(sheet: MessageSheet) -> Page:
    """An empty page of the sheet's size."""
    width, height = (side * MM for side in SIZES[sheet.size])
    paper = Paper(
        title=sheet.title,
        language=sheet.language,
        right_to_left=sheet.right_to_left,
        width=width,
        height=height,
        setter=WORDS,
    )
    return Page(paper, sheet, width / A3_WIDTH, height)
