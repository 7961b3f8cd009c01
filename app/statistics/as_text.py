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

CSV_HEAD = ("measure", "table", "code", "label", "number", "year_before")


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
    """The tables in aligned columns with what each counts, the rule below. Tables without a number are named, not shown."""
    shown = [table for table in found.tables if not table.empty]
    empty = [table.title for table in found.tables if table.empty]
    blocks = [heading(found), *(_block(table) for table in shown)]
    if empty:
        blocks.append("\n".join([_("Nothing to count"), *(f"  {title}" for title in empty)]))
    rule = "\n".join([_("How it is counted"), *(f"  {sentence}" for sentence in found.rule)])
    return "\n\n".join([*blocks, rule]) + "\n"


def _block(table: Table) -> str:
    wide = max((width(row.label) for row in table.rows), default=0)
    lines = [table.title]
    if any(row.before is not None for row in table.rows):
        head = _("year before")
        lines.append(f"  {'':{wide}}  {'':>7}  {'':>5}  {head:>11}".rstrip())
    for row in table.rows:
        gap = " " * (wide - width(row.label))
        numbers = f"{row.shown():>7}  {table.share(row):>5}  {row.shown_before():>11}"
        lines.append(f"  {row.label}{gap}  {numbers}".rstrip())
    lines += [f"  {said}" for said in (table.note, table.definition) if said]
    return "\n".join(lines)


def as_csv(found: Statistics) -> str:
    """One line a number: measure, table and code in words that never change, the label in the window's language; a hidden
    number as it is shown. UTF-8, commas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for table in found.tables:
        for row in table.rows:
            words = (lifeless(word) for word in (table.measure, table.key, row.code, row.label))
            writer.writerow((*words, row.shown(), row.shown_before()))
    return text.getvalue()


def as_plain(found: Statistics) -> dict[str, Any]:
    """The numbers as one JSON object: `counts` by code, and every table as a list. A hidden number is null; `shown` says how
    it is written."""
    before = [day.isoformat() for day in found.before] if found.before else None
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "year_before": before,
        "service": found.service,
        "counts": {row.code: None if row.hidden else row.number for row in found.tables[0].rows},
        "tables": [_plain_table(table) for table in found.tables],
        "rule": list(found.rule),
    }


def _plain_table(table: Table) -> dict[str, Any]:
    return {
        "table": table.key,
        "measure": table.measure,
        "title": table.title,
        "definition": table.definition,
        "of": table.of,
        "rows": list(_plain_rows(table)),
    }


def _plain_rows(table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        yield {
            "code": row.code,
            "label": row.label,
            "number": None if row.hidden else row.number,
            "shown": row.shown(),
            "of": row.of,
            "year_before": None if row.hidden_before else row.before,
        }
