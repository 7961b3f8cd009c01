"""A movement list as it was last handed out, so that the next one can mark what changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record


@dataclass(frozen=True, kw_only=True)
class MovementPrint(Record):
    """The rows of a movement list that left the program, as JSON: what the duty officer has in hand."""

    day: Annotated[dt.date, Field(label=N_("From"), kind=Kind.DAY_PLANNED)]
    until: Annotated[dt.date, Field(label=N_("To"), kind=Kind.DAY_PLANNED)]
    lines: Annotated[str, Field(label=N_("Rows"), kind=Kind.NOTE, use=Use.EXPORT)] = "[]"
