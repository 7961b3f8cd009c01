"""A sheet given to a person: which, in which language, when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record


@dataclass(frozen=True, kw_only=True)
class Sheet(Record):
    """One printed sheet handed to one person."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    document: Annotated[str, Field(label=N_("Document"), use=Use.TABLE | Use.EXPORT | Use.STATS)]
    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD)]
    language: Annotated[str, Field(label=N_("Language"), kind=Kind.LANGUAGE)] = ""
