"""A plain text set by itself: one column, as many pages as it needs."""

from __future__ import annotations

import re

from app.typeset.paper import Paper
from app.typeset.paragraph import Block
from app.typeset.scripts import is_right_to_left

MARGIN = 56.7  # 20 mm
PAGE_HEIGHT = 841.89  # A4
PARAGRAPH_GAP = 0.6  # of the size


def typeset_text(text: str, *, language: str, size: float, width: float, title: str = "") -> bytes:
    """The text as a tagged PDF; an empty line begins a new paragraph, a single line end is a blank.

    language: BCP 47, gives direction and letter forms. size, width: of type and column, in points. The page is as
    wide as the column with its margins, and as tall as A4 or as four lines need. title: the first words, if empty.
    Raises CharacterMissing before anything is written.
    """
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n[^\S\n]*\n", _unix(text)) if part.strip()]
    height = max(PAGE_HEIGHT, 2 * MARGIN + 8 * size)
    paper = Paper(
        title=title or (paragraphs[0][:60] if paragraphs else "—"),
        language=language,
        width=width + 2 * MARGIN,
        height=height,
        right_to_left=is_right_to_left(language),
    )
    blocks = [paper.set(paragraph, size=size, width=width) for paragraph in paragraphs]
    top = MARGIN
    for block in blocks:
        rest: Block | None = block
        while rest is not None:
            piece, rest = rest.cut(height - MARGIN - top)
            if piece:
                paper.put(piece, MARGIN, top)
                top += piece.height
            if rest is not None:
                paper.next_page()
                top = MARGIN
        top += PARAGRAPH_GAP * size
    return paper.finish()


def _unix(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
