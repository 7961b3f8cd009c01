"""Text that runs down A4 pages: headings, paragraphs, facts, tables, lists; a new page where one is full.

Lengths are points; everything is measured from the side where reading starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from app.documents.document import SIZES
from app.typeset.paper import MM, Paper
from app.typeset.paragraph import Block

BLACK = "#000000"
GREY = "#5a5a5a"
LINE = "#9a9a9a"
MARGIN = 20 * MM
FOOT = 9 * MM  # how far below the text the foot stands
HAIR = 0.01  # sums of lengths differ by less than this


def a4(*, title: str, language: str, right_to_left: bool = False) -> Paper:
    """An A4 sheet of paper."""
    width, height = (side * MM for side in SIZES["A4"])
    return Paper(title=title, language=language, right_to_left=right_to_left, width=width, height=height)


class Flow:
    """A pen that knows how far down the page it is.

    foot: stands at the bottom of each page. pages: how many there will be; 0 for not known, and `numbered` false for
    a paper of one page. size: of plain text.
    """

    def __init__(
        self, paper: Paper, *, foot: str = "", pages: int = 0, size: float = 10.5, numbered: bool = True
    ) -> None:
        self.paper, self.size = paper, size
        self.width, self.bottom = paper.width - 2 * MARGIN, paper.height - MARGIN
        self.top, self.page = MARGIN, 1
        self._foot, self._pages, self._numbered = foot, pages, numbered
        self._draw_foot()

    def need(self, height: float) -> None:
        """Go on to a new page unless this much room is left on this one."""
        if self.top + height > self.bottom + HAIR and self.top > MARGIN:
            self.paper.next_page()
            self.page, self.top = self.page + 1, MARGIN
            self._draw_foot()

    def gap(self, height: float) -> None:
        """Leave some room, but never at the head of a page."""
        if self.top > MARGIN:
            self.top += height

    def title(self, text: str, *, size: float = 22) -> None:
        """The heading of the document."""
        self.write(text, size=size, bold=True, role="H1", leading=1.2)
        self.gap(6)

    def heading(self, text: str, *, keep: float = 40) -> None:
        """The heading of a part; it goes on to the next page rather than stand alone."""
        self.gap(self.size * 1.4)
        block = self.paper.set(text, size=self.size * 1.25, bold=True, width=self.width)
        self.need(block.height + keep)
        self.paper.put(block, MARGIN, self.top, role="H2")
        self.top += block.height + 3

    def entry(self, title: str) -> None:
        """The head of one record among several, after a hair line."""
        self.gap(7)
        self.need(50)
        if title:
            self.write(title, size=self.size, bold=True, role="H3")

    def paragraph(self, text: str, *, size: float = 0, bold: bool = False, grey: bool = False) -> None:
        """Paragraphs, one for each line of the text, so that a note keeps its lines."""
        for line in text.splitlines():
            if line.strip():
                self.write(line, size=size or self.size, bold=bold, colour=GREY if grey else BLACK)

    def quote(self, text: str) -> None:
        """What somebody said, set off by a bar."""
        self.gap(4)
        block = self.paper.set(text, size=self.size, width=self.width - 14, leading=1.36, value=True)
        self.need(block.height)
        self.paper.rectangle(MARGIN, self.top, 2.5, block.height, fill=LINE)
        self.paper.put(block, MARGIN + 14, self.top)
        self.top += block.height

    def fact(self, label: str, value: str, *, column: float = 150) -> None:
        """A label with its value beside it; a value longer than a page goes on to the next."""
        left = self.paper.set(
            label, size=self.size - 1, width=column - 10, leading=1.36 * self.size / (self.size - 1)
        )
        right = [
            self.paper.set(line, size=self.size, width=self.width - column, leading=1.36, value=True)
            for line in value.splitlines()
            if line.strip()
        ]
        self.need(left.height + 3)
        self.top += 1.5
        self.paper.put(left, MARGIN, self.top, colour=GREY)
        least = self.top + left.height
        page = self.page
        for block in right:
            self.write_block(block, indent=column)
        self.top = (max(self.top, least) if page == self.page else self.top) + 1.5

    def table(self) -> AbstractContextManager[None]:
        """What is written inside are rows of one table."""
        return self.paper.part("Table")

    def row(self, cells: Sequence[str], parts: Sequence[float], *, right: Sequence[int] = ()) -> None:
        """A row of a table with a hair line below it, inside `table`.

        parts: the columns' shares of the width. right: the columns of numbers.
        """
        widths = [part * self.width for part in parts]
        blocks = [
            self.paper.set(cell, size=self.size, width=width - 8, align="end" if number in right else "start")
            for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        height = max(block.height for block in blocks) + 5
        self.need(height)
        start = MARGIN
        with self.paper.part("TR"):
            for block, width in zip(blocks, widths, strict=True):
                self.paper.put(block, start, self.top + 2.5, role="TD")
                start += width
        self.top += height
        self.paper.rule(MARGIN, self.top, self.width, 0.5, LINE)

    def bullets(self, sentences: Iterable[str]) -> None:
        """A list of sentences."""
        with self.paper.list():
            for sentence in sentences:
                block = self.paper.set(sentence, size=self.size, width=self.width - 16, leading=1.36)
                self.need(block.height)
                with self.paper.item():
                    self.paper.rectangle(MARGIN + 2, self.top + self.size * 0.58, 4, 4, fill=BLACK)
                    self.paper.put(block, MARGIN + 16, self.top)
                self.top += block.height + 3

    def write(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        role: str = "P",
        colour: str = BLACK,
        leading: float = 1.36,
    ) -> None:
        """One paragraph over the whole width."""
        block = self.paper.set(text, size=size, bold=bold, width=self.width, leading=leading)
        self.write_block(block, role=role, colour=colour)

    def write_block(self, block: Block, *, indent: float = 0.0, role: str = "P", colour: str = BLACK) -> None:
        """A set paragraph, cut where the page ends."""
        for piece in self._pieces(block):
            self.paper.put(piece, MARGIN + indent, self.top, role=role, colour=colour)
            self.top += piece.height

    def _pieces(self, block: Block) -> Iterator[Block]:
        rest: Block | None = block
        while rest is not None:
            if rest.height <= self.bottom - self.top + HAIR:
                yield rest
                return
            piece, rest = rest.cut(self.bottom - self.top)
            if piece is not None:
                yield piece
            self.need(self.bottom)

    def _draw_foot(self) -> None:
        number = f"{self.page} / {self._pages}" if self._pages else str(self.page)
        text = " · ".join(part for part in (self._foot, number if self._numbered else "") if part)
        if text:
            block = self.paper.set(text, size=8, width=self.width)
            top = self.paper.height - MARGIN + FOOT - block.height
            self.paper.put(block, MARGIN, top, role="Artifact", colour=GREY)


def counted(write: Callable[[int], Flow]) -> Paper:
    """Write a document twice: once to learn how many pages it has, once to say so on each."""
    return write(write(0).page).paper
