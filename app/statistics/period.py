"""The period that is counted over: two days, both included, in their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
