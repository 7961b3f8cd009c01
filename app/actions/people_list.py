"""The list of people as the window shows it, and everything that one person's page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.actions.desk import Desk
from app.actions.person_work import Around, around
from app.base.settings import RELEASE_MONTHS, UNSEEN_WEEKS
from app.records.person import Person
from app.store.errors import RecordGone
from app.store.questions.people import (
    ELSEWHERE,
    PersonRow,
    people_counts,
    people_ids,
    people_page,
    same_named,
)
from app.store.questions.person_page import PersonPage, person_page
from app.store.rights import CaseRights, case_rights, has_colleagues

MANY_HITS = 300


@dataclass(frozen=True)
class FoundPeople:
    """Whom a chip and the typed letters leave, in the order of names, and how many each chip has.

    theirs: where the letters leave nobody, those of colleagues' people whom they fit, by name.
    """

    text: str
    chip: str
    ids: tuple[str, ...]
    counts: dict[str, int]
    theirs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListedPerson:
    """A row of the list. weeks: since the last talk, where that is longer ago than the school wants; else 0."""

    row: PersonRow
    weeks: int


@dataclass(frozen=True)
class PersonView:
    """One person's page. doubles: id and name of others who are called the same. around: applications, reviews and the
    like. rights: whose case it is and to whom it is open; None where nobody else ever worked here."""

    page: PersonPage
    doubles: tuple[tuple[str, str], ...]
    today: dt.date
    around: Around
    rights: CaseRights | None = None


def found_people(desk: Desk, *, text: str, chip: str) -> FoundPeople:
    """The people of one chip (a code of app.store.questions.people.CHIPS) who fit the letters."""
    months = desk.setting(RELEASE_MONTHS)
    ids = people_ids(desk.store, viewer=desk.viewer, day=desk.today, text=text, chip=chip, near_months=months)
    counts = people_counts(desk.store, viewer=desk.viewer, day=desk.today, near_months=months)
    theirs = _theirs(desk, text) if text and not ids and counts.get(ELSEWHERE) else ()
    return FoundPeople(text, chip, tuple(ids), counts, theirs)


def _theirs(desk: Desk, text: str) -> tuple[str, ...]:
    """The names of colleagues' people: nobody is entered a second time because they are not one's own."""
    ids = people_ids(desk.store, viewer=desk.viewer, day=desk.today, text=text, chip=ELSEWHERE)
    rows = people_page(desk.store, ids[:MANY_HITS], viewer=desk.viewer, day=desk.today)
    return tuple(row.name for row in rows)


def listed_people(desk: Desk, ids: list[str]) -> list[ListedPerson]:
    """The rows of these people."""
    limit = desk.setting(UNSEEN_WEEKS)
    rows = people_page(desk.store, ids, viewer=desk.viewer, day=desk.today)
    return [ListedPerson(row, _weeks_unseen(row, desk.today, limit)) for row in rows]


def _weeks_unseen(row: PersonRow, today: dt.date, limit: int) -> int:
    weeks = (today - row.last).days // 7 if row.last and not row.gone else 0
    return weeks if weeks >= limit else 0


def person_view(desk: Desk, person_id: str) -> PersonView:
    """Everything about one person. Raises RecordGone, also for one who was voided."""
    if desk.store.meta(Person, person_id, viewer=desk.viewer).voided_at is not None:
        raise RecordGone()
    page = person_page(desk.store, person_id, viewer=desk.viewer)
    doubles = same_named(desk.store, person_id, page.person.name, viewer=desk.viewer)
    colleagues = has_colleagues(desk.store)
    rights = case_rights(desk.store, person_id, viewer=desk.viewer) if colleagues else None
    return PersonView(page, tuple(doubles), desk.today, around(desk, page), rights)


def found_with_person(desk: Desk, person_id: str, text: str) -> tuple[str, frozenset[str]]:
    """What was typed, and the ids of this person's entries that have the words."""
    hits = desk.store.search(text, viewer=desk.viewer, person=person_id, limit=MANY_HITS)
    return text, frozenset(hit.id for hit in hits)
