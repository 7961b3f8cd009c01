"""A disclosure: what left the program about a person, to whom, when, and on which ground (domain.md 5.4, GDPR art. 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

RELEASE, OWN_ACCESS, STATUTORY, ARCHIVE = "release", "own_access", "statutory", "archive"
TO_OTHERS = (RELEASE, STATUTORY, ARCHIVE)
"""The grounds on which something goes to somebody else than the person; codes of disclosure.ground."""
_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT


def _by_release(raw: Mapping[str, str]) -> bool:
    return raw.get("ground") == "release"


@dataclass(frozen=True, kw_only=True)
class Disclosure(Record):
    """One sheet or file with something of the person in it. The school's own use of its notes is none."""

    person: Annotated[str, Field(label=N_("Person"), kind=Kind.REF, choices="person")]
    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_SHOWN)]
    ground: Annotated[
        str, Field(label=N_("Ground"), kind=Kind.CODE, choices="disclosure.ground", use=_SHOWN | Use.STATS)
    ]
    release: Annotated[
        str,
        Field(
            label=N_("Release from secrecy"),
            kind=Kind.REF,
            choices="release",
            use=Use.EXPORT,
            when=_by_release,
        ),
    ] = ""
    recipient: Annotated[str, Field(label=N_("Recipient"), use=_SHOWN)] = ""
    purpose: Annotated[str, Field(label=N_("For what"), use=_SHOWN)] = ""
    document: Annotated[str, Field(label=N_("Document"), use=Use.TABLE | Use.EXPORT | Use.STATS)] = ""
    language: Annotated[str, Field(label=N_("Language"), kind=Kind.LANGUAGE)] = ""
    contents: Annotated[str, Field(label=N_("What left"), use=_SHOWN)] = ""
