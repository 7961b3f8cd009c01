"""Those whom the school works with, and the people there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_FOUND = _SHOWN | Use.SEARCH


def _has_agreement(raw: Mapping[str, str]) -> bool:
    return raw.get("agreement", "") not in {"", "none"}


@dataclass(frozen=True, kw_only=True)
class Partner(Record):
    """An office, company or organisation (domain.md 10.5)."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=Secrecy.EXISTS, use=_FOUND)]
    kind: Annotated[
        str, Field(label=N_("Kind"), kind=Kind.CODE, choices="partner.type", secrecy=Secrecy.EXISTS)
    ] = "other"
    reach: Annotated[
        str,
        Field(label=N_("Where they are"), kind=Kind.CODE, choices="partner.reach", secrecy=Secrecy.EXISTS),
    ] = ""
    closeness: Annotated[
        str,
        Field(
            label=N_("We work together"), kind=Kind.CODE, choices="partner.closeness", secrecy=Secrecy.EXISTS
        ),
    ] = ""
    invited: Annotated[
        bool, Field(label=N_("Invited to take part"), kind=Kind.YES, secrecy=Secrecy.EXISTS, use=_SHOWN)
    ] = False
    agreement: Annotated[
        str,
        Field(
            label=N_("Agreement"),
            kind=Kind.CODE,
            choices="agreement.state",
            secrecy=Secrecy.EXISTS,
            use=_SHOWN | Use.STATS,
        ),
    ] = "none"
    covers: Annotated[
        tuple[str, ...],
        Field(
            label=N_("It covers"),
            kind=Kind.CODES,
            choices="agreement.covers",
            secrecy=Secrecy.EXISTS,
            when=_has_agreement,
        ),
    ] = ()
    agreed_on: Annotated[
        dt.date | None,
        Field(label=N_("Agreed on"), kind=Kind.DAY_HELD, secrecy=Secrecy.EXISTS, when=_has_agreement),
    ] = None
    review_on: Annotated[
        dt.date | None,
        Field(
            label=N_("To be reviewed on"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS, when=_has_agreement
        ),
    ] = None
    note: Annotated[str, Field(label=N_("Note"), kind=Kind.NOTE, secrecy=Secrecy.EXISTS, use=_FOUND)] = ""
    former: Annotated[str, Field(label=N_("Former names"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """A person to ask for at a partner, with what their work address is; nothing private."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=Secrecy.EXISTS, use=_FOUND)]
    partner: Annotated[
        str, Field(label=N_("Works at"), kind=Kind.REF, choices="partner", secrecy=Secrecy.EXISTS)
    ] = ""
    role: Annotated[str, Field(label=N_("Role"), secrecy=Secrecy.EXISTS)] = ""
    phone: Annotated[str, Field(label=N_("Phone"), secrecy=Secrecy.EXISTS)] = ""
    email: Annotated[str, Field(label=N_("E-mail"), secrecy=Secrecy.EXISTS)] = ""
    former: Annotated[str, Field(label=N_("Former names"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )
