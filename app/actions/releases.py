"""Releases from secrecy: how a new one begins, until when it is valid, which hold today, and taking one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.days import add_months
from app.base.languages import _
from app.base.settings import RELEASE_VALID
from app.entry.draft import Draft
from app.entry.validate import validated
from app.records.person import Person
from app.records.release import Release, holds_on
from app.store.store import Changes

SOON = dt.timedelta(days=30)  # before it runs out this is said


@dataclass(frozen=True)
class NewRelease:
    """A release to be written down. minor: somebody else has to agree with, or for, the person."""

    draft: Draft
    minor: bool


def dated(desk: Desk, release: Release) -> Release:
    """The same release; one that was given has a day of the answer, and a day on which it ends by itself."""
    if release.answer != "given":
        return release
    given = release.given_on or desk.today
    months = desk.setting(RELEASE_VALID)
    return replace(release, given_on=given, expires_on=release.expires_on or add_months(given, months))


def new_release(desk: Desk, person_id: str) -> NewRelease:
    """A release of today, valid as long as is usual here; explained in what the person reads best."""
    person = desk.get(Person, person_id)
    until = add_months(desk.today, desk.setting(RELEASE_VALID))
    raw = {
        "person": person_id,
        "given_on": desk.today.isoformat(),
        "language": person.reads_best or person.mother_tongue,
        "expires_on": until.isoformat(),
    }
    return NewRelease(Draft("release", raw), may_be_minor(person.birth_year, desk.today))


def may_be_minor(birth_year: int | None, today: dt.date) -> bool:
    """Under 18 by the year of birth alone: somebody who turns 18 this year still counts."""
    return birth_year is not None and birth_year >= today.year - 18


def save_release(desk: Desk, draft: Draft) -> Changes:
    """Write a release down, or change one. Raises Invalid."""
    release = dated(desk, validated(draft, Release, today=desk.today))
    text = _("The entry is saved")
    with desk.store.transaction("entry.saved", actor=desk.viewer, text=text) as t:
        t.put(release, case=release.person)
    return t.changes()


def valid_releases(desk: Desk, person_id: str) -> Sequence[Release]:
    """The person's releases that hold today, the newest first."""
    found = desk.store.find(Release, viewer=desk.viewer, case=person_id, order="-given_on")
    return [one for one in found if holds_on(one, desk.today)]


def withdraw_release(desk: Desk, release_id: str) -> Changes:
    """The person takes the release from secrecy back, from today on; it stays on the timeline as withdrawn."""
    release = desk.get(Release, release_id)
    text = _("The release from secrecy is withdrawn")
    with desk.store.transaction("release.withdrawn", actor=desk.viewer, text=text) as t:
        t.put(replace(release, withdrawn_on=desk.today), case=release.person)
    return t.changes()
