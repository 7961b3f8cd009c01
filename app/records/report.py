"""What a school types in for its numbers: what the records cannot know, answers counted by hand, words of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Children, Field, Kind, Secrecy, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_ALL = Secrecy.EXISTS


@dataclass(frozen=True, kw_only=True)
class FeedbackAnswer(Record):
    """How many slips gave one answer to one item. Nothing says who."""

    item: Annotated[
        str, Field(label=N_("Item"), kind=Kind.CODE, choices="feedback.item", use=_COUNTED, secrecy=_ALL)
    ]
    answer: Annotated[str, Field(label=N_("Answer"), use=_COUNTED, secrecy=_ALL)]
    count: Annotated[
        int | None, Field(label=N_("How many"), kind=Kind.NUMBER, use=_COUNTED, secrecy=_ALL)
    ] = None


@dataclass(frozen=True, kw_only=True)
class Feedback(Record):
    """A bundle of anonymous slips counted by hand (K2, ST12): never linked to a person."""

    day: Annotated[dt.date, Field(label=N_("Counted on"), kind=Kind.DAY_HELD, use=_COUNTED, secrecy=_ALL)]
    language: Annotated[
        str, Field(label=N_("Language of the slips"), kind=Kind.LANGUAGE, use=_COUNTED, secrecy=_ALL)
    ] = "nb"
    way: Annotated[
        str,
        Field(
            label=N_("How they were given"),
            kind=Kind.CODE,
            choices="feedback.way",
            use=_COUNTED,
            secrecy=_ALL,
        ),
    ] = "box"
    slips: Annotated[
        int | None, Field(label=N_("Slips answered"), kind=Kind.NUMBER, use=_COUNTED, secrecy=_ALL)
    ] = None
    given_out: Annotated[
        int | None, Field(label=N_("Slips given out"), kind=Kind.NUMBER, use=_COUNTED, secrecy=_ALL)
    ] = None
    said: Annotated[
        str,
        Field(
            label=N_("What could be better"),
            kind=Kind.NOTE,
            use=_SHOWN,
            secrecy=_ALL,
            hint=N_("In words of your own, so that nobody is recognised"),
        ),
    ] = ""
    answers: Annotated[
        tuple[FeedbackAnswer, ...], Children(label=N_("Answers"), of="feedback_answer", owned=True)
    ] = ()


@dataclass(frozen=True, kw_only=True)
class BaseNumber(Record):
    """How many there were in the prison, by one way of splitting: what the reach is a share of."""

    first: Annotated[dt.date, Field(label=N_("From"), kind=Kind.DAY_HELD, secrecy=_ALL)]
    last: Annotated[dt.date, Field(label=N_("To"), kind=Kind.DAY_HELD, secrecy=_ALL)]
    split: Annotated[
        str, Field(label=N_("Split by"), kind=Kind.CODE, choices="base.split", secrecy=_ALL, use=_COUNTED)
    ] = "all"
    value: Annotated[str, Field(label=N_("Value"), secrecy=_ALL, use=_COUNTED)] = ""
    count: Annotated[
        int | None, Field(label=N_("How many"), kind=Kind.NUMBER, secrecy=_ALL, use=_COUNTED)
    ] = None


@dataclass(frozen=True, kw_only=True)
class ReportText(Record):
    """A text block of a period's report as the school has put it; blocks that nobody changed are made from the numbers."""

    first: Annotated[dt.date, Field(label=N_("From"), kind=Kind.DAY_HELD, secrecy=_ALL)]
    last: Annotated[dt.date, Field(label=N_("To"), kind=Kind.DAY_HELD, secrecy=_ALL)]
    language: Annotated[str, Field(label=N_("Language"), kind=Kind.LANGUAGE, secrecy=_ALL)]
    block: Annotated[str, Field(label=N_("Section"), secrecy=_ALL)]
    text: Annotated[str, Field(label=N_("Text"), kind=Kind.NOTE, secrecy=_ALL, use=_SHOWN)] = ""


@dataclass(frozen=True, kw_only=True)
class ColumnMap(Record):
    """A form of the county's or the Statsforvalter's: its columns, and the figure that stands in each."""

    name: Annotated[str, Field(label=N_("Name"), secrecy=_ALL)]
    columns: Annotated[str, Field(label=N_("Columns"), kind=Kind.NOTE, use=Use.EXPORT, secrecy=_ALL)] = "[]"
