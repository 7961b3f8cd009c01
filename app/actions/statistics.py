"""Count a period, in the form that is asked for: text, comma-separated values, spreadsheet or paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.actions.desk import Desk
from app.base.languages import current
from app.base.settings import SCHOOL_NAME
from app.records.person import Person
from app.statistics.as_text import period_in_words
from app.statistics.counts import statistics
from app.statistics.guarding import guarded
from app.statistics.period import Period
from app.statistics.tables import Statistics
from app.store.questions.behind import SHOWN, behind, kind_behind
from app.store.questions.evidence import counts_for_others
from app.store.questions.session_list import ListedSession, listed_sessions

Format = Literal["table", "csv", "xlsx", "pdf"]


@dataclass(frozen=True)
class Behind:
    """What stands behind a number: talks or people, as far as they may be read. most: there may be more than are listed."""

    sessions: Sequence[ListedSession] = ()
    people: Sequence[tuple[str, str]] = ()
    most: bool = False


def records_behind(desk: Desk, period: Period, leads_to: str) -> Behind:
    """The talks, or the people by id and name, behind a number of the period's statistics."""
    ids = behind(desk.store, viewer=desk.viewer, first=period.first, last=period.last, leads_to=leads_to)
    if kind_behind(leads_to) == "person":
        found = desk.store.page(Person, ids, viewer=desk.viewer)
        return Behind(people=tuple((one.id, one.name) for one in found), most=len(ids) == SHOWN)
    rows = {one.id: one for one in listed_sessions(desk.store, ids, viewer=desk.viewer)} if ids else {}
    return Behind(sessions=tuple(rows[one] for one in ids if one in rows), most=len(ids) == SHOWN)


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
