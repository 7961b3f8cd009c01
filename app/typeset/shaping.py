"""Characters to glyphs: each stretch of a paragraph through HarfBuzz."""

from __future__ import annotations

from dataclasses import dataclass

from app.typeset.faces import Face
from app.typeset.runs import Stretch

UNSAFE_TO_BREAK = 1  # HarfBuzz's glyph flag: cutting before this cluster would change the shapes beside it


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph in font units. cluster: index in the paragraph of the first character it stands for."""

    number: int
    cluster: int
    advance: int
    x: int
    y: int
    unsafe: bool


@dataclass(frozen=True)
class Run:
    """A shaped stretch; its glyphs stand from left to right."""

    start: int
    end: int
    face: Face
    level: int
    glyphs: tuple[Glyph, ...]

    @property
    def advance(self) -> float:
        """Its width in em."""
        return sum(glyph.advance for glyph in self.glyphs) / self.face.em


def _beside_blank(text: str, cluster: int) -> bool:
    """Whether lines are likely to be cut here. Elsewhere the shaper's flag is not asked for, which is dear: shaping a
    part again is always right."""
    return text[cluster] == " " or text[cluster - 1 : cluster] == " "


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
    glyphs = tuple(
        Glyph(
            info.codepoint,
            info.cluster,
            position.x_advance,
            position.x_offset,
            position.y_offset,
            not _beside_blank(text, info.cluster) or bool(info.flags & UNSAFE_TO_BREAK),
        )
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    return Run(stretch.start, stretch.end, stretch.face, stretch.level, glyphs)


def part(run: Run, text: str, stretch: Stretch, start: int, end: int, *, language: str) -> Run:
    """The part of a run that stands on one line: cut out where the shaper says that is safe, else shaped again."""
    if start <= run.start and end >= run.end:
        return run
    start, end = max(start, run.start), min(end, run.end)
    edges = {start, end} - {run.start, run.end}
    if any(glyph.unsafe and glyph.cluster in edges for glyph in run.glyphs):
        return shape(
            text[:end], Stretch(start, end, stretch.face, stretch.script, stretch.level), language=language
        )
    return Run(
        start, end, run.face, run.level, tuple(glyph for glyph in run.glyphs if start <= glyph.cluster < end)
    )
