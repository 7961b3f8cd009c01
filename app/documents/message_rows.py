"""The body of a message sheet: rows of a pictogram and a text, the facts of this school, the small print.

Everything is measured from the side where reading starts; the paper mirrors it for right-to-left languages.
Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from app.documents.message_sheet import Message, MessageSheet
from app.documents.sheet_texts import NORWEGIAN
from app.typeset.evening import evened
from app.typeset.paper import Paper
from app.typeset.paragraph import Block, Setter

BLACK = "#000000"
LEAST_ROW_GAP = 0.2  # of the text size
# What hangs on a wall may stay in memory: the next sheet, or the same with another room, sets only what is new.
WORDS = Setter(most=200)  # the messages in ten languages
COLOURS = {"black": BLACK, "blue": "#0b4a7d"}
WHITE = "#ffffff"
HAIRLINE = "#8a8a8a"
FACT_STEPS = (1.0, 0.92, 0.84, 0.78)  # of the text's size: place and times
TILE_ROUND, TILE_INSET = 0.17, 0.1  # of a tile's side; the pictograms have air of their own


class Look(NamedTuple):
    """The measures that stay while the text shrinks to fit: page, margins, and proportions to the text size."""

    width: float
    height: float
    margin: float
    icon: float = 1.5  # of the text size
    icon_gap: float = 0.7
    row_gap: float = 0.4
    foot_gap: float = 0.5
    most_row_gap: float = 0.95
    leading: float = 1.2
    beside: float = 0.66  # the Norwegian sentence beside a draft
    heading: float = 0.66
    small: float = 8.0  # the small print, not of the text size
    tile: Literal["", "filled", "outlined"] = ""  # what the pictograms stand on
    ruled: bool = False  # hairlines between the messages

    def indent(self, size: float) -> float:
        """How far the text stands from where its row begins, to leave room for the pictogram."""
        return (self.icon + self.icon_gap) * size

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


class Row(NamedTuple):
    """A pictogram and what stands beside it, one block under another."""

    pictogram: str
    blocks: tuple[Block, ...]
    side: float

    @property
    def height(self) -> float:
        """The taller of pictogram and text."""
        return max(self.side, self.text_height)

    @property
    def text_height(self) -> float:
        """The height of the text alone."""
        return sum(block.height for block in self.blocks)


class Rows(NamedTuple):
    """Set text, ready to be placed: what is measured is what is drawn."""

    look: Look
    size: float
    messages: tuple[Row, ...]
    facts: tuple[Row, ...]
    contact: tuple[Row, ...]
    small: tuple[Block, ...]

    @property
    def least_gap(self) -> float:
        """Between two rows; less in scripts whose lines are far apart by themselves, such as Arabic."""
        lines = max((row.blocks[0].leading for row in self.messages), default=0.0) / self.size
        air = max(lines - self.look.leading, 0.0)
        return max(self.look.row_gap - air, LEAST_ROW_GAP) * self.size

    @property
    def body_height(self) -> float:
        """The rows with the least gaps between them."""
        gaps = max(len(self.messages) - 1, 0) * self.least_gap
        return sum(row.height for row in self.messages) + gaps

    @property
    def foot_height(self) -> float:
        """Rule, facts, contact and small print, down to the margin."""
        gap = self.look.foot_gap * self.size
        facts = max((row.height for row in self.facts), default=0.0)
        rows = [height for height in (facts, *(row.height for row in self.contact)) if height]
        small = sum(block.height for block in self.small)
        return sum(rows) + gap * (len(rows) + 1) + (small + gap if small else 0.0)


def set_rows(paper: Paper, sheet: MessageSheet, look: Look, size: float) -> Rows:
    """Everything below the title, set at this text size."""
    width = look.inner - look.indent(size)
    facts = len(sheet.facts)
    column = (look.inner - (facts - 1) * size) / facts - look.indent(size) if facts else 0.0
    return Rows(
        look=look,
        size=size,
        messages=tuple(_row(paper, one, look, size, width) for one in sheet.messages),
        facts=tuple(
            Row(
                one.pictogram,
                (paper.set(one.heading, size=look.heading * size, width=column), value),
                look.icon * size,
            )
            for one, value in zip(sheet.facts, _values(paper, sheet, size, column), strict=True)
        ),
        contact=(_row(paper, sheet.contact, look, size, width),) if sheet.contact else (),
        small=tuple(
            paper.set(text, size=look.small, width=look.inner) for text in (sheet.house, sheet.draft) if text
        ),
    )


def _values(paper: Paper, sheet: MessageSheet, size: float, width: float) -> tuple[Block, ...]:
    """Place and times: at this size, or a little smaller where that saves each a second line."""

    def made(size: float) -> tuple[Block, ...]:
        return tuple(
            paper.set(one.text, size=size, bold=True, width=width, leading=1.15, value=True)
            for one in sheet.facts
        )

    tried = (made(size * step) for step in FACT_STEPS)
    found = next((blocks for blocks in tried if all(one.line_count == 1 for one in blocks)), None)
    return found or made(size)


def smoothed(rows: Rows) -> Rows:
    """The same rows with lines of equal length: done once, for the size that was chosen, since it changes no height."""
    messages, facts, contact = map(_evened, (rows.messages, rows.facts, rows.contact))
    return rows._replace(
        messages=messages, facts=facts, contact=contact, small=tuple(map(evened, rows.small))
    )


def _evened(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row._replace(blocks=tuple(map(evened, row.blocks))) for row in rows)


def _row(paper: Paper, one: Message, look: Look, size: float, width: float) -> Row:
    blocks = [paper.set(one.text, size=size, width=width, leading=look.leading)]
    if one.norwegian:
        blocks.append(paper.set(one.norwegian, size=look.beside * size, width=width, language=NORWEGIAN))
    return Row(one.pictogram, tuple(blocks), look.icon * size)


def draw_messages(
    paper: Paper, rows: Rows, *, top: float, room: float, colour: str, start: float = 0.0
) -> None:
    """The messages as a list, the room left over shared out between them.

    start: where their page begins on a folded sheet.
    """
    look, size = rows.look, rows.size
    spare = max(room - rows.body_height, 0.0)
    gap = rows.least_gap
    if len(rows.messages) > 1:
        gap = min(gap + spare / (len(rows.messages) - 1), look.most_row_gap * size)
    used = sum(row.height for row in rows.messages) + gap * (len(rows.messages) - 1)
    top += max(room - used, 0.0) / 2
    with paper.list():
        for number, row in enumerate(rows.messages):
            if look.ruled and number:
                paper.rule(start + look.margin, top - gap / 2, look.inner, 0.6, HAIRLINE)
            with paper.item():
                draw_row(paper, row, look, size, start=start + look.margin, top=top, colour=colour)
            top += row.height + gap


def draw_row(
    paper: Paper, row: Row, look: Look, size: float, *, start: float, top: float, colour: str
) -> None:
    """One row, pictogram and text centred on each other."""
    if row.side:
        draw_pictogram(
            paper, row.pictogram, look, start, top + (row.height - row.side) / 2, row.side, colour=colour
        )
    at = top + (row.height - row.text_height) / 2
    for block in row.blocks:
        paper.put(block, start + look.indent(size), at)
        at += block.height


def draw_pictogram(
    paper: Paper, name: str, look: Look, start: float, top: float, side: float, *, colour: str
) -> None:
    """A pictogram by itself, in white on a filled tile, or in an outlined one."""
    if not look.tile:
        paper.pictogram(name, start, top, side, colour)
        return
    filled, thick = look.tile == "filled", side / 32
    inset = 0.0 if filled else thick / 2
    paper.rectangle(
        start + inset,
        top + inset,
        side - 2 * inset,
        side - 2 * inset,
        fill=colour if filled else "",
        stroke="" if filled else colour,
        thick=thick,
        radius=side * TILE_ROUND,
    )
    air = side * TILE_INSET
    paper.pictogram(name, start + air, top + air, side - 2 * air, WHITE if filled else colour)


def draw_foot(paper: Paper, rows: Rows, *, colour: str) -> None:
    """Where, when and whom to ask, above the lower margin."""
    look, size = rows.look, rows.size
    top = look.height - look.margin - rows.foot_height
    gap = look.foot_gap * size
    paper.rule(look.margin, top, look.inner, size / 9, colour)
    top += gap
    column = (look.inner + size) / max(len(rows.facts), 1)
    for number, row in enumerate(rows.facts):
        draw_row(paper, row, look, size, start=look.margin + number * column, top=top, colour=colour)
    top += max((row.height + gap for row in rows.facts), default=0.0)
    for row in rows.contact:
        draw_row(paper, row, look, size, start=look.margin, top=top, colour=colour)
        top += row.height + gap
    for block, at in _stacked(rows.small, top + (gap if rows.small else 0.0)):
        paper.put(block, look.margin, at)


def _stacked(blocks: tuple[Block, ...], top: float) -> Iterator[tuple[Block, float]]:
    for block in blocks:
        yield block, top
        top += block.height
