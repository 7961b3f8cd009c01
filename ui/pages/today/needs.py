"""The right side of Today: overdue steps, people near release without a plan, people not seen, deadlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout

from app.actions.steps import set_step_state
from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.release_band import release_band
from app.store.questions.today import DeadlineLine, PersonDue, StepLine, Today
from ui.pages.today.sessions import SHOWN, more_button, more_text
from ui.shell.page import Frame, Section
from ui.theme import Button, Card, Icon, Label, Row, ScrollColumn, column, dates

OPENED = 20  # rows that follow at once; hundreds would hold the window up


class Needs(Card):
    """Sections in the order of what they cost if missed; empty ones are left out."""

    def __init__(self, frame: Frame, found: Today) -> None:
        super().__init__((8, 16, 8, 12), 0)
        self._frame, self._today = frame, found.day
        self._list = ScrollColumn(gap=0)
        self.box.addWidget(self._list)
        self._overdue(found)
        self._near_release(found)
        self._unseen(found)
        self._deadlines(found)
        if not self._list.box.count():
            self._head(_("Nothing is overdue"), "")
        self._list.box.addStretch()

    def _head(self, title: str, count: str) -> None:
        if self._list.box.count():
            self._list.box.addSpacing(16)
        self._list.box.addWidget(Section(title, count))
        self._list.box.addSpacing(4)

    def _add(self, rows: Iterator[Row], count: int) -> None:
        """The first few rows; the rest are made, and take their place, when they are asked for."""
        place = column()
        self._list.box.addLayout(place)
        for row in islice(rows, SHOWN):
            place.addWidget(row)
        if count > SHOWN:
            self._list.box.addWidget(_opener(place, rows, count - SHOWN))

    def _overdue(self, found: Today) -> None:
        if found.overdue:
            self._head(_("Overdue steps"), str(len(found.overdue)))
            self._add(
                (OverdueRow(self._frame, step, self._today) for step in found.overdue), len(found.overdue)
            )

    def _near_release(self, found: Today) -> None:
        if found.near_release:
            self._head(_("Near release, without a plan"), str(len(found.near_release)))
            self._add((self._release_row(person) for person in found.near_release), len(found.near_release))

    def _unseen(self, found: Today) -> None:
        if found.unseen:
            self._head(_("Not seen for a while"), str(len(found.unseen)))
            self._add((self._unseen_row(person) for person in found.unseen), len(found.unseen))

    def _deadlines(self, found: Today) -> None:
        if found.deadlines:
            self._head(_("Deadlines"), _("coming weeks"))
            self._add((self._deadline_row(one) for one in found.deadlines), len(found.deadlines))

    def _release_row(self, person: PersonDue) -> Row:
        band = label("person.release_band", release_band(person.release, self._today))
        facts = " · ".join(part for part in (person.ward, band) if part)
        row = Row(_("{name}, {facts}, no plan", name=person.name, facts=facts))
        row.add(Icon("door-open", "warn", 17))
        row.two(person.name, facts)
        row.add(Label(_("Make a plan"), "said"))
        row.clicked.connect(lambda: self._frame.go("session", person=person.id))
        return row

    def _unseen_row(self, person: PersonDue) -> Row:
        ago = dates.weeks_ago((self._today - person.since).days) if person.since else ""
        row = Row(f"{person.name}, {ago}", margins=(12, 9, 12, 9))
        row.add(Icon("clock", "muted", 17))
        row.two(person.name, "")
        row.add(Label(ago, "small"))
        row.clicked.connect(lambda: self._frame.go("people", person=person.id))
        return row

    def _deadline_row(self, one: DeadlineLine) -> Row:
        day = dates.day_plain(one.coming.day, today=self._today)
        left = _left(one.coming.days_left)
        names = ", ".join(name for _id, name in one.people[:4])
        if len(one.people) > 4:
            names = _("{names} and {count} more", names=names, count=len(one.people) - 4)
        row = Row(_("Deadline {day}: {what}, {left}", day=day, what=one.coming.deadline.name, left=left))
        when = Label(day, "strong")
        when.setFixedWidth(58)
        row.add(when)
        row.two(one.coming.deadline.name, names, ("", "small"))
        row.add(Label(left, "small"))
        row.setToolTip(_source(one))
        row.clicked.connect(lambda: self._frame.go("settings", section="deadlines"))
        return row


def _opener(place: QBoxLayout, rows: Iterator[Row], count: int) -> Button:
    """A button that shows the rows that were too many, a screenful at a time."""
    left = count

    def show() -> None:
        nonlocal left
        fresh = list(islice(rows, OPENED))
        for row in fresh:
            place.addWidget(row)
        fresh[0].setFocus()
        left -= len(fresh)
        button.setText(more_text(left))
        button.setVisible(left > 0)

    button = more_button(count, show)
    return button


class OverdueRow(Row):
    """An overdue step. Enter opens the person; Space: done, V: waiting, Del: dropped."""

    STATES: ClassVar = {Qt.Key.Key_Space: "done", Qt.Key.Key_V: "waiting", Qt.Key.Key_Delete: "dropped"}

    def __init__(self, frame: Frame, step: StepLine, today: dt.date) -> None:
        due = dates.day_plain(step.due, today=today)
        who = label("step.who", step.who)
        super().__init__(
            _("Overdue {day}: {what}, {name}, {who}", day=due, what=step.text, name=step.name, who=who)
        )
        self._frame, self._step_id = frame, step.id
        self.setAccessibleDescription(_("Space: done. V: waiting. Del: dropped."))
        self.add(Icon("circle", "bad", 17))
        self.two(step.text, f"{step.name} · {who}")
        self.enter_hint(_("Space: done"))
        self.add(Label(due, "error"))
        self.clicked.connect(lambda: frame.go("people", person=step.person))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = self.STATES.get(Qt.Key(event.key()))
        if state and not event.modifiers():
            self._frame.work.run(set_step_state, self._step_id, state)
            return
        super().keyPressEvent(event)


def _left(days: int) -> str:
    if days == 0:
        return _("today")
    if days <= 21:
        return ngettext_("{count} day", "{count} days", days)
    return ngettext_("{count} week", "{count} weeks", days // 7)


def _source(one: DeadlineLine) -> str:
    row = one.coming.deadline
    said = _("Source: {source}, read {day}.", source=row.source, day=row.as_of) if row.source else ""
    assumed = _("Last year’s date, check it.") if one.coming.assumed else ""
    return " ".join(part for part in (said, assumed) if part)
