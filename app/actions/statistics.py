"""Count a period, in the form that is asked for: text, comma-separated values, spreadsheet or paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.actions.desk import Desk
from app.actions.record_lines import RecordLine, record_lines
from app.base.languages import current
from app.base.settings import SCHOOL_NAME
from app.statistics.as_text import period_in_words
from app.statistics.counts import statistics
from app.statistics.guarding import guarded
from app.statistics.period import Period
from app.statistics.tables import Statistics
from app.store.questions.behind import behind
from app.store.questions.evidence import counts_for_others
from app.store.questions.session_list import ListedSession, listed_sessions

Format = Literal["table", "csv", "xlsx", "pdf"]


@dataclass(frozen=True)
class BehindLine:
    """A record behind a number. adds: what it adds to the number, 0 where records are counted."""

    adds: int
    record: ListedSession | RecordLine


@dataclass(frozen=True)
class Behind:
    """What stands behind a number, as far as it may be read. lines: the newest. count: how many there are in all. unit: what
    they add up to (app.store.questions.behind.UNITS), "" where they are counted; total: the number that they make."""

    lines: tuple[BehindLine, ...]
    count: int
    unit: str
    total: int


def records_behind(desk: Desk, period: Period, leads_to: str) -> Behind:
    """The records behind a number of the period's statistics."""
    found = behind(desk.store, viewer=desk.viewer, first=period.first, last=period.last, leads_to=leads_to)
    adds = found.records if found.unit else dict.fromkeys(found.records, 0)
    return Behind(tuple(_lines(desk, found.kind, adds)), found.count, found.unit, found.total)


def _lines(desk: Desk, kind: str, adds: Mapping[str, int]) -> Iterator[BehindLine]:
    ids = list(adds)
    if kind == "session":
        talks = {one.id: one for one in listed_sessions(desk.store, ids, viewer=desk.viewer)}
        yield from (BehindLine(adds[one], talks[one]) for one in ids if one in talks)
    elif ids:
        yield from (BehindLine(adds[one.id], one) for one in record_lines(desk, kind, ids))


def count_period(desk: Desk, period: Period) -> Statistics:
    """The statistics of a period, as this counsellor may count them; small numbers hidden for whoever counts over others'
    cases too."""
    found = statistics(
        desk.store, viewer=desk.viewer, period=period, today=desk.today, service=desk.setting(SCHOOL_NAME)
    )
    return guarded(found) if counts_for_others(desk.store, viewer=desk.viewer) else found


def count_to_give_out(desk: Desk, period: Period) -> Statistics:
    """The statistics of a period as they may leave the program: small numbers hidden."""
    found = count_period(desk, period)
    return found if found.guarded else guarded(found)


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
    from app.documents.statistics_pages import StatisticsPages, draw

    pages = StatisticsPages(language=current(), period=period_in_words(found), found=found)
    return draw(pages).finish()
