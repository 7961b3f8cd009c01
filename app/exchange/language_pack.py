"""A language's lines as a spreadsheet for a native reader, and read back; nothing here judges what they say."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.base.errors import AppError
from app.base.languages import N_
from app.base.spreadsheet import lifeless
from app.exchange.separated import separated

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 4_000_000
MOST_UNPACKED = 40_000_000
MOST_ROWS = 2000
MOST_COLUMNS = 12
MOST_SIGNS = 20_000  # of one cell; a spreadsheet program itself stops at 32,767
KEY, NORWEGIAN, ENGLISH, TRANSLATION, COMMENT = range(5)
MARK = "overgang-language-pack"
_WIDTHS = (20, 46, 46, 60, 36)
_IN_HEADING = re.compile(r"\[([A-Za-z]{2,3}(?:-[A-Za-z]{4})?)\]")
_MACROS = (".xlsm", ".xltm", ".xlam", ".xls", ".xlsb")


class PackUnreadable(AppError):
    """A damaged or locked file, or none at all."""

    says = N_("The file “{name}” can’t be read. Nothing was changed.")
    do = N_("Open it in the spreadsheet program and save it as .xlsx without a password.")


class NotAPack(AppError):
    """A file of another kind, or a spreadsheet without the lines of the sheets in it."""

    says = N_("“{name}” is no language pack. Nothing was changed.")
    do = N_("A pack has the keys of the lines in its first column, such as P01. Save a pack here to see one.")


class PackHasMacros(AppError):
    """A spreadsheet with a program in it, or of a kind that can have one."""

    says = N_("“{name}” can hold macros and is not opened. Nothing was changed.")
    do = N_("Save it as .xlsx in the spreadsheet program and read that file.")


class PackTooLarge(AppError):
    """A file far larger than all lines of a language."""

    says = N_("“{name}” is much larger than a language pack. Nothing was changed.")
    do = N_("A pack has some three hundred rows. Copy them into a new spreadsheet and read that file.")


@dataclass(frozen=True)
class PackLine:
    """A row of a pack that goes out."""

    key: str
    norwegian: str
    english: str
    text: str
    comment: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack that goes out. headings: of the five columns; help: the lines of the first sheet, right ones in the
    language's own direction. state, name, day: who stands behind the lines ("" and None for nobody)."""

    language: str
    own_name: str
    right_to_left: bool
    headings: tuple[str, str, str, str, str]
    sheet_names: tuple[str, str]
    help: tuple[tuple[str, bool], ...]
    lines: tuple[PackLine, ...]
    state: str = ""
    name: str = ""
    day: dt.date | None = None


@dataclass(frozen=True)
class RowRead:
    """A row as it stands in the file. number: in the spreadsheet, from 1; formula: the cell would compute something."""

    number: int
    key: str
    text: str
    comment: str = ""
    formula: bool = False


@dataclass(frozen=True)
class PackRead:
    """What a file says. language: "" where it does not say which it is."""

    language: str
    rows: tuple[RowRead, ...]
    state: str = ""
    name: str = ""
    day: dt.date | None = None


@dataclass
class _Cells:
    """The cells of one table; formulas: places (row, column) of cells that compute."""

    rows: list[list[str]] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


# --- out ---


