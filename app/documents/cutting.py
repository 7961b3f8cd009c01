"""Several small sheets on one A4 page, with dashed lines to cut along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.paper import MM, Block, Paper

EDGE = 7 * MM  # between a cutting line and what is written
CUT = "#8a8a8a"
DASH = 4.2  # as long as the dashes of a rule of this thickness, with the gap after it


@dataclass(frozen=True)
class Cell:
    """A place for one small sheet. Lengths are points; `start` is where the page's reading starts.

    turned: what is written in it runs from right to left on a page that does not.
    """

    paper: Paper
    start: float
    top: float
    width: float
    height: float
    turned: bool = False

    def set(
        self,
        text: str,
        *,
        size: float,
        width: float,
        language: str,
        bold: bool = False,
        value: bool = False,
        leading: float = 1.25,
    ) -> Block:
        """Text for this cell, in its own language."""
        return self.paper.set(
            text,
            size=size,
            width=width,
            language=language,
            bold=bold,
            value=value,
            leading=leading,
            align="end" if self.turned else "start",
        )

    def put(
        self, block: Block, indent: float, top: float, *, role: str = "P", colour: str = "#000000"
    ) -> None:
        """Draw a block so far from where this cell's reading starts, and so far from its upper edge."""
        across = self.width - indent - block.width if self.turned else indent
        self.paper.put(block, self.start + across, self.top + top, role=role, colour=colour)


def cells(paper: Paper, *, across: int, down: int, count: int) -> Iterator[Cell]:
    """So many places, page after page, with the cutting lines of each page."""
    wide, tall = paper.width / across, paper.height / down
    for number in range(count):
        place = number % (across * down)
        if place == 0:
            if number:
                paper.next_page()
            _lines(paper, across, down)
        row, column = divmod(place, across)
        yield Cell(paper, column * wide + EDGE, row * tall + EDGE, wide - 2 * EDGE, tall - 2 * EDGE)


def _lines(paper: Paper, across: int, down: int) -> None:
    for row in range(1, down):
        paper.rule(0, row * paper.height / down, paper.width, 0.6, CUT, dashed=True)
    for column in range(1, across):
        for dash in range(round(paper.height / DASH)):
            paper.rectangle(column * paper.width / across - 0.3, dash * DASH, 0.6, DASH * 0.57, fill=CUT)
