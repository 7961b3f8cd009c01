"""How long until a person is likely released: a band computed for the day it is shown, never stored on them.

A stored band is wrong within weeks (domain.md 10.2); only the quarter is kept.
"""

from __future__ import annotations

import datetime as dt
import re

_BANDS = ((1, "lt1m"), (3, "m1_3"), (6, "m3_6"), (12, "m6_12"), (24, "y1_2"), (60, "y2_5"))


def release_band(expected: str, today: dt.date) -> str:
    """The code of list "person.release_band" for a quarter such as "2027-Q2", `open` or `not_recorded`."""
    middle = quarter_middle(expected)
    if middle is None:
        return expected if expected == "open" else "not_recorded"
    if quarter_end(expected) < today:
        return "past"
    months = (middle - today).days / 30.44
    return next((code for limit, code in _BANDS if months < limit), "over_5")


def quarter_middle(expected: str) -> dt.date | None:
    """The middle of the quarter; None for what is not a quarter."""
    found = re.fullmatch(r"(\d{4})-Q([1-4])", expected)
    return dt.date(int(found[1]), int(found[2]) * 3 - 1, 15) if found else None


def quarter_end(expected: str) -> dt.date:
    """The last day of the quarter. Raises ValueError for what is not a quarter."""
    middle = quarter_middle(expected)
    if middle is None:
        raise ValueError(expected)
    after = dt.date(middle.year + middle.month // 11, (middle.month + 1) % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def months_left(expected: str, today: dt.date) -> float | None:
    """Months until the quarter's middle; None where no quarter is recorded."""
    middle = quarter_middle(expected)
    return None if middle is None else (middle - today).days / 30.44
