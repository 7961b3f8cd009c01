"""Taking back: the newest action of this run, as long as nothing later changed the same rows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.store import events
from app.store.connection import StillReferred
from app.store.errors import ChangedSince, NothingToUndo
from app.store.transaction import Changes, Image

if TYPE_CHECKING:
    from app.store.access import Viewer
    from app.store.store import Store

DEPTH = 20


class Done:
    """The actions that can be taken back: the last twenty, by event and the words of their undo bar."""

    def __init__(self) -> None:
        self._events: list[tuple[int, str]] = []

    def add(self, event: int, text: str) -> None:
        """One more."""
        self._events = [*self._events, (event, text)][-DEPTH:]

    def take(self) -> tuple[int, str]:
        """The newest, which is one no longer. Raises NothingToUndo."""
        if not self._events:
            raise NothingToUndo()
        return self._events.pop()

    def cut(self, events: Collection[int]) -> None:
        """Forget these: what they told was deleted."""
        self._events = [one for one in self._events if one[0] not in events]

    def text(self) -> str | None:
        """What the next undo takes back; None where there is nothing."""
        return self._events[-1][1] if self._events else None


def undo(store: Store, number: int, text: str, *, actor: Viewer) -> Changes:
    """Take back what an event of the actor's did. Raises NothingToUndo for another's, ChangedSince."""
    if store.connection.value("SELECT actor FROM event WHERE number = ?", (number,)) != actor.counsellor:
        raise NothingToUndo()
    images = [Image(*row) for row in events.payload(store.connection, number)["rows"]]
    try:
        with store.transaction("undone", actor=actor, text=text, undoable=False) as transaction:
            transaction.undoes = number
            transaction.restore(images)
    except StillReferred as error:
        raise ChangedSince() from error
    return transaction.changes()
