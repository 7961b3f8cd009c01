"""What a period counts besides talks, intakes and people: one condition a set, the same for counting and for listing.

The numbers of a statistic (tallies) ask them under `may_count`, the records behind a number (behind) under `may_read`. In
each the table is called r.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.records.step import OPEN_STATES
from app.store.access import Access, Condition, Viewer

_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_OPEN_THEN = f"(r.state IN ({_OPEN}) OR r.state_on > ?) AND substr(r.created_at, 1, 10) <= ?"
_WITHIN = "first last"


@dataclass(frozen=True)
class Counted:
    """Records of one type. days: what each question mark of `where` is, the first or the last day of the period."""

    kind: str
    where: str
    days: str = _WITHIN


SETS: dict[str, Counted] = {
    "referrals": Counted("referral", "r.made_on BETWEEN ? AND ?"),
    "answered": Counted("referral", "r.made_on BETWEEN ? AND ? AND r.answered_on IS NOT NULL"),
    "applications": Counted(
        "application",
        "r.state != 'dropped' AND coalesce(r.sent_on, substr(r.created_at, 1, 10)) BETWEEN ? AND ?",
    ),
    "steps_ended": Counted("step", "r.state IN ('done', 'dropped') AND r.state_on BETWEEN ? AND ?"),
    "steps_open": Counted("step", _OPEN_THEN, "last last"),
    "steps_overdue": Counted("step", f"{_OPEN_THEN} AND r.due <= ?", "last last last"),
    "requests": Counted("request", "r.day BETWEEN ? AND ? AND r.source != 'cancelled'"),
    "requests_ended": Counted("request", "r.state != 'open' AND r.ended_on BETWEEN ? AND ?"),
    "waiting": Counted("request", "r.day <= ? AND (r.state = 'open' OR r.ended_on > ?)", "last last"),
    "weeks": Counted("time_use", "r.week BETWEEN ? AND ?"),
    "feedback": Counted("feedback", "r.day BETWEEN ? AND ?"),
}
"""Every set by its name."""


def rows_of(name: str, viewer: Viewer, first: dt.date, last: dt.date, *, may: Access) -> Condition:
    """The condition that a row r belongs to a set of the period, both days included."""
    one = SETS[name]
    days = {"first": first.isoformat(), "last": last.isoformat()}
    within = Condition(f"r.voided_at = '' AND {one.where}", tuple(days[day] for day in one.days.split()))
    return may(one.kind, viewer, alias="r") & within
