"""The way on in a few lines, for the page before a conversation: applications, what is left before release, the review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.base.settings import RELEASE_MONTHS
from app.documents.house_texts import HouseTexts
from app.records.application import OPEN_APPLICATIONS, Application
from app.records.before_release import ReleaseCheck, Review
from app.records.choices import codes
from app.records.release_band import months_left

if TYPE_CHECKING:
    from app.records.person import Person
    from app.store.store import Store, Viewer

_SETTLED = ("done", "not_needed")


def way_on(
    store: Store, *, viewer: Viewer, person: Person, texts: HouseTexts, today: dt.date
) -> tuple[tuple[str, str], ...]:
    """What is to be done, and beside it by when, what is missing, or who has it."""
    return (
        *_applications(store, viewer, person, texts),
        *_points(store, viewer, person, texts, today),
        *_review(store, viewer, person, texts, today),
    )


def _applications(
    store: Store, viewer: Viewer, person: Person, texts: HouseTexts
) -> Iterator[tuple[str, str]]:
    where = {"state": list(OPEN_APPLICATIONS)}
    for one in store.find(Application, viewer=viewer, case=person.id, where=where, order="deadline"):
        missing = [
            texts.label("application.paper", code) for code in one.papers if code not in one.papers_have
        ]
        kind = texts.label("application.kind", one.kind)
        parts = (
            texts.say("deadline {day}", day=texts.day(one.deadline)) if one.deadline else "",
            texts.say("missing: {papers}", papers=", ".join(missing)) if missing else "",
        )
        name = f"{kind}: {one.what}" if one.what else kind
        yield name[:1].upper() + name[1:], " · ".join(part for part in parts if part)


def _points(
    store: Store, viewer: Viewer, person: Person, texts: HouseTexts, today: dt.date
) -> Iterator[tuple[str, str]]:
    """One line for what is left of the checklist before release, where that is near or the list has been begun."""
    found = {one.item: one for one in store.find(ReleaseCheck, viewer=viewer, case=person.id)}
    left = months_left(person.expected_release, today)
    months = RELEASE_MONTHS.read(store.setting(RELEASE_MONTHS.name, RELEASE_MONTHS.default))
    if not found and (left is None or left > max(months, 1)):
        return
    every = codes("release_check.item")
    open_ones = [item for item in every if item not in found or found[item].state not in _SETTLED]
    if open_ones:
        done = texts.say("{done} of {count}", done=len(every) - len(open_ones), count=len(every))
        left_over = ", ".join(_point(texts, item, found.get(item)) for item in open_ones)
        yield texts.say("Before release: {done}", done=done), texts.say("left: {points}", points=left_over)


def _point(texts: HouseTexts, item: str, check: ReleaseCheck | None) -> str:
    """A point with who has it."""
    name = texts.label("release_check.item", item)
    return f"{name} ({check.who})" if check and check.who else name


def _review(
    store: Store, viewer: Viewer, person: Person, texts: HouseTexts, today: dt.date
) -> Iterator[tuple[str, str]]:
    """The review of the plan, once its day has come."""
    for last in store.find(Review, viewer=viewer, case=person.id, order="-day", limit=1):
        if last.next_on is not None and last.next_on <= today:
            yield texts.say("Review of the plan"), texts.day(last.next_on)
