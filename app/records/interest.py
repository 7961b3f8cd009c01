"""What a person would like to do, by a list of activities: a conversation starter, and no test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT


@dataclass(frozen=True, kw_only=True)
class InterestList(Record):
    """The activities a person ticked, once. What is in neither list was not for them, or not answered."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_SHOWN)]
    liked: Annotated[
        tuple[str, ...],
        Field(label=N_("Would like to"), kind=Kind.CODES, choices="interest.activity", use=_SHOWN),
    ] = ()
    perhaps: Annotated[
        tuple[str, ...], Field(label=N_("Perhaps"), kind=Kind.CODES, choices="interest.activity", use=_SHOWN)
    ] = ()
    note: Annotated[
        str,
        Field(label=N_("What the person says of it"), kind=Kind.NOTE, use=_SHOWN | Use.SEARCH),
    ] = ""
