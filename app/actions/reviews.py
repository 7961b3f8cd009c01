"""Reviews of the plan: the person's own view or that they would not say, and when to look at the plan together again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.actions.desk import Desk
from app.base.holidays import next_workday
from app.base.languages import N_, _
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.validate import to_draft, validated
from app.records.before_release import Review
from app.records.choices import codes
from app.records.person import Person
from app.records.release_band import release_band
from app.records.service import ReviewRule
from app.store.store import Changes

# Working days from one review to the next, by the time that is left. Ours, to be changed by the school: no source has them.
_SHIPPED: Mapping[str, int] = {
    "lt1m": 5,
    "m1_3": 10,
    "m3_6": 20,
    "m6_12": 40,
    "y1_2": 60,
    "y2_5": 120,
    "over_5": 120,
    "open": 60,
    "past": 5,
    "not_recorded": 60,
}
LONGEST = 500  # working days: two years


@dataclass(frozen=True)
class NextReview:
    """When the plan is to be looked at again. agreed: it was said at the last review, else it is proposed by the table.

    band: the time left that it is proposed by (a code of person.release_band); working_days: as many from since."""

    day: dt.date
    agreed: bool
    band: str
    working_days: int
    since: dt.date


@dataclass(frozen=True)
class BandRule:
    """A line of the table. own: the school has set it."""

    band: str
    working_days: int
    own: bool


def review_table(desk: Desk) -> tuple[BandRule, ...]:
    """The table by which a review is proposed: every band of the time left, the school's number or the shipped one."""
    own = {one.band: one.working_days for one in desk.store.find(ReviewRule, viewer=desk.viewer)}
    found = []
    for band in codes("person.release_band"):
        days = own.get(band)
        shipped = _SHIPPED.get(band, _SHIPPED["not_recorded"])
        found.append(BandRule(band, shipped if days is None else days, own=days is not None))
    return tuple(found)


def set_review_rule(desk: Desk, band: str, typed: str) -> Changes:
    """So many working days for a band; nothing typed brings the shipped number back. Raises Invalid at working_days."""
    said = typed.strip()
    if said and not (said.isdecimal() and 1 <= int(said) <= LONGEST):
        raise Invalid([Problem(("working_days",), N_("Write a number of working days from 1 to 500."))])
    found = desk.store.find(ReviewRule, viewer=desk.viewer, where={"band": band})
    rule = found[0] if found else ReviewRule(band=band)
    with desk.store.transaction("review_rule.saved", actor=desk.viewer, text=_("The table is saved")) as t:
        t.put(replace(rule, working_days=int(said) if said else None), owner="")
    return t.changes()


def next_review(
    desk: Desk, person: Person, reviews: Sequence[Review], *, begun: dt.date | None
) -> NextReview:
    """When this person's plan is to be looked at next. reviews: the newest first; begun: when guidance began."""
    band = release_band(person.expected_release, desk.today)
    days = next(one.working_days for one in review_table(desk) if one.band == band)
    since = reviews[0].day if reviews else begun or desk.today
    if reviews and reviews[0].next_on is not None:
        return NextReview(reviews[0].next_on, True, band, days, since)
    return NextReview(next_workday(since, ahead=days), False, band, days, since)


def new_review(desk: Desk, person_id: str) -> Draft:
    """A review of today, with the next one proposed by the table."""
    person = desk.get(Person, person_id)
    band = release_band(person.expected_release, desk.today)
    days = next(one.working_days for one in review_table(desk) if one.band == band)
    ahead = next_workday(desk.today, ahead=days)
    return Draft(
        "review",
        {"person": person_id, "day": desk.today.isoformat(), "next_on": ahead.isoformat()},
    )


def review_draft(desk: Desk, review_id: str) -> Draft:
    """A review to be changed. Raises RecordGone."""
    return to_draft(desk.get(Review, review_id))


def save_review(desk: Desk, draft: Draft) -> Changes:
    """Keep a review. Who did not want to say has no view that is kept. Raises Invalid."""
    made = validated(draft, Review, today=desk.today)
    if made.next_on is not None and made.next_on <= made.day:
        raise Invalid([Problem(("next_on",), N_("The next review comes after this one."))])
    made = replace(made, own_view="" if made.declined else made.own_view.strip())
    with desk.store.transaction("review.saved", actor=desk.viewer, text=_("The review is saved")) as t:
        t.put(made, case=made.person)
    return t.changes()
