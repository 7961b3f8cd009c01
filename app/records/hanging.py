"""What hangs where: a poster on a wall of the prison, since when, in which language, with whose approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.STATS


@dataclass(frozen=True, kw_only=True)
class Hanging(Record):
    """One paper in one language in one place. `said` is the mark of what it says, so that a change of text is noticed."""

    document: Annotated[str, Field(label=N_("Document"), use=_SHOWN, secrecy=Secrecy.EXISTS)]
    language: Annotated[
        str, Field(label=N_("Language"), kind=Kind.LANGUAGE, use=_SHOWN, secrecy=Secrecy.EXISTS)
    ]
    place: Annotated[
        str,
        Field(
            label=N_("Hangs where"),
            use=_SHOWN,
            secrecy=Secrecy.EXISTS,
            hint=N_("Such as: the library, Ward B"),
        ),
    ]
    day: Annotated[
        dt.date, Field(label=N_("Hung up on"), kind=Kind.DAY_HELD, use=_SHOWN, secrecy=Secrecy.EXISTS)
    ]
    size: Annotated[str, Field(label=N_("Size"), use=_SHOWN, secrecy=Secrecy.EXISTS)] = "A4"
    made_with: Annotated[
        str, Field(label=N_("Made with"), kind=Kind.NOTE, use=Use.EXPORT, secrecy=Secrecy.EXISTS)
    ] = "{}"
    said: Annotated[str, Field(label=N_("Mark of the text"), use=Use.EXPORT, secrecy=Secrecy.EXISTS)] = ""
    approved_by: Annotated[
        str,
        Field(
            label=N_("Approved in the prison by"),
            use=_SHOWN,
            secrecy=Secrecy.EXISTS,
            hint=N_("A role or a name"),
        ),
    ] = ""
    taken_down: Annotated[
        dt.date | None,
        Field(label=N_("Taken down on"), kind=Kind.DAY_HELD, use=_SHOWN, secrecy=Secrecy.EXISTS),
    ] = None
