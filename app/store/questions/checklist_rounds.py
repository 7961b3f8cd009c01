"""The rounds over a questionnaire and its versions; a private one is its counsellor's alone (app.store.access)."""

from __future__ import annotations

import datetime as dt
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


def judged_by(store: Store, *, viewer: Viewer, checklist_id: str, until: dt.date) -> list[ChecklistRound]:
    """The rounds over a questionnaire that were finished by a day, the newest first."""
    every = rounds_of(store, viewer=viewer, checklist_id=checklist_id)
    return [one for one in every if one.finished_on is not None and one.finished_on <= until]


def yes_in(one: ChecklistRound, part: str) -> int:
    """How many questions of a part were answered with yes; the part is the letter that they begin with."""
    return sum(answer.answer == "yes" for answer in one.answers if answer.question[:1] == part)


def one_round(store: Store, *, viewer: Viewer, round_id: str) -> ChecklistRound:
    """A round by its id. Raises RecordGone, for a colleague's private one too; QuestionnaireMissing."""
    found = store.get(ChecklistRound, round_id, viewer=viewer)
    if not is_shipped(found.checklist):
        raise QuestionnaireMissing()
    return found
