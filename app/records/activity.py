"""What a group session adds to a talk: its aim, the guests, the practical, how it was judged and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

SMILES = ("smile_1", "smile_2", "smile_3", "smile_4", "smile_5")
"""From the saddest face to the gladdest: how many chose each."""
_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS


def _has_guests(raw: Mapping[str, str]) -> bool:
    return bool(raw.get("guests", "").strip())


def _needs_devices(raw: Mapping[str, str]) -> bool:
    return raw.get("devices") == "yes"


@dataclass(frozen=True, kw_only=True)
class Activity(Record):
    """A group activity, or a meeting with employers or providers where guests are named (domain.md 10.3, 10.4)."""

    aim: Annotated[
        str,
        Field(
            label=N_("Aim"),
            use=_SHOWN,
            hint=N_("What should those who come know afterwards?"),
        ),
    ] = ""
    questions: Annotated[
        str,
        Field(label=N_("Their own questions"), kind=Kind.NOTE, use=_SHOWN, hint=N_("Gathered beforehand")),
    ] = ""
    recruitment: Annotated[
        str, Field(label=N_("Who could come"), kind=Kind.CODE, choices="group.recruitment", use=_COUNTED)
    ] = ""
    leader: Annotated[
        str, Field(label=N_("Led by"), kind=Kind.CODE, choices="group.leader", use=_COUNTED)
    ] = ""
    guests: Annotated[
        tuple[str, ...],
        Field(label=N_("Kinds of guest"), kind=Kind.CODES, choices="meeting.guest", use=_COUNTED),
    ] = ()
    guest_count: Annotated[
        int | None, Field(label=N_("How many guests"), kind=Kind.NUMBER, use=_COUNTED, when=_has_guests)
    ] = None
    partner: Annotated[
        str,
        Field(label=N_("Guests from"), kind=Kind.REF, choices="partner", use=_SHOWN, when=_has_guests),
    ] = ""
    meeting_form: Annotated[
        str,
        Field(
            label=N_("Form of the meeting"),
            kind=Kind.CODE,
            choices="meeting.form",
            use=_COUNTED,
            when=_has_guests,
        ),
    ] = ""
    entry: Annotated[
        str,
        Field(
            label=N_("Guests may come in"),
            kind=Kind.CODE,
            choices="meeting.entry",
            use=_SHOWN,
            when=_has_guests,
        ),
    ] = ""
    devices: Annotated[
        str, Field(label=N_("Equipment needed"), kind=Kind.CODE, choices="meeting.devices", use=_SHOWN)
    ] = ""
    device_list: Annotated[str, Field(label=N_("Which equipment"), use=_SHOWN, when=_needs_devices)] = ""
    smile_1: Annotated[int | None, Field(label=N_("Very sad faces"), kind=Kind.NUMBER, use=_COUNTED)] = None
    smile_2: Annotated[int | None, Field(label=N_("Sad faces"), kind=Kind.NUMBER, use=_COUNTED)] = None
    smile_3: Annotated[int | None, Field(label=N_("Neutral faces"), kind=Kind.NUMBER, use=_COUNTED)] = None
    smile_4: Annotated[int | None, Field(label=N_("Glad faces"), kind=Kind.NUMBER, use=_COUNTED)] = None
    smile_5: Annotated[int | None, Field(label=N_("Very glad faces"), kind=Kind.NUMBER, use=_COUNTED)] = None
    outcomes: Annotated[
        tuple[str, ...],
        Field(label=N_("What came of it"), kind=Kind.CODES, choices="meeting.outcome", use=_COUNTED),
    ] = ()
    outcome_note: Annotated[str, Field(label=N_("In words"), use=_SHOWN)] = ""
