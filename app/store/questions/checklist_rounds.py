"""The rounds over a questionnaire and its versions; those of a private one are their counsellor's alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.checklist import ChecklistRound
from app.records.shipped import Checklist, checklist, is_shared
from app.store.access import Viewer
from app.store.errors import RecordGone

if TYPE_CHECKING:
    from app.store.store import Store


def rounds_of(store: Store, *, viewer: Viewer, checklist_id: str) -> tuple[ChecklistRound, ...]:
    """All rounds over a questionnaire's versions, the newest first; nobody sees a colleague's private ones, not even while
    standing in for them."""
    asked = checklist(checklist_id)
    every = store.find(ChecklistRound, viewer=viewer, order="-started_on")
    return tuple(
        one for one in every if _same(one, asked) and (not asked.own or _is_theirs(store, one, viewer))
    )


def one_round(store: Store, *, viewer: Viewer, round_id: str) -> ChecklistRound:
    """A round by its id. Raises RecordGone, for a colleague's private one too."""
    found = store.get(ChecklistRound, round_id, viewer=viewer)
    if not is_shared(found.checklist) and not _is_theirs(store, found, viewer):
        raise RecordGone()
    return found


def _same(one: ChecklistRound, asked: Checklist) -> bool:
    try:
        return checklist(one.checklist).family == asked.family
    except (
        KeyError
    ):  # a questionnaire that this version of the program does not have: its rounds stay in the register
        return False


def _is_theirs(store: Store, one: ChecklistRound, viewer: Viewer) -> bool:
    return store.meta(ChecklistRound, one.id, viewer=viewer).owner == viewer.counsellor
