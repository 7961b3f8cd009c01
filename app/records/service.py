"""What surrounds the guidance: actions from the checklist, who does what and when, and the logs that its questions ask for.

All of it belongs to the service and to no case, so everyone in the service sees it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

OPEN_ACTIONS = ("open", "doing")
_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = _SHOWN | Use.SEARCH
_ALL = Secrecy.EXISTS


def _has_ended(raw: Mapping[str, str]) -> bool:
    return raw.get("state") in {"done", "dropped"}


@dataclass(frozen=True, kw_only=True)
class Action(Record):
    """What is to be done about a question answered with no: what, who, by when, and whether it happened."""

    text: Annotated[str, Field(label=N_("What"), use=_WORDS, secrecy=_ALL)]
    question: Annotated[
        str, Field(label=N_("About the question"), use=_SHOWN, secrecy=_ALL, hint=N_("Such as: T3"))
    ] = ""
    who: Annotated[str, Field(label=N_("Who"), use=_SHOWN, secrecy=_ALL)] = ""
    due: Annotated[dt.date | None, Field(label=N_("By when"), kind=Kind.DAY_PLANNED, secrecy=_ALL)] = None
    state: Annotated[
        str, Field(label=N_("State"), kind=Kind.CODE, choices="action.state", use=_COUNTED, secrecy=_ALL)
    ] = "open"
    state_on: Annotated[dt.date | None, Field(label=N_("State since"), kind=Kind.DAY_HELD, secrecy=_ALL)] = (
        None
    )
    outcome: Annotated[str, Field(label=N_("What came of it"), use=_WORDS, secrecy=_ALL, when=_has_ended)] = (
        ""
    )
    round: Annotated[
        str,
        Field(
            label=N_("From the round"),
            kind=Kind.REF,
            choices="checklist_round",
            use=Use.EXPORT,
            secrecy=_ALL,
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class OwnTip(Record):
    """A tip of the school's own beside the booklet's, for a part of a questionnaire or one of its questions."""

    text: Annotated[str, Field(label=N_("Tip"), use=_SHOWN, secrecy=_ALL)]
    part: Annotated[str, Field(label=N_("For"), use=_SHOWN, secrecy=_ALL, hint=N_("Such as: T3"))] = ""


@dataclass(frozen=True, kw_only=True)
class Duty(Record):
    """Who does what in the service, and in which months: the table of roles and the year wheel (S1, S2)."""

    what: Annotated[str, Field(label=N_("What"), use=_SHOWN, secrecy=_ALL)]
    who: Annotated[str, Field(label=N_("Who"), use=_SHOWN, secrecy=_ALL)] = ""
    months: Annotated[
        tuple[str, ...],
        Field(
            label=N_("In the months"),
            kind=Kind.CODES,
            choices="month",
            use=_SHOWN,
            secrecy=_ALL,
            hint=N_("None: all year"),
        ),
    ] = ()
    overall: Annotated[
        bool, Field(label=N_("Has the overall responsibility"), kind=Kind.YES, use=_SHOWN, secrecy=_ALL)
    ] = False
    since: Annotated[
        dt.date | None, Field(label=N_("Since"), kind=Kind.DAY_HELD, use=_SHOWN, secrecy=_ALL)
    ] = None


@dataclass(frozen=True, kw_only=True)
class StaffTold(Record):
    """People who work in the prison were told about the guidance (T1)."""

    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED, secrecy=_ALL)]
    audience: Annotated[
        str, Field(label=N_("Who was told"), use=_SHOWN, secrecy=_ALL, hint=N_("Such as: the day shift"))
    ]
    count: Annotated[
        int | None, Field(label=N_("How many"), kind=Kind.NUMBER, use=_COUNTED, secrecy=_ALL)
    ] = None
    what: Annotated[str, Field(label=N_("What was told"), use=_SHOWN, secrecy=_ALL)] = ""


@dataclass(frozen=True, kw_only=True)
class SubjectLink(Record):
    """A lesson showed what its subject can be used for later (I5)."""

    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED, secrecy=_ALL)]
    subject: Annotated[str, Field(label=N_("Subject"), use=_SHOWN, secrecy=_ALL)]
    class_name: Annotated[str, Field(label=N_("Class"), use=_SHOWN, secrecy=_ALL)] = ""
    link: Annotated[
        str,
        Field(
            label=N_("What it was tied to"),
            use=_SHOWN,
            secrecy=_ALL,
            hint=N_("Such as: fractions in carpentry"),
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class StaffEducation(Record):
    """What somebody who guides has studied (K4)."""

    who: Annotated[str, Field(label=N_("Who"), use=_SHOWN, secrecy=_ALL)]
    education: Annotated[str, Field(label=N_("Education"), use=_SHOWN, secrecy=_ALL)]
    credits: Annotated[
        int | None,
        Field(label=N_("Credits in guidance"), kind=Kind.NUMBER, use=_COUNTED, secrecy=_ALL),
    ] = None
    year: Annotated[int | None, Field(label=N_("Year"), kind=Kind.YEAR, use=_SHOWN, secrecy=_ALL)] = None


@dataclass(frozen=True, kw_only=True)
class CourseTaken(Record):
    """A course, network meeting or the like that somebody who guides took part in (K3)."""

    day: Annotated[dt.date, Field(label=N_("Date"), kind=Kind.DAY_HELD, use=_COUNTED, secrecy=_ALL)]
    title: Annotated[str, Field(label=N_("Course"), use=_SHOWN, secrecy=_ALL)]
    who: Annotated[str, Field(label=N_("Who"), use=_SHOWN, secrecy=_ALL)] = ""
    hours: Annotated[int | None, Field(label=N_("Hours"), kind=Kind.NUMBER, use=_COUNTED, secrecy=_ALL)] = (
        None
    )
    form: Annotated[
        str, Field(label=N_("Form"), kind=Kind.CODE, choices="course.form", use=_COUNTED, secrecy=_ALL)
    ] = "course"


@dataclass(frozen=True, kw_only=True)
class TimeUse(Record):
    """A week's minutes for what is not guidance; those of guidance come from the sessions. Its counsellor's own."""

    week: Annotated[
        dt.date,
        Field(label=N_("Week that begins on"), kind=Kind.DAY_HELD, use=_COUNTED, hint=N_("Its Monday")),
    ]
    preparation: Annotated[
        int | None, Field(label=N_("Minutes of preparation"), kind=Kind.NUMBER, use=_COUNTED)
    ] = None
    administration: Annotated[
        int | None, Field(label=N_("Minutes of administration"), kind=Kind.NUMBER, use=_COUNTED)
    ] = None


@dataclass(frozen=True, kw_only=True)
class ReviewRule(Record):
    """After how many working days a review is proposed, by the time that is left. The school edits the table."""

    band: Annotated[
        str, Field(label=N_("Time left"), kind=Kind.CODE, choices="person.release_band", secrecy=_ALL)
    ]
    working_days: Annotated[
        int | None, Field(label=N_("Working days to the review"), kind=Kind.NUMBER, secrecy=_ALL)
    ] = None
