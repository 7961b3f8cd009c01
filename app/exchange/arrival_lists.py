"""Reading a list of people out of a spreadsheet file (.xlsx, .csv, .txt) as rows of cells; the file is never changed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from app.base.errors import AppError
from app.base.languages import N_
from app.entry.arrival_list import MOST_ROWS
from app.exchange.separated import MOST_COLUMNS, Table, separated

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
_TEXT = (".csv", ".txt", ".tsv")
_SHEET = (".xlsx", ".xlsm")


class ListUnreadable(AppError):
    """A file that is damaged, locked with a password, or can't be opened."""

    says = N_("The file “{name}” can’t be read.")
    do = N_("Open it in the spreadsheet program, copy the cells and paste them here.")


class NotAListFile(AppError):
    """A file of another kind."""

    says = N_("“{name}” is no list that can be read here.")
    do = N_("Save it as .xlsx or .csv, or copy the cells and paste them here.")


class ListTooLong(AppError):
    """A file that is far larger than a week's list."""

    says = N_("“{name}” is much larger than a list of new people.")
    do = N_("Copy the rows that are needed and paste them here.")


def read_file(path: Path) -> Table:
    """The cells of the first sheet that holds any. Raises ListUnreadable, NotAListFile, ListTooLong."""
    kind = path.suffix.casefold()
    if kind not in (*_TEXT, *_SHEET):
        raise NotAListFile(name=path.name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ListTooLong(name=path.name)
        data = path.read_bytes()
    except OSError:
        raise ListUnreadable(name=path.name) from None
    table = _sheet(data, path.name) if kind in _SHEET else separated(data)
    if len(table) > MOST_ROWS:
        raise ListTooLong(name=path.name)
    return table


def _sheet(data: bytes, name: str) -> Table:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST_UNPACKED:
                raise ListTooLong(name=name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            tables = (_rows(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
            return next((table for table in tables if table), [])
        finally:
            book.close()
    except AppError:
        raise
    except (
        Exception
    ):  # a damaged or hostile file makes the reader raise whatever it likes, and all means the same
        raise ListUnreadable(name=name) from None


def _rows(rows: Iterable[tuple[object, ...]]) -> Table:
    found: Table = []
    for row in rows:
        cells = [_text(value) for value in row[:MOST_COLUMNS]]
        if any(cells):
            found.append(cells)
        if len(found) > MOST_ROWS:
            break
    return found


def _text(value: object) -> str:
    """A cell as it would be typed: a day as YYYY-MM-DD, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
