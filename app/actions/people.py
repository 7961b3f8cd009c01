"""People: add one, change one, notice a possible double, bring back who left (app.actions.leaving)."""

from __future__ import annotations

from dataclasses import replace

from app.actions.desk import Desk
from app.base.folding import fold
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.validate import validated
from app.records.person import Person
from app.store.store import Changes, Transaction


def save_person(desk: Desk, draft: Draft) -> Changes:
    """Keep a new or changed person. Raises Invalid."""
    person = with_release_date_asked(desk, validated(draft, Person, today=desk.today))
    text = _("{name} is saved", name=person.name)
    with desk.store.transaction("person.saved", actor=desk.viewer, text=text) as t:
        put_person(t, person)
        t.delete_draft(draft.id)
    return t.changes()


def put_person(t: Transaction, person: Person) -> None:
    """Write a person, who is their own case, within an action's transaction."""
    t.put(person, case=person.id)


def with_release_date_asked(desk: Desk, person: Person) -> Person:
    """The person with the day on which the expected release was asked, where a quarter was said without it."""
    said = person.expected_release != "not_recorded"
    return replace(person, release_asked=desk.today) if said and person.release_asked is None else person


def possible_doubles(desk: Desk, draft: Draft) -> list[Person]:
    """People who may be the one being added: the same folded name, or the same birth year and ward."""
    name, year, ward = fold(draft.get("name")), draft.get("birth_year"), draft.get("ward")
    everyone = desk.store.find(Person, viewer=desk.viewer)
    return [
        person
        for person in everyone
        if person.id != draft.record_id
        and (
            _same_name(person, name)
            or (year and ward and (str(person.birth_year), person.ward) == (year, ward))
        )
    ]


def _same_name(person: Person, folded: str) -> bool:
    return bool(folded) and folded in {fold(person.name), fold(person.alias)}


def bring_back_person(desk: Desk, person_id: str) -> Changes:
    """The person is here again."""
    person = desk.get(Person, person_id)
    text = _("{name} is back in the list", name=person.name)
    with desk.store.transaction("person.brought_back", actor=desk.viewer, text=text) as t:
        put_person(t, replace(person, left_on=None, left_kind=""))
    return t.changes()
