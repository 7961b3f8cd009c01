"""Which application deadlines are near, from the list that a school keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.records.place import Deadline
from app.records.shipped import monday_after


@dataclass(frozen=True)
class ComingDeadline:
    """A deadline on its way. assumed: the list only had an earlier year's date, so this year's must be checked."""

    deadline: Deadline
    day: dt.date
    days_left: int
    assumed: bool


def next_deadlines(
    today: dt.date, rows: Iterable[Deadline], days: int, *, wishes: Collection[str] = ()
) -> list[ComingDeadline]:
    """The deadlines within so many days, nearest first; those no longer in use are left out.

    A row with a past date stands for the same day this year or next, on the Monday after when that is a weekend.
    wishes (codes of intake.wish) leaves only what concerns one of them; rows without wishes concern all.
    """
    concerned = (row for row in rows if not row.hidden and (not wishes or _concerns(row, wishes)))
    coming = [_coming(row, today) for row in concerned]
    near = [one for one in coming if one.days_left <= days]
    return sorted(near, key=lambda one: (one.day, one.deadline.name))


def _concerns(row: Deadline, wishes: Collection[str]) -> bool:
    return not row.wishes or any(wish in row.wishes for wish in wishes)


def _coming(row: Deadline, today: dt.date) -> ComingDeadline:
    if row.day >= today:
        return ComingDeadline(row, row.day, (row.day - today).days, assumed=False)
    years = (today.year, today.year + 1)
    day = next(day for year in years if (day := monday_after(_same_day(row.day, year))) >= today)
    return ComingDeadline(row, day, (day - today).days, assumed=True)


def _same_day(day: dt.date, year: int) -> dt.date:
    leap_day = (day.month, day.day) == (2, 29)
    return dt.date(year, 3, 1) if leap_day else day.replace(year=year)
