"""A statistic as a spreadsheet (xlsx): numbers as numbers, words as words, and no cell that could compute."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.base.languages import _
from app.base.spreadsheet import lifeless
from app.statistics.as_text import heading
from app.statistics.tables import Statistics, Table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {"A": 48, "B": 12, "C": 10}
_LONGEST_NAME = 31  # of a sheet, in Excel


def as_xlsx(found: Statistics) -> bytes:
    """The bytes of a workbook: one sheet with all tables one below the other, one with the rule of counting."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = found.title[:_LONGEST_NAME]
    _write(sheet, 1, heading(found), bold=True)
    line = 3
    for table in found.tables:
        line = _table(sheet, table, line) + 1
    rule = book.create_sheet(_("How it is counted")[:_LONGEST_NAME])
    for place, sentence in enumerate(found.rule, start=1):
        _write(rule, place, sentence)
    for name, width in _WIDTHS.items():
        sheet.column_dimensions[name].width = width
    rule.column_dimensions["A"].width = 110
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _table(sheet: Worksheet, table: Table, line: int) -> int:
    """Write a table from this line on; the line after it."""
    _write(sheet, line, table.title, bold=True)
    for row in table.rows:
        line += 1
        _write(sheet, line, row.label)
        sheet.cell(line, 2, row.number)
        if table.of:
            sheet.cell(line, 3, row.number / table.of).number_format = "0 %"
    if table.note:
        line += 1
        _write(sheet, line, table.note)
    return line + 1


def _write(sheet: Worksheet, line: int, text: str, *, bold: bool = False) -> None:
    """A text cell: said to be text, and set off where a program that reads it anew could take it for a formula."""
    from openpyxl.styles import Font

    cell = sheet.cell(line, 1, lifeless(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
