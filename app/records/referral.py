"""A referral: who was asked, on which ground, and whether they answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """One person referred on to one recipient."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    to: Annotated[str, Field(label=N_("Referred to"), kind=Kind.CODE, choices="referral.to", use=_COUNTED)]
    contact: Annotated[str, Field(label=N_("To whom"), kind=Kind.REF, choices="contact", use=_SHOWN)] = ""
    question: Annotated[str, Field(label=N_("What about"), use=_WORDS)] = ""
    made_on: Annotated[dt.date | None, Field(label=N_("Made on"), kind=Kind.DAY_HELD, use=_COUNTED)] = None
    ground: Annotated[str, Field(label=N_("Ground"), kind=Kind.CODE, choices="referral.ground")] = (
        "with_person"
    )
    answered_on: Annotated[
        dt.date | None, Field(label=N_("Answered on"), kind=Kind.DAY_HELD, use=_COUNTED)
    ] = None
    answer: Annotated[str, Field(label=N_("Answer"), use=_WORDS)] = ""
    step: Annotated[str, Field(label=N_("Step behind it"), kind=Kind.REF, choices="step", use=Use.EXPORT)] = (
        ""
    )
    session: Annotated[
        str, Field(label=N_("Agreed in"), kind=Kind.REF, choices="session", use=Use.EXPORT)
    ] = ""
