"""Made-up applications, points before release, reviews and lists of interests of those who are here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from app.actions.applications import papers_for
from app.actions.demo.material import Chance, texts
from app.actions.demo.people import NEAR_RELEASE, NEW, Resident
from app.base.holidays import next_workday
from app.records.application import Application
from app.records.before_release import ReleaseCheck, Review
from app.records.choices import codes
from app.records.choices_interest import ASKED
from app.records.interest import InterestList
from app.records.record import Record

_EVERY = 3  # one in so many has an application
_STATES = ("collecting", "planned", "sent", "collecting", "answered", "ready")
_DAYS = (12, 45, 30, 20, 40, 60)  # days from today to the deadline of each
_REVIEWED = 4  # one in so many has looked at the plan again


def way_on(seed: int, everyone: Sequence[Resident], today: dt.date) -> Iterator[Record]:
    """Of a chance of its own, so that what is added here changes nobody's story."""
    chance = Chance(-5 - seed)
    here = [one for one in everyone if one.is_here and one.part != NEW]
    for place, resident in enumerate(here):
        if place % _EVERY == 0:
            yield _application(chance, resident, place // _EVERY, today)
        if resident.part == NEAR_RELEASE:
            yield from _points(chance, resident, today)
        if place % _REVIEWED == 1:
            yield _review(chance, resident, place, today)
        if place % (2 * _EVERY) == 0:
            yield _interests(chance, resident, today)


def _application(chance: Chance, resident: Resident, place: int, today: dt.date) -> Application:
    told = texts()["applications"]
    kind, what = told[place % len(told)]
    state = _STATES[place % len(_STATES)]
    papers = papers_for(kind)
    have = papers[: chance.number(0, len(papers) - 1)] if state in ("planned", "collecting") else papers
    sent = state in ("sent", "answered")
    return Application(
        id=chance.id(),
        person=resident.person.id,
        kind=kind,
        what=what,
        deadline=next_workday(today + dt.timedelta(days=_DAYS[place % len(_DAYS)]), ahead=0),
        papers=papers,
        papers_have=have,
        state=state,
        sent_on=today - dt.timedelta(days=20) if sent else None,
        outcome=chance.one(("offer", "waiting_list")) if state == "answered" else "",
        outcome_on=today - dt.timedelta(days=4) if state == "answered" else None,
    )


def _points(chance: Chance, resident: Resident, today: dt.date) -> Iterator[ReleaseCheck]:
    """The first points are done, one is under way, and the rest is as nobody has touched it."""
    items = codes("release_check.item")
    done = chance.number(1, 3)
    for place, item in enumerate(items[: done + 1]):
        yield ReleaseCheck(
            id=chance.id(),
            person=resident.person.id,
            item=item,
            state="done" if place < done else "doing",
            who=chance.one(texts()["officers"]) if place == done else "",
            done_on=today - dt.timedelta(days=10 + place) if place < done else None,
        )


def _review(chance: Chance, resident: Resident, place: int, today: dt.date) -> Review:
    declined = place % (3 * _REVIEWED) == 1
    ahead = dt.timedelta(days=-3 if place % (2 * _REVIEWED) == 1 else chance.number(10, 60))
    return Review(
        id=chance.id(),
        person=resident.person.id,
        day=today - dt.timedelta(days=chance.number(30, 50)),
        own_view="" if declined else chance.one(resident.story.own),
        declined=declined,
        next_on=next_workday(today + ahead, ahead=0),
    )


def _interests(chance: Chance, resident: Resident, today: dt.date) -> InterestList:
    said = chance.some(ASKED, chance.number(10, 20))
    return InterestList(
        id=chance.id(),
        person=resident.person.id,
        day=today - dt.timedelta(days=chance.number(10, 90)),
        liked=tuple(said[4:]),
        perhaps=tuple(said[:4]),
    )
