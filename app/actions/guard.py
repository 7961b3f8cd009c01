"""What in a note should be looked at again, before it is kept for years."""

from __future__ import annotations

from app.actions.desk import Desk
from app.base.settings import GUARD_WORDS
from app.entry.privacy import Concern, check_note
from app.store.questions.picking import names_of_others


def concerns(desk: Desk, note: str, person: str) -> list[Concern]:
    """Words, numbers and other people's names that do not belong in a note about this person ("" for nobody yet)."""
    others = names_of_others(desk.store, viewer=desk.viewer, person=person)
    listed = [word.strip() for word in desk.setting(GUARD_WORDS).split(",")]
    return check_note(note, others=others, listed=listed)
