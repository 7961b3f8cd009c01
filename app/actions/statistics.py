"""Count a period, in the form that is asked for: text, comma-separated values, spreadsheet or paper."""

from __future__ import annotations

from typing import Literal

from app.actions.desk import Desk
from app.base.languages import _, current
from app.base.settings import SCHOOL_NAME
from app.statistics.as_text import period_in_words
from app.statistics.counts import statistics
from app.statistics.period import Period
from app.statistics.tables import Statistics

Format = Literal["table", "csv", "xlsx", "pdf"]


def count_period(desk: Desk, period: Period) -> Statistics:
    """The statistics of a period, as this counsellor may count them."""
    return statistics(
        desk.store, viewer=desk.viewer, period=period, today=desk.today, service=desk.setting(SCHOOL_NAME)
    )


def statistics_file(found: Statistics, format: Format) -> bytes:
    """The statistics as the bytes of a file."""
    if format == "xlsx":
        from app.statistics.as_spreadsheet import as_xlsx

        return as_xlsx(found)
    if format == "pdf":
        return _as_pdf(found)
    from app.statistics.as_text import as_csv, as_table

    return (as_csv(found) if format == "csv" else as_table(found)).encode()


def _as_pdf(found: Statistics) -> bytes:
    from app.documents.count_report import CountReport, CountTable, draw

    tables = tuple(
        CountTable(
            title=table.title,
            rows=tuple((row.label, str(row.number), table.share(row)) for row in table.rows),
            note=table.note,
        )
        for table in found.tables
    )
    facts = ((_("School"), found.service), (_("Period"), period_in_words(found)))
    report = draw(
        CountReport(
            language=current(),
            title=found.title,
            facts=tuple(fact for fact in facts if fact[1]),
            tables=tables,
            rules_heading=_("How it is counted"),
            rules=found.rule,
        )
    )
    return report.finish()
