"""The lines of the way on: applications, points before release, reviews and lists of interests, each with its keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.actions.applications import name_of, papers_missing, set_application_state
from app.actions.interests import most
from app.actions.release_checks import Point, set_point_state
from app.actions.reviews import NextReview
from app.base.languages import _, ngettext_
from app.records.application import OPEN_APPLICATIONS, Application
from app.records.before_release import Review
from app.records.choices import label
from app.records.interest import InterestList
from app.records.record import Record
from ui.pages.person_work.sheets import (
    AnswerSheet,
    PointSheet,
    change_application,
    change_review,
    write_review,
)
from ui.shell.page import Page
from ui.theme import Icon, Label, Pill, Row, Tone, dates

_STATE_TONES: dict[str, Tone] = {"ready": "accent", "sent": "accent", "answered": "ok"}
_OUTCOME_TONES: dict[str, Tone] = {"offer": "ok", "waiting_list": "warn", "partly": "warn", "refused": "idle"}
SOON = 14  # days before a deadline at which it is said in another tone


def void(page: Page, record: Record, what: str) -> None:
    """Take an entry out of every list, with a reason."""
    from ui.pages.people.sheets import VoidSheet  # only now: the person's page is made of the lines here

    VoidSheet(page, record, what)


class WorkRow(Row):
    """A line with keys of its own. token: the id of what it shows, so that the focus finds it again."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__(name, margins=(12, 7, 12, 7))
        self.token = token
        self.walk: Callable[[str], bool] | None = None

    def is_about(self, token: str) -> bool:
        """Whether this line shows what the token is of."""
        return self.token == token

    def keys(self) -> dict[int, Callable[[], object]]:
        """What each bare key does."""
        return {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: "Down", Qt.Key.Key_Up: "Up"}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        does = self.keys().get(event.key()) if plain else None
        if does is not None:
            does()
        elif not (plain and self.walk and event.key() in steps and self.walk(steps[Qt.Key(event.key())])):
            super().keyPressEvent(event)


class ApplicationRow(WorkRow):
    """An application. Space: handed in, A: answered, Del: dropped, X: void; Enter: everything about it.

    who: the name of who applies, where they stand with those of others; Enter then opens that person's.
    """

    def __init__(self, page: Page, one: Application, *, who: str = "") -> None:
        today = page.frame.clock.today()
        facts, state = application_facts(one, today), application_state(one)
        title = f"{who} · {name_of(one)}" if who else name_of(one)
        super().__init__(", ".join(part for part in (title, facts, state) if part), one.id)
        self._page, self.one = page, one
        said = _("Space: handed in. A: answered. Del: dropped. X: void. Enter: change.")
        self.setAccessibleDescription(said)
        self.setToolTip("\n".join(part for part in (title, facts, said) if part))
        late = one.state in OPEN_APPLICATIONS and one.deadline is not None and one.deadline < today
        self.add(Icon("file-text", "bad" if late else "muted", 17))
        self.two(title, facts)
        self.enter_hint()
        self.add(Pill(state[:1].upper() + state[1:], application_tone(one, today)))
        self.clicked.connect(lambda: self._open(bool(who)))

    def keys(self) -> dict[int, Callable[[], object]]:
        return {
            Qt.Key.Key_Space: self._hand_in,
            Qt.Key.Key_A: lambda: AnswerSheet(self._page, self.one),
            Qt.Key.Key_Delete: self._drop,
            Qt.Key.Key_X: lambda: void(self._page, self.one, name_of(self.one)),
        }

    def _open(self, of_others: bool) -> None:
        if of_others:
            self._page.frame.go("person_work", person=self.one.person, entry=self.one.id)
        else:
            change_application(self._page, self.one)

    def _hand_in(self) -> None:
        self._turn("sent")

    def _drop(self) -> None:
        self._turn("dropped")

    def _turn(self, state: str) -> None:
        """It is so now; said again, it is as before."""
        before = "collecting" if papers_missing(self.one) else "ready"
        said = before if self.one.state == state else state
        self._page.frame.work.run(set_application_state, self.one.id, said)


def application_facts(one: Application, today: dt.date) -> str:
    """By when, and what is missing; or when it was handed in or answered."""
    if one.state == "answered":
        return _("answered {day}", day=dates.day_plain(one.outcome_on, today=today)) if one.outcome_on else ""
    if one.state == "sent":
        return _("handed in {day}", day=dates.day_plain(one.sent_on, today=today)) if one.sent_on else ""
    missing = ", ".join(label("application.paper", code) for code in papers_missing(one))
    return " · ".join(
        part
        for part in (
            _("deadline {day}", day=dates.day_plain(one.deadline, today=today)) if one.deadline else "",
            _("missing: {papers}", papers=missing) if missing and one.state != "dropped" else "",
            one.note,
        )
        if part
    )


