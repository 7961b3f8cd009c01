"""Those whom the school works with, and the people there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

_FOUND = Use.TABLE | Use.EXPORT | Use.PRINT | Use.SEARCH


@dataclass(frozen=True, kw_only=True)
class Partner(Record):
    """An office, company or organisation (domain.md 10.5)."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=Secrecy.EXISTS, use=_FOUND)]
    kind: Annotated[
        str, Field(label=N_("Kind"), kind=Kind.CODE, choices="partner.type", secrecy=Secrecy.EXISTS)
    ] = "other"
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
