"""A run's glyphs as page operators, with what they stand for, so that text can be copied, searched and read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.typeset.embedded import SILENT, EmbeddedFace, Placed
from app.typeset.paragraph import Piece


def operators(piece: Piece, face: EmbeddedFace, *, size: float, x: float, y: float) -> Iterator[str]:
    """The operators that draw a piece with its left end at x and its base line at y (PDF coordinates)."""
    start = f"1 0 0 1 {x:.3f} {y:.3f} Tm"
    yield f"BT /{face.key} {size:.3f} Tf {start}"
    clusters = clusters_of(piece)
    if piece.run.level % 2:
        yield from _right_to_left(clusters, face, size, start)
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
        found[-1].append(Placed(glyph.number, meaning, pen + glyph.x, glyph.y))
        pen, before = pen + glyph.advance, glyph.cluster
    return found


def _right_to_left(
    clusters: list[list[Placed]], face: EmbeddedFace, size: float, start: str
) -> Iterator[str]:
    """Right-to-left glyphs as readers of PDF files expect them.

    They take them for a picture of the line and turn it round letter by letter. So what one glyph means stands turned
    round already, a letter speaks for its vowel signs, which come after the line and are silent, and no
    replacement text is given: readers would turn that round too. The structure tree says the text once more in order.
    """
    speaking: list[Placed] = []
    silent: list[Placed] = []
    for cluster in clusters:
        speaker = max(cluster, key=lambda glyph: face.width(glyph.number))
        speaking.append(replace(speaker, meaning=speaker.meaning[::-1]))
        silent += [replace(glyph, meaning=SILENT) for glyph in cluster if glyph is not speaker]
    yield face.show(speaking, size)
    if silent:
        yield f"/Span <</ActualText <FEFF>>> BDC {start} {face.show(silent, size)} EMC"


def text_string(text: str) -> str:
    """A text as a PDF string in hexadecimal UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
