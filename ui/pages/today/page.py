"""Today: the day's sessions, what lies half-written, and who and what needs a hand. Each line leads to the work."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.actions.days_work import days_work, walls_changed
from app.actions.safety import Worries, worries
from app.base.languages import _
from app.store.questions.today import SessionLine, Today
from app.store.store import Changes
from ui.documents.movement import movement_actions
from ui.lists import EmptyState, Offer
from ui.pages.cases.told import EmergencyCard
from ui.pages.today.movement import ChangedListCard
from ui.pages.today.needs import NEEDS_KEY, Needs
from ui.pages.today.newcomers import NewcomersCard
from ui.pages.today.queue import ALL_KEY, QueueCard
from ui.pages.today.safety import AWAY_KEY, SafetyCard, copy_away
from ui.pages.today.sessions import DayCard, DraftsCard
from ui.shell.focus import follow
from ui.shell.page import Action, Frame, Header, Page
from ui.shell.safekeeping import Safekeeper
from ui.theme import Button, Card, Row, ScrollColumn, clear, column, dates, line


class TodayPage(Page):
    """Left what the day holds, right what waits; an inviting card where there is nothing."""

    name, place, keep = "today", "today", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        new = Button(_("New session"), "primary", icon="plus", key="Ctrl+N")
        new.clicked.connect(lambda: frame.go("session"))
        self.header = Header(frame, _("Today"), "", new)
        self.box.addWidget(self.header)
        self._worries: Worries | None = None
        self._safety: SafetyCard | None = None
        self._body = line(gap=16)
        self.box.addLayout(self._body, 1)
        self._shown: Today | None = None
        self._walls = False  # whether the walls have been looked at
        self._first: QWidget = new
        self._day: DayCard | None = None
        self._queue: QueueCard | None = None
        self._sides: tuple[QBoxLayout, QBoxLayout] | None = None
        self._interrupted: list[Row] = []
        self._left: QWidget = self
        self._needs: Needs | None = None
        self._needs_of: tuple[object, ...] = ()  # what the right side shows
        # What is only posted would come before the left side is painted; a timer of its own does not.
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.timeout.connect(self._fill_right)
        self._before = self.offer(
            Action(
                text=_("Print “before the conversation” for today"),
                key="Ctrl+P",
                run=self.print_before,
                icon="printer",
            )
        )

        self.offer(Action(text=_("Who waits for a talk"), key="Alt+Q", run=self.to_queue, icon="hourglass"))
        everyone = lambda: frame.go("requests")  # noqa: E731
        self.offer(Action(text=_("All requests"), key=ALL_KEY, run=everyone, icon="hourglass"))
        self.offer(Action(text=_("Reminders"), key=NEEDS_KEY, run=self.to_needs, icon="flag"))
        for action in movement_actions(frame):
            self.offer(action)
        away = lambda: copy_away(self)  # noqa: E731
        self.offer(Action(text=_("Copy the register to a stick"), key=AWAY_KEY, run=away, icon="shield"))
        Safekeeper.of(frame.work).changed.connect(self._look_after)

    def title(self) -> str:
        return _("Today")

    def first(self) -> QWidget | None:
        return self._first

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith("checklist.")

    def compact(self, narrow: bool) -> None:
        self.header.compact(narrow)

    def reload(self) -> None:
        # comparing what hangs with what it would say now waits until the day is seen
        self.frame.work.ask(days_work, walls=self._walls, then=self._show, instead_of="today")
        self._look_after()
        if not self._walls:
            self.frame.work.ask(walls_changed, then=self._seen_walls, instead_of="today.walls")

    def _look_after(self) -> None:
        self.frame.work.ask(worries, then=self._worry, instead_of="today.safety")

    def _worry(self, found: Worries) -> None:
        """What is to be said about safety stands above the rest, and only while it is so."""
        if found == self._worries:
            return
        self._worries = found
        if self._safety is not None:
            self._safety.deleteLater()
            self._safety = None
        if found != Worries(never=found.never):
            self._safety = SafetyCard(self, found)
            self.box.insertWidget(1, self._safety)

    def _seen_walls(self, changed: bool) -> None:
        self._walls = True
        if changed:
            self.reload()

    def print_before(self) -> None:
        """One page for each who comes today."""
        alone = [one for one in self._expected() if one.form != "group"]
        people = [id for session in alone for id, _name in session.people]
        if people:
            self.frame.go("paper", document="before_conversation", people=",".join(dict.fromkeys(people)))
        else:
            self.frame.say(_("Nobody is expected today."))

    def to_queue(self) -> None:
        """Go to who has waited longest; on an empty day, to all requests."""
        rows = self._queue.rows if self._queue is not None else []
        if rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.frame.go("requests")

    def to_needs(self) -> None:
        """Go to what is to be remembered, the dearest first."""
        if self._needs is not None:
            self._needs.take_up(0)

    def _expected(self) -> list[SessionLine]:
        sessions = self._shown.sessions if self._shown else ()
        return [one for one in sessions if one.state == "planned"]

    def _show(self, found: Today) -> None:
        if found == self._shown:
            return
        before, self._shown = self._shown, found
        answering = self._needs is not None and self._needs.in_hand() is not None
        self.header.facts.setText(_day_said(found))
        if found.is_quiet() and not found.week:
            clear(self._body)
            self._day, self._queue, self._sides, self._needs, self._needs_of = None, None, None, None, ()
            self._body.addWidget(self._quiet(found))
        else:
            self._fill(found, before)
        if self.isVisible() and not answering:  # who answers reminders goes on with the next one
            self.focus_when_shown(self._first)

    def _fill(self, found: Today, before: Today | None) -> None:
        """Make anew what has changed: the left side now, the right one once that is seen."""
        fresh = self._sides is None
        if self._sides is None:
            clear(self._body)
            self._sides = column(), column()
            for side, share in zip(self._sides, (61, 39), strict=True):
                self._body.addLayout(side, share)
        if fresh or before is None or _at_left(found) != _at_left(before):
            self._fill_left(self._sides[0], found)
            if self._needs is not None:
                follow(self._left, self._needs)
        self._stand()
        self._seen.start(0)

    def _fill_left(self, side: QBoxLayout, found: Today) -> None:
        booking = self._queue is not None and any(row.hasFocus() for row in self._queue.rows)
        clear(side)
        left = ScrollColumn(gap=16)
        self._left = left
        side.addWidget(left)  # first, so that each part is polished once, in its place
        for one in found.emergencies:
            left.box.addWidget(EmergencyCard(self.frame, one))
        self._day = DayCard(self, found, self.print_before)
        left.box.addWidget(self._day)
        if found.movement.changed and found.movement.printed:
            left.box.addWidget(ChangedListCard(self.frame, found.movement.printed))
        now = self.frame.clock.now()
        self._interrupted = []
        if found.drafts:
            drafts = DraftsCard(self.frame, found.drafts, now)
            left.box.addWidget(drafts)
            self._interrupted = drafts.rows if _is_fresh(found, now) else []
        self._queue = QueueCard(self, found.waiting)
        left.box.addWidget(self._queue)
        if booking:
            self._interrupted = list(self._queue.rows)  # the next one is booked from the same place
        if found.not_offered or found.ask_again:
            left.box.addWidget(NewcomersCard(self.frame, found))
        left.box.addStretch(1)

    def _fill_right(self) -> None:
        found = self._shown
        if self._sides is None or found is None or self._needs_of == (found.reminders, found.day):
            return
        self._needs_of = (found.reminders, found.day)
        place = self._needs.in_hand() if self._needs is not None else None
        clear(self._sides[1])
        self._needs = Needs(self, found.reminders, found.day)
        self._sides[1].addWidget(self._needs)
        if place is not None:
            QTimer.singleShot(0, self._needs, partial(self._needs.take_up, place))
        waited = self._first is self.header.search
        self._stand()
        if waited and self.isVisible():
            self.focus_when_shown(self._first)

    def _stand(self) -> None:
        """Where the day begins: with what was interrupted, else the first who is still to come, else the first row."""
        expected = [row for row in self._day.rows if row.session.state == "planned"] if self._day else []
        rows = [row for side in self._sides or () for row in _rows_in(side)]
        first = (self._interrupted or expected or rows)[:1]
        self._first = first[0] if first else self.header.search

    def _quiet(self, found: Today) -> QWidget:
        offers = (
            _offer(
                self,
                "plus",
                _("New session"),
                _("Write down a talk"),
                "Ctrl+N",
                lambda: self.frame.go("session"),
            ),
            _offer(
                self, "user-plus", _("New person"), _("A name is enough"), "Ctrl+Shift+N", self._new_person
            ),
            _offer(
                self,
                "printer",
                _("Print a poster"),
                _("In the languages read here"),
                "Ctrl+5",
                self._paper,
            ),
        )
        self._first = offers[0]
        card = Card((0, 0, 0, 0), 0)
        card.box.addWidget(EmptyState("coffee", _("No sessions today"), _what_comes(found), offers))
        return card

    def _new_person(self) -> None:
        self.frame.go("new_person")

    def _paper(self) -> None:
        self.frame.go("paper")


def _at_left(found: Today) -> tuple[object, ...]:
    lists = (found.sessions, found.week, found.drafts, found.waiting, found.not_offered, found.ask_again)
    return found.day, found.movement, found.emergencies, *lists


def _rows_in(side: QBoxLayout) -> list[Row]:
    widgets = [item.widget() for at in range(side.count()) if (item := side.itemAt(at)) is not None]
    return [row for widget in widgets if widget is not None for row in widget.findChildren(Row)]


def _is_fresh(found: Today, now: dt.datetime) -> bool:
    """True for a draft of this very hour: the fuse went, or the PC was needed, in the middle of a sentence."""
    return now - found.drafts[0].draft.changed_at < dt.timedelta(hours=1)


def _offer(page: TodayPage, icon: str, text: str, detail: str, key: str, run: object) -> Offer:
    offer = Offer(icon, text, detail, key)
    offer.clicked.connect(run)
    return offer


def _day_said(found: Today) -> str:
    week = found.day.isocalendar().week
    return _("{day} · week {week}", day=dates.day_long(found.day), week=week)


def _what_comes(found: Today) -> str:
    if found.next_session is None:
        return _("Nothing waits. A quiet moment for the checklist or a poster.")
    coming = found.next_session
    who = coming.topic or ", ".join(name for _id, name in coming.people)
    when = f"{dates.day_short(coming.day, today=found.day)} {dates.clock(coming.clock)}".strip()
    return _("The next is {who}, {when}. No step is overdue.", who=who, when=when)
