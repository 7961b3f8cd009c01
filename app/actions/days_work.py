"""The day's work as one read: the Today page's content within the limits that the school has set."""

from __future__ import annotations

from app.actions.desk import Desk
from app.actions.reminders import limits
from app.store.questions.reminders import Due
from app.store.questions.today import Today, today


def days_work(desk: Desk, *, walls: bool = False) -> Today:
    """What waits today. walls: also whether what hangs there says something else by now, and whose time is up, which
    takes longer the first time."""
    also: tuple[Due, ...] = ()
    if walls:
        from app.actions.hangings import changed_texts
        from app.actions.retention import to_be_decided

        also = (*changed_texts(desk), *to_be_decided(desk))
    return today(desk.store, viewer=desk.viewer, day=desk.today, limits=limits(desk), also=also)


def walls_changed(desk: Desk) -> bool:
    """Whether there is something to say about the walls, or somebody's time is up; what that takes is kept for the next
    time."""
    from app.actions.hangings import changed_texts
    from app.actions.retention import to_be_decided

    return bool(changed_texts(desk) or to_be_decided(desk))
