"""A step agreed with a person: what, who, by when. Overdue is computed, never stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

OPEN_STATES = ("open", "doing", "waiting")
_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


def _was_dropped(raw: Mapping[str, str]) -> bool:
    return raw.get("state") == "dropped"


@dataclass(frozen=True, kw_only=True)
class Step(Record):
    """One step of a person's plan, made in a session or by itself."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    text: Annotated[str, Field(label=N_("What"), use=_SHOWN | Use.SEARCH)]
    who: Annotated[str, Field(label=N_("Who"), kind=Kind.CODE, choices="step.who", use=_COUNTED)] = "inmate"
    due: Annotated[dt.date | None, Field(label=N_("By when"), kind=Kind.DAY_PLANNED)] = None
    phase: Annotated[
        str, Field(label=N_("Before"), kind=Kind.CODE, choices="step.phase", hint=N_("Instead of a date"))
    ] = ""
    category: Annotated[
        str, Field(label=N_("Category"), kind=Kind.CODE, choices="step.category", use=_COUNTED)
    ] = ""
    state: Annotated[str, Field(label=N_("State"), kind=Kind.CODE, choices="step.state", use=_COUNTED)] = (
        "open"
    )
    state_on: Annotated[dt.date | None, Field(label=N_("State since"), kind=Kind.DAY_HELD)] = None
    reason: Annotated[str, Field(label=N_("Why dropped"), use=_WORDS, when=_was_dropped)] = ""
    session: Annotated[
        str, Field(label=N_("Agreed in"), kind=Kind.REF, choices="session", use=Use.EXPORT)
    ] = ""


def is_open(step: Step) -> bool:
    """True while the step still waits for somebody."""
    return step.state in OPEN_STATES


def is_overdue(step: Step, today: dt.date) -> bool:
    """True for an open step whose day has passed."""
    return is_open(step) and step.due is not None and step.due < today
