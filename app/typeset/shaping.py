"""Characters to glyphs: each stretch of a paragraph through HarfBuzz."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.typeset.faces import Face
from app.typeset.runs import Stretch


class Glyph(NamedTuple):  # made by the thousand: a frozen dataclass takes four times as long
    """A glyph in font units. cluster: index in the paragraph of the first character it stands for."""

    number: int
    cluster: int
    advance: int
    x: int
    y: int


@dataclass(frozen=True)
class Run:
    """A shaped stretch; its glyphs stand from left to right."""

    start: int
    end: int
    face: Face
    level: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def advance(self) -> float:
        """Its width in em."""
        return sum([glyph.advance for glyph in self.glyphs]) / self.face.em

    @cached_property
    def _clusters(self) -> list[int]:
        """The glyphs' clusters from left to right, made to rise where they fall."""
        sign = -1 if self.level % 2 else 1
        return [sign * glyph.cluster for glyph in self.glyphs]

    def between(self, start: int, end: int) -> tuple[Glyph, ...]:
        """The glyphs that stand for the characters between two indices."""
        if self.level % 2:
            return self.glyphs[bisect_right(self._clusters, -end) : bisect_right(self._clusters, -start)]
        return self.glyphs[bisect_left(self._clusters, start) : bisect_left(self._clusters, end)]


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
    glyphs: list[Glyph] = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y, advance, _down = position.position
        glyphs.append(Glyph(info.codepoint, info.cluster, advance, x, y))
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
