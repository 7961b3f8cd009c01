"""A guidance session: one event, whoever and however many took part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.activity import Activity
from app.records.attendance import Attendance
from app.records.field import Children, Field, Kind, Use
from app.records.interpreter import InterpreterOrder
from app.records.record import Record
from app.records.referral import Referral
from app.records.step import Step

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


def is_group(raw: Mapping[str, str]) -> bool:
    """True while the draft is of a group session."""
    return raw.get("form") == "group"


def _was_cancelled(raw: Mapping[str, str]) -> bool:
    return raw.get("state", "").startswith("cancelled")


@dataclass(frozen=True, kw_only=True)
class Session(Record):
    """A session planned, held or cancelled. Counted once as an event and once for each who came."""

    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED)]
    clock: Annotated[str, Field(label=N_("Time"), kind=Kind.CLOCK)] = ""
    minutes: Annotated[int, Field(label=N_("Minutes"), kind=Kind.MINUTES, use=_COUNTED)] = 45
    form: Annotated[str, Field(label=N_("Form"), kind=Kind.CODE, choices="session.form", use=_COUNTED)] = (
        "individual"
    )
    state: Annotated[str, Field(label=N_("State"), kind=Kind.CODE, choices="session.state", use=_COUNTED)] = (
        "held"
    )
    cancel_reason: Annotated[
        str,
        Field(label=N_("Reason"), kind=Kind.CODE, choices="cancel.reason", use=_COUNTED, when=_was_cancelled),
    ] = ""
    topic: Annotated[
        str,
        Field(label=N_("Topic"), use=_WORDS | Use.TABLE, when=is_group, hint=N_("What the group is about")),
    ] = ""
    group_type: Annotated[
        str,
        Field(label=N_("Kind of group"), kind=Kind.CODE, choices="group.type", use=_COUNTED, when=is_group),
    ] = ""
    headcount: Annotated[
        int | None,
        Field(
            label=N_("How many came"),
            kind=Kind.NUMBER,
            use=_COUNTED,
            when=is_group,
            hint=N_("For an open meeting without names"),
        ),
    ] = None
    language: Annotated[str, Field(label=N_("Language"), kind=Kind.LANGUAGE, use=_COUNTED)] = "nb"
    language_handling: Annotated[
        str,
        Field(label=N_("How we talked"), kind=Kind.CODE, choices="session.language_handling", use=_COUNTED),
    ] = "norwegian"
    note: Annotated[str, Field(label=N_("Note"), kind=Kind.NOTE, use=_WORDS)] = ""
    own_view: Annotated[
        str,
        Field(
            label=N_("The person's own view"),
            use=_WORDS,
            hint=N_("One line, in the person's words"),
        ),
    ] = ""
    own_view_declined: Annotated[bool, Field(label=N_("Did not want to say"), kind=Kind.YES)] = False
    themes: Annotated[
        tuple[str, ...], Field(label=N_("Themes"), kind=Kind.CODES, choices="session.theme", use=_COUNTED)
    ] = ()
    purpose: Annotated[
        tuple[str, ...], Field(label=N_("Purpose"), kind=Kind.CODES, choices="session.purpose", use=_COUNTED)
    ] = ()
    buttons: Annotated[
        tuple[str, ...],
        Field(label=N_("Career buttons"), kind=Kind.CODES, choices="session.button", use=_COUNTED),
    ] = ()
    transitions: Annotated[
        tuple[str, ...],
        Field(label=N_("The transition is"), kind=Kind.CODES, choices="session.transition", use=_COUNTED),
    ] = ()
    tools: Annotated[
        tuple[str, ...], Field(label=N_("Tools"), kind=Kind.CODES, choices="session.tool", use=_COUNTED)
    ] = ()
    place: Annotated[str, Field(label=N_("Place"), kind=Kind.CODE, choices="session.place", use=_COUNTED)] = (
        "school"
    )
    room: Annotated[str, Field(label=N_("Room"), kind=Kind.REF, choices="room", use=_SHOWN)] = ""
    initiated_by: Annotated[
        str,
        Field(label=N_("Who asked for it"), kind=Kind.CODE, choices="session.initiated_by", use=_COUNTED),
    ] = ""
    present: Annotated[
        tuple[str, ...], Field(label=N_("Also present"), kind=Kind.CODES, choices="session.present")
    ] = ()
    results: Annotated[
        tuple[str, ...], Field(label=N_("Results"), kind=Kind.CODES, choices="session.result", use=_COUNTED)
    ] = ()
    done_by: Annotated[str, Field(label=N_("Done by"), use=_SHOWN, hint=N_("Only if it was not you"))] = ""
    booked_in: Annotated[
        str, Field(label=N_("Booked in"), kind=Kind.REF, choices="session", use=Use.EXPORT)
    ] = ""
    moved_by: Annotated[
        str, Field(label=N_("Moved by"), kind=Kind.CODE, choices="moved.by", use=_COUNTED)
    ] = ""
    moved_reason: Annotated[
        str, Field(label=N_("Why moved"), kind=Kind.CODE, choices="cancel.reason", use=_COUNTED)
    ] = ""
    series: Annotated[
        str, Field(label=N_("One of a series"), kind=Kind.REF, choices="series", use=Use.EXPORT)
    ] = ""
    attendances: Annotated[
        tuple[Attendance, ...], Children(label=N_("Participants"), of="attendance", owned=True)
    ] = ()
    steps: Annotated[tuple[Step, ...], Children(label=N_("Steps agreed"), of="step", owned=False)] = ()
    referrals: Annotated[
        tuple[Referral, ...], Children(label=N_("Referrals"), of="referral", owned=False)
    ] = ()
    interpreters: Annotated[
        tuple[InterpreterOrder, ...], Children(label=N_("Interpreters"), of="interpreter", owned=True)
    ] = ()
    activities: Annotated[
        tuple[Activity, ...], Children(label=N_("Aim, guests and outcome"), of="activity", owned=True)
    ] = ()
