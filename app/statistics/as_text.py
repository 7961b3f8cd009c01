"""A statistic as text: aligned columns for the screen, comma-separated values for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from app.base.columns import width
from app.base.days import show_day
from app.base.languages import _, current
from app.base.spreadsheet import lifeless
from app.statistics.tables import Statistics, Table

CSV_HEAD = ("table", "code", "label", "number")


def heading(found: Statistics) -> str:
    """What was counted, for whom, over which days."""
    return " · ".join(part for part in (found.title, found.service, period_in_words(found)) if part)


def period_in_words(found: Statistics) -> str:
    """The first and the last day as the window's language writes them."""
    first, last = (
        show_day(day, today=found.made_on, language=current(), long=True) for day in (found.first, found.last)
    )
    return _("{first} to {last}", first=first, last=last)


def as_table(found: Statistics) -> str:
    """The tables in aligned columns, the rule below."""
    blocks = [heading(found), *(_block(table) for table in found.tables)]
    rule = "\n".join([_("How it is counted"), *(f"  {sentence}" for sentence in found.rule)])
    return "\n\n".join([*blocks, rule]) + "\n"


def _block(table: Table) -> str:
    wide = max((width(row.label) for row in table.rows), default=0)
    lines = [table.title]
    for row in table.rows:
        gap = " " * (wide - width(row.label))
        lines.append(f"  {row.label}{gap}  {row.number:>7}  {table.share(row):>5}".rstrip())
    return "\n".join([*lines, f"  {table.note}"] if table.note else lines)


def as_csv(found: Statistics) -> str:
    """One line a number: table and code in words that never change, the label in the window's language. UTF-8, commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for table in found.tables:
        for row in table.rows:
            writer.writerow((lifeless(table.key), lifeless(row.code), lifeless(row.label), row.number))
    return text.getvalue()


def as_plain(found: Statistics) -> dict[str, Any]:
    """The numbers as one JSON object: `counts` by code, and every table as a list."""
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "service": found.service,
        "counts": {row.code: row.number for row in found.tables[0].rows},
        "tables": [_plain_table(table) for table in found.tables],
        "rule": list(found.rule),
    }


def _plain_table(table: Table) -> dict[str, Any]:
    return {"table": table.key, "title": table.title, "of": table.of, "rows": list(_plain_rows(table))}


def _plain_rows(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        yield {"code": row.code, "label": row.label, "number": row.number}
