"""An application that a person is helped with: what it needs, by when, how it stands and what came of it (ST8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

OPEN_APPLICATIONS = ("planned", "collecting", "ready")
"""States before it is handed in."""
_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = _SHOWN | Use.SEARCH


def _is_sent(raw: Mapping[str, str]) -> bool:
    return raw.get("state") in {"sent", "answered"}


def _is_answered(raw: Mapping[str, str]) -> bool:
    return raw.get("state") == "answered"


@dataclass(frozen=True, kw_only=True)
class Application(Record):
    """One application of one person."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    kind: Annotated[
        str, Field(label=N_("Kind"), kind=Kind.CODE, choices="application.kind", use=_COUNTED)
    ] = "vgo"
    what: Annotated[
        str, Field(label=N_("What is applied for"), use=_WORDS, hint=N_("Course, school, job"))
    ] = ""
    deadline: Annotated[dt.date | None, Field(label=N_("Deadline"), kind=Kind.DAY_PLANNED)] = None
    papers: Annotated[
        tuple[str, ...],
        Field(label=N_("Papers needed"), kind=Kind.CODES, choices="application.paper", use=_SHOWN),
    ] = ()
    papers_have: Annotated[
        tuple[str, ...],
        Field(label=N_("Papers in hand"), kind=Kind.CODES, choices="application.paper", use=_SHOWN),
    ] = ()
    state: Annotated[
        str, Field(label=N_("State"), kind=Kind.CODE, choices="application.state", use=_COUNTED)
    ] = "planned"
    sent_on: Annotated[
        dt.date | None, Field(label=N_("Handed in on"), kind=Kind.DAY_HELD, use=_COUNTED, when=_is_sent)
    ] = None
    outcome: Annotated[
        str,
        Field(
            label=N_("Answer"),
            kind=Kind.CODE,
            choices="application.outcome",
            use=_COUNTED,
            when=_is_answered,
        ),
    ] = ""
    outcome_on: Annotated[
        dt.date | None, Field(label=N_("Answered on"), kind=Kind.DAY_HELD, when=_is_answered)
    ] = None
    note: Annotated[str, Field(label=N_("Note"), kind=Kind.NOTE, use=_WORDS)] = ""
