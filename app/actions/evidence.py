"""What the program's own records say to each of the 24 questions, in plain words. It suggests and never answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.record_lines import RecordLine, record_lines
from app.base.days import add_months, show_day
from app.base.languages import _, current
from app.base.settings import FRAMEWORK_ADOPTED, FRAMEWORK_PARTS
from app.records.checklist import ChecklistRound
from app.records.choices import codes, label
from app.records.shipped import CHECKLIST
from app.records.spoken import language_name
from app.statistics.evidence_cells import THEME, hidden_of
from app.statistics.guarding import RULE
from app.statistics.small_cells import ALSO, LEAST, SMALL
from app.statistics.tables import shown
from app.store.questions.evidence import (
    SOURCES,
    about_people,
    counts_for_others,
    record_count,
    record_ids,
)
from app.store.questions.evidence_numbers import Numbers, numbers

LISTED_THEMES = 8
__all__ = [
    "PERIODS",
    "Evidence",
    "EvidenceOf",
    "about_people",
    "evidence",
    "evidence_period",
    "evidence_records",
    "record_kind",
]

PERIODS = ("round", "year", "months")
"""What may be chosen: since the last finished round, this calendar year, the last twelve months."""


@dataclass(frozen=True)
class Evidence:
    """One line to a question. source: the set of records behind it, "" for none. place: the page where more is written."""

    question: str
    text: str
    source: str = ""
    place: str = ""


@dataclass(frozen=True)
class EvidenceOf:
    """The lines of a period, both days included. rule: a sign that stands for a number, and why."""

    first: dt.date
    last: dt.date
    lines: tuple[Evidence, ...]
    rule: tuple[tuple[str, str], ...] = ()

    def of(self, *questions: str) -> tuple[Evidence, ...]:
        """The lines to these questions."""
        return tuple(one for one in self.lines if one.question in questions)


def record_kind(source: str) -> str:
    """The record type of a set of records."""
    return SOURCES[source].kind


def evidence_period(desk: Desk, period: str = "round") -> tuple[dt.date, dt.date]:
    """The first and last day of a period by its name in PERIODS; without a finished round twelve months."""
    today = desk.today
    if period == "year":
        return dt.date(today.year, 1, 1), today
    where = {"checklist": CHECKLIST}
    rounds = desk.store.find(ChecklistRound, viewer=desk.viewer, where=where, order="-finished_on")
    finished = [one.finished_on for one in rounds if one.finished_on]
    if period == "round" and finished and finished[0] < today:
        return finished[0], today
    return add_months(today, -12), today


def evidence(desk: Desk, *, period: str = "round") -> EvidenceOf:
    """What the records say to every question, for a period by its name in PERIODS; small numbers hidden from whoever counts
    over others' cases. It is shown on the screen and nowhere else."""
    first, last = evidence_period(desk, period)
    found = numbers(desk.store, viewer=desk.viewer, first=first, last=last)
    counts = _counted(desk, first, last, found)
    guarded = counts_for_others(desk.store, viewer=desk.viewer)
    told = _Told(desk, found, counts, hidden_of(counts) if guarded else {}, guarded)
    lines = tuple(line for write in _WRITERS for line in write(told))
    return EvidenceOf(first, last, lines, tuple(_rule(told.hidden)))


def _counted(desk: Desk, first: dt.date, last: dt.date, found: Numbers) -> dict[str, int]:
    """Every number of records by the name of its set, and those of people by the name of their field."""
    counts = {
        name: record_count(desk.store, viewer=desk.viewer, source=name, first=first, last=last)
        for name in SOURCES
    }
    fields = ("arrived", "told", "waits", "early", "late", "came_to_groups", "met_once", "met_again")
    counts |= {name: getattr(found, name) for name in fields}
    return counts | {f"{THEME}{code}": found.theme_talks.get(code, 0) for code in _listed_themes()}