def pack_bytes(pack: Pack) -> bytes:
    """The workbook: a sheet that explains, and the lines; only translation and comment can be written in."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is None:
        raise RuntimeError("a new workbook has a sheet")
    first.title = _sheet_name(pack.sheet_names[0])
    _explain(first, pack)
    _write_lines(book.create_sheet(_sheet_name(pack.sheet_names[1])), pack)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet_name(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:31]


def _explain(sheet: Worksheet, pack: Pack) -> None:
    """What to do, then what the program reads: which language, who stands behind it and since when."""
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 90
    line = 1
    for text, own in pack.help:
        cell = _put(sheet, line, 2, text)
        turned = own and pack.right_to_left
        cell.alignment = Alignment(
            wrap_text=True,
            vertical="top",
            readingOrder=2 if turned else 1,
            horizontal="right" if turned else "left",
        )
        if line == 1:
            cell.font = Font(bold=True, size=14)
        line += 1
    facts = (
        (MARK, pack.language),
        ("state", pack.state),
        ("name", pack.name),
        ("day", pack.day.isoformat() if pack.day else ""),
    )
    for number, (name, value) in enumerate(facts, start=line + 1):
        _put(sheet, number, 1, name).font = Font(color="808080")
        _put(sheet, number, 2, value)
    sheet.protection.sheet = True


def _write_lines(sheet: Worksheet, pack: Pack) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    left = Alignment(wrap_text=True, vertical="top")
    right = Alignment(wrap_text=True, vertical="top", horizontal="right", readingOrder=2)
    grey = PatternFill("solid", fgColor="F0F0F0")
    for column, (heading, width) in enumerate(zip(pack.headings, _WIDTHS, strict=True), start=1):
        cell = _put(sheet, 1, column, heading)
        cell.font, cell.fill = Font(bold=True), grey
        sheet.column_dimensions[cell.column_letter].width = width
    for number, one in enumerate(pack.lines, start=2):
        for column, text in enumerate((one.key, one.norwegian, one.english, one.text, one.comment), start=1):
            cell = _put(sheet, number, column, text)
            cell.alignment = right if pack.right_to_left and column == TRANSLATION + 1 else left
            if column > TRANSLATION:
                cell.protection = Protection(locked=False)
            else:
                cell.fill = grey
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # widths may be changed


def _put(sheet: Worksheet, line: int, column: int, text: str) -> Any:
    cell = sheet.cell(line, column, set_off(text))
    cell.data_type = "s"
    return cell


def set_off(text: str) -> str:
    """The text so that no program takes it for a formula; `as_written` undoes it exactly."""
    bare = text.lstrip("'")
    return f"'{text}" if bare != lifeless(bare) else text


def as_written(text: str) -> str:
    """The text of a cell without the apostrophe that `set_off` put before it."""
    bare = text.lstrip("'")
    return text[1:] if text.startswith("'") and bare != lifeless(bare) else text


# --- in ---


def read_pack(path: Path, *, known: Collection[str]) -> PackRead:
    """What a file says. known: the keys of the lines. Raises PackUnreadable, NotAPack, PackHasMacros, PackTooLarge."""
    kind = path.suffix.casefold()
    if kind in _MACROS:
        raise PackHasMacros(name=path.name)
    if kind not in (".xlsx", ".csv", ".txt", ".tsv"):
        raise NotAPack(name=path.name)
    data = _data(path)
    if kind == ".xlsx":
        tables = _workbook(data, path.name)
    else:
        tables = [_Cells(separated(data))]
    return _understood(tables, set(known), path.name)


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PackTooLarge(name=path.name)
        return path.read_bytes()
    except OSError:
        raise PackUnreadable(name=path.name) from None


def _workbook(data: bytes, name: str) -> list[_Cells]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = packed.infolist()
        if any(item.filename.casefold().endswith("vbaproject.bin") for item in inside):
            raise PackHasMacros(name=name)
        if sum(item.file_size for item in inside) > MOST_UNPACKED:
            raise PackTooLarge(name=name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            return [
                _cells(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS))
                for sheet in book.worksheets[:10]
            ]
        finally:
            book.close()
    except AppError:
        raise
    except (
        Exception
    ):  # a damaged or hostile file makes the reader raise whatever it likes, and all means the same
        raise PackUnreadable(name=name) from None


def _cells(rows: Iterable[Sequence[Any]]) -> _Cells:
    found = _Cells()
    for number, row in enumerate(rows):
        found.rows.append([_text(cell.value) for cell in row])
        found.formulas |= {
            (number, column) for column, cell in enumerate(row) if getattr(cell, "data_type", "") == "f"
        }
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MOST_SIGNS]


def _understood(tables: Sequence[_Cells], known: set[str], name: str) -> PackRead:
    """The table with the most keys has the lines; what the pack says of itself stands wherever its mark does."""
    best = max(tables, key=lambda table: sum(_has_key(row, known) for row in table.rows), default=_Cells())
    if not any(_has_key(row, known) for row in best.rows):
        raise NotAPack(name=name)
    if len(best.rows) > MOST_ROWS:
        raise PackTooLarge(name=name)
    said = _said(tables)
    start = next(number for number, row in enumerate(best.rows) if _has_key(row, known))
    found = None
    for number, row in enumerate(best.rows[:start]):
        named = _IN_HEADING.search(" ".join(row))
        if named:  # the lines begin below their heading, known or not
            found, start = named, number + 1
            break
    return PackRead(
        language=said.get(MARK, "") or (found[1] if found else ""),
        rows=tuple(_rows(best, start, known)),
        state=said.get("state", ""),
        name=said.get("name", ""),
        day=_day(said.get("day", "")),
    )


def _has_key(row: Sequence[str], known: set[str]) -> bool:
    return bool(row) and row[KEY].strip() in known


def _rows(cells: _Cells, start: int, known: set[str]) -> Iterable[RowRead]:
    """Every row from the first key on that says anything: those with a key that nobody knows too, to be told of."""
    widest = max(len(row) for row in cells.rows)
    at = TRANSLATION if widest > TRANSLATION else widest - 1  # key and translation alone will do
    for number, row in enumerate(cells.rows[start:], start=start):
        full = [*row, *[""] * (MOST_COLUMNS - len(row))]
        if not any(cell.strip() for cell in full):
            continue
        yield RowRead(
            number=number + 1,
            key=full[KEY].strip(),
            text=as_written(full[at]),
            comment=as_written(full[at + 1]).strip() if widest > at + 1 else "",
            formula=(number, at) in cells.formulas,
        )


def _said(tables: Sequence[_Cells]) -> dict[str, str]:
    for table in tables:
        pairs = {row[0].strip(): as_written(row[1]).strip() for row in table.rows if len(row) > 1}
        if MARK in pairs:
            return pairs
    return {}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
