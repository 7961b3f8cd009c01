"""How many there are: the numbers that a school types in, of which the reach is a share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.store import Store


def bases(store: Store, *, first: dt.date, last: dt.date) -> dict[tuple[str, str], int]:
    """(split, code) → how many there were, as typed in for this period, or for the shortest one that holds it whole.

    They are the service's own numbers, of nobody's case: everyone sees them. ("all", "") is everybody.
    """
    rows = store.connection.rows(
        """SELECT split, value, count FROM base_number WHERE voided_at = '' AND first <= ? AND last >= ?
            AND count IS NOT NULL ORDER BY julianday(last) - julianday(first) DESC, number""",
        (first.isoformat(), last.isoformat()),
    )
    return {(split, value): count for split, value, count in rows}
