"""The lists a school edits: wards, rooms, contact officers, the prisons and schools to pick from, deadlines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

_ALL = Use.TABLE | Use.EXPORT | Use.PRINT


@dataclass(frozen=True, kw_only=True)
class Ward(Record):
    """A ward or workshop of this prison. The kind of ward belongs to the ward, not to the person."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=Secrecy.EXISTS)]
    kind: Annotated[
        str,
        Field(
            label=N_("Kind of ward"),
            kind=Kind.CODE,
            choices="ward.type",
            secrecy=Secrecy.EXISTS,
            use=_ALL | Use.STATS,
        ),
    ] = "ordinary"
    former: Annotated[str, Field(label=N_("Former names"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )


@dataclass(frozen=True, kw_only=True)
class Room(Record):
    """A room that sessions are held in, as the movement list names it."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=Secrecy.EXISTS)]
    seats: Annotated[int | None, Field(label=N_("Seats"), kind=Kind.NUMBER, secrecy=Secrecy.EXISTS)] = None
    former: Annotated[str, Field(label=N_("Former names"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )


@dataclass(frozen=True, kw_only=True)
class Officer(Record):
    """A contact officer, with the ward and the work telephone."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=Secrecy.EXISTS, use=_ALL | Use.SEARCH)]
    ward: Annotated[str, Field(label=N_("Ward"), kind=Kind.REF, choices="ward", secrecy=Secrecy.EXISTS)] = ""
    phone: Annotated[str, Field(label=N_("Phone"), secrecy=Secrecy.EXISTS)] = ""
    former: Annotated[str, Field(label=N_("Former names"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )


@dataclass(frozen=True, kw_only=True)
class Prison(Record):
    """A prison and the school that serves it. The list goes stale quickly, so each row has a date."""

    name: Annotated[str, Field(label=N_("Prison"), secrecy=Secrecy.EXISTS)]
    county: Annotated[str, Field(label=N_("County"), secrecy=Secrecy.EXISTS)] = ""
    kind: Annotated[
        str, Field(label=N_("Kind"), kind=Kind.CODE, choices="prison.type", secrecy=Secrecy.EXISTS)
    ] = ""
    school: Annotated[str, Field(label=N_("School"), secrecy=Secrecy.EXISTS)] = ""
    as_of: Annotated[str, Field(label=N_("As of"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )


@dataclass(frozen=True, kw_only=True)
class Deadline(Record):
    """An application deadline, with where it was read and when."""

    name: Annotated[str, Field(label=N_("Deadline"), secrecy=Secrecy.EXISTS)]
    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_PLANNED, secrecy=Secrecy.EXISTS)]
    wishes: Annotated[
        tuple[str, ...],
        Field(
            label=N_("Concerns who wishes"), kind=Kind.CODES, choices="intake.wish", secrecy=Secrecy.EXISTS
        ),
    ] = ()
    source: Annotated[str, Field(label=N_("Source"), secrecy=Secrecy.EXISTS)] = ""
    as_of: Annotated[str, Field(label=N_("As of"), secrecy=Secrecy.EXISTS)] = ""
    hidden: Annotated[bool, Field(label=N_("No longer in use"), kind=Kind.YES, secrecy=Secrecy.EXISTS)] = (
        False
    )
