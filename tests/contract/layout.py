"""Where the ink of a paper's text stands: what the layout tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from app.typeset import written
from app.typeset.faces import Face
from app.typeset.paper import Paper
from app.typeset.paragraph import Piece

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


class Ink(NamedTuple):
    """A run of text: its page, the box of its glyphs in points from the lower left corner, its base line and size.

    glyphs: a box for each, because the lines of Nastaliq slope and reach into each other without touching.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float
    text: str
    glyphs: tuple[Box, ...]


@cache
def extents(face: Face, glyph: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a glyph's ink, in em."""
    found = face.font.get_glyph_extents(glyph)
    em = face.em
    left, top = found.x_bearing / em, found.y_bearing / em
    return left, top + found.height / em, left + found.width / em, top


def ink_of(piece: Piece, page: int, x: float, y: float, size: float) -> Ink | None:
    """The ink of one run; None where it shows nothing."""
    pen, boxes = 0.0, []
    em = piece.run.face.em
    for glyph in piece.run.glyphs:
        left, bottom, right, top = extents(piece.run.face, glyph.number)
        if right > left:
            at, up = pen + glyph.x / em, glyph.y / em
            boxes.append((at + left, up + bottom, at + right, up + top))
        pen += glyph.advance / em
    if not boxes:
        return None
    placed = tuple(
        (x + size * box[0], y + size * box[1], x + size * box[2], y + size * box[3]) for box in boxes
    )
    return Ink(
        page,
        x + size * min(box[0] for box in boxes),
        y + size * min(box[1] for box in boxes),
        x + size * max(box[2] for box in boxes),
        y + size * max(box[3] for box in boxes),
        y,
        size,
        piece.text,
        placed,
    )


class Watched:
    """While it is on, every paper remembers what was written on it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._now: Paper | None = None
        self._ink: dict[Paper, list[Ink]] = {}  # keeps them, so that no two are taken for one
        draw_line, operators = Paper._draw_line, written.operators

        def drawing(paper: Paper, *given: object) -> None:
            self._now = paper
            draw_line(paper, *given)  # type: ignore[arg-type]

        def writing(
            piece: Piece, face: object, *, size: float, x: float, y: float, **more: object
        ) -> Iterator[str]:
            assert self._now is not None
            found = ink_of(piece, len(self._now._canvas.pages), x, y, size)
            if found:
                self._ink.setdefault(self._now, []).append(found)
            return operators(piece, face, size=size, x=x, y=y, **more)  # type: ignore[arg-type]

        patch.setattr(Paper, "_draw_line", drawing)
        patch.setattr(written, "operators", writing)

    def on(self, paper: Paper) -> list[Ink]:
        """All text of a paper; what was tried on others is forgotten."""
        found = self._ink.get(paper, [])
        self._ink.clear()
        return found


def outside(paper: Paper, ink: list[Ink], *, margin: float = 8.0) -> list[str]:
    """What is nearer to the edge of the page than a printer reaches."""
    return [
        one.text
        for one in ink
        if one.left < margin
        or one.right > paper.width - margin
        or one.bottom < margin
        or one.top > paper.height - margin
    ]


def collisions(ink: list[Ink], *, share: float = 0.16) -> list[tuple[str, str]]:
    """Texts that stand on each other: glyphs of both meet by more than this share of the smaller size, both ways.

    Neighbours on one base line touch by nature, and are left out where they only kiss.
    """
    found = []
    for number, one in enumerate(ink):
        for other in ink[number + 1 :]:
            if one.page != other.page:
                continue
            size = min(one.size, other.size)
            across = (0.45 if one.base == other.base else share) * size
            whole = (
                (one.left, one.bottom, one.right, one.top),
                (other.left, other.bottom, other.right, other.top),
            )
            if meet(*whole, across=across, down=share * size) and any(
                meet(glyph, against, across=across, down=share * size)
                for glyph in one.glyphs
                for against in other.glyphs
            ):
                found.append((one.text, other.text))
    return found


def meet(one: Box, other: Box, *, across: float, down: float) -> bool:
    """Whether two boxes lie on each other by more than this much, both ways."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > across and min(one[3], other[3]) - max(one[1], other[1]) > down
