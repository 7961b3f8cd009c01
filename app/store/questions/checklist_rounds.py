"""The rounds over a questionnaire and its versions; a private one is its counsellor's alone (app.store.access)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records.checklist import ChecklistRound
from app.records.shipped import checklist, is_shipped
from app.store.access import Viewer
from app.store.errors import QuestionnaireMissing

if TYPE_CHECKING:
    from app.store.store import Store


def rounds_of(store: Store, *, viewer: Viewer, checklist_id: str) -> tuple[ChecklistRound, ...]:
    """All rounds over a questionnaire's versions, the newest first. Those over one that this program does not have are
    left out; they stay in the register."""
    family = checklist(checklist_id).family
    every = store.find(ChecklistRound, viewer=viewer, order="-started_on")
    return tuple(
        one for one in every if is_shipped(one.checklist) and checklist(one.checklist).family == family
    )


def one_round(store: Store, *, viewer: Viewer, round_id: str) -> ChecklistRound:
    """A round by its id. Raises RecordGone, for a colleague's private one too; QuestionnaireMissing."""
    found = store.get(ChecklistRound, round_id, viewer=viewer)
    if not is_shipped(found.checklist):
        raise QuestionnaireMissing()
    return found
