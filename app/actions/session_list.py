"""The list of sessions as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions.desk import Desk
from app.store.questions.session_list import ListedSession, SessionPlace, listed_sessions, session_places


@dataclass(frozen=True)
class FoundSessions:
    """The sessions of one chip in the list's order."""

    chip: str
    places: tuple[SessionPlace, ...]


def found_sessions(desk: Desk, chip: str) -> FoundSessions:
    """The sessions of a chip, a code of app.store.questions.session_list.CHIPS."""
    return FoundSessions(
        chip, tuple(session_places(desk.store, viewer=desk.viewer, today=desk.today, chip=chip))
    )


def session_rows(desk: Desk, ids: list[str]) -> list[ListedSession]:
    """The rows of these sessions."""
    return listed_sessions(desk.store, ids, viewer=desk.viewer)
