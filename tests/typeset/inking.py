"""A line of text as ink: how dark each cell of a grid over it is, so that two renderings can be held against each other."""

from __future__ import annotations

from PIL import Image

CELLS, ROWS = 64, 12  # of the grid over the line's ink
SHADES = "0123456789ABCDEF"
TOLERANCE = (
    0.12  # how much of the ink may stand elsewhere: edges are softened otherwise; a wrong letter is more
)
_WHITE = 245


def grid(picture: Image.Image) -> tuple[str, float]:
    """The darkness of each cell, a hexadecimal digit each, and how many times as wide as high the ink is."""
    dark = picture.convert("L").point(lambda value: 255 - value)
    box = dark.point(lambda value: 255 if value > 255 - _WHITE else 0).getbbox()
    assert box is not None
    small = dark.crop(box).resize((CELLS, ROWS), Image.Resampling.BOX)
    shape = (box[2] - box[0]) / (box[3] - box[1])
    return "".join(SHADES[value // 16] for value in small.tobytes()), shape


def difference(one: str, other: str) -> float:
    """0 where every cell is alike, 1 where no ink is at the same place."""
    pairs = [(SHADES.index(a), SHADES.index(b)) for a, b in zip(one, other, strict=True)]
    return sum(abs(a - b) for a, b in pairs) / sum(a + b for a, b in pairs)
