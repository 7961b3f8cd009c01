"""Right-to-left glyphs in a PDF: what readers must find in the file so that they give back what was written.

They take the glyphs for a picture of the line, put them in order from the left, and turn that round letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from app.typeset.embedded import SILENT, EmbeddedFace, Placed
from app.typeset.paragraph import Piece
from app.typeset.unicode_tables import BRACKETS

RIGHT_TO_LEFT_MARK = "\u200f"
_STRONG = ("R", "AL", "NSM")
_COUNTED = ("CS", "ES", "ET")  # Poppler takes these for part of a number
_MORE_MIRRORED = "«»‹›<>"
_LEVEL = (
    0.1  # em above or below the base line: letters that stand higher or lower are not on one line to a reader
)


def right_to_left(
    piece: Piece,
    clusters: list[list[Placed]],
    face: EmbeddedFace,
    *,
    size: float,
    at: tuple[float, float],
    before: Piece | None,
) -> tuple[str, str]:
    """The operators of a right-to-left piece that say it, and those that only draw and come after the whole block.

    at: its left end; before: what is read before it on its line. What one glyph means stands turned round already, a
    letter speaks for its vowel signs, which are silent, and no replacement text is given: readers would turn that
    round too. The structure tree says the text once more in order.
    """
    marks = _Marks(before)
    speaking: list[Placed] = []
    silent: list[Placed] = []
    for cluster in clusters:
        speaker = cluster[0]
        if len(cluster) > 1:
            speaker = max(cluster, key=lambda glyph: face.width(glyph[0]))
            silent += [(glyph[0], SILENT, *glyph[2:]) for glyph in cluster if glyph is not speaker]
        said = marks.turned(speaker[1], first=cluster is clusters[-1])
        speaking.append((speaker[0], said, *speaker[2:]))
    if any(abs(glyph[3]) > face.face.em * _LEVEL for glyph in speaking):
        saying = " ".join(_without_ink(piece, [glyph[1] for glyph in speaking], face, size=size, at=at))
        silent = [(glyph[0], SILENT, *glyph[2:]) for cluster in clusters for glyph in cluster]
    else:
        saying = face.show(speaking, size)
    return saying, f"/Span <</ActualText <FEFF>>> BDC {face.show(silent, size)} EMC" if silent else ""


def _without_ink(
    piece: Piece, said: list[str], face: EmbeddedFace, *, size: float, at: tuple[float, float]
) -> Iterator[str]:
    """What a piece of Nastaliq says, word by word on the base line, in hyphens as wide as its letters on the average.

    The letters themselves hang from a slope, and readers would take their heights for lines of their own.
    """
    filler = int(face.face.font.get_nominal_glyph(ord("-")))
    advance = int(face.face.font.get_glyph_h_advance(filler))
    edges = _edges(piece)
    yield "3 Tr"
    for first, last in _words(said):
        stretched = 100 * max(edges[last] - edges[first], 1) / (advance * (last - first))
        yield f"{stretched:.2f} Tz 1 0 0 1 {at[0] + edges[first] * size / face.face.em:.3f} {at[1]:.3f} Tm"
        yield face.show([(filler, said[n], (n - first) * advance, 0) for n in range(first, last)], size)
    yield "0 Tr 100 Tz"


def _words(said: list[str]) -> Iterator[tuple[int, int]]:
    """Where words begin and end, each with the blank at its right: PDFium passes over a blank that stands alone."""
    start = 0
    for index, letters in enumerate(said[:-1]):
        if letters.isspace() and index > start and not said[index + 1].isspace():
            yield start, index + 1
            start = index + 1
    yield start, len(said)


def _edges(piece: Piece) -> list[int]:
    """Where each cluster begins, from left to right, and where the last one ends, in font units."""
    edges: list[int] = []
    pen, before = 0, -1
    for glyph in piece.run.glyphs:
        if glyph.cluster != before:
            edges.append(pen)
        pen, before = pen + glyph.advance, glyph.cluster
    return [*edges, pen]


class _Marks:
    """What the characters of a piece mean to a reader that turns them round.

    Brackets are told by their shape: PDFium mirrors them again. A mark of direction stands between what belongs to a
    text from the left, or to a number, and the punctuation beside it, which would be moved to the other side.
    """

    def __init__(self, before: Piece | None) -> None:
        self._after_left = before is not None and not before.run.level % 2

    def turned(self, meaning: str, *, first: bool) -> str:
        """The meaning from the left. first: whether it begins the piece."""
        kind = _kind(meaning)
        if kind in _STRONG:
            return meaning[::-1]
        said = meaning.translate(_mirrored())
        if first and self._after_left:
            said = RIGHT_TO_LEFT_MARK + said
        if kind in _COUNTED:
            said += RIGHT_TO_LEFT_MARK
        return said[::-1]


@cache
def _kind(meaning: str) -> str:
    return unicodedata.bidirectional(meaning[0]) if meaning else "AL"


@cache
def _mirrored() -> dict[int, str]:
    pairs = [chr(int(code, 16)) for code in BRACKETS.split()] + list(_MORE_MIRRORED)
    return {ord(one): pairs[place ^ 1] for place, one in enumerate(pairs)}
