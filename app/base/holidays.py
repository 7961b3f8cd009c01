"""Norway's public holidays, computed for any year: no list to renew, no network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from app.base.languages import N_, _

# Days after Easter Sunday, by the laws on Sunday rest (lov om helligdager og helligdagsfred) and on 1 and 17 May.
_MOVABLE = (
    (-3, N_("Maundy Thursday")),
    (-2, N_("Good Friday")),
    (0, N_("Easter Sunday")),
    (1, N_("Easter Monday")),
    (39, N_("Ascension Day")),
    (49, N_("Whit Sunday")),
    (50, N_("Whit Monday")),
)
_FIXED = (
    (1, 1, N_("New Year’s Day")),
    (5, 1, N_("Labour Day")),
    (5, 17, N_("Constitution Day")),
    (12, 25, N_("Christmas Day")),
    (12, 26, N_("Second day of Christmas")),
)


def easter(year: int) -> dt.date:
    """Easter Sunday of a year by the Gregorian rule (the anonymous computus); right from 1583 to 9999."""
    moon = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - leap_centuries - shift + 15) % 30
    leap, rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap - epact - rest) % 7
    late = (moon + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@cache
def holidays(year: int) -> Mapping[dt.date, tuple[str, ...]]:
    """Day → the names of the public holidays on it, in English as the catalogues know them; two may fall together."""
    sunday = easter(year)
    found: dict[dt.date, tuple[str, ...]] = {}
    for day, name in [
        *((dt.date(year, month, day), name) for month, day, name in _FIXED),
        *((sunday + dt.timedelta(days=after), name) for after, name in _MOVABLE),
    ]:
        found[day] = (*found.get(day, ()), name)
    return MappingProxyType(found)


def holiday(day: dt.date) -> str:
    """The name of the public holiday in the window's language; "" for an ordinary day, Sundays too."""
    return ", ".join(_(name) for name in holidays(day.year).get(day, ()))


def is_workday(day: dt.date) -> bool:
    """True from Monday to Friday where no public holiday falls."""
    return day.weekday() < 5 and day not in holidays(day.year)


def next_workday(day: dt.date, *, ahead: int = 1) -> dt.date:
    """So many workdays after a day; with ahead=0 the day itself where it is one, else the first after it."""
    while ahead or not is_workday(day):
        day += dt.timedelta(days=1)
        ahead -= ahead > 0 and is_workday(day)
    return day
