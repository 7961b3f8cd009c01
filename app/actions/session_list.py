"""The list of sessions as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions.desk import Desk
from app.store.questions.session_list import (
    ListedSession,
    SessionPlace,
    listed_sessions,
    session_count,
    session_places,
)


@dataclass(frozen=True)
class FoundSessions:
    """The first sessions of one chip in the list's order, and how many it has."""

    chip: str
    count: int
    places: tuple[SessionPlace, ...]


def found_sessions(desk: Desk, chip: str, *, limit: int) -> FoundSessions:
    """The sessions of a chip, a code of app.store.questions.session_list.CHIPS."""
    store, viewer = desk.store, desk.viewer
    places = session_places(store, viewer=viewer, today=desk.today, chip=chip, limit=limit)
    return FoundSessions(chip, session_count(store, viewer=viewer, chip=chip), tuple(places))


def session_rows(desk: Desk, ids: list[str]) -> list[ListedSession]:
    """The rows of these sessions."""
    return listed_sessions(desk.store, ids, viewer=desk.viewer)
