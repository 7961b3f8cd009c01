"""What an intake conversation asks, part by part: a declaration that the page is built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.base.languages import N_

PERSON = "person.0."  # fields that are kept on the person; the others are kept on the intake

Said = Callable[[Mapping[str, str]], bool]


@dataclass(frozen=True)
class Silence:
    """Why something is not asked: shown while `when` is true of the raw texts of the person and the intake."""

    when: Said
    says: str


@dataclass(frozen=True)
class Part:
    """One of the eight. rows: names of fields, those of one row side by side. short: its title in the index."""

    name: str
    short: str
    title: str
    aside: str
    rows: tuple[tuple[str, ...], ...]
    silences: tuple[Silence, ...] = ()

    def fields(self) -> tuple[str, ...]:
        """All names in order."""
        return tuple(name for row in self.rows for name in row)


def _p(*names: str) -> tuple[str, ...]:
    return tuple(PERSON + name for name in names)


def declined(raw: Mapping[str, str]) -> bool:
    """Guidance was said no to."""
    return raw.get("offer") == "declined"


PARTS: tuple[Part, ...] = (
    Part(
        "informed",
        N_("Told"),
        N_("Told about guidance"),
        "",
        (("informed",), ("informed_language",), ("language_handling",)),
        (
            Silence(
                lambda raw: raw.get("informed") == "not_yet",
                N_("The language is not asked: the person has not been told yet."),
            ),
        ),
    ),
    Part(
        "languages",
        N_("Languages"),
        N_("Languages"),
        "",
        (
            _p("mother_tongue", "reads_best"),
            _p("interpreter"),
            _p("norwegian_spoken"),
            _p("norwegian_written"),
            _p("english"),
            _p("reading"),
        ),
    ),
    Part(
        "education",
        N_("Education"),
        N_("Education"),
        "",
        (
            _p("education"),
            _p("upper_kind"),
            _p("started_upper"),
            _p("education_from"),
            _p("documents"),
            _p("education_note"),
            _p("pupil_now"),
            _p("training_right"),
        ),
        (
            Silence(
                lambda raw: raw.get("education") == "none",
                N_("Country and papers are not asked: no school is completed."),
            ),
        ),
    ),
    Part(
        "work",
        N_("Work"),
        N_("Work"),
        "",
        (
            _p("experience"),
            _p("industries"),
            _p("experience_note"),
            _p("work_before"),
            _p("activity"),
            _p("strengths"),
            _p("certificates"),
        ),
        (
            Silence(
                lambda raw: raw.get("experience") == "none",
                N_("Trades and years are not asked: there is no work experience yet."),
            ),
        ),
    ),
    Part(
        "wishes",
        N_("Wishes"),
        N_("Wishes"),
        N_("the person's own words first"),
        (("wish_words",), ("wishes",), ("wish_industries",)),
    ),
    Part("obstacles", N_("To be checked"), N_("To be checked"), "", (("obstacles",), _p("eid"))),
    Part(
        "offer",
        N_("Offer"),
        N_("Offer and answer"),
        "",
        (
            ("offer",),
            ("offer_reason",),
            ("offer_change",),
            ("ask_again",),
            _p("expected_release", "home_area"),
            _p("future_country"),
            _p("guidance_before"),
            ("note",),
        ),
    ),
    Part(
        "releases",
        N_("Consent"),
        N_("Releases from secrecy"),
        N_("hold from today, can be taken back at any time"),
        (),
        (
            Silence(
                declined,
                N_("Not asked: guidance was declined, so there is nothing to share."),
            ),
        ),
    ),
)

LABELS: Mapping[str, str] = {"informed": N_("How")}  # where the heading says it already

BECAUSE: Mapping[str, str] = {
    "informed_language": N_("shown because the person was told"),
    PERSON + "upper_kind": N_("shown because upper secondary is completed"),
    PERSON + "started_upper": N_("shown because upper secondary is not completed"),
    PERSON + "education_from": N_("shown because there is a completed education"),
    PERSON + "documents": N_("shown because there is a completed education"),
    PERSON + "education_note": N_("shown because the education is from abroad"),
    PERSON + "industries": N_("shown because there is work experience"),
    PERSON + "experience_note": N_("shown because there is work experience"),
    "offer_reason": N_("shown because the answer was no"),
    "offer_change": N_("shown because the answer was no"),
    "ask_again": N_("shown because the answer was later"),
}
