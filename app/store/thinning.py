"""Which backups to keep, and for how long: the newest few, then one a day, a week, a month. Pure: what there is in, what
stays out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass

NEWEST, DAYS, WEEKS, MONTHS = 5, 14, 8, 24


@dataclass(frozen=True, order=True)
class Made:
    """When a backup was made: its place in the series, which no clock can turn round, and the clock's own word."""

    number: int
    at: dt.datetime


def to_keep(backups: Collection[Made]) -> set[Made]:
    """The newest five by number; of each of the newest 14 days, 8 weeks and 24 months that have any, the last one.

    It counts backups and never asks how long ago something was, so a clock that jumps takes none of the newest away.
    """
    newest_first = sorted(backups, reverse=True)
    kept = set(newest_first[:NEWEST])
    kept |= _last_of_each(newest_first, lambda at: at.date(), DAYS)
    kept |= _last_of_each(newest_first, lambda at: at.isocalendar()[:2], WEEKS)
    kept |= _last_of_each(newest_first, lambda at: (at.year, at.month), MONTHS)
    return kept


def lifetime(backups: Collection[Made], today: dt.date) -> dict[Made, dt.date]:
    """Until when each of these stays by the rule, if a backup is made every working day from now on. With fewer it takes
    longer, since only a newer backup takes an older one's place."""
    goes: dict[Made, dt.date] = {}
    alive, number, day = set(backups), max((made.number for made in backups), default=0), today
    while len(goes) < len(backups):
        day += dt.timedelta(days=1)
        if day.isoweekday() > 5:
            continue
        number += 1
        kept = to_keep(alive | {Made(number, dt.datetime.combine(day, dt.time(12), dt.UTC))})
        goes |= {made: day for made in alive - kept if made in backups}
        alive = kept
    return goes


def _last_of_each(
    newest_first: list[Made], period: Callable[[dt.datetime], Hashable], how_many: int
) -> set[Made]:
    last: dict[Hashable, Made] = {}
    for made in newest_first:
        if len(last) < how_many:
            last.setdefault(period(made.at), made)
    return set(last.values())
