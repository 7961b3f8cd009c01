"""Applications that a person is helped with: the papers and the deadline that go with a kind, and how far each has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.languages import N_, _
from app.entry.deadlines import ComingDeadline, next_deadlines
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import validated
from app.records.application import OPEN_APPLICATIONS, Application
from app.records.choices import label
from app.records.place import Deadline
from app.records.shipped import yearly_dates
from app.store.questions.applications import application_ids
from app.store.store import Changes

A_YEAR = 366  # days: every deadline of the list comes within them
# What is usually asked for; the counsellor adds and takes away (domain.md 5.6 and 5.7).
_PAPERS: Mapping[str, tuple[str, ...]] = {
    "vgo": ("certificate", "eid"),
    "so": ("certificate", "eid"),
    "fagskole": ("certificate", "trade_certificate", "eid"),
    "apprenticeship": ("cv", "letter", "certificate"),
    "private_exam": ("identity", "fee"),
    "rpl": ("work_record", "certificate", "cv"),
    "recognition": ("certificate", "translation", "identity"),
    "norwegian_test": ("identity", "fee"),
    "course": ("leave",),
    "job": ("cv", "letter", "work_record"),
}
# Codes of the shipped dates that are the deadline of a kind, and those that are it for some (resources/lists).
_USUAL: Mapping[str, tuple[str, ...]] = {
    "vgo": ("upper",),
    "apprenticeship": ("upper",),
    "so": ("so",),
    "fagskole": ("college",),
    "private_exam": ("private_spring", "private_autumn"),
    "norwegian_test": ("norwegian_1", "norwegian_2", "norwegian_3", "norwegian_4"),
}
_SPECIAL: Mapping[str, tuple[str, ...]] = {
    "vgo": ("upper_special",),
    "apprenticeship": ("upper_special",),
    "so": ("so_early",),
    "fagskole": ("college_early",),
    "rpl": ("so_early", "college"),
}
# Which wishes of an intake (list intake.wish) a kind comes from: the school's own rows of the list say whom they concern.
_WISHES: Mapping[str, tuple[str, ...]] = {
    "vgo": ("finish_upper",),
    "apprenticeship": ("trade",),
    "private_exam": ("finish_upper", "trade", "study"),
    "so": ("study",),
    "fagskole": ("voc_college",),
    "norwegian_test": ("norwegian",),
    "course": ("course",),
    "job": ("job",),
}


@dataclass(frozen=True)
class Proposed:
    """A deadline of the list that an application may be for. usual: it is the one of most who apply for this."""

    day: dt.date
    name: str
    source: str
    assumed: bool
    usual: bool


@dataclass(frozen=True)
class NewApplication:
    """What a new application begins with. deadlines: by kind, those that are usual first, then by day."""

    draft: Draft
    deadlines: Mapping[str, tuple[Proposed, ...]]


@dataclass(frozen=True)
class Applying:
    """An application, and the name of who applies."""

    application: Application
    name: str


@dataclass(frozen=True)
class ApplicationsView:
    """Everybody's applications: those to hand in, the nearest deadline first; those sent; the latest answers."""

    open: tuple[Applying, ...]
    sent: tuple[Applying, ...]
    answered: tuple[Applying, ...]

    def every(self) -> tuple[Applying, ...]:
        """All of them."""
        return (*self.open, *self.sent, *self.answered)


def applications_view(desk: Desk) -> ApplicationsView:
    """What people here apply for, and how far it has come."""
    return ApplicationsView(*(_applying(desk, stage) for stage in ("open", "sent", "answered")))


def _applying(desk: Desk, stage: str) -> tuple[Applying, ...]:
    names = dict(application_ids(desk.store, viewer=desk.viewer, stage=stage))
    found = desk.store.page(Application, tuple(names), viewer=desk.viewer)
    return tuple(Applying(one, names[one.id]) for one in found)


def papers_for(kind: str) -> tuple[str, ...]:
    """Codes of the papers that are usually needed for this kind."""
    return _PAPERS.get(kind, ())


def papers_missing(one: Application) -> tuple[str, ...]:
    """Codes of the papers that are needed and not in hand."""
    return tuple(paper for paper in one.papers if paper not in one.papers_have)


