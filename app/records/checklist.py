"""A round of the quality checklist or another questionnaire: its answers, kept for ever once it is finished.

A round of the service's own quality is shared by the school's counsellors (owner ""); a self-evaluation or a reflection
is its counsellor's alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Children, Field, Kind, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


def _answered(raw: Mapping[str, str]) -> bool:
    return raw.get("answer", "open") not in {"", "open"}


@dataclass(frozen=True, kw_only=True)
class ChecklistAnswer(Record):
    """The answer to one question, by the questionnaire's own scale, and how it is done, or what it takes."""

    question: Annotated[str, Field(label=N_("Question"))]
    answer: Annotated[
        str,
        Field(
            label=N_("Answer"),
            kind=Kind.CODE,
            choices="checklist.answer",
            use=_SHOWN | Use.STATS,
        ),
    ] = "open"
    how: Annotated[
        str,
        Field(
            label=N_("How, or what would it take"),
            kind=Kind.NOTE,
            use=_WORDS,
            when=_answered,
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class ChecklistRound(Record):
    """One round over a version of a questionnaire (app.records.shipped). A finished round is never changed."""

    started_on: Annotated[
        dt.date,
        Field(label=N_("Started"), kind=Kind.DAY_HELD, use=_SHOWN | Use.STATS),
    ]
    checklist: Annotated[str, Field(label=N_("Checklist"))] = "2020-nvl"
    took_part: Annotated[str, Field(label=N_("Who took part"), use=_SHOWN)] = ""
    finished_on: Annotated[dt.date | None, Field(label=N_("Finished"), kind=Kind.DAY_HELD)] = None
    notes_t: Annotated[str, Field(label=N_("Notes on accessibility"), kind=Kind.NOTE, use=_WORDS)] = ""
    notes_i: Annotated[str, Field(label=N_("Notes on content"), kind=Kind.NOTE, use=_WORDS)] = ""
    notes_s: Annotated[str, Field(label=N_("Notes on coherence"), kind=Kind.NOTE, use=_WORDS)] = ""
    notes_k: Annotated[str, Field(label=N_("Notes on quality"), kind=Kind.NOTE, use=_WORDS)] = ""
    about: Annotated[
        str, Field(label=N_("What it is about"), kind=Kind.NOTE, use=_WORDS, hint=N_("Without names"))
    ] = ""
    notes: Annotated[str, Field(label=N_("Notes"), kind=Kind.NOTE, use=_WORDS)] = ""
    answers: Annotated[
        tuple[ChecklistAnswer, ...], Children(label=N_("Answers"), of="checklist_answer", owned=True)
    ] = ()
