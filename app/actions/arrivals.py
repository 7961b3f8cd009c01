"""The new people of a week: a list becomes people and arrivals, and says who was told about guidance."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.actions.newcomers import Look, looked_at, put_ward, wards_by_key
from app.actions.people import put_person
from app.base.folding import fold
from app.base.languages import N_, _, ngettext_
from app.entry.arrival_cells import language_code
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import validated
from app.records.arrival import Arrival
from app.records.person import Person
from app.records.record import new_id
from app.records.request import Request
from app.store.questions.arrivals import latest_arrival
from app.store.store import Changes, Transaction

SAME_STAY = dt.timedelta(days=90)
"""Another day of arrival within this time, of somebody who did not leave, is the same arrival told otherwise."""
OWN = "own"
"""Told in the language that the person reads, as far as it is known."""


@dataclass(frozen=True)
class _Judged:
    """One row of the list that is to be kept. came: new, here or back; only_one: nobody else is called so.

    theirs: a colleague's, to whom the arrival goes; nothing else of them is written.
    """

    person: Person
    ward: str
    came: str
    day: dt.date
    told: tuple[str, ...]
    told_language: str
    only_one: bool
    theirs: bool = False


def save_arrivals(desk: Desk, draft: Draft) -> Changes:
    """Keep the people of a list, each with the arrival, all in one step; rows to be skipped are left out.

    The draft's children in `rows` carry name, alias, ward (a name), arrived, mother_tongue, told ("yes"), told_how,
    told_language and choice (app.actions.newcomers). Raises Invalid with problems under rows and their number.
    """
    judged = list(_judged(desk, draft))
    if not judged:
        raise Invalid([Problem(("rows",), N_("Write or paste at least one name."))])
    desk.store.backup_before("import")
    with desk.store.transaction("arrivals.saved", actor=desk.viewer) as t:
        wards = wards_by_key(desk)
        for one in judged:
            person = replace(one.person, ward=put_ward(t, wards, one.ward) or one.person.ward)
            if not one.theirs:
                put_person(t, person)
            t.put(_arrival(desk, person, one), case=person.id)
        found = _settle_requests(desk, t, judged)
        t.text = _said(judged, found)
        t.delete_draft(draft.id)
    return t.changes()


def _settle_requests(desk: Desk, t: Transaction, judged: Sequence[_Judged]) -> int:
    """Slips that came before their person and carry a name alone get the one who is called so, where that can be
    only one; how many did."""
    names = Counter(fold(one.person.name) for one in judged)
    people = {fold(one.person.name): one.person for one in judged if one.only_one}
    open_ones = desk.store.find(Request, viewer=desk.viewer, where={"state": "open", "person": ""})
    found = [one for one in open_ones if fold(one.name) in people and names[fold(one.name)] == 1]
    for request in found:
        person = people[fold(request.name)].id
        t.put(replace(request, person=person, name="", ward=""), case=person)
    return len(found)


def _judged(desk: Desk, draft: Draft) -> Iterator[_Judged]:
    """The rows to keep. Raises Invalid with everything that is wrong in any row."""
    problems: list[Problem] = []
    rows = draft.rows("rows")
    for at, (row, look) in enumerate(zip(rows, looked_at(desk, rows), strict=True)):
        if look.choice == "skip":
            continue
        try:
            yield _row(desk, draft, row, look)
        except Invalid as wrong:
            problems += [problem.under("rows", at) for problem in wrong.problems]
    if problems:
        raise Invalid(problems)


def _row(desk: Desk, draft: Draft, row: Draft, look: Look) -> _Judged:
    came, _colon, known = look.choice.partition(":")
    said = Draft(
        "person", {name: row.get(name) for name in ("name", "alias", "arrived")}, record_id=known or new_id()
    )
    said.raw["mother_tongue"] = language = language_code(row.get("mother_tongue"))
    if row.get("mother_tongue") and not language:
        raise Invalid(
            [Problem(("mother_tongue",), N_("This language is not known. Type its first letters."))]
        )
    outcome = validated(said, Person, today=desk.today)
    day = outcome.arrived or desk.today
    theirs = any(one.id == known and one.keeper for one in look.known)
    if theirs:
        person = replace(outcome, id=known)
    elif known:
        person = _known(desk.get(Person, known), outcome, day, back=came == "back")
    else:
        person = replace(outcome, arrived=day)
    how, told_in = _told(draft, row, person) if row.get("told") else ((), "")
    return _Judged(
        person, row.get("ward"), came, day, how, told_in, len(look.known) <= (came != "new"), theirs
    )


def _known(person: Person, said: Person, day: dt.date, *, back: bool) -> Person:
    """Somebody who is in the register: what the list adds to what is known. Who comes back has not left any more."""
    filled = replace(
        person,
        alias=person.alias or said.alias,
        mother_tongue=person.mother_tongue or said.mother_tongue,
        arrived=day if back else person.arrived or day,
    )
    return replace(filled, left_on=None, left_kind="") if back else filled


def _told(draft: Draft, row: Draft, person: Person) -> tuple[tuple[str, ...], str]:
    how = row.codes("told_how") or draft.codes("told_how") or ("spoken",)
    return how, told_language(row.get("told_language") or draft.get("told_in"), person)


def told_language(said: str, person: Person) -> str:
    """The code of the language somebody was told in; `OWN` and nothing said mean the one the person reads."""
    return said if said not in ("", OWN) else person.reads_best or person.mother_tongue or "nb"


def _arrival(desk: Desk, person: Person, one: _Judged) -> Arrival:
    """The arrival; of somebody who is here already the one of the same stay is completed, and nobody counts twice."""
    kept = latest_arrival(desk.store, viewer=desk.viewer, person=person.id)
    same = kept is not None and (
        kept.day == one.day or (one.came == "here" and one.day - kept.day < SAME_STAY)
    )
    arrival = kept if kept is not None and same else Arrival(person=person.id, day=one.day)
    if not one.told:
        return arrival
    return replace(arrival, told=one.told, told_language=one.told_language, told_on=desk.today)


def _said(judged: Sequence[_Judged], found: int) -> str:
    new, back = (sum(one.came == came for one in judged) for came in ("new", "back"))
    told = sum(bool(one.told) for one in judged)
    parts = [
        ngettext_("{count} name is saved", "{count} names are saved", len(judged)),
        ngettext_("{count} new", "{count} new", new) if new and new != len(judged) else "",
        ngettext_("{count} came back", "{count} came back", back) if back else "",
        ngettext_("{count} told", "{count} told", told) if told else "",
        ngettext_("{count} request has its person", "{count} requests have their person", found)
        if found
        else "",
    ]
    return ", ".join(part for part in parts if part)


def tell(desk: Desk, person_id: str, *, how: str = "spoken", language: str = "") -> Changes:
    """Somebody who came was told about guidance today, without an intake; told twice by mistake is untold again.

    how: a code of intake.informed. language: a code, left out for the one the person reads.
    """
    person = desk.get(Person, person_id)
    kept = latest_arrival(desk.store, viewer=desk.viewer, person=person_id)
    arrival = kept or Arrival(person=person_id, day=person.arrived or desk.today)
    untold = bool(set(arrival.told) - {"not_yet"})
    if untold:
        after = replace(arrival, told=(), told_language="", told_on=None)
        text = _("{name} is not told yet", name=person.name)
    else:
        after = replace(
            arrival, told=(how,), told_language=told_language(language, person), told_on=desk.today
        )
        text = _("{name} was told about guidance", name=person.name)
    with desk.store.transaction("arrival.told", actor=desk.viewer, text=text) as t:
        t.put(after, case=person_id)
    return t.changes()
