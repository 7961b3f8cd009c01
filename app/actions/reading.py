"""That somebody read: logged once an hour a person, so that reading is on record and the log is not flooded."""

from __future__ import annotations

from collections.abc import Iterable

from app.actions.desk import Desk
from app.records.person import Person
from app.records.record import Record
from app.records.session import Session
from app.store.errors import DiskFull


def saw_people(desk: Desk, people: Iterable[str]) -> bool:
    """What is written about these people stood open. False where nothing was logged anew.

    Of a case that is not open to the reader only the name could be seen: that is no reading.
    """
    found = desk.store.page(Person, sorted(set(people)), viewer=desk.viewer)
    return bool(found) and saw(desk, "person.opened", [person.id for person in found])


def saw_entry(desk: Desk, record: Record) -> bool:
    """One entry was shown: whoever it is about was read of."""
    people = _people_of(record)
    return bool(people) and saw(desk, "person.opened", people)


def listed(desk: Desk, kind: str, records: Iterable[Record]) -> bool:
    """Entries were listed on the command line, where they are easily piped on."""
    people = {person for record in records for person in _people_of(record)}
    return bool(people) and saw(desk, "register.listed", people, kind=kind)


def opened_register(desk: Desk) -> bool:
    """The register was opened."""
    return saw(desk, "register.opened")


def saw(desk: Desk, verb: str, people: Iterable[str] = (), **what: str) -> bool:
    """A full disk keeps nobody from reading what is there: then, and only then, a reading goes unlogged."""
    try:
        return desk.store.saw(verb, actor=desk.viewer, people=sorted(people), **what)
    except DiskFull:
        return False


def _people_of(record: Record) -> set[str]:
    if isinstance(record, Person):
        return {record.id}
    if isinstance(record, Session):
        return {row.person for row in record.attendances}
    return {str(getattr(record, "person", ""))} - {""}
