"""A run's glyphs as page operators, with what they stand for, so that text can be copied, searched and read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.typeset.embedded import EmbeddedFace
from app.typeset.paragraph import Piece
from app.typeset.shaping import Glyph


@dataclass(frozen=True)
class Cluster:
    """Glyphs that stand for a stretch of text together."""

    text: str
    glyphs: tuple[Glyph, ...]


def clusters(piece: Piece) -> list[Cluster]:
    """The clusters of a piece from left to right."""
    run = piece.run
    starts = sorted({glyph.cluster for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], run.end], strict=True))
    found: list[tuple[int, list[Glyph]]] = []
    for glyph in run.glyphs:
        if found and found[-1][0] == glyph.cluster:
            found[-1][1].append(glyph)
        else:
            found.append((glyph.cluster, [glyph]))
    return [
        Cluster(piece.text[start - run.start : ends[start] - run.start], tuple(glyphs))
        for start, glyphs in found
    ]


def is_plain(face: EmbeddedFace, found: list[Cluster]) -> bool:
    """Whether glyph by glyph says what the text is; notes on the way what each glyph stands for."""
    plain = True
    for cluster in found:
        for number, glyph in enumerate(cluster.glyphs):
            means = cluster.text if not number else ""
            plain = face.means(glyph.number, means) and plain and not number
    return plain


def operators(piece: Piece, face: EmbeddedFace, *, size: float, x: float, y: float) -> Iterator[str]:
    """The operators that draw a piece with its left end at x and its base line at y (PDF coordinates)."""
    yield f"BT /{face.key} {size:.3f} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm"
    found = clusters(piece)
    plain = is_plain(face, found)
    if not plain or piece.run.level % 2:
        yield f"/Span <</ActualText {text_string(piece.text)}>> BDC"
        yield face.show(piece.run.glyphs, size)
        yield "EMC"
    else:
        yield face.show(piece.run.glyphs, size)
    yield "ET"


def text_string(text: str) -> str:
    """A text as a PDF string in hexadecimal UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