def application_state(one: Application) -> str:
    """How far it is, or what was answered, in a word."""
    if one.state == "answered" and one.outcome:
        return label("application.outcome", one.outcome)
    return label("application.state", one.state)


def application_tone(one: Application, today: dt.date) -> Tone:
    """In which tone that is said."""
    if one.state == "answered":
        return _OUTCOME_TONES.get(one.outcome, "idle")
    if one.state in OPEN_APPLICATIONS and one.deadline is not None:
        left = (one.deadline - today).days
        if left <= SOON:
            return "bad" if left < 0 else "warn"
    return _STATE_TONES.get(one.state, "idle")


class PointRow(WorkRow):
    """A point before release. Space: done, or open again; V: under way; I: not needed; Enter: who has it."""

    ICONS: ClassVar[dict[str, tuple[str, str]]] = {
        "open": ("circle", "muted"),
        "doing": ("circle-dashed", "warn"),
        "done": ("circle-check", "ok"),
        "not_needed": ("minus", "muted"),
    }

    def __init__(self, page: Page, person: str, point: Point) -> None:
        name, state = label("release_check.item", point.item), label("release_check.state", point.state)
        name = name[:1].upper() + name[1:]
        check = point.check
        done = check.done_on if check else None
        day = dates.day_plain(done, today=page.frame.clock.today()) if done else ""
        about = " · ".join(part for part in (check.who if check else "", check.note if check else "") if part)
        super().__init__(", ".join(part for part in (name, about, state, day) if part), point.item)
        self._page, self._person, self.point = page, person, point
        said = _("Space: done. V: under way. I: not needed. Enter: who has it.")
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        icon, colour = self.ICONS[point.state]
        self.add(Icon(icon, colour, 17))
        self.two(name, about, ("muted" if point.settled else "", "small"))
        self.enter_hint()
        if point.state != "open":
            self.add(Label(" ".join(part for part in (state, day) if part), "small"))
        self.clicked.connect(lambda: PointSheet(page, person, point))

    def is_about(self, token: str) -> bool:
        check = self.point.check
        return super().is_about(token) or (check is not None and check.id == token)

    def keys(self) -> dict[int, Callable[[], object]]:
        return {
            Qt.Key.Key_Space: lambda: self._say("done"),
            Qt.Key.Key_V: lambda: self._say("doing"),
            Qt.Key.Key_I: lambda: self._say("not_needed"),
        }

    def _say(self, state: str) -> None:
        said = "open" if self.point.state == state else state
        self._page.frame.work.run(set_point_state, self._person, self.point.item, said)


class NextReviewRow(WorkRow):
    """When the plan is looked at again: as agreed, or as the table proposes. Enter: it is being done now."""

    TOKEN = "next_review"

    def __init__(self, page: Page, person: str, found: NextReview) -> None:
        today = page.frame.clock.today()
        said = _("Next review {day}", day=dates.day_short(found.day, today=today))
        why = review_why(found)
        due = found.day <= today
        super().__init__(", ".join(part for part in (said, why, _("due") if due else "") if part), self.TOKEN)
        self.add(Icon("list-checks", "warn" if due else "muted", 17))
        self.two(said, why)
        self.enter_hint()
        self.setToolTip(_("Enter: review now"))
        if due:
            self.add(Pill(_("due"), "warn"))
        self.clicked.connect(lambda: write_review(page, person))


def review_why(found: NextReview) -> str:
    """Why on that day: agreed, or so many working days by the time that is left."""
    if found.agreed:
        return _("as agreed at the last one")
    days = ngettext_("{count} working day", "{count} working days", found.working_days)
    return _("proposed: {days}, time left: {band}", days=days, band=label("person.release_band", found.band))


class ReviewRow(WorkRow):
    """A review that was held. Enter: change, X: void."""

    def __init__(self, page: Page, one: Review) -> None:
        today = page.frame.clock.today()
        day = dates.day_plain(one.day, today=today)
        said = _("Did not want to say") if one.declined else one.own_view or _("No view written down")
        super().__init__(f"{day}, {said}", one.id)
        self._page, self.one, self._day = page, one, day
        tip = _("Enter: change. X: void.")
        self.setAccessibleDescription(tip)
        self.setToolTip("\n".join(part for part in (one.own_view, tip) if part))
        self.add(Icon("message-circle", "muted", 17))
        self.two(said, day, ("" if one.own_view else "muted", "small"))
        self.enter_hint()
        self.clicked.connect(lambda: change_review(page, one))

    def keys(self) -> dict[int, Callable[[], object]]:
        what = ", ".join((_("Review of the plan"), self._day))
        return {Qt.Key.Key_X: lambda: void(self._page, self.one, what)}


def interests_said(one: InterestList) -> str:
    """What a list of interests shows most of, in words: no ranking, and no verdict."""
    said = ", ".join(label("interest.type", code) for code in most(one))
    return _("most of: {types}", types=said) if said else _("a bit of everything")
