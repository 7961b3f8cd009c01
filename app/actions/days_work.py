"""The day's work as one read: the Today page's content within the limits that the school has set."""

from __future__ import annotations

from app.actions.desk import Desk
from app.base.settings import DEADLINE_WEEKS, RELEASE_MONTHS, UNSEEN_WEEKS
from app.store.questions.today import Limits, Today, today


def days_work(desk: Desk) -> Today:
    """What waits today."""
    limits = Limits(
        unseen_weeks=desk.setting(UNSEEN_WEEKS),
        release_months=desk.setting(RELEASE_MONTHS),
        deadline_weeks=desk.setting(DEADLINE_WEEKS),
    )
    return today(desk.store, viewer=desk.viewer, day=desk.today, limits=limits)
