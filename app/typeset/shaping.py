"""Characters to glyphs: each stretch of a paragraph through HarfBuzz."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from app.typeset.faces import Face
from app.typeset.runs import Stretch


class Glyph(NamedTuple):
    """A glyph in font units. cluster: index in the paragraph of the first character it stands for."""

    number: int
    cluster: int
    advance: int
    x: int
    y: int


class Run(NamedTuple):
    """A shaped stretch; its glyphs stand from left to right."""

    start: int
    end: int
    face: Face
    level: int
    glyphs: tuple[Glyph, ...]

    @property
    def advance(self) -> float:
        """Its width in em."""
        return sum([glyph.advance for glyph in self.glyphs]) / self.face.em

    def between(self, start: int, end: int) -> tuple[Glyph, ...]:
        """The glyphs that stand for the characters between two indices."""
        if self.level % 2:
            first, last = (bisect_right(self.glyphs, -edge, key=_falling) for edge in (end, start))
        else:
            first, last = (bisect_left(self.glyphs, edge, key=_rising) for edge in (start, end))
        return self.glyphs[first:last]


_rising = attrgetter("cluster")


def _falling(glyph: Glyph) -> int:
    return -glyph.cluster


def shape(text: str, stretch: Stretch, *, language: str) -> Run:
    """Shape one stretch, its neighbours in the text seen as context."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text, stretch.start, stretch.end - stretch.start)
    buffer.direction = "rtl" if stretch.level % 2 else "ltr"
    buffer.script = stretch.script
    buffer.language = language
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    uharfbuzz.shape(stretch.face.font, buffer)
    new = tuple.__new__  # they are made by the thousand, so without a call in between
    glyphs = [
        new(Glyph, (info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset))
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    return Run(stretch.start, stretch.end, stretch.face, stretch.level, tuple(glyphs))


def part(run: Run, text: str, stretch: Stretch, start: int, end: int, *, language: str) -> Run:
    """The part of a run that stands on one line: cut out beside a blank, where no bundled font joins anything (a test
    sees to that), else shaped again. The shaper's own flag would say so too, but asking for it takes as long as shaping.
    """
    if start <= run.start and end >= run.end:
        return run
    start, end = max(start, run.start), min(end, run.end)
    if not all(text[edge - 1] == " " or text[edge] == " " for edge in {start, end} - {run.start, run.end}):
        cut = Stretch(start, end, stretch.face, stretch.script, stretch.level)
        return shape(text[:end], cut, language=language)
    return Run(start, end, run.face, run.level, run.between(start, end))
