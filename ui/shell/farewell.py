"""One line for the way out: the next session, so that tomorrow begins in the head and not on the screen."""

from __future__ import annotations

from app.actions.days_work import days_work
from app.actions.desk import Desk
from app.base.languages import _
from ui.theme import dates


def farewell(desk: Desk) -> str:
    """Such as "The next is Lyngvar, man. 19. jan. 09.15."; "" where nothing is planned."""
    found = days_work(desk)
    coming = found.next_session
    if coming is None:
        return ""
    who = coming.topic or ", ".join(name for _id, name in coming.people)
    when = f"{dates.day_said(coming.day, today=found.day)} {dates.clock(coming.clock)}".strip()
    return _("Next: {who}, {when}.", who=who, when=when)
