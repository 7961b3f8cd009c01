"""A round of the quality checklist: its answers, kept for ever once it is finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Children, Field, Kind, Secrecy, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


def _answered(raw: Mapping[str, str]) -> bool:
    return raw.get("answer") in {"yes", "no"}


@dataclass(frozen=True, kw_only=True)
class ChecklistAnswer(Record):
    """The answer to one question: how it is achieved (yes) or what it would take (no)."""

    question: Annotated[str, Field(label=N_("Question"), secrecy=Secrecy.EXISTS)]
    answer: Annotated[
        str,
        Field(
            label=N_("Answer"),
            kind=Kind.CODE,
            choices="checklist.answer",
            use=_SHOWN | Use.STATS,
            secrecy=Secrecy.EXISTS,
        ),
    ] = "open"
    how: Annotated[
        str,
        Field(
            label=N_("How, or what would it take"),
            kind=Kind.NOTE,
            use=_WORDS,
            secrecy=Secrecy.EXISTS,
            when=_answered,
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class ChecklistRound(Record):
    """One round over a version of the checklist. A finished round is never changed."""

    started_on: Annotated[
        dt.date,
        Field(label=N_("Started"), kind=Kind.DAY_HELD, secrecy=Secrecy.EXISTS, use=_SHOWN | Use.STATS),
    ]
    checklist: Annotated[str, Field(label=N_("Checklist"), secrecy=Secrecy.EXISTS)] = "2020-nvl"
    took_part: Annotated[str, Field(label=N_("Who took part"), use=_SHOWN, secrecy=Secrecy.EXISTS)] = ""
    finished_on: Annotated[
        dt.date | None, Field(label=N_("Finished"), kind=Kind.DAY_HELD, secrecy=Secrecy.EXISTS)
    ] = None
    notes_t: Annotated[
        str, Field(label=N_("Notes on accessibility"), kind=Kind.NOTE, use=_WORDS, secrecy=Secrecy.EXISTS)
    ] = ""
    notes_i: Annotated[
        str, Field(label=N_("Notes on content"), kind=Kind.NOTE, use=_WORDS, secrecy=Secrecy.EXISTS)
    ] = ""
    notes_s: Annotated[
        str, Field(label=N_("Notes on coherence"), kind=Kind.NOTE, use=_WORDS, secrecy=Secrecy.EXISTS)
    ] = ""
    notes_k: Annotated[
        str, Field(label=N_("Notes on quality"), kind=Kind.NOTE, use=_WORDS, secrecy=Secrecy.EXISTS)
    ] = ""
    answers: Annotated[
        tuple[ChecklistAnswer, ...], Children(label=N_("Answers"), of="checklist_answer", owned=True)
    ] = ()
