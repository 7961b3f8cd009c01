"""The intake conversation: what was told, asked, offered and answered the first time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Children, Field, Kind, Use
from app.records.record import Record
from app.records.release import Release

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


def _was_informed(raw: Mapping[str, str]) -> bool:
    return raw.get("informed", "") not in {"", "not_yet"}


def _said_no(raw: Mapping[str, str]) -> bool:
    return raw.get("offer") == "declined"


def _said_later(raw: Mapping[str, str]) -> bool:
    return raw.get("offer") == "later"


@dataclass(frozen=True, kw_only=True)
class Intake(Record):
    """One intake conversation. The person's lasting facts are kept on the person, written in the same form."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED)]
    source: Annotated[str, Field(label=N_("Source"), kind=Kind.CODE, choices="intake.source")] = "own"
    informed: Annotated[
        tuple[str, ...],
        Field(label=N_("Told about guidance"), kind=Kind.CODES, choices="intake.informed", use=_COUNTED),
    ] = ()
    informed_language: Annotated[
        str, Field(label=N_("In which language"), kind=Kind.LANGUAGE, use=_COUNTED, when=_was_informed)
    ] = ""
    language_handling: Annotated[
        str,
        Field(label=N_("How we talked"), kind=Kind.CODE, choices="session.language_handling", use=_COUNTED),
    ] = "norwegian"
    wishes: Annotated[
        tuple[str, ...], Field(label=N_("Wishes"), kind=Kind.CODES, choices="intake.wish", use=_COUNTED)
    ] = ()
    wish_words: Annotated[str, Field(label=N_("In the person's own words"), kind=Kind.NOTE, use=_WORDS)] = ""
    wish_industries: Annotated[
        tuple[str, ...], Field(label=N_("Trades wished for"), kind=Kind.CODES, choices="industry")
    ] = ()
    obstacles: Annotated[
        tuple[str, ...], Field(label=N_("To be checked"), kind=Kind.CODES, choices="intake.obstacle")
    ] = ()
    offer: Annotated[
        str, Field(label=N_("Offer of a talk"), kind=Kind.CODE, choices="intake.offer", use=_COUNTED)
    ] = "not_yet"
    offer_reason: Annotated[
        str,
        Field(label=N_("Why not, in the person's words"), use=_WORDS, when=_said_no),
    ] = ""
    offer_change: Annotated[str, Field(label=N_("What would change it"), use=_WORDS, when=_said_no)] = ""
    ask_again: Annotated[
        dt.date | None, Field(label=N_("Ask again on"), kind=Kind.DAY_PLANNED, when=_said_later)
    ] = None
    stay_at_intake: Annotated[
        str,
        Field(
            label=N_("Expected stay at intake"), kind=Kind.CODE, choices="person.release_band", use=_COUNTED
        ),
    ] = "not_recorded"
    done_by: Annotated[str, Field(label=N_("Done by"), use=_SHOWN, hint=N_("Only if it was not you"))] = ""
    note: Annotated[str, Field(label=N_("Note"), kind=Kind.NOTE, use=_WORDS)] = ""
    releases: Annotated[
        tuple[Release, ...], Children(label=N_("Releases from secrecy"), of="release", owned=False)
    ] = ()
