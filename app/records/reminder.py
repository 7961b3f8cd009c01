"""What was done with a reminder: put off until a day, done, or made into a step. What is due is computed, never stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT


@dataclass(frozen=True, kw_only=True)
class Reminder(Record):
    """The answer to one reminder. `about` says which: ids, and for what comes back its day, joined by "/"."""

    rule: Annotated[str, Field(label=N_("Rule"), kind=Kind.CODE, choices="reminder.rule", use=_SHOWN)]
    about: Annotated[str, Field(label=N_("About"), use=Use.EXPORT)]
    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person", use=_SHOWN)] = ""
    state: Annotated[str, Field(label=N_("State"), kind=Kind.CODE, choices="reminder.state", use=_SHOWN)] = (
        "done"
    )
    until: Annotated[dt.date | None, Field(label=N_("Until"), kind=Kind.DAY_PLANNED, use=_SHOWN)] = None
    step: Annotated[str, Field(label=N_("Made into"), kind=Kind.REF, choices="step", use=Use.EXPORT)] = ""
