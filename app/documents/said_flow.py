"""Texts that may have the Norwegian under them, running down a page: parts with a pictogram, boxes, lines to sign on.

Lengths are points; everything is measured from the side where reading starts.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.flow import BLACK, GREY, LINE, MARGIN, Flow
from app.documents.sheet_texts import NORWEGIAN, Said
from app.documents.writing import box_beside, tick_box

BESIDE = 0.74  # the Norwegian, of the text's size
LEAST_BESIDE = 7.5
SIDE = 2.3  # a pictogram, of the text's size


def write_said(
    flow: Flow,
    said: Said,
    *,
    size: float = 0.0,
    bold: bool = False,
    role: str = "P",
    indent: float = 0.0,
    gap: float = 0.25,
) -> None:
    """A text and, where there is one, the Norwegian below it in grey. gap: after it, of the size."""
    size = size or flow.size
    width = flow.width - indent
    block = flow.paper.set(said.text, size=size, bold=bold, width=width, leading=1.3)
    small = max(size * BESIDE, LEAST_BESIDE)
    beside = flow.paper.set(said.norwegian, size=small, width=width, language=NORWEGIAN, leading=1.25)
    flow.need(block.height + (beside.height if said.norwegian else 0.0))
    flow.write_block(block, indent=indent, role=role)
    if said.norwegian:
        flow.write_block(beside, indent=indent, colour=GREY)
    flow.top += gap * size


def part_with_pictogram(flow: Flow, pictogram: str, sentences: Sequence[Said]) -> None:
    """Sentences that belong together, with a pictogram before the first."""
    side = SIDE * flow.size
    flow.gap(flow.size * 0.55)
    flow.need(side + flow.size)
    page, top = flow.page, flow.top
    flow.paper.pictogram(pictogram, MARGIN, flow.top, side)
    for said in sentences:
        write_said(flow, said, indent=side + flow.size)
    if page == flow.page:
        flow.top = max(flow.top, top + side)


def said_ticks(flow: Flow, entries: Sequence[Said], *, across: int = 1, indent: float = 0.0) -> None:
    """Boxes to tick, so many beside each other, each with its text."""
    side = flow.size
    width = (flow.width - indent) / across
    for start in range(0, len(entries), across):
        row = entries[start : start + across]
        blocks = [
            (
                flow.paper.set(said.text, size=flow.size, width=width - side * 2.1),
                flow.paper.set(
                    said.norwegian,
                    size=max(flow.size * BESIDE, LEAST_BESIDE),
                    width=width - side * 2.1,
                    language=NORWEGIAN,
                ),
                said,
            )
            for said in row
        ]
        height = max(one.height + (under.height if said.norwegian else 0.0) for one, under, said in blocks)
        flow.need(height)
        for place, (block, under, said) in enumerate(blocks):
            left = MARGIN + indent + place * width
            tick_box(flow, left, flow.top + box_beside(block, side), side)
            flow.paper.put(block, left + side * 1.6, flow.top)
            if said.norwegian:
                flow.paper.put(under, left + side * 1.6, flow.top + block.height, colour=GREY)
        flow.top += height + flow.size * 0.3


def lines_to_sign(flow: Flow, labels: Sequence[Said], *, across: int = 2, apart: float = 40.0) -> None:
    """A line for each, its label below it, so many beside each other."""
    space = 24.0
    width = (flow.width - space * (across - 1)) / across
    for start in range(0, len(labels), across):
        row = labels[start : start + across]
        blocks = [
            (
                flow.paper.set(said.text, size=flow.size * 0.78, width=width),
                flow.paper.set(said.norwegian, size=LEAST_BESIDE, width=width, language=NORWEGIAN),
                said,
            )
            for said in row
        ]
        below = max(one.height + (under.height if said.norwegian else 0.0) for one, under, said in blocks)
        flow.need(apart + below)
        flow.top += apart
        for place, (block, under, said) in enumerate(blocks):
            left = MARGIN + place * (width + space)
            flow.paper.rule(left, flow.top, width, 0.7, LINE)
            flow.paper.put(block, left, flow.top + 2, colour=BLACK)
            if said.norwegian:
                flow.paper.put(under, left, flow.top + 2 + block.height, colour=GREY)
        flow.top += below + 2
