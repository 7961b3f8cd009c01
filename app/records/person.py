"""A person in prison who may want guidance: only what guidance needs, and nothing about the case.

There is no field for offence, legal status, diagnosis, birth number or an exact release date, by design
(domain rules: data minimisation; GDPR art. 5, 9 and 10).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from app.base.languages import N_
from app.records.field import Field, Kind, Secrecy, Use
from app.records.record import Record

_SHOWN = Use.TABLE | Use.EXPORT | Use.PRINT
_COUNTED = _SHOWN | Use.STATS
_WORDS = Use.SEARCH | Use.EXPORT | Use.PRINT


def _has_upper(raw: Mapping[str, str]) -> bool:
    return raw.get("education") == "upper"


def _may_have_begun_upper(raw: Mapping[str, str]) -> bool:
    return raw.get("education") in {"none", "primary"}


def _has_education(raw: Mapping[str, str]) -> bool:
    return raw.get("education", "not_asked") not in {"", "not_asked", "unknown", "none"}


def _from_abroad(raw: Mapping[str, str]) -> bool:
    return _has_education(raw) and raw.get("education_from", "").startswith("abroad")


def _has_worked(raw: Mapping[str, str]) -> bool:
    return raw.get("experience", "not_asked") not in {"", "not_asked", "unknown", "none"}


def _may_be_minor(raw: Mapping[str, str]) -> bool:
    """Under 18 by the year of birth alone: somebody who turns 18 this year still counts."""
    year = raw.get("birth_year", "").strip()
    return year.isdigit() and int(year) >= dt.date.today().year - 18


def _has_left(raw: Mapping[str, str]) -> bool:
    return bool(raw.get("left_on"))


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """Name or alias is the only thing required; every other field may stay "not asked"."""

    name: Annotated[
        str,
        Field(
            label=N_("Name or alias"),
            use=~Use.STATS,
            secrecy=Secrecy.EXISTS,
            hint=N_("The only thing needed"),
        ),
    ]
    alias: Annotated[str, Field(label=N_("Also called"), use=~Use.STATS, secrecy=Secrecy.EXISTS)] = ""
    ward: Annotated[
        str, Field(label=N_("Ward"), kind=Kind.REF, choices="ward", use=_COUNTED, secrecy=Secrecy.EXISTS)
    ] = ""
    birth_year: Annotated[int | None, Field(label=N_("Birth year"), kind=Kind.YEAR, use=_COUNTED)] = None
    representative: Annotated[
        str,
        Field(
            label=N_("Representative"),
            use=_SHOWN,
            when=_may_be_minor,
            hint=N_("Who decides together with, or for, a person under 18"),
        ),
    ] = ""
    representative_role: Annotated[
        str,
        Field(
            label=N_("As what"),
            kind=Kind.CODE,
            choices="person.representative_role",
            use=_SHOWN,
            when=_may_be_minor,
        ),
    ] = ""
    representative_contact: Annotated[
        str, Field(label=N_("How the representative is reached"), use=_SHOWN, when=_may_be_minor)
    ] = ""
    sex: Annotated[str, Field(label=N_("Sex"), kind=Kind.CODE, choices="person.sex", use=_COUNTED)] = (
        "not_asked"
    )
    country_group: Annotated[
        str, Field(label=N_("Background"), kind=Kind.CODE, choices="person.country_group", use=_COUNTED)
    ] = "not_asked"

    mother_tongue: Annotated[str, Field(label=N_("Mother tongue"), kind=Kind.LANGUAGE, use=_COUNTED)] = ""
    reads_best: Annotated[
        str,
        Field(
            label=N_("Reads best"),
            kind=Kind.LANGUAGE,
            use=_COUNTED,
            hint=N_("Sheets come out in this language"),
        ),
    ] = ""
    interpreter: Annotated[
        str, Field(label=N_("Interpreter"), kind=Kind.CODE, choices="person.interpreter", use=_COUNTED)
    ] = "not_asked"
    norwegian_spoken: Annotated[
        str, Field(label=N_("Norwegian, spoken"), kind=Kind.CODE, choices="level", use=_COUNTED)
    ] = "not_asked"
    norwegian_written: Annotated[
        str, Field(label=N_("Norwegian, written"), kind=Kind.CODE, choices="level", use=_COUNTED)
    ] = "not_asked"
    english: Annotated[str, Field(label=N_("English"), kind=Kind.CODE, choices="level", use=_COUNTED)] = (
        "not_asked"
    )
    reading: Annotated[
        str, Field(label=N_("Reading and writing"), kind=Kind.CODE, choices="person.reading", use=_COUNTED)
    ] = "not_asked"
    digital: Annotated[
        str, Field(label=N_("Digital skill"), kind=Kind.CODE, choices="person.digital", use=_COUNTED)
    ] = "not_asked"

    education: Annotated[
        str,
        Field(
            label=N_("Highest completed education"), kind=Kind.CODE, choices="person.education", use=_COUNTED
        ),
    ] = "not_asked"
    upper_kind: Annotated[
        str,
        Field(
            label=N_("Kind of upper secondary"),
            kind=Kind.CODE,
            choices="person.upper_kind",
            when=_has_upper,
        ),
    ] = "not_asked"
    started_upper: Annotated[
        str,
        Field(label=N_("Upper secondary begun: years and subject"), use=_WORDS, when=_may_have_begun_upper),
    ] = ""
    education_from: Annotated[
        str,
        Field(
            label=N_("Education from"), kind=Kind.CODE, choices="person.education_from", when=_has_education
        ),
    ] = "not_asked"
    documents: Annotated[
        str,
        Field(
            label=N_("Papers from school"), kind=Kind.CODE, choices="person.documents", when=_has_education
        ),
    ] = "not_asked"
    education_note: Annotated[
        str, Field(label=N_("About the education abroad"), use=_WORDS, when=_from_abroad)
    ] = ""
    pupil_now: Annotated[
        str, Field(label=N_("Pupil in the school now"), kind=Kind.CODE, choices="yes_no", use=_COUNTED)
    ] = "not_asked"
    training_right: Annotated[
        str, Field(label=N_("Right to training"), kind=Kind.CODE, choices="person.training_right")
    ] = "not_asked"

    experience: Annotated[
        str, Field(label=N_("Work experience"), kind=Kind.CODE, choices="person.experience", use=_COUNTED)
    ] = "not_asked"
    industries: Annotated[
        tuple[str, ...],
        Field(label=N_("Trades worked in"), kind=Kind.CODES, choices="industry", when=_has_worked),
    ] = ()
    experience_note: Annotated[
        str,
        Field(
            label=N_("Work, and years in each trade"),
            use=_WORDS,
            when=_has_worked,
            hint=N_("Five years or more in a trade: a trade test on practice may be possible"),
        ),
    ] = ""
    work_before: Annotated[
        str,
        Field(label=N_("Work situation before"), kind=Kind.CODE, choices="person.work_before", use=_COUNTED),
    ] = "not_asked"
    activity: Annotated[
        tuple[str, ...],
        Field(label=N_("Activity here now"), kind=Kind.CODES, choices="person.activity", use=_COUNTED),
    ] = ()
    strengths: Annotated[
        str,
        Field(
            label=N_("Strengths and skills"),
            kind=Kind.NOTE,
            use=_WORDS,
            hint=N_("In the person's own words"),
        ),
    ] = ""
    certificates: Annotated[
        str,
        Field(
            label=N_("Certificates and courses"),
            use=_WORDS,
            hint=N_("Truck, crane, first aid, food hygiene …"),
        ),
    ] = ""

    future_country: Annotated[
        str,
        Field(label=N_("Country afterwards"), kind=Kind.CODE, choices="person.future_country", use=_COUNTED),
    ] = "not_asked"
    home_area: Annotated[str, Field(label=N_("Home county and municipality afterwards"), use=_SHOWN)] = ""
    expected_release: Annotated[
        str,
        Field(
            label=N_("Expected release"),
            kind=Kind.QUARTER,
            use=_COUNTED,
            hint=N_("A quarter is enough, never a date"),
        ),
    ] = "not_recorded"
    release_asked: Annotated[dt.date | None, Field(label=N_("Asked on"), kind=Kind.DAY_HELD)] = None
    eid: Annotated[str, Field(label=N_("Electronic ID"), kind=Kind.CODE, choices="person.eid")] = "not_asked"
    guidance_before: Annotated[
        str, Field(label=N_("Had guidance before"), kind=Kind.CODE, choices="yes_no", use=_COUNTED)
    ] = "not_asked"

    arrived: Annotated[dt.date | None, Field(label=N_("Arrived"), kind=Kind.DAY_HELD)] = None
    contact_officer: Annotated[
        str, Field(label=N_("Contact officer"), kind=Kind.REF, choices="officer", use=_SHOWN)
    ] = ""
    fetched: Annotated[
        str,
        Field(
            label=N_("How the person is fetched"), use=_SHOWN, hint=N_("Comes alone, fetched at the ward …")
        ),
    ] = ""
    left_on: Annotated[dt.date | None, Field(label=N_("Left on"), kind=Kind.DAY_HELD)] = None
    left_kind: Annotated[
        str, Field(label=N_("How"), kind=Kind.CODE, choices="leaving.kind", use=_COUNTED, when=_has_left)
    ] = ""
