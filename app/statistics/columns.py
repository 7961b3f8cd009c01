"""A form that somebody else has made: its columns in their order, and what of a period's statistics stands in each.

The forms of the county and of the Statsforvalter are not public, and change; so the headings are theirs, word by word, and
what stands below each is chosen here once. A form says nothing of a period: the same one is filled in year after year.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.base.folding import fold
from app.base.languages import N_, _
from app.base.spreadsheet import lifeless
from app.entry.reading import plain_line
from app.statistics.tables import Row, Statistics, Table, shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

KINDS = ("", "figure", "before", "fact", "text", "left")
"""What stands in a column: nothing chosen yet, a number, the same number a year earlier, something known of the period, a
text that is always the same, or nothing on purpose."""
MONTH, A_YEAR = "month", 12
MOST = 150  # columns of one form
LONGEST = 200  # characters of a heading or a text
_ALIKE = 0.75  # so much of a heading's words has to be among a figure's for it to be proposed
_STEM = 5  # letters by which two words are taken for the same

FACTS: Mapping[str, str] = {
    "school": N_("the school’s name"),
    "first": N_("the first day"),
    "last": N_("the last day"),
    "year": N_("the year"),
    "made_on": N_("the day it is made"),
}


class ColumnsNotRead(AppError):
    """What is kept of a form is not of the shape that this version knows."""

    says = N_("The columns of this form could not be read. They are kept as they are.")
    do = N_("Perhaps a newer version of the program wrote them. Open the register with that one.")


@dataclass(frozen=True)
class Column:
    """heading: as whoever made the form wrote it. kind: of KINDS.

    what: for a number its table and row ("table.row"), for a fact its name in FACTS, or the text. says: what the number was
    called when it was chosen, for a period that has it not.
    """

    heading: str
    kind: str = ""
    what: str = ""
    says: str = ""


@dataclass(frozen=True)
class Choice:
    """A number that can stand in a column: "table.row", and what it is called with its table."""

    what: str
    says: str


@dataclass(frozen=True)
class Cell:
    """A column filled in. value: what stands in the file, a number as a number; says: what it is, in words; missing: why
    nothing stands there that was meant to, "" where all is well."""

    column: Column
    value: int | str
    says: str
    missing: str = ""


def columns_of(kept: str) -> tuple[Column, ...]:
    """The columns as they are kept. Raises ColumnsNotRead."""
    try:
        found = json.loads(kept)
        columns = tuple(Column(**one) for one in found)
    except (ValueError, TypeError) as error:
        raise ColumnsNotRead from error
    texts = all(
        isinstance(text, str) for one in columns for text in (one.heading, one.kind, one.what, one.says)
    )
    if not isinstance(found, list) or not texts or any(one.kind not in KINDS for one in columns):
        raise ColumnsNotRead
    return columns


def as_kept(columns: Sequence[Column]) -> str:
    """The columns as JSON, with what each says of itself alone."""
    told = ({name: text for name, text in vars(one).items() if text or name == "heading"} for one in columns)
    return json.dumps(list(told), ensure_ascii=False)


def headings(pasted: str) -> tuple[str, ...]:
    """The headings in what was copied from a form: from a spreadsheet's line, a file with semicolons, or one a line."""
    lines = [line for line in pasted.splitlines() if line.strip()]
    if not lines:
        return ()
    if len(lines) == 1:
        sign = max("\t;,", key=lines[0].count) if any(sign in lines[0] for sign in "\t;") else "\t"
        lines = next(csv.reader(lines, delimiter=sign))
    words = (plain_line(line)[:LONGEST] for line in lines)
    return tuple(word for word in words if word)[:MOST]


def choices(found: Statistics) -> tuple[Choice, ...]:
    """Every number of a period that can stand in a form, in the order in which they are shown."""
    return tuple(Choice(name, _says(table, row)) for name, table, row in _named(found))


def proposed(heading: str, known: Sequence[Choice]) -> Column:
    """A column with what its heading asks for, where one thing alone answers to it; else with nothing chosen. A number of
    the overview goes before one that is called the same in a table of its parts."""
    asked = fold(heading)
    facts = [name for name, words in FACTS.items() if asked in (fold(_(words)), *_SHORT[name])]
    if facts:
        return Column(heading, "fact", facts[0])
    exact = [one for one in known if fold(one.says.split(" – ")[0]) == asked]
    whole = [one for one in exact if one.what.startswith("overview.")]
    near = whole or exact or _nearest(asked, known)
    if len(near) == 1:
        return Column(heading, "figure", near[0].what, near[0].says)
    return Column(heading)


# What such a column is called in forms, as app.base.folding writes it.
_SHORT: Mapping[str, tuple[str, ...]] = {
    "school": ("skole", "skule", "skolens navn", "namnet pa skulen", "school"),
    "first": ("fra", "fra dato", "fra og med", "from"),
    "last": ("til", "til dato", "til og med", "to"),
    "year": ("ar", "rapportar", "year"),
    "made_on": ("dato", "utfylt", "date"),
}