def new_application(desk: Desk, person_id: str) -> NewApplication:
    """A form for an application of this person, and the deadlines that may be proposed in it."""
    return NewApplication(Draft("application", {"person": person_id}), deadlines_by_kind(desk))


def deadlines_by_kind(desk: Desk) -> Mapping[str, tuple[Proposed, ...]]:
    """For each kind of application the deadlines of the school's list within a year."""
    rows = desk.store.find(Deadline, viewer=desk.viewer, where={"hidden": False})
    coming = next_deadlines(desk.today, rows, A_YEAR)
    kinds = sorted({*_USUAL, *_SPECIAL, *_WISHES})
    return {kind: tuple(_proposed(kind, coming)) for kind in kinds}


def _proposed(kind: str, coming: Sequence[ComingDeadline]) -> Sequence[Proposed]:
    found = []
    for one in coming:
        code = _shipped_code(one.deadline.name)
        usual = code in _USUAL.get(kind, ())
        own = not code and any(wish in one.deadline.wishes for wish in _WISHES.get(kind, ()))
        if usual or own or code in _SPECIAL.get(kind, ()):
            row = one.deadline
            found.append(Proposed(one.day, row.name, row.source, one.assumed, usual))
    return sorted(found, key=lambda one: (not one.usual, one.day))


def _shipped_code(name: str) -> str:
    """The code of the shipped date that a row of the list is, "" for a row of the school's own."""
    for one in yearly_dates():
        if any(name.startswith(one.label.said_in(language)) for language in ("nb", "nn", "en")):
            return one.code
    return ""


def save_application(desk: Desk, draft: Draft) -> Changes:
    """Keep an application. What it is for and that it is handed in or answered get their day where none is said.

    Raises Invalid.
    """
    made = _dated(desk, validated(draft, Application, today=desk.today))
    if not made.what.strip() and made.kind in ("other", "course", "job"):
        raise Invalid([Problem(("what",), N_("Write what is applied for."))])
    made = replace(made, papers_have=tuple(one for one in made.papers_have if one in made.papers))
    with desk.store.transaction(
        "application.saved", actor=desk.viewer, text=_("The application is saved")
    ) as t:
        t.put(made, case=made.person)
    return t.changes()


def set_application_state(desk: Desk, application_id: str, state: str, *, outcome: str = "") -> Changes:
    """How far an application has come (a code of application.state); outcome where it was answered."""
    found = desk.get(Application, application_id)
    made = _dated(desk, replace(found, state=state, outcome=outcome if state == "answered" else ""))
    said = _("“{what}” is now {state}", what=name_of(made), state=label("application.state", state))
    with desk.store.transaction("application.state", actor=desk.viewer, text=said) as t:
        t.put(made, case=made.person)
    return t.changes()


def paper_in_hand(desk: Desk, application_id: str, paper: str) -> Changes:
    """A paper has come; said again, it is missing after all. Who has them all is ready to hand in."""
    found = desk.get(Application, application_id)
    had = paper in found.papers_have
    have = tuple(one for one in found.papers if (one in found.papers_have) != (one == paper))
    made = replace(found, papers_have=have)
    if made.state in OPEN_APPLICATIONS:
        made = replace(made, state="collecting" if papers_missing(made) else "ready")
    said = _("Missing again: {paper}") if had else _("In hand: {paper}")
    text = said.format(paper=label("application.paper", paper))
    with desk.store.transaction("application.paper", actor=desk.viewer, text=text) as t:
        t.put(made, case=made.person)
    return t.changes()


def name_of(one: Application) -> str:
    """What an application is called in a line: its kind and what it is for."""
    kind = label("application.kind", one.kind)
    kind = kind[:1].upper() + kind[1:]
    return f"{kind}: {one.what}" if one.what else kind


def _dated(desk: Desk, one: Application) -> Application:
    sent, answered = one.state in ("sent", "answered"), one.state == "answered"
    return replace(
        one,
        what=" ".join(one.what.split()),
        sent_on=(one.sent_on or desk.today) if sent else None,
        outcome=one.outcome if answered else "",
        outcome_on=(one.outcome_on or desk.today) if answered else None,
    )
