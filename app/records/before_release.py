"""What belongs to the months before release: the checklist of who has what (domain.md 11.4), and reviews of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = _SHOWN | Use.SEARCH


def _has_view(raw: Mapping[str, str]) -> bool:
    return raw.get("declined", "") not in {"1", "yes", "true", "True"}


@dataclass(frozen=True, kw_only=True)
class ReleaseCheck(Record):
    """One point of a person's release checklist: how it stands, and who has it."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    item: Annotated[str, Field(label=N_("Point"), kind=Kind.CODE, choices="release_check.item", use=_COUNTED)]
    state: Annotated[
        str, Field(label=N_("State"), kind=Kind.CODE, choices="release_check.state", use=_COUNTED)
    ] = "open"
    who: Annotated[str, Field(label=N_("Who has it"), use=_SHOWN)] = ""
    done_on: Annotated[dt.date | None, Field(label=N_("Done on"), kind=Kind.DAY_HELD)] = None
    note: Annotated[str, Field(label=N_("Note"), use=_WORDS)] = ""


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """A review of the plan with the person: their own view, or that they did not want to say, and when to meet again."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED)]
    own_view: Annotated[
        str,
        Field(
            label=N_("The person's own view"),
            kind=Kind.NOTE,
            use=_WORDS,
            hint=N_("In the person's words"),
            when=_has_view,
        ),
    ] = ""
    declined: Annotated[bool, Field(label=N_("Did not want to say"), kind=Kind.YES, use=_SHOWN)] = False
    next_on: Annotated[dt.date | None, Field(label=N_("Next review"), kind=Kind.DAY_PLANNED, use=_SHOWN)] = (
        None
    )
