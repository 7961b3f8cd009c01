"""The poster for far reading: the question as large as the page takes it, then where, when and whom to ask.

Somebody with half of normal sight reads letters of ten arc minutes: at five metres that is an x-height of 14.5 mm, or 77
points of Noto Sans. The question is never smaller than that at A3, but in the few languages with the longest words
(60 points, 7.8 arc minutes). What comes next is read at five metres with normal sight
(6.5 arc minutes, 50 points; never below 40, 5.2 arc minutes). Place and times are read at three metres, whom to ask at two:
who has come that near is interested already. Other sizes scale with the page: A4 is read from three and a half metres.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.base.languages import _
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.poster_page import Page
from app.documents.sheet_texts import sentences
from app.typeset.evening import evened
from app.typeset.paper import Paper
from app.typeset.paragraph import Block

QUESTION = (
    160.0, 150.0, 142.0, 134.0, 126.0, 118.0, 112.0, 106.0, 100.0, 94.0, 88.0, 82.0, 77.0, 72.0, 68.0, 64.0, 60.0,
)  # at A3  # fmt: skip
MOST_LINES = 3
INVITATION = (72.0, 68.0, 64.0, 60.0, 56.0, 53.0, 50.0, 47.0, 44.0, 42.0, 40.0)
ENOUGH = 50.0  # for an invitation in one line
LARGE_STEPS = (1.0, 0.95, 0.9, 0.86, 0.82)  # of the sizes below
SMALL_STEPS = (0.78, 0.74, 0.7, 0.66, 0.62, 0.56, 0.5)  # where the words are too many
LEAD, FACT, CONTACT = 42.0, 50.0, 36.0
LEAST_LEAD, LEAST_FACT, LEAST_CONTACT = 30.0, 30.0, 24.0
HEADING = 0.5  # of a fact's size
MARGIN, PADDING = 54.0, 52.0
RULE = 16.0  # above and below the question, where nothing is filled


class Wish(NamedTuple):
    """What a page should be like. least: the question, in points at A3; balance: its shortest line, of its longest, and
    where that is asked for no line ends with a hyphen; steps: of what stands below."""

    least: float
    balance: float
    steps: Sequence[float]


WISHES = (
    Wish(88.0, 0.4, LARGE_STEPS),
    Wish(77.0, 0.25, LARGE_STEPS),
    Wish(0.0, 0.0, LARGE_STEPS),
    Wish(0.0, 0.0, SMALL_STEPS),
)


class Lower(NamedTuple):
    """What stands below the question, set at one size. facts: a heading and what the school has said."""

    lead: Block | None
    facts: tuple[tuple[Block, Block], ...]
    contact: tuple[Block, ...]
    small: tuple[Block, ...]
    gap: float

    @property
    def facts_height(self) -> float:
        """One below the other."""
        heights = [heading.height + text.height for heading, text in self.facts]
        return sum(heights) + self.gap * 0.5 * max(len(heights) - 1, 0)

    @property
    def parts(self) -> tuple[float, ...]:
        """The heights of what is there, from top to bottom."""
        asked = sum(block.height for block in self.contact)
        small = sum(block.height for block in self.small)
        heights = (self.lead.height if self.lead else 0.0, self.facts_height, asked, small)
        return tuple(height for height in heights if height)

    @property
    def height(self) -> float:
        """All of it with the least gaps."""
        return sum(self.parts) + self.gap * (len(self.parts) + 1)


class Upper(NamedTuple):
    """The question and the invitation."""

    question: Block
    invitation: Block | None
    gap: float

    @property
    def height(self) -> float:
        """Both with the gap between."""
        return self.question.height + (self.invitation.height + self.gap if self.invitation else 0.0)


def draw(page: Page) -> Paper:
    """The few words. Raises TextTooLong."""
    found = _found(page)
    if found is None:
        raise TextTooLong(document=_("Poster"), size=page.sheet.size)
    upper, lower = found
    margin = MARGIN * page.scale
    band = page.bottom - margin * 0.7 - lower.height
    spare = band - upper.height - 2 * PADDING * page.scale
    band -= spare * 0.45  # the room left over goes to both halves
    _draw_upper(page, upper, band)
    _draw_lower(page, lower, band)
    return page.paper


def _found(page: Page) -> tuple[Upper, Lower] | None:
    """The first of the wishes that the words can have, at the largest question."""
    for wish in WISHES:
        for size in QUESTION:
            upper = _upper(page, size * page.scale, wish.balance) if size >= wish.least else None
            lower = _fitting(page, upper, wish.steps) if upper else None
            if upper and lower:
                return upper, lower
    return None


def _fitting(page: Page, upper: Upper, steps: Sequence[float]) -> Lower | None:
    room = page.bottom - MARGIN * page.scale * 0.7 - upper.height - 2 * PADDING * page.scale
    return largest(steps, lambda step: _lower(page, step), lambda one: one.height <= room and _whole(one))


def _whole(lower: Lower) -> bool:
    return all(not text.torn for _heading, text in lower.facts)


def _upper(page: Page, size: float, balance: float) -> Upper | None:
    paper, inner = page.paper, page.width - 2 * MARGIN * page.scale
    text, *rest = sentences(page.sheet.title)
    question = evened(paper.set(text, size=size, bold=True, width=inner, leading=1.08))
    widths = [line.width for line in question.lines]
    if len(widths) > MOST_LINES or question.torn or min(widths) < balance * max(widths):
        return None
    if balance and any(line.text.rstrip().endswith("-") for line in question.lines[:-1]):
        return None
    if not rest:
        return Upper(question, None, 0.0)
    steps = [step * page.scale for step in INVITATION if step * page.scale <= size * 0.6]
    steps = steps or [INVITATION[-1] * page.scale]

    def invitation(step: float) -> Block:
        return paper.set(" ".join(rest), size=step, bold=True, width=inner, leading=1.15)

    one = largest(steps, invitation, lambda block: block.line_count == 1)
    if one is None or one.size < ENOUGH * page.scale:
        one = largest(steps, invitation, lambda block: block.line_count <= 2 and not block.torn)
    return Upper(question, evened(one or invitation(steps[-1])), size * 0.14)


def _lower(page: Page, step: float) -> Lower:
    paper, sheet, scale = page.paper, page.sheet, page.scale
    inner = page.width - 2 * MARGIN * scale
    lead, fact, contact = (
        max(size * step, least) * scale
        for size, least in ((LEAD, LEAST_LEAD), (FACT, LEAST_FACT), (CONTACT, LEAST_CONTACT))
    )

    def line(text: str, size: float, *, bold: bool = False) -> Block:
        return evened(paper.set(text, size=size, bold=bold, width=inner, leading=1.2))

    asked = [line(one.text, contact) for one in (sheet.contact, *sheet.messages) if one]
    return Lower(
        lead=line(sheet.lead.text, lead) if sheet.lead else None,
        facts=tuple(
            (
                paper.set(one.heading, size=fact * HEADING, width=inner),
                evened(paper.set(one.text, size=fact, bold=True, width=inner, leading=1.12, value=True)),
            )
            for one in sheet.facts
        ),
        contact=tuple(asked),
        small=tuple(
            paper.set(text, size=page.small, width=inner) for text in (sheet.house, sheet.draft) if text
        ),
        gap=30 * scale,
    )


def _draw_upper(page: Page, upper: Upper, band: float) -> None:
    """White on a filled band from edge to edge, or between two heavy rules."""
    paper, scale = page.paper, page.scale
    margin, rule = MARGIN * scale, RULE * scale
    if page.sheet.modest:
        for top in (margin * 0.7, band - rule):
            paper.rectangle(margin, top, page.width - 2 * margin, rule, fill=page.colour)
        space = band - rule - margin * 0.7 - rule
        top = margin * 0.7 + rule + (space - upper.height) / 2
    else:
        paper.rectangle(0, 0, page.width, band, fill=page.colour)
        top = (band - upper.height) / 2
    first, second = page.head_colours
    paper.put(upper.question, margin, top, role="H1", colour=first)
    if upper.invitation:
        paper.put(upper.invitation, margin, top + upper.question.height + upper.gap, colour=second)


def _draw_lower(page: Page, lower: Lower, top: float) -> None:
    """From the band down, the room left over shared out between the parts."""
    paper, margin = page.paper, MARGIN * page.scale
    bottom = page.bottom - margin * 0.7
    parts = len(lower.parts)
    gap = lower.gap + max(bottom - top - lower.height, 0.0) / max(parts + 0.5, 1)
    top += gap
    if lower.lead:
        paper.put(lower.lead, margin, top)
        top += lower.lead.height + gap
    if lower.facts:
        _draw_facts(page, lower, top)
        top += lower.facts_height + gap
    if lower.contact:
        paper.rule(margin, top - gap * 0.4, page.width - 2 * margin, 2.5 * page.scale, page.colour)
    for block in lower.contact:
        paper.put(block, margin, top)
        top += block.height
    down = bottom - sum(block.height for block in lower.small)
    for block in lower.small:
        paper.put(block, margin, down)
        down += block.height


def _draw_facts(page: Page, lower: Lower, top: float) -> None:
    for heading, text in lower.facts:
        page.paper.put(heading, MARGIN * page.scale, top)
        page.paper.put(text, MARGIN * page.scale, top + heading.height)
        top += heading.height + text.height + lower.gap * 0.5
