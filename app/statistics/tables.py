"""The shape of a statistic: a period, its tables, and the rule they were counted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """One number. code: stable name for programs; label: what a reader sees, translated."""

    code: str
    label: str
    number: int


@dataclass(frozen=True, kw_only=True)
class Table:
    """Numbers that belong together. of: what the rows are a part of, so that a share can be shown; None for no share."""

    key: str
    title: str
    rows: tuple[Row, ...]
    of: int | None = None
    note: str = ""

    def share(self, row: Row) -> str:
        """The row's part of the whole in whole per cent, "" where there is none."""
        return f"{100 * row.number / self.of:.0f} %" if self.of else ""

    def number(self, code: str) -> int:
        """The number of one row. Raises StopIteration for a code that the table has not."""
        return next(row.number for row in self.rows if row.code == code)


def table_of(kept: Mapping[str, Any]) -> Table:
    """A table as it was kept for a closed period (app.store.periods): its own fields, as JSON holds them."""
    rows = tuple(Row(**row) for row in kept["rows"])
    return Table(key=kept["key"], title=kept["title"], rows=rows, of=kept["of"], note=kept["note"])


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """All tables of a period (both days included), as counted on a day. rule: how it was counted, in sentences."""

    first: dt.date
    last: dt.date
    made_on: dt.date
    title: str
    service: str
    tables: tuple[Table, ...]
    rule: tuple[str, ...] = field(default=())

    def table(self, key: str) -> Table:
        """The table with this key. Raises StopIteration for none."""
        return next(table for table in self.tables if table.key == key)
