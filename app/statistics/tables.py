"""The shape of a statistic: a period, its tables with what each counts in words, and how one number is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from app.statistics.small_cells import LEAST, SMALL

BARS, MONTHS, REACH, NONE = "bars", "months", "reach", ""
"""How a table is drawn: a bar a row, a column a month, a bar of a whole; or not at all."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One number. code: stable name for programs; label: what a reader sees, translated.

    before: the same number a year earlier, None where that is not counted. of: what this row alone is a part of, such as
    how many there are on a kind of ward. hidden, hidden_before: why a number is not shown (app.statistics.small_cells), ""
    where it is; the number is 0 then. leads_to: "table:code", by which app.store.questions.behind finds the records behind
    it, "" for none. tied: the code of another row ("table.row"), of which this one tells too much to be shown when that is
    hidden. backed: of how many people a number that is no count was made, such as the middle one of their days; None for
    a count.
    """

    code: str
    label: str
    number: int
    before: int | None = None
    of: int | None = None
    hidden: str = ""
    hidden_before: str = ""
    leads_to: str = ""
    tied: str = ""
    backed: int | None = None

    def shown(self) -> str:
        """The number as it is written."""
        return shown(self.number, self.hidden)

    def shown_before(self) -> str:
        """Last year's number as it is written, "" where there is none."""
        return "" if self.before is None else shown(self.before, self.hidden_before)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Numbers that belong together. of: what the rows are a part of, so that a share can be shown; None for no share.

    definition: what is counted, and how, in a sentence or two. measure: the name of the measure in the field's list (ST1 to
    ST13, domain.md 4.5). picture: BARS, MONTHS, REACH or NONE. people: the numbers are of people, so that small ones are
    hidden in what leaves the program. whole: the row ("table.row") whose number `of` is. bands: the rows are bands that
    follow each other, so that small ones at the end are put together. note_of: rows that the note tells of.
    """

    key: str
    title: str
    rows: tuple[Row, ...]
    of: int | None = None
    of_before: int | None = None
    note: str = ""
    definition: str = ""
    measure: str = ""
    picture: str = BARS
    people: bool = True
    whole: str = ""
    bands: bool = False
    note_of: tuple[str, ...] = ()

    def share(self, row: Row) -> str:
        """The row's part of the whole in whole per cent, "" where there is none or it would say what is hidden."""
        whole = self.of if row.of is None else row.of
        return f"{100 * row.number / whole:.0f} %" if whole and not row.hidden else ""

    def number(self, code: str) -> int:
        """The number of one row. Raises StopIteration for a code that the table has not."""
        return next(row.number for row in self.rows if row.code == code)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be seen in it."""
        return not any(row.number or row.before or row.hidden or row.hidden_before for row in self.rows)


def shown(number: int, hidden: str) -> str:
    """A number as it is written: "<5" where it is small, "*" where it is hidden for the sake of another."""
    return {"": str(number), SMALL: f"<{LEAST}"}.get(hidden, "*")


def table_of(kept: Mapping[str, Any]) -> Table:
    """A table as it was kept for a closed period (app.store.periods): the fields that it had then, as JSON holds them."""
    known = {one.name for one in fields(Table)} - {"rows"}
    rows = tuple(Row(**row) for row in kept["rows"])
    said = {name: value for name, value in kept.items() if name in known}
    return Table(**{**said, "rows": rows, "note_of": tuple(said.get("note_of", ()))})


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """All tables of a period (both days included), as counted on a day. rule: how it was counted, in sentences.

    before: the first and the last day of the period a year earlier that stands beside it; None for none. guarded: small
    numbers are hidden in it.
    """

    first: dt.date
    last: dt.date
    made_on: dt.date
    title: str
    service: str
    tables: tuple[Table, ...]
    rule: tuple[str, ...] = field(default=())
    before: tuple[dt.date, dt.date] | None = None
    guarded: bool = False

    def table(self, key: str) -> Table:
        """The table with this key. Raises StopIteration for none."""
        return next(table for table in self.tables if table.key == key)
