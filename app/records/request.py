"""A request for a talk: a slip, a call, a message, a word in the corridor; waiting until it ends (domain.md 10.6b)."""

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


def _has_no_person(raw: Mapping[str, str]) -> bool:
    return not raw.get("person")


def _was_declined(raw: Mapping[str, str]) -> bool:
    return raw.get("state") == "declined"


@dataclass(frozen=True, kw_only=True)
class Request(Record):
    """Somebody asks for a talk. Waiting days count from `day`, also after a booked talk was cancelled.

    It is about a person, or, before the person is known here, about a name and a ward alone. `session` is the talk that
    it ended in: it is set exactly while the state is "booked".
    """

    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED)]
    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person", use=_SHOWN)] = ""
    name: Annotated[str, Field(label=N_("Name"), use=_SHOWN | Use.SEARCH, when=_has_no_person)] = ""
    ward: Annotated[
        str, Field(label=N_("Ward"), kind=Kind.REF, choices="ward", use=_SHOWN, when=_has_no_person)
    ] = ""
    source: Annotated[
        str, Field(label=N_("From whom"), kind=Kind.CODE, choices="request.source", use=_COUNTED)
    ] = "self"
    language: Annotated[str, Field(label=N_("Language"), kind=Kind.LANGUAGE, use=_COUNTED)] = ""
    about: Annotated[
        str, Field(label=N_("What about"), use=_SHOWN | Use.SEARCH, hint=N_("A few words are enough"))
    ] = ""
    state: Annotated[str, Field(label=N_("State"), kind=Kind.CODE, choices="request.state", use=_COUNTED)] = (
        "open"
    )
    ended_on: Annotated[dt.date | None, Field(label=N_("Ended on"), kind=Kind.DAY_HELD, use=_COUNTED)] = None
    reason: Annotated[str, Field(label=N_("Reason"), use=_SHOWN, when=_was_declined)] = ""
    ask_again: Annotated[
        dt.date | None, Field(label=N_("Ask again"), kind=Kind.DAY_PLANNED, when=_was_declined)
    ] = None
    session: Annotated[
        str, Field(label=N_("Booked for"), kind=Kind.REF, choices="session", use=Use.EXPORT)
    ] = ""
