"""Text in columns, for a screen of fixed-width letters in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """Columns that a text takes: marks and invisible characters take none, wide letters two."""
    return sum(_columns(one) for one in text)


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def aligned(rows: Iterable[Sequence[str]]) -> str:
    """Rows of equal length as columns that stand under each other, two blanks apart; "" for no rows."""
    kept = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*kept, strict=True)]
    return "\n".join(_line(row, widths) for row in kept)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
    return "  ".join(padded).rstrip()
