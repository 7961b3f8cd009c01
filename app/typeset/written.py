"""A run's glyphs as page operators, with what they stand for, so that text can be copied, searched and read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from app.typeset.embedded import EmbeddedFace, Placed
from app.typeset.objects import text_string
from app.typeset.paragraph import Piece
from app.typeset.shaped import SOFT_HYPHEN


def operators(
    piece: Piece,
    face: EmbeddedFace,
    *,
    size: float,
    x: float,
    y: float,
    before: Piece | None,
    later: list[str],
) -> Iterator[str]:
    """The operators that draw a piece with its left end at x and its base line at y (PDF coordinates).

    before: what is read before it on its line. later: takes operators that draw without saying anything; they come
    after the block, for a reader that meets them between the words of a line takes it for two.
    """
    start = f"BT /{face.key} {size:.3f} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm"
    yield start
    if not piece.text:  # a hyphen that the text has not; readers join the word again over a soft one
        piece = piece._replace(text=SOFT_HYPHEN, run=piece.run._replace(end=piece.run.end + 1))
    simple = _one_each(piece)
    if simple:
        yield face.show(simple, size)
        yield "ET"
        return
    clusters = clusters_of(piece)
    if piece.run.level % 2:
        from app.typeset.turned import right_to_left

        saying, drawing = right_to_left(piece, clusters, face, size=size, at=(x, y), before=before)
        yield saying
        if drawing:
            later += [start, drawing, "ET"]
    elif all(len(cluster) == 1 for cluster in clusters):
        yield face.show([cluster[0] for cluster in clusters], size)
    else:
        shown = face.show([glyph for cluster in clusters for glyph in cluster], size)
        yield f"/Span <</ActualText {text_string(piece.text)}>> BDC {shown} EMC"
    yield "ET"


def clusters_of(piece: Piece) -> list[list[Placed]]:
    """The glyphs of a piece from left to right, those that stand for a stretch of text together in one list."""
    run = piece.run
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], run.end], strict=True))
    found: list[list[Placed]] = []
    pen, before = 0, -1
    for glyph in run.glyphs:
        meaning = piece.text[glyph.cluster - run.start : ends[glyph.cluster] - run.start]
        if glyph.cluster != before:
            found.append([])
        found[-1].append((glyph.number, meaning, pen + glyph.x, glyph.y))
        pen, before = pen + glyph.advance, glyph.cluster
    return found


def _one_each(piece: Piece) -> list[Placed]:
    """The glyphs of a left-to-right piece in which each character has one, as in most texts; else empty."""
    run, pen = piece.run, 0
    found: list[Placed] = []
    if len(run.glyphs) != len(piece.text) or run.level % 2:
        return found
    place = run.start
    for meaning, (number, cluster, advance, x, y) in zip(piece.text, run.glyphs, strict=True):
        if cluster != place:
            return []
        found.append((number, meaning, pen + x, y))
        pen += advance
        place += 1
    return found
