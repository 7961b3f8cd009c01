"""The head of a message sheet: the question, the invitation, and what one can talk about, each in one line if it can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.documents.fitting import largest
from app.documents.message_sheet import MessageSheet
from app.documents.sheet_texts import sentences
from app.typeset.evening import evened
from app.typeset.paper import Paper
from app.typeset.paragraph import Block


class HeadSizes(NamedTuple):
    """From large to small, in points; the largest at which the text takes one line is used."""

    question: Sequence[float]
    invitation: Sequence[float]
    lead: Sequence[float]
    gap: float

    def times(self, scale: float) -> HeadSizes:
        """The same for a page that is larger by this factor."""
        question, invitation, lead = (
            [step * scale for step in steps] for steps in (self.question, self.invitation, self.lead)
        )
        return HeadSizes(question=question, invitation=invitation, lead=lead, gap=self.gap * scale)


class Head(NamedTuple):
    """Set text, one block under the other; the first is the title."""

    blocks: tuple[Block, ...]
    gap: float

    @property
    def height(self) -> float:
        """All its text with the gaps between."""
        return sum(block.height + self.gap for block in self.blocks) - self.gap


def set_head(paper: Paper, sheet: MessageSheet, sizes: HeadSizes, *, width: float, lead_width: float) -> Head:
    """The head's text. The title's first sentence is the question, the others are the invitation."""
    question, *rest = sentences(sheet.title)
    blocks = [_in_one_line(paper, question, sizes.question, width, bold=True)]
    if rest:
        blocks.append(_in_one_line(paper, " ".join(rest), sizes.invitation, width, bold=True))
    if sheet.lead:
        blocks.append(_in_one_line(paper, sheet.lead.text, sizes.lead, lead_width))
    return Head(tuple(blocks), sizes.gap)


def draw_head(paper: Paper, head: Head, *, start: float, top: float, colours: Sequence[str]) -> None:
    """The blocks from `top` down, each in its colour."""
    for number, block in enumerate(head.blocks):
        paper.put(
            block, start, top, role="P" if number else "H1", colour=colours[min(number, len(colours) - 1)]
        )
        top += block.height + head.gap


def _in_one_line(
    paper: Paper, text: str, steps: Sequence[float], width: float, *, bold: bool = False
) -> Block:
    """The text at the largest step that gives one line; else two, at a middling step or below; else as many as it takes."""

    def made(step: float) -> Block:
        return paper.set(text, size=step, bold=bold, width=width, leading=1.15)

    middling = steps[len(steps) // 2 :]
    one_line = largest(steps, made, lambda block: block.line_count == 1)
    return one_line or evened(largest(middling, made, lambda block: block.line_count == 2) or made(steps[-1]))
