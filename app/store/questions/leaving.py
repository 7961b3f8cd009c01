"""What of a person is still open, so that nothing is left behind when they leave."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records.person import Person
from app.records.referral import Referral
from app.records.reminder import Reminder
from app.records.request import Request
from app.records.session import Session
from app.records.step import Step
from app.store.access import Viewer
from app.store.questions.person_page import open_steps
from app.store.questions.sessions import planned_with

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True)
class OpenEnds:
    """Everything that waits for or with one person. sessions: planned from a day on, groups too; referrals: without an
    answer; reminders: put off."""

    person: Person
    ward: str
    steps: tuple[Step, ...]
    sessions: tuple[Session, ...]
    requests: tuple[Request, ...]
    referrals: tuple[Referral, ...]
    reminders: tuple[Reminder, ...]


def open_ends(store: Store, person: str, *, viewer: Viewer, since: dt.date) -> OpenEnds:
    """What is open with this person; sessions planned on `since` or later. Raises RecordGone."""
    found = store.get(Person, person, viewer=viewer)
    referrals = store.find(Referral, viewer=viewer, case=person, order="made_on")
    ward = store.connection.value("SELECT name FROM ward WHERE id = ?", (found.ward,))
    return OpenEnds(
        person=found,
        ward=str(ward or ""),
        steps=open_steps(store, viewer=viewer, person=person),
        sessions=tuple(planned_with(store, viewer=viewer, person=person, since=since)),
        requests=tuple(
            store.find(Request, viewer=viewer, where={"person": person, "state": "open"}, order="day")
        ),
        referrals=tuple(one for one in referrals if one.answered_on is None),
        reminders=tuple(
            store.find(Reminder, viewer=viewer, where={"person": person, "state": "snoozed"}, order="until")
        ),
    )
