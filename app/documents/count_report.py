"""Counts of a period as tables on paper. It counts nothing: it is handed the numbers (app.statistics has them)."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.flow import Flow, a4, counted
from app.documents.paper import Paper

COLUMNS = (0.64, 0.12, 0.12, 0.12)


@dataclass(frozen=True, kw_only=True)
class CountTable:
    """A heading and its rows of label, number, share and last year's number ("" for none), with a note below."""

    title: str
    rows: tuple[tuple[str, str, str, str], ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CountReport:
    """All that stands on the paper; every text is already in the language named."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[CountTable, ...]
    heads: tuple[str, str, str, str]
    rules_heading: str
    rules: tuple[str, ...]


def draw(data: CountReport) -> Paper:
    """The report as a PDF of as many pages as it needs."""
    return counted(lambda pages: _written(data, pages))


def _written(data: CountReport, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.title, pages=pages)
    flow.title(data.title)
    for label, value in data.facts:
        flow.fact(label, value)
    for table in data.tables:
        flow.heading(table.title, keep=60)
        with flow.table():
            if any(row[3] for row in table.rows):
                flow.row(data.heads, COLUMNS, right=(1, 2, 3))
            for row in table.rows:
                flow.row(row, COLUMNS, right=(1, 2, 3))
        if table.note:
            flow.gap(3)
            flow.paragraph(table.note, size=9, grey=True)
    if data.rules:
        flow.heading(data.rules_heading)
        flow.bullets(data.rules)
    return flow
