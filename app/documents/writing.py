"""What a pen is meant for: boxes to tick, lines to write on, questions with room for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.flow import BLACK, GREY, LINE, MARGIN, Flow
from app.documents.paper import Block

LINE_APART = 22.0


def lines(flow: Flow, count: int, *, indent: float = 0.0, apart: float = LINE_APART) -> None:
    """So many lines to write on."""
    for _number in range(count):
        flow.need(apart)
        flow.top += apart
        flow.paper.rule(MARGIN + indent, flow.top, flow.width - indent, 0.6, LINE)


def lines_to_the_end(flow: Flow, *, apart: float = LINE_APART, keep: float = 0.0) -> None:
    """Lines to write on down to the margin, `keep` points above it."""
    lines(flow, max(int((flow.bottom - keep - flow.top) // apart), 0), apart=apart)


def blank(flow: Flow, label: str, *, column: float = 150) -> None:
    """A label with a line to write on beside it."""
    block = flow.paper.set(label, size=flow.size - 1, width=column - 10)
    flow.need(26)
    flow.paper.put(block, MARGIN, flow.top + 26 - block.height, colour=GREY)
    flow.top += 26
    flow.paper.rule(MARGIN + column, flow.top, flow.width - column, 0.6, LINE)


def tick_box(flow: Flow, start: float, top: float, side: float, *, ticked: bool = False) -> None:
    """A square to tick, or ticked already with a cross."""
    flow.paper.rectangle(start, top, side, side, stroke=BLACK, thick=max(side / 14, 0.9), radius=side / 8)
    if ticked:
        flow.paper.cross(start + side * 0.22, top + side * 0.22, side * 0.56, thick=side / 7)


def box_beside(block: Block, side: float) -> float:
    """How far below the top of a text its box begins: it stands on the text's base line, whatever the script's leading."""
    return block.baseline - side * 0.86


def ticks(flow: Flow, entries: Sequence[tuple[str, str]], *, bold: bool = False, apart: float = 6.0) -> None:
    """A list to tick off: what is to be done as it was written, and below it in smaller print who and when."""
    side = flow.size * 1.15
    indent = side + flow.size * 0.8
    with flow.paper.list():
        for text, about in entries:
            blocks = [flow.paper.set(text, size=flow.size, bold=bold, width=flow.width - indent, value=True)]
            if about:
                blocks.append(flow.paper.set(about, size=flow.size * 0.82, width=flow.width - indent))
            flow.need(sum(block.height for block in blocks) + apart)
            with flow.paper.item():
                tick_box(flow, MARGIN, flow.top + box_beside(blocks[0], side), side)
                for number, block in enumerate(blocks):
                    flow.write_block(block, indent=indent, colour=GREY if number else BLACK)
            flow.top += apart


def question(flow: Flow, number: str, text: str, boxes: Sequence[tuple[str, bool]], *, keep: float) -> None:
    """A numbered question with a box for each answer at its end; `keep` points below stay on the same page."""
    column, each = 34.0, 52.0
    block = flow.paper.set(
        text, size=flow.size, bold=True, width=flow.width - column - each * len(boxes) - 10
    )
    flow.gap(9)
    flow.need(block.height + keep)
    mark = flow.paper.set(number, size=flow.size, bold=True, width=column)
    flow.paper.put(mark, MARGIN, flow.top, colour=GREY)
    flow.paper.put(block, MARGIN + column, flow.top, role="H3")
    for place, (label, ticked) in enumerate(boxes):
        start = MARGIN + flow.width - each * (len(boxes) - place)
        tick_box(flow, start + 4, flow.top + 1.5, 11, ticked=ticked)
        flow.paper.put(flow.paper.set(label, size=flow.size, width=each), start + 20, flow.top)
    flow.top += block.height


def answer(flow: Flow, prompt: str, text: str, *, lines_if_empty: int, indent: float = 34.0) -> None:
    """A prompt with what was answered below it, or with lines to write on."""
    block = flow.paper.set(prompt, size=flow.size - 1.5, width=flow.width - indent)
    if text or lines_if_empty:
        flow.need(block.height + flow.size * 1.4)
        flow.paper.put(block, MARGIN + indent, flow.top + 1, colour=GREY)
        flow.top += block.height + 1
    for line in text.splitlines():
        if line.strip():
            said = flow.paper.set(line, size=flow.size, width=flow.width - indent, leading=1.36, value=True)
            flow.write_block(said, indent=indent)
    if not text:
        lines(flow, lines_if_empty, indent=indent)
