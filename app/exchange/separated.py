"""Separated values as different programs write them: the encoding and the separator are found from the file itself."""

from __future__ import annotations

import csv
import io

MOST_COLUMNS = 40
Table = list[list[str]]


def separated(data: bytes) -> Table:
    """The cells of a file of separated values, row by row."""
    return _values(_decoded(data))


def _decoded(data: bytes) -> str:
    """The text, whichever of the usual encodings a spreadsheet wrote it in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _values(text: str) -> Table:
    """The cells of separated values; the separator is the one that the first lines have most of."""
    start = "\n".join(text.splitlines()[:10])
    between = max(";\t,", key=start.count)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=between)
    try:
        return [row[:MOST_COLUMNS] for row in reader]
    except csv.Error:
        return [line.split(between)[:MOST_COLUMNS] for line in text.splitlines()]