def _rule(hidden: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for why, sentence in zip((SMALL, ALSO), RULE, strict=False):
        if why in hidden.values():
            yield shown(0, why), _(sentence, most=LEAST - 1, least=LEAST)


def evidence_records(desk: Desk, source: str, *, period: str = "round") -> tuple[RecordLine, ...]:
    """The newest records behind a line, of those that may be read: of others' cases there are numbers alone."""
    if source not in SOURCES:
        raise ValueError(f"no set of records: {source}")
    first, last = evidence_period(desk, period)
    ids = record_ids(desk.store, viewer=desk.viewer, source=source, first=first, last=last)
    return record_lines(desk, SOURCES[source].kind, ids)


@dataclass(frozen=True)
class _Told:
    """A period's numbers and how they are told to this viewer. hidden: which of them are not, and why. guarded:
    others' people are among them."""

    desk: Desk
    numbers: Numbers
    counts: Mapping[str, int]
    hidden: Mapping[str, str]
    guarded: bool

    def count(self, name: str) -> int:
        """A number that is of nobody, or only asked whether it is any."""
        return self.counts[name]

    def told(self, name: str) -> str:
        """A number as it is shown, hidden where it could tell of somebody."""
        return shown(self.counts[name], self.hidden.get(name, ""))

    def months(self, theme: str) -> str:
        """In how many months a theme was taken up, hidden like its talks, of which there are no fewer."""
        return shown(self.numbers.themes[theme], self.hidden.get(f"{THEME}{theme}", ""))

    def share(self, part: str, whole: str) -> dict[str, str]:
        """A part and what it is a part of."""
        return {"part": self.told(part), "whole": self.told(whole)}


def _access(told: _Told) -> Iterator[Evidence]:
    n = told.numbers
    if n.staff_last is None:
        yield Evidence("T1", _("No briefing of the staff is written down"), "staff_told", "service")
    else:
        text = _(
            "Staff informed {count} times, {people} people in all; last on {day}",
            count=told.count("staff_told"),
            people=n.staff_count,
            day=show_day(n.staff_last, today=told.desk.today, language=current()),
        )
        yield Evidence("T1", text, "staff_told", "service")
    none = _("No intake in this period")
    shares = told.share("intakes_told", "intakes")
    text = _("Told about guidance: {part} of {whole} at the intake", **shares)
    yield Evidence("T2", text if told.count("intakes") else none, "intakes_told")
    text = _("Told about guidance: {part} of the {whole} who came", **told.share("told", "arrived"))
    yield Evidence(
        "T3", text if n.arrived else _("Nobody is written down as new in this period"), "arrivals", "arrivals"
    )
    yield Evidence("T3", _walls(told), "hanging", "walls")
    yield from _languages(told)


def _walls(told: _Told) -> str:
    count = told.count("hanging")
    if not count:
        return _("Nothing is written down as hanging on the walls")
    return _("On the walls now: {count}, in {languages}", count=count, languages=_spoken(told.numbers.hung))


def _languages(told: _Told) -> Iterator[Evidence]:
    n = told.numbers
    on_walls = [code for code in n.spoken if code in n.hung]
    text = _(
        "Languages read here: {whole}; on the walls: {part} of them", whole=len(n.spoken), part=len(on_walls)
    )
    yield Evidence("T4", text, "hanging", "walls")
    missing = tuple(code for code in n.spoken if code not in n.hung and code not in n.handed)
    if missing and not told.guarded:
        text = _("Neither on the walls nor handed out: {languages}", languages=_spoken(missing))
        yield Evidence("T4", text, "hanging", "walls")
    shares = told.share("interpreted", "sessions")
    yield Evidence("T4", _("Talks with an interpreter: {part} of {whole}", **shares), "interpreted")


def _within_reach(told: _Told) -> Iterator[Evidence]:
    n = told.numbers
    if n.wait_days is not None and "waits" not in told.hidden:
        text = _(
            "Half of them waited {days} days or less for a talk ({count} waits)",
            days=n.wait_days,
            count=n.waits,
        )
        yield Evidence("T5", text, "", "requests")
    yield Evidence(
        "T5",
        _(
            "Talks within four weeks of arrival: {early}; within six months of release: {late}; in all: {whole}",
            early=told.told("early"),
            late=told.told("late"),
            whole=told.told("sessions"),
        ),
        "sessions",
    )
    yield Evidence(
        "T6", _("Talks and groups about digital tools: {count}", count=told.told("digital")), "digital"
    )
    shares = told.share("intakes_offered", "intakes")
    text = _("Offered a talk: {part} of {whole} at the intake", **shares)
    yield Evidence("T7", text if told.count("intakes") else _("No intake in this period"), "intakes_offered")
    text = _(
        "Groups held: {count}; {people} came", count=told.told("groups"), people=told.told("came_to_groups")
    )
    yield Evidence("T8", text, "groups")


def _content(told: _Told) -> Iterator[Evidence]:
    n, eight = told.numbers, _listed_themes()
    touched = [code for code in eight if n.themes.get(code)]
    text = _("Of the eight themes {count} were taken up", count=len(touched))
    yield Evidence("I1", text, "themes")
    if n.months and touched:
        each = ", ".join(f"{label('session.theme', code)} {told.months(code)}" for code in touched)
        text = _("In how many of {months} months: {themes}", months=n.months, themes=each)
        yield Evidence("I1", text, "themes")
    if len(touched) < len(eight):
        left = ", ".join(label("session.theme", code) for code in eight if code not in touched)
        yield Evidence("I1", _("Not taken up: {themes}", themes=left), "themes")
    yield Evidence(
        "I2",
        _("Talks with information and knowledge as the aim: {count}", count=told.told("information")),
        "information",
    )
    text = _("Steps of finding out, done by the person: {count}", count=told.told("explored"))
    yield Evidence("I2", text, "explored")
    text = _("Talks and groups about education and working life: {count}", count=told.told("market"))
    yield Evidence("I3", text, "market")


def _meetings(told: _Told) -> Iterator[Evidence]:
    n = told.numbers
    yield Evidence(
        "I4",
        _("Meetings with those who offer education or work: {count}", count=told.told("providers")),
        "providers",
    )
    if n.guest_kinds:
        kinds = ", ".join(f"{label('meeting.guest', code)} {count}" for code, count in n.guest_kinds.items())
        yield Evidence("I4", _("Kinds of guest: {kinds}", kinds=kinds), "providers")
    links = told.count("subject_links")
    text = _("Lessons tied to work or further study: {count}", count=links)
    if n.subjects:
        text = _("{sentence}, in {subjects}", sentence=text, subjects=", ".join(n.subjects[:6]))
    yield Evidence("I5", text, "subject_links", "service")
    yield Evidence(
        "I6", _("Talks and groups where websites were used: {count}", count=told.told("websites")), "websites"
    )
    yield Evidence("I7", _("Meetings with employers: {count}", count=told.told("employers")), "employers")
    shares = told.share("met_again", "met_once")
    text = _("Of {whole} people who met employers, {part} did so more than once", **shares)
    yield Evidence("I7", text, "employers")


def _coherence(told: _Told) -> Iterator[Evidence]:
    names = ", ".join(told.numbers.responsible)
    nobody = _("Nobody is written down with the overall responsibility")
    text = _("Overall responsibility: {names}", names=names) if names else nobody
    yield Evidence("S1", text, "overall", "service")
    shares = {"part": told.count("duties_named"), "whole": told.count("duties")}
    yield Evidence("S2", _("Duties with a name: {part} of {whole}", **shares), "duties", "service")
    shares = {"part": told.count("invited"), "whole": told.count("partners")}
    yield Evidence("S3", _("Partners invited: {part} of {whole}", **shares), "partners", "service")
    text = _("Points before release that are done: {count}", count=told.told("release_checks"))
    yield Evidence("S4", text, "release_checks")
    routines = told.count("release_routines")
    text = _("Agreements that cover the release: {count}", count=routines)
    yield Evidence("S4", text, "release_routines", "service")
    shares = {"part": told.count("signed_dated"), "whole": told.count("signed")}
    text = _("Signed agreements: {whole}; with a day for review: {part}", **shares)
    yield Evidence("S5", text, "signed", "service")


def _quality(told: _Told) -> Iterator[Evidence]:
    n, adopted = told.numbers, told.desk.setting(FRAMEWORK_ADOPTED).strip()
    parts = told.desk.setting(FRAMEWORK_PARTS).strip()
    if adopted or parts:
        text = _(
            "Taken into use: {day}. Parts in use: {parts}",
            day=adopted or _("not said"),
            parts=parts or _("not said"),
        )
    else:
        text = _("The settings do not say that the framework is taken into use")
    yield Evidence("K1", text, "", "settings")
    text = _(
        "Rounds of feedback: {count}; slips answered: {slips}", count=told.count("feedback"), slips=n.slips
    )
    yield Evidence("K2", text, "feedback", "service")
    text = _(
        "Courses and meetings: {count}; hours: {hours}; people: {people}",
        count=told.count("courses"),
        hours=n.course_hours,
        people=n.course_people,
    )
    yield Evidence("K3", text, "courses", "service")
    text = _(
        "Education is written down for {count} people; entries with credits in guidance: {part}",
        count=len(n.educated),
        part=told.count("education_credits"),
    )
    yield Evidence("K4", text, "education", "service")


_WRITERS: tuple[Callable[[_Told], Iterator[Evidence]], ...] = (
    _access,
    _within_reach,
    _content,
    _meetings,
    _coherence,
    _quality,
)


def _listed_themes() -> tuple[str, ...]:
    """The eight themes that question I1 asks about."""
    return tuple(codes("session.theme")[:LISTED_THEMES])


def _spoken(languages: tuple[str, ...]) -> str:
    return ", ".join(language_name(code) for code in languages)
