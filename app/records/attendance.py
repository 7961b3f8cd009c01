"""One person's part in a session: came or not, and an own line that belongs to that person's case alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record


@dataclass(frozen=True, kw_only=True)
class Attendance(Record):
    """A participant of a session."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    came: Annotated[bool, Field(label=N_("Came"), kind=Kind.YES, use=Use.TABLE | Use.EXPORT | Use.STATS)] = (
        True
    )
    line: Annotated[
        str, Field(label=N_("Own line"), kind=Kind.NOTE, use=Use.SEARCH | Use.EXPORT | Use.PRINT)
    ] = ""
