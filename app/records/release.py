"""A release from secrecy: to one recipient, for one purpose, dated, explained in a language, withdrawable.

The school's own notes do not rest on consent; only sharing does (domain.md 10.1).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record


@dataclass(frozen=True, kw_only=True)
class Release(Record):
    """Whether the person lets the counsellor share something with one recipient."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    recipient: Annotated[str, Field(label=N_("Share with"), kind=Kind.CODE, choices="release.recipient")]
    recipient_name: Annotated[
        str,
        Field(
            label=N_("Who exactly"),
            use=Use.SEARCH | Use.EXPORT | Use.PRINT,
            hint=N_("The office or the place, and the person if that is agreed"),
        ),
    ] = ""
    purpose: Annotated[str, Field(label=N_("For what"), use=Use.SEARCH | Use.EXPORT | Use.PRINT)] = ""
    answer: Annotated[str, Field(label=N_("Answer"), kind=Kind.CODE, choices="release.answer")] = "given"
    given_on: Annotated[dt.date | None, Field(label=N_("Answered on"), kind=Kind.DAY_HELD)] = None
    language: Annotated[str, Field(label=N_("Explained in"), kind=Kind.LANGUAGE)] = ""
    explained_by: Annotated[
        str, Field(label=N_("How it was explained"), kind=Kind.CODE, choices="release.explained_by")
    ] = ""
    expires_on: Annotated[dt.date | None, Field(label=N_("Valid until"), kind=Kind.DAY_PLANNED)] = None
    withdrawn_on: Annotated[dt.date | None, Field(label=N_("Withdrawn on"), kind=Kind.DAY_HELD)] = None


SHARED_WITH = {
    "contact_officer": "share_contact",
    "nav": "share_nav",
    "reentry": "share_reentry",
    "career_centre": "share_career_centre",
    "school_outside": "share_next_school",
    "employer": "share_employer",
    "teacher": "",
    "ngo": "other",
    "other": "other",
}
"""Who may sit at a meeting (session.present) → the recipient of the release that they need (release.recipient).

"" needs none: a teacher of the same school is bound by the same secrecy (domain.md 5.4).
"""

REFERRED_WITH = {
    "nav_prison": "share_nav",
    "nav_local": "share_nav",
    "career_centre": "share_career_centre",
    "reentry": "share_reentry",
    "contact_officer": "share_contact",
    "head_school": "",
    "library": "",
}
"""Where a referral goes (referral.to) → the recipient of the release that it needs; "" needs none, all else is "other"."""


def for_referral(to: str) -> str:
    """The recipient whose release a referral to this place needs; "" where it needs none."""
    return REFERRED_WITH.get(to, "other")


def holds_on(release: Release, day: dt.date) -> bool:
    """True for a release that was given, has not run out and was not withdrawn by this day."""
    begun = release.given_on is None or release.given_on <= day
    withdrawn = release.withdrawn_on is not None and release.withdrawn_on <= day
    expired = release.expires_on is not None and release.expires_on < day
    return release.answer == "given" and begun and not withdrawn and not expired
