"""What the service's own place asks beside its records: the minutes of guidance week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.access import Viewer

if TYPE_CHECKING:
    from app.store.store import Store


def guided_minutes(store: Store, *, viewer: Viewer) -> dict[str, int]:
    """The Monday of each week (ISO) → minutes of the viewer's own sessions that were held in it."""
    rows = store.connection.rows(
        """SELECT date(day, '-' || ((strftime('%w', day) + 6) % 7) || ' days'), sum(minutes) FROM session
            WHERE owner = ? AND state = 'held' AND voided_at = '' GROUP BY 1""",
        (viewer.counsellor,),
    )
    return {week: minutes or 0 for week, minutes in rows}
