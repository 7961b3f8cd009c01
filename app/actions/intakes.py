"""The intake conversation: one form writes the person's lasting facts, the talk itself and the releases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.actions.people import put_person, with_release_date_asked
from app.actions.releases import dated
from app.base.languages import _
from app.entry.draft import Draft
from app.entry.problems import Invalid
from app.entry.validate import judge, to_draft, validated
from app.records.intake import Intake
from app.records.person import Person
from app.records.release_band import release_band
from app.store.questions.arrivals import latest_arrival
from app.store.questions.sessions import latest_intake
from app.store.store import Changes

FILLED_IN_LATER = 90  # days


@dataclass(frozen=True)
class SavedIntake:
    """What saving an intake leads to: the next two things are offered for this person."""

    changes: Changes
    person: Person


def intake_draft(desk: Desk, person_id: str = "", intake_id: str = "") -> Draft:
    """An intake to begin with: an empty one of today, or the person's known facts and the intake to go on with.

    That is the one named, or the latest if it is not older than the time in which what was skipped is filled in;
    whoever comes back after a longer time gets a new one.
    """
    draft = Draft("intake", {"day": desk.today.isoformat()})
    person = Draft("person", {"arrived": desk.today.isoformat()})
    if person_id:
        going_on = _to_go_on_with(desk, person_id, intake_id)
        draft = to_draft(going_on) if going_on else _told_at_arrival(desk, draft, person_id)
        draft.children["releases"] = []
        person = to_draft(desk.get(Person, person_id))
    draft.children["person"] = [person]
    return draft


def _told_at_arrival(desk: Desk, draft: Draft, person_id: str) -> Draft:
    """What was written down when somebody came is not asked again: how and in which language they were told."""
    arrival = latest_arrival(desk.store, viewer=desk.viewer, person=person_id)
    if arrival and set(arrival.told) - {"not_yet"}:
        draft.raw |= {"informed": ",".join(arrival.told), "informed_language": arrival.told_language}
    return draft


def _to_go_on_with(desk: Desk, person_id: str, intake_id: str) -> Intake | None:
    if intake_id:
        return desk.get(Intake, intake_id)
    latest = latest_intake(desk.store, viewer=desk.viewer, person=person_id)
    return latest if latest and (desk.today - latest.day).days <= FILLED_IN_LATER else None


def save_intake(desk: Desk, draft: Draft) -> SavedIntake:
    """Keep the intake, its person (new or known) and the releases from secrecy, all in one.

    The draft's first child in `person` holds the person's fields. Raises Invalid; problems of the person
    carry the path person, 0, field.
    """
    person = _judged_person(desk, draft.rows("person")[0])
    whole = _addressed(draft, person)
    intake = validated(whole, Intake, today=desk.today)
    intake = replace(intake, stay_at_intake=_frozen_stay(intake, person, desk.today))
    text = _("The intake with {name} is saved", name=person.name)
    with desk.store.transaction("intake.saved", actor=desk.viewer, text=text) as t:
        put_person(t, person)
        t.put(intake, case=person.id)
        for release in intake.releases:
            t.put(dated(desk, replace(release, given_on=release.given_on or intake.day)), case=person.id)
        t.delete_draft(draft.id)
    return SavedIntake(t.changes(), person)


def _judged_person(desk: Desk, draft: Draft) -> Person:
    outcome = judge(draft, today=desk.today)
    if isinstance(outcome, list):
        raise Invalid([problem.under("person", 0) for problem in outcome])
    if not isinstance(outcome, Person):
        raise TypeError("the intake's first child is not a person")
    return with_release_date_asked(desk, outcome)


def _addressed(draft: Draft, person: Person) -> Draft:
    """A copy of the draft in which the intake and each release name the person."""
    whole = Draft.from_json(draft.to_json())
    whole.children.pop("person", None)
    whole.raw["person"] = person.id
    declined = (
        whole.get("offer") == "declined"
    )  # then the releases are not asked, and what is hidden is not kept
    rows = [] if declined else [row for row in whole.rows("releases") if row.get("recipient")]
    for row in rows:
        row.raw["person"] = person.id
        row.raw.setdefault("language", whole.get("informed_language"))
    whole.children["releases"] = rows
    return whole


def _frozen_stay(intake: Intake, person: Person, today: dt.date) -> str:
    """The expected stay as it was at intake: set once, for the statistics of who is reached."""
    if intake.stay_at_intake != "not_recorded":
        return intake.stay_at_intake
    return release_band(person.expected_release, today)
