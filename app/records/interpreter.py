"""An interpreter ordered for a session: language, kind, order number, whether it is confirmed, and minutes used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS


def _was_cancelled(raw: Mapping[str, str]) -> bool:
    return raw.get("state") == "cancelled"


@dataclass(frozen=True, kw_only=True)
class InterpreterOrder(Record):
    """One order for one session. A session moved to another time needs its order confirmed anew."""

    language: Annotated[str, Field(label=N_("Language"), kind=Kind.LANGUAGE, use=_COUNTED)]
    kind: Annotated[
        str, Field(label=N_("Kind"), kind=Kind.CODE, choices="interpreter.kind", use=_COUNTED)
    ] = "phone"
    order_number: Annotated[str, Field(label=N_("Order number"), use=_SHOWN)] = ""
    state: Annotated[
        str, Field(label=N_("State"), kind=Kind.CODE, choices="interpreter.state", use=_COUNTED)
    ] = "ordered"
    cancelled_by: Annotated[
        str,
        Field(
            label=N_("Cancelled by"),
            kind=Kind.CODE,
            choices="interpreter.cancelled_by",
            use=_COUNTED,
            when=_was_cancelled,
        ),
    ] = ""
    minutes: Annotated[int | None, Field(label=N_("Minutes used"), kind=Kind.NUMBER, use=_COUNTED)] = None
