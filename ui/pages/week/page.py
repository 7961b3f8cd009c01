"""The place "Uka": day, week and month to look at and to book in, with the queue beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.actions.timetable import Free, MonthView, WeekView, month, week
from app.base.days import add_months
from app.base.languages import N_, _, ngettext_
from app.store.questions.queue import Waiting
from app.store.store import Changes
from ui.documents.movement import ChangedLine, movement_actions
from ui.pages.week.doings import Doings, keys_here
from ui.pages.week.grid import WeekGrid
from ui.pages.week.month import MonthSheet
from ui.pages.week.queue import QueueCard
from ui.pages.week.things import Thing, shown_days, things_of
from ui.shell.page import Action, Frame, Header, Page
from ui.theme import Button, Card, Icon, KeyHint, Label, Surface, dates, line

Mode = Literal["day", "week", "month"]
_MODES: tuple[tuple[Mode, str, str], ...] = (
    ("day", N_("Day"), "D"),
    ("week", N_("Week"), "U"),
    ("month", N_("Month"), "M"),
)
A_DAY = dt.timedelta(days=1)
USUAL_START = 9 * 60


class WeekPage(Page):
    """Kept alive: the day one looked at stays. What the keys do with a thing is in doings.py."""

    name, place, keep = "week", "week", True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.mode: Mode = "week"
        self.day = _first_shown(frame.clock.today())
        self.view: WeekView | None = None
        self._narrow = self._queue_wanted = False
        self.doings = Doings(self)
        book = Button(_("Book"), "primary", icon="calendar-plus", key="Ctrl+B")
        book.clicked.connect(self.doings.book)
        self.header = Header(frame, _("The week"), "", book)
        self.box.addWidget(self.header)
        self.box.addLayout(self._bar())
        self._invite = self._invitation()
        self.box.addWidget(self._invite)
        self._changed = ChangedLine(frame)
        self.box.addWidget(self._changed)
        body = line(gap=16)
        body.addWidget(self._sheet(), 1)
        self.queue = QueueCard()
        self.queue.wanted.connect(self.doings.book_for)
        body.addWidget(self.queue)
        self.box.addLayout(body, 1)
        self._offer_keys()

    # -- what it is made of

    def _bar(self) -> QHBoxLayout:
        bar = line(gap=6)
        before = Button("", icon="arrow-left", name=_("Earlier"), key="PgUp", height=32, pad=8)
        after = Button("", icon="arrow-right", name=_("Later"), key="PgDown", height=32, pad=8)
        today = Button(_("Today"), "plain", key="I", height=32, pad=10)
        before.clicked.connect(lambda: self.turn(-1))
        after.clicked.connect(lambda: self.turn(1))
        today.clicked.connect(self.go_today)
        for button in (before, today, after):
            bar.addWidget(button)
        bar.addSpacing(12)
        self._modes: dict[Mode, Button] = {}
        for mode, text, key in _MODES:
            button = Button(_(text), "nav", key=key, height=32, pad=10)
            button.clicked.connect(partial(self._mode_pressed, mode))
            self._modes[mode] = button
            bar.addWidget(button)
        bar.addStretch(1)
        self._fold = Button(_("The queue"), "plain", icon="users", key="Q", height=32, pad=10)
        self._fold.clicked.connect(self.to_queue)
        hours = Button(_("The school's hours"), "plain", icon="clock", key="T", height=32, pad=10)
        hours.clicked.connect(self.open_hours)
        bar.addWidget(self._fold)
        bar.addWidget(hours)
        return bar

    def _sheet(self) -> Card:
        card = Card((12, 10, 6, 8), 6)
        self.grid, self.month = WeekGrid(), MonthSheet()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.month)
        card.box.addWidget(self.stack, 1)
        self._keys = Label("", "small")
        self._keys.setContentsMargins(6, 0, 6, 0)
        card.box.addWidget(self._keys)
        self.grid.moved.connect(self._moved)
        self.grid.opened.connect(self.doings.open)
        self.grid.passed.connect(self._beyond)
        self.month.moved.connect(self._moved)
        self.month.opened.connect(lambda: self.show_mode("day"))
        return card

    def _invitation(self) -> Surface:
        box = Surface("info", (14, 8, 14, 8))
        row = line(gap=10)
        row.addWidget(Icon("clock", "accent", 18))
        text = _(
            "Monday to Friday, nine to three, is only a guess. Write your own hours, lock-up and teaching."
        )
        row.addWidget(Label(text, wrap=True), 1)
        row.addWidget(KeyHint("T"))
        box.box.addLayout(row)
        box.setHidden(True)
        return box

    def _offer_keys(self) -> None:
        do = self.doings
        actions: tuple[tuple[str, Callable[[], object], str, str], ...] = (
            (_("Book"), do.book, "Ctrl+B", "calendar-plus"),
            (_("Today"), self.go_today, "I", "calendar"),
            *((_(text), partial(self.show_mode, mode), key, "calendar") for mode, text, key in _MODES),
            (_("Move"), do.move, "F2", "arrow-right"),
            (_("Move the whole day"), do.move_day, "Shift+F2", "arrow-right"),
            (_("Cancel the booking"), do.cancel, "Del", "x"),
            (_("Cancel the day or a room"), do.cancel_more, "Shift+Del", "x"),
            (_("Series"), do.series, "S", "rotate-ccw"),
            (_("The queue"), self.to_queue, "Q", "users"),
        )
        for text, run, key, icon in actions:
            self.offer(Action(text=text, run=run, key=key, icon=icon))
        for action in movement_actions(
            self.frame, day=lambda: self.day, week=lambda: self.mode != "day", look="Ctrl+P"
        ):
            self.offer(action)
        self.bind("F", do.move)
        self.bind("T", self.open_hours)  # Ctrl+K has it everywhere
        self.bind("Home", self.go_today)
        for earlier, later in (("PgUp", "PgDown"), ("Alt+Left", "Alt+Right")):
            self.bind(earlier, lambda: self.turn(-1))
            self.bind(later, lambda: self.turn(1))

    def _mode_pressed(self, mode: Mode, _checked: bool = False) -> None:
        self.show_mode(mode)

    # -- what a page is asked

    def title(self) -> str:
        return _("The week")

    def first(self) -> QWidget:
        return self.month if self.mode == "month" else self.grid

    def compact(self, narrow: bool) -> None:
        self._narrow = narrow
        self.header.compact(narrow)
        self._place_queue()

    def touches(self, changes: Changes) -> bool:
        return not changes.verb.startswith(("checklist.", "step."))

    def visited(self, about: Mapping[str, str]) -> None:
        if about.get("day"):
            self.day = dt.date.fromisoformat(about["day"])

    def reload(self) -> None:
        self.frame.work.ask(week, self.day, then=self._show, instead_of="week")
        self._changed.ask()
        if self.mode == "month":
            self.frame.work.ask(month, self.day, then=self._show_month, instead_of="week.month")

    # -- going about

    def show_mode(self, mode: Mode) -> None:
        """Day, week or month, at the day one is on."""
        self.mode = mode
        self.reload()

    def go_today(self) -> None:
        """The day it is."""
        self.go_to(self.frame.clock.today())

    def go_to(self, day: dt.date) -> None:
        """Another day, in whatever is shown."""
        self.day = day
        self.reload()

    def turn(self, by: int) -> None:
        """The day, week or month before (-1) or after (1)."""
        if self.mode == "month":
            self.go_to(add_months(self.day, by))
        else:
            self.go_to(self.day + by * (A_DAY if self.mode == "day" else 7 * A_DAY))

    def to_queue(self) -> None:
        """To who waits, and back; in a narrow window the queue unfolds for it."""
        if any(row.hasFocus() for row in self.queue.rows):
            self._queue_wanted = False
            self.first().setFocus()
        else:
            self._queue_wanted = True
            if self.queue.rows:
                self._place_queue()
                self.queue.rows[0].setFocus()
        self._place_queue()

    def open_hours(self) -> None:
        """Where the school writes its hours down."""
        self.frame.go("hours")

    def _beyond(self, by: int) -> None:
        """The arrow keys led beyond the days that are shown."""
        day = self.day + by * A_DAY
        if self.mode == "week":
            day = self.day + A_DAY * ((7 - self.day.weekday()) if by > 0 else -(self.day.weekday() + 3))
        self.go_to(day)

    # -- what is shown

    def current(self) -> Thing | None:
        """What the cursor is on; None in the month."""
        return self.grid.current() if self.mode != "month" else None

    def hour(self) -> Free:
        """The hour to book: the free one under the cursor, else the next free one of the week, else nine o'clock."""
        thing = self.current()
        if thing is not None and thing.kind == "free":
            return Free(thing.day, thing.start, thing.end)
        day = max(self.day, self.frame.clock.today())
        later = [free for free in self.view.free if free.day >= day] if self.view else []
        return later[0] if later else Free(day, USUAL_START, USUAL_START + 60)

    def waiting(self) -> tuple[Waiting, ...]:
        """Who waits, the longest first."""
        return self.view.queue if self.view else ()

    def _show(self, view: WeekView) -> None:
        if not 0 <= (self.day - view.monday).days < 7:
            return  # one has gone on meanwhile, and the answer to that comes
        self.view = view
        self._invite.setVisible(not view.kept)
        self.queue.show_waiting(view.queue)
        for mode, button in self._modes.items():
            button.set_on(mode == self.mode)
        today = self.frame.clock.today()
        if self.mode != "month":
            days = (
                shown_days(view) if self.mode == "week" else [one for one in view.days if one.day == self.day]
            )
            self.day = min(self.day, max(one.day for one in days))
            self.grid.show_things(days, things_of(view, days), today=today, at=self.day)
            self._turn_to(self.grid)
            self.header.facts.setText(self._facts(view))
        self._place_queue()

    def _show_month(self, view: MonthView) -> None:
        if self.mode != "month":
            return
        self.month.show_month(view, today=self.frame.clock.today(), at=self.day)
        self._turn_to(self.month)
        self.header.facts.setText(dates.month(view.first))

    def _turn_to(self, widget: QWidget) -> None:
        """Show the grid or the month, with the focus on it where the other one had it."""
        had = self.stack.currentWidget()
        self.stack.setCurrentWidget(widget)
        if had is not widget and self.isVisible():
            widget.setFocus()
        self._moved()

    def _facts(self, view: WeekView) -> str:
        last = view.monday + 4 * A_DAY
        number = view.monday.isocalendar().week
        planned = sum(one.state in ("planned", "held") for one in view.bookings)
        days = f"{dates.day_plain(view.monday, today=last)} – {dates.day_plain(last, today=last)}"
        booked = ngettext_("{count} booking", "{count} bookings", planned)
        said = [_("week {number}", number=number), f"{days} {last.year}", booked]
        if view.clashes:
            said.append(ngettext_("{count} clash", "{count} clashes", len(view.clashes)))
        return " · ".join(said)

    def _place_queue(self) -> None:
        self.queue.setVisible(not self._narrow or self._queue_wanted)
        self._fold.setVisible(self._narrow)

    def _moved(self) -> None:
        """The cursor went elsewhere: remember the day, and say what the keys do here."""
        thing = self.current()
        day = self.month.day() if self.mode == "month" else thing.day if thing else None
        self.day = day or self.day
        if self.view is not None and not 0 <= (self.day - self.view.monday).days < 7:
            self.frame.work.ask(week, self.day, then=self._show, instead_of="week")  # what the keys act on
        self._keys.setText(
            keys_here(thing) if self.mode != "month" else _("Enter: the day. Arrows: days and weeks.")
        )


def _first_shown(today: dt.date) -> dt.date:
    """The day that the page opens on: at the weekend the Monday to come, for the week that is over is no plan."""
    return today + A_DAY * (7 - today.weekday()) if today.weekday() > 4 else today
