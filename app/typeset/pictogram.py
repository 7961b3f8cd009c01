"""Pictograms: the path of a small SVG file as the operators of a page."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from app.base.paths import resource

_STEP = re.compile(r"([MLCZ])([-0-9., ]*)")
# What each step of a path is in a page's operators, and how many numbers stand before it.
_OPERATORS = {"M": ("m", 2), "L": ("l", 2), "C": ("c", 6), "Z": ("h", 0)}
# Those that point the way one reads: turned round on paper that is read from right to left.
POINTING = frozenset({"signpost"})


class Pictogram(NamedTuple):
    """A path in a box whose origin is its upper left corner. operators: the path as a page draws it, y running down."""

    width: float
    height: float
    operators: str


@cache
def pictogram(name: str) -> Pictogram:
    """A bundled pictogram by its file's name. Raises FileNotFoundError for one that is not bundled."""
    return read_svg(resource("icons", "pictograms", f"{name}.svg").read_text("utf-8"))


def read_svg(source: str) -> Pictogram:
    """The filled paths of an SVG file as ours are: paths alone, in a box that begins at 0 0. Raises ValueError.

    They were brought into this form when they came to us. A reader of all of SVG took a tenth of a cold poster's time.
    """
    head, *paths = source.split('<path d="')
    width, height = (float(side) for side in head.partition('viewBox="0 0 ')[2].partition('"')[0].split())
    return Pictogram(width, height, "\n".join(read_path(path.partition('"')[0]) for path in paths))


def read_path(data: str) -> str:
    """SVG path data with absolute M, L, C and Z alone, a letter before each step. Raises ValueError for any other."""
    steps = _STEP.findall(data)
    if sum(1 + len(numbers) for _verb, numbers in steps) != len(data):
        raise ValueError(f"a path that is not made of absolute M, L, C and Z: {data[:40]}")
    return "\n".join(_operator(verb, numbers) for verb, numbers in steps)


def _operator(verb: str, numbers: str) -> str:
    operator, count = _OPERATORS[verb]
    given = numbers.replace(",", " ").split()
    if len(given) != count:
        raise ValueError(f"{verb} takes {count} numbers in a path: {numbers}")
    return " ".join((*given, operator))
