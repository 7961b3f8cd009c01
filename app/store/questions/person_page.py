"""One person's page: the person, the open steps in the order they are due, and the timeline of everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records.application import Application
from app.records.arrival import Arrival
from app.records.before_release import Review
from app.records.disclosure import OWN_ACCESS, Disclosure
from app.records.intake import Intake
from app.records.person import Person
from app.records.record import Record
from app.records.referral import Referral
from app.records.release import Release
from app.records.request import Request
from app.records.session import Session
from app.records.sheet import Sheet
from app.records.step import OPEN_STATES, Step
from app.store.access import Viewer, may_read

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True)
class Entry:
    """Something on the timeline. kind: its record type; own_line, came: the person's own part in a session.

    theirs: of a colleague's group, of which only day, clock, minutes and form are told.
    """

    kind: str
    day: dt.date
    record: Record
    clock: str = ""
    own_line: str = ""
    came: bool = True
    theirs: bool = False


@dataclass(frozen=True)
class PersonPage:
    """Everything the page shows, before it is put into words. timeline: newest first."""

    person: Person
    ward: str
    open_steps: tuple[Step, ...]
    timeline: tuple[Entry, ...]


def person_page(store: Store, person: str, *, viewer: Viewer) -> PersonPage:
    """The page of one person. Raises RecordGone."""
    found = store.get(Person, person, viewer=viewer)
    entries = [
        *_sessions(store, viewer, person),
        *_others(store, viewer, person),
        *_disclosed(store, viewer, person),
        *_finished_steps(store, viewer, person),
    ]
    entries.sort(key=lambda entry: (entry.day, entry.clock), reverse=True)
    return PersonPage(
        found, _ward(store, found.ward), open_steps(store, viewer=viewer, person=person), tuple(entries)
    )


def open_steps(store: Store, *, viewer: Viewer, person: str) -> tuple[Step, ...]:
    """The person's steps that wait for somebody: those with a day first, the earliest on top."""
    steps = store.find(Step, viewer=viewer, case=person, where={"state": list(OPEN_STATES)}, order="due")
    return tuple(sorted(steps, key=lambda step: (step.due is None, step.due or dt.date.max)))


def _sessions(store: Store, viewer: Viewer, person: str) -> Iterator[Entry]:
    """Every session the person was expected at, a group's included, with the person's own line."""
    may = may_read("attendance", viewer)
    sql = f"SELECT parent_id, line, came FROM attendance WHERE person = ? AND voided_at = '' AND ({may.sql})"
    own = {row[0]: (row[1], bool(row[2])) for row in store.connection.rows(sql, (person, *may.args))}
    for session in store.page(Session, list(own), viewer=viewer):
        line, came = own.pop(session.id)
        yield Entry("session", session.day, session, session.clock, line, came)
    for session in _glimpsed(store, list(own)):
        line, came = own[session.id]
        yield Entry("session", session.day, session, session.clock, line, came, theirs=True)


def _glimpsed(store: Store, ids: list[str]) -> Iterator[Session]:
    """Of talks in which the person has a line, what everyone with a line in them may know."""
    sql = f"""SELECT id, day, clock, minutes, form, state FROM session
        WHERE id IN ({", ".join("?" * len(ids))}) AND voided_at = ''"""
    for one, day, clock, minutes, form, state in store.connection.rows(sql, ids) if ids else ():
        when = dt.date.fromisoformat(day)
        yield Session(id=one, day=when, clock=clock, minutes=minutes, form=form, state=state)


def _others(store: Store, viewer: Viewer, person: str) -> Iterator[Entry]:
    for intake in store.find(Intake, viewer=viewer, case=person):
        yield Entry("intake", intake.day, intake)
    for sheet in store.find(Sheet, viewer=viewer, case=person):
        yield Entry("sheet", sheet.day, sheet)
    for referral in store.find(Referral, viewer=viewer, case=person):
        yield Entry("referral", referral.made_on or _written(store, viewer, referral), referral)
    for release in store.find(Release, viewer=viewer, case=person):
        yield Entry("release", release.given_on or _written(store, viewer, release), release)
    for arrival in store.find(Arrival, viewer=viewer, case=person):
        yield Entry("arrival", arrival.day, arrival)
    for request in store.find(Request, viewer=viewer, case=person):
        yield Entry("request", request.day, request)
    for review in store.find(Review, viewer=viewer, case=person):
        yield Entry("review", review.day, review)
    for application in store.find(Application, viewer=viewer, case=person):
        if application.sent_on is not None:
            yield Entry("application", application.sent_on, application)


def _disclosed(store: Store, viewer: Viewer, person: str) -> Iterator[Entry]:
    """What left about the person. What they were given themselves and stands there as a sheet is not told twice."""
    given = {
        (sheet.document, sheet.language, sheet.day) for sheet in store.find(Sheet, viewer=viewer, case=person)
    }
    for one in store.find(Disclosure, viewer=viewer, case=person):
        if one.ground != OWN_ACCESS or (one.document, one.language, one.day) not in given:
            yield Entry("disclosure", one.day, one)


def _finished_steps(store: Store, viewer: Viewer, person: str) -> Iterator[Entry]:
    for step in store.find(Step, viewer=viewer, case=person, where={"state": ["done", "dropped"]}):
        yield Entry("step", step.state_on or _written(store, viewer, step), step)


def _written(store: Store, viewer: Viewer, record: Record) -> dt.date:
    return store.meta(type(record), record.id, viewer=viewer).created_at.date()


def _ward(store: Store, ward: str) -> str:
    return str(store.connection.value("SELECT name FROM ward WHERE id = ? AND voided_at = ''", (ward,)) or "")
