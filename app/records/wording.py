"""The school's own hand on the sheets: lines it has put in its own words, and how far each language can be trusted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT


@dataclass(frozen=True, kw_only=True)
class SheetLine(Record):
    """One fixed text of the sheets in one language, as this school says it. It takes the place of the shipped one."""

    language: Annotated[
        str, Field(label=N_("Language"), kind=Kind.LANGUAGE, use=_SHOWN, secrecy=Secrecy.EXISTS)
    ]
    key: Annotated[str, Field(label=N_("Line"), use=_SHOWN, secrecy=Secrecy.EXISTS)]
    text: Annotated[str, Field(label=N_("Text"), kind=Kind.NOTE, use=_SHOWN, secrecy=Secrecy.EXISTS)]


@dataclass(frozen=True, kw_only=True)
class LanguageState(Record):
    """Who stands behind the texts of one language, and since when (domain.md 2.4)."""

    language: Annotated[
        str, Field(label=N_("Language"), kind=Kind.LANGUAGE, use=_SHOWN, secrecy=Secrecy.EXISTS)
    ]
    state: Annotated[
        str,
        Field(
            label=N_("State"), kind=Kind.CODE, choices="language.state", use=_SHOWN, secrecy=Secrecy.EXISTS
        ),
    ] = "draft"
    name: Annotated[
        str,
        Field(
            label=N_("Read or approved by"),
            use=_SHOWN,
            secrecy=Secrecy.EXISTS,
            hint=N_("A role or a name, with their yes to stand here"),
        ),
    ] = ""
    day: Annotated[
        dt.date | None, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_SHOWN, secrecy=Secrecy.EXISTS)
    ] = None
