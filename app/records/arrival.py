"""An arrival: somebody new in the prison, and whether, how and in which language guidance was told about (ST4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

_COUNTED = Use.TABLE | Use.EXPORT | Use.PRINT | Use.STATS


def _was_told(raw: Mapping[str, str]) -> bool:
    return raw.get("told", "") not in {"", "not_yet"}


@dataclass(frozen=True, kw_only=True)
class Arrival(Record):
    """One arrival of one person. Whoever comes back arrives again."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    day: Annotated[dt.date, Field(label=N_("Arrived"), kind=Kind.DAY_HELD, use=_COUNTED)]
    told: Annotated[
        tuple[str, ...],
        Field(label=N_("Told about guidance"), kind=Kind.CODES, choices="intake.informed", use=_COUNTED),
    ] = ()
    told_language: Annotated[
        str, Field(label=N_("In which language"), kind=Kind.LANGUAGE, use=_COUNTED, when=_was_told)
    ] = ""
    told_on: Annotated[
        dt.date | None, Field(label=N_("Told on"), kind=Kind.DAY_HELD, use=_COUNTED, when=_was_told)
    ] = None
