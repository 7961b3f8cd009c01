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

_WIDTHS = (48, 12, 14, 10, 12)
_LONGEST_NAME = 31  # of a sheet, in Excel
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def as_xlsx(found: Statistics) -> bytes:
    """The bytes of a workbook: a sheet of what each measure counts and the rule, then a tidy sheet a measure: one line of
    headings, one line a number."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is None:
        raise RuntimeError("a new workbook has a sheet")
    first.title = _("How it is counted")[:_LONGEST_NAME]
    _definitions(first, found)
    used = {first.title.casefold()}
    for table in found.tables:
        if table.rows:
            sheet = book.create_sheet(sheet_name(table.title, used))
            _tidy(sheet, table)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _definitions(sheet: Worksheet, found: Statistics) -> None:
    lines: list[tuple[str, ...]] = [(heading(found),), (), (_("Measure"), _("Table"), _("What is counted"))]
    lines += [
        (table.measure, table.title, " ".join(filter(None, (table.definition, table.note))))
        for table in found.tables
    ]
    lines += [(), *((sentence,) for sentence in found.rule)]
    for number, words in enumerate(lines, start=1):
        for column, said in enumerate(words, start=1):
            word(sheet, number, column, said, bold=number in (1, 3))
    for letter, wide in zip("ABC", (12, 48, 110), strict=True):
        sheet.column_dimensions[letter].width = wide


def _tidy(sheet: Worksheet, table: Table) -> None:
    heads = (table.title, _("Number"), _("Year before"), _("Of"), _("Share"))
    for column, head in enumerate(heads, start=1):
        word(sheet, 1, column, head, bold=True)
        sheet.column_dimensions["ABCDE"[column - 1]].width = _WIDTHS[column - 1]
    for line, row in enumerate(table.rows, start=2):
        word(sheet, line, 1, row.label)
        _number(sheet, line, 2, row.number, row.hidden, row.shown())
        if row.before is not None:
            _number(sheet, line, 3, row.before, row.hidden_before, row.shown_before())
        whole = table.of if row.of is None else row.of
        if whole:
            sheet.cell(line, 4, whole)
            if not row.hidden:
                sheet.cell(line, 5, row.number / whole).number_format = "0 %"
    sheet.freeze_panes = "B2"


def _number(sheet: Worksheet, line: int, column: int, number: int, hidden: str, shown: str) -> None:
    if hidden:
        word(sheet, line, column, shown)
    else:
        sheet.cell(line, column, number)


def sheet_name(title: str, used: set[str]) -> str:
    """A name of its own that a spreadsheet takes."""
    plain = " ".join(title.translate(_NOT_IN_A_NAME).split())
    name, number = plain[:_LONGEST_NAME].strip(), 2
    while name.casefold() in used:
        end = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(end)].strip() + end, number + 1
    used.add(name.casefold())
    return name


def word(sheet: Worksheet, line: int, column: int, text: str, *, bold: bool = False) -> None:
    """A text cell: said to be text, and set off where a program that reads it anew could take it for a formula."""
    from openpyxl.styles import Font

    cell = sheet.cell(line, column, lifeless(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