def _nearest(asked: str, known: Sequence[Choice]) -> list[Choice]:
    """The choices that hold most of the asked words: those of the highest share, if it is high enough."""
    words = _stems(asked)
    if not words:
        return []
    shares = [(len(words & _stems(fold(one.says))) / len(words), one) for one in known]
    best = max((share for share, _one in shares), default=0.0)
    return [one for share, one in shares if share == best] if best >= _ALIKE else []


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in text.replace("/", " ").split() if len(word) > 2)


def filled(columns: Sequence[Column], found: Statistics) -> tuple[Cell, ...]:
    """What stands in each column for a period; `found` has its small numbers hidden, since this is made to leave."""
    if not found.guarded:
        raise ValueError("a form leaves the program: its numbers have to be guarded")
    rows = {name: (table, row) for name, table, row in _named(found)}
    tables = {table.key: table for table in found.tables}
    return tuple(_cell(one, found, rows, tables) for one in columns)


def _cell(
    one: Column, found: Statistics, rows: Mapping[str, tuple[Table, Row]], tables: Mapping[str, Table]
) -> Cell:
    if one.kind == "fact":
        value = _fact(one.what, found)
        return Cell(
            one, value, _(FACTS.get(one.what, one.what)), "" if value else _("Not written in the settings")
        )
    if one.kind == "text":
        return Cell(one, one.what, _("always the same text"))
    if one.kind == "left":
        return Cell(one, "", _("left empty"))
    if one.kind == "":
        return Cell(one, "", "", _("Nothing is chosen yet"))
    if one.what not in rows:
        return _absent(one, tables)
    table, row = rows[one.what]
    says = _says(table, row)
    if one.kind == "figure":
        return Cell(one, row.shown() if row.hidden else row.number, says)
    if row.before is None:
        return Cell(one, "", says, _("Not counted a year earlier"))
    value = shown(0, row.hidden_before) if row.hidden_before else row.before
    return Cell(one, value, _("{what}, a year earlier", what=says))


_NOT_NONE = (MONTH, "waiting", "reach")
"""Tables in which a row that is not there does not mean none: a month outside, a middle number of nothing, a share of what
nobody has said."""


def _absent(one: Column, tables: Mapping[str, Table]) -> Cell:
    """A number that the period has no row for: none, where a table has rows only for what there was."""
    key, _code = one.what.split(".", 1) if "." in one.what else (one.what, "")
    table = tables.get(key)
    if table is None or table.bands or key.startswith(_NOT_NONE):
        return Cell(one, "", one.says, _("Not among the numbers of this period"))
    return Cell(one, 0, one.says)


def _named(found: Statistics) -> Iterator[tuple[str, Table, Row]]:
    """Every number with its name in a form: a month by its number in the year, so that it is found in another year too; in
    more than a year a month is none of them."""
    for table in found.tables:
        months = table.key == MONTH
        if not months or len(table.rows) <= A_YEAR:
            for row in table.rows:
                yield f"{table.key}.{row.code.rpartition('-')[2] if months else row.code}", table, row


def _says(table: Table, row: Row) -> str:
    return f"{row.label} – {table.title}"


def _fact(name: str, found: Statistics) -> str | int:
    years = {found.first.year, found.last.year}
    said: dict[str, str | int] = {
        "school": found.service,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "year": found.last.year if len(years) == 1 else f"{found.first.year}–{found.last.year}",
        "made_on": found.made_on.isoformat(),
    }
    return said.get(name, "")


def plain_cells(cells: Sequence[Cell]) -> list[dict[str, int | str]]:
    """The cells for another program: heading, value, and why it is empty where it was not meant to be."""
    return [{"heading": one.column.heading, "value": one.value, "missing": one.missing} for one in cells]


def as_csv(cells: Sequence[Cell]) -> bytes:
    """A line of headings and a line of values for a spreadsheet: semicolons, UTF-8 with the mark that Excel asks for, and no
    cell that could compute."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([lifeless(one.column.heading) for one in cells])
    writer.writerow([one.value if isinstance(one.value, int) else lifeless(one.value) for one in cells])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(cells: Sequence[Cell], *, name: str) -> bytes:
    """The same as the bytes of a workbook with one sheet."""
    from openpyxl import Workbook

    from app.statistics.as_spreadsheet import sheet_name, word

    book = Workbook()
    sheet: Worksheet | None = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = sheet_name(name or _("Filled-in form"), set())
    for column, one in enumerate(cells, start=1):
        word(sheet, 1, column, one.column.heading, bold=True)
        if isinstance(one.value, int):
            sheet.cell(2, column, one.value)
        else:
            word(sheet, 2, column, one.value)
    sheet.freeze_panes = "A2"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
