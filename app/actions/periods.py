"""Close a period: its numbers are kept as they are, whatever is deleted later. A year closes its halves and months too."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from app.actions.desk import Desk
from app.base.errors import AppError
from app.base.languages import N_, _
from app.records.record import new_id
from app.statistics.counts import statistics
from app.statistics.period import Period
from app.store import erasing, events, periods
from app.store.access import COUNTING_ROLES, Viewer
from app.store.periods import ClosedPeriod
from app.store.store import Changes, Transaction

KINDS = {"year": N_("year"), "half": N_("half-year"), "month": N_("month")}
_LENGTH = {"year": 12, "half": 6, "month": 1}


class NotOverYet(AppError):
    """A period that still goes on would be frozen with numbers that are too low."""

    says = N_("The period is not over yet: its last day is {last}. Nothing was closed.")
    do = N_("Close it when its last day is past.")


class ClosedAlready(AppError):
    """A closed period stays as it was counted."""

    says = N_("That period is closed already. Its numbers stay as they were counted.")


class MayNotClose(AppError):
    """Only those who count over everybody close a period."""

    says = N_("Only a lead counsellor or the head of the school department closes a period.")


@dataclass(frozen=True)
class PeriodLine:
    """A period on the page. kind: one of KINDS; closed: None while it is open."""

    kind: str
    first: dt.date
    last: dt.date
    closed: ClosedPeriod | None
    by: str


@dataclass(frozen=True)
class PeriodsView:
    """What can be closed, newest first, and whether the viewer may."""

    lines: tuple[PeriodLine, ...]
    may_close: bool


def period_of(kind: str, day: dt.date) -> Period:
    """The year, half-year or month that a day lies in."""
    length = _LENGTH[kind]
    begin = (day.month - 1) // length * length + 1
    end = begin + length - 1
    last = calendar.monthrange(day.year, end)[1]
    return Period(dt.date(day.year, begin, 1), dt.date(day.year, end, last))


def close_period(desk: Desk, kind: str, day: dt.date) -> Changes:
    """Freeze the numbers of the period that the day lies in, and of the shorter ones within it that are open.

    Raises MayNotClose, NotOverYet, ClosedAlready.
    """
    if not erasing.roles(desk.store, desk.viewer) & set(COUNTING_ROLES):
        raise MayNotClose()
    period = period_of(kind, day)
    if period.last >= desk.today:
        raise NotOverYet(last=period.last.isoformat())
    known = {(one.first, one.last) for one in periods.closed(desk.store)}
    if (period.first, period.last) in known:
        raise ClosedAlready()
    with desk.store.transaction("period.closed", actor=desk.viewer, text=_("The period is closed")) as t:
        for part in within(period):
            if (part.first, part.last) not in known:
                _freeze(desk, t, part)
    return t.changes()


def within(period: Period) -> Iterator[Period]:
    """The period and the half-years and months that lie in it, each once."""
    found = {(period.first, period.last): period}
    for kind in ("half", "month"):
        day = period.first
        while day <= period.last:
            part = period_of(kind, day)
            if part.first >= period.first and part.last <= period.last:
                found[part.first, part.last] = part
            day = part.last + dt.timedelta(days=1)
    yield from found.values()


def periods_view(desk: Desk) -> PeriodsView:
    """The periods since the first talk that are over, with those that are closed."""
    may = bool(erasing.roles(desk.store, desk.viewer) & set(COUNTING_ROLES))
    closed = {(one.first, one.last): one for one in periods.closed(desk.store)}
    earliest = periods.first_day(desk.store) or desk.today
    lines: list[PeriodLine] = []
    for kind in KINDS:
        day = desk.today
        while (period := period_of(kind, day)).last >= earliest and len(lines) < 400:
            if period.last < desk.today:
                one = closed.get((period.first, period.last))
                by = desk.store.counsellor_name(one.closed_by) if one else ""
                lines.append(PeriodLine(kind, period.first, period.last, one, by))
            day = period.first - dt.timedelta(days=1)
    return PeriodsView(tuple(lines), may)


def _freeze(desk: Desk, t: Transaction, period: Period) -> None:
    """Keep the tables as everybody's numbers and as each counsellor's own."""
    views = {periods.EVERYBODY: desk.viewer}
    views |= {
        one.id: Viewer(one.id) for one in desk.store.counsellors() if periods.has_cases(desk.store, one.id)
    }
    tables = {
        view: [
            asdict(table)
            for table in statistics(desk.store, viewer=viewer, period=period, today=desk.today).tables
        ]
        for view, viewer in views.items()
    }
    row = {
        "id": new_id(),
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "closed_at": events.stamp(desk.clock.now()),
        "closed_by": desk.viewer.counsellor,
        "tables": json.dumps(tables, ensure_ascii=False),
    }
    t.write_row("closed_period", row["id"], row)
