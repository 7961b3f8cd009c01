"""The year's report as a Word file, for whoever has to paste it into another one: the same words, numbers and gaps."""

from __future__ import annotations

from app.base.languages import _, speaking
from app.documents.word_file import WordFile
from app.documents.year_report import (
    SECTIONS,
    Section,
    YearReport,
    foot_of,
    heads,
    in_short,
    listed,
    missing,
    tables_of,
)
from app.documents.year_report_sentences import sentences
from app.statistics.tables import Table


def as_word(data: YearReport) -> bytes:
    """The report, or its short form, as the bytes of a Word file."""
    with speaking(data.language):
        title = data.found.title
        file = WordFile(title=title, language=data.language, foot=foot_of(data), made_on=data.found.made_on)
        file.title(title)
        for name, value in heads(data):
            file.fact(name, value)
        if data.short:
            _short(file, data)
        else:
            _whole(file, data)
        return file.finish()


def _whole(file: WordFile, data: YearReport) -> None:
    for section in SECTIONS:
        _section(file, data, section)
    file.heading(_("How it is counted"))
    file.bullets(data.found.rule)


def _section(file: WordFile, data: YearReport, section: Section) -> None:
    file.heading(_(section.title))
    said, tables, rows = list(sentences(data, section)), tables_of(data, section), listed(data, section)
    for one in said:
        file.paragraph(one)
    if rows:
        file.rows(rows, (0.55, 0.45))
    if not said and not tables and not rows:
        file.gap(missing())
    for table in tables:
        _table(file, table)


def _table(file: WordFile, table: Table) -> None:
    file.heading(table.title, 2)
    for said in (table.definition, table.note):
        if said:
            file.note(said)
    file.numbers(table)


def _short(file: WordFile, data: YearReport) -> None:
    short = in_short(data)
    file.heading(_("The year in short"))
    file.bullets(short.said)
    for table in short.tables:
        file.heading(table.title, 2)
        file.numbers(table, low=True)
    if short.still:
        file.heading(_("What is to be done"))
        file.rows(short.still, (0.7, 0.3))
