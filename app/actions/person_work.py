"""What surrounds a person's talks, in one look: applications, points before release, reviews, interests, career buttons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.actions.career_map import CareerMap, career_map
from app.actions.desk import Desk
from app.actions.release_checks import Point, release_points
from app.actions.reviews import NextReview, next_review
from app.base.settings import RELEASE_MONTHS
from app.records.application import OPEN_APPLICATIONS, Application
from app.records.before_release import Review
from app.records.interest import InterestList
from app.records.release_band import months_left
from app.store.questions.person_page import PersonPage, person_page

_WAITS = (*OPEN_APPLICATIONS, "sent")


@dataclass(frozen=True)
class Around:
    """applications: those that wait for something first, by deadline, then the newest of the others. near_release: the
    points before release matter now. reviews, interests: the newest first."""

    applications: tuple[Application, ...]
    points: tuple[Point, ...]
    near_release: bool
    reviews: tuple[Review, ...]
    next_review: NextReview
    interests: tuple[InterestList, ...]
    career: CareerMap

    @property
    def waiting(self) -> tuple[Application, ...]:
        """The applications that are not answered or dropped."""
        return tuple(one for one in self.applications if one.state in _WAITS)


@dataclass(frozen=True)
class PersonWork:
    """A person's page with what surrounds the talks."""

    page: PersonPage
    around: Around
    today: dt.date


def person_work(desk: Desk, person_id: str) -> PersonWork:
    """All of it about one person. Raises RecordGone."""
    page = person_page(desk.store, person_id, viewer=desk.viewer)
    return PersonWork(page, around(desk, page), desk.today)


def around(desk: Desk, page: PersonPage) -> Around:
    """What surrounds the talks on a page that is read already."""
    person, find = page.person, desk.store.find
    applications = find(Application, viewer=desk.viewer, case=person.id)
    reviews = tuple(find(Review, viewer=desk.viewer, case=person.id, order="-day"))
    interests = find(InterestList, viewer=desk.viewer, case=person.id, order="-day")
    points = release_points(desk, person.id)
    return Around(
        tuple(sorted(applications, key=_order)),
        points,
        _near(desk, page) or any(point.check for point in points),
        reviews,
        next_review(desk, person, reviews, begun=_begun(page)),
        tuple(interests),
        career_map(page.timeline),
    )


def _order(one: Application) -> tuple[bool, dt.date, str]:
    return one.state not in _WAITS, one.deadline or dt.date.max, one.what


def _near(desk: Desk, page: PersonPage) -> bool:
    if page.person.left_on is not None:
        return False
    left = months_left(page.person.expected_release, desk.today)
    return left is not None and left <= max(desk.setting(RELEASE_MONTHS), 1)


def _begun(page: PersonPage) -> dt.date | None:
    """The first talk or intake of the page."""
    kinds = ("session", "intake")
    days = [
        one.day
        for one in page.timeline
        if one.kind in kinds and getattr(one.record, "state", "held") == "held"
    ]
    return min(days, default=None)
