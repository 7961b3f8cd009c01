"""The period that is counted over: two days, both included, in their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.base.days import add_months
from app.base.errors import AppError
from app.base.languages import N_


class PeriodBackwards(AppError):
    """The last day lies before the first."""

    says = N_("The period ends on {last}, before it begins on {first}. Nothing was counted.")
    do = N_("Change the two days.")


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted. Raises PeriodBackwards."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodBackwards(first=self.first.isoformat(), last=self.last.isoformat())


LENGTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""The kinds of period that are counted by their name, and how many months each has."""


def period_at(kind: str, today: dt.date, back: int = 0, *, whole: bool = False) -> Period:
    """The year, half-year, quarter or month that a day lies in, or so many before it; what still goes on ends today, so that
    the same days of last year stand beside it, but with `whole` on its last day."""
    length = LENGTHS[kind]
    begin = add_months(dt.date(today.year, (today.month - 1) // length * length + 1, 1), -length * back)
    end = add_months(begin, length) - dt.timedelta(days=1)
    return Period(begin, end if whole else max(begin, min(end, today)))


def a_year_earlier(period: Period) -> Period | None:
    """The same days a year before; None for a period of more than a year, which would overlap it."""
    first, last = (_year_before(day) for day in (period.first, period.last))
    return Period(first, last) if last < period.first else None


def _year_before(day: dt.date) -> dt.date:
    """The same day of the year before; the last day of February stays the last."""
    if day.month == 2 and (day + dt.timedelta(days=1)).month == 3:
        return dt.date(day.year - 1, 3, 1) - dt.timedelta(days=1)
    return day.replace(year=day.year - 1)
