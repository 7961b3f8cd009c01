"""The day's work as one read: the Today page's content within the limits that the school has set."""

from __future__ import annotations

from app.actions.desk import Desk
from app.actions.reminders import limits
from app.store.questions.today import Today, today


def days_work(desk: Desk) -> Today:
    """What waits today."""
    return today(desk.store, viewer=desk.viewer, day=desk.today, limits=limits(desk))
