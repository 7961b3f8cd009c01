"""The right side of Today: what is to be remembered, a section a rule, in the order of what it costs if missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout

from app.actions.reminders import can_be_step, into_step, next_look, put_off, reminder_done
from app.actions.service_actions import set_action_state
from app.actions.steps import set_step_state
from app.base.languages import N_, _
from app.store.questions.reminders import Due
from ui.forms.when import day_field
from ui.pages.today.due_words import due_source, due_words
from ui.pages.today.sessions import SHOWN, more_button, more_text
from ui.shell.ask import Ask
from ui.shell.page import Page, Section
from ui.theme import Button, Card, Icon, KeyHint, Label, Row, ScrollColumn, column, dates

NEEDS_KEY = "Alt+P"
OPENED = 20  # rows that follow at once; hundreds would hold the window up
_HEADS = {
    "interpreter": N_("Interpreter not confirmed"),
    "deadline": N_("Deadlines"),
    "papers": N_("Papers missing before a deadline"),
    "release": N_("Near release, without a plan"),
    "overdue": N_("Overdue steps"),
    "later": N_("Said “later”: ask again"),
    "referral": N_("Referrals without an answer"),
    "review": N_("Reviews of the plan"),
    "unseen": N_("Not seen for a while"),
    "text_changed": N_("On the walls"),
    "action": N_("Actions from the checklist"),
    "agreement": N_("Agreements to be reviewed"),
    "checklist": N_("The checklist"),
    "retention": N_("Retention"),
}
_ICONS = {
    "interpreter": ("languages", "bad"),
    "papers": ("file-text", "warn"),
    "release": ("door-open", "warn"),
    "overdue": ("circle", "bad"),
    "later": ("hourglass", "warn"),
    "referral": ("handshake", "muted"),
    "review": ("list-checks", "warn"),
    "unseen": ("clock", "muted"),
    "text_changed": ("image", "muted"),
    "action": ("flag", "warn"),
    "agreement": ("handshake", "warn"),
    "checklist": ("list-checks", "muted"),
    "retention": ("archive", "muted"),
}


class Needs(Card):
    """Sections in the order of what they cost if missed; empty ones are left out."""

    def __init__(self, page: Page, found: Sequence[Due], today: dt.date) -> None:
        super().__init__((8, 16, 8, 12), 0)
        self._page, self._today = page, today
        self._list = ScrollColumn(gap=0)
        self.box.addWidget(self._list)
        for rule, of_rule in groupby(found, key=lambda one: one.rule):
            self._section(rule, list(of_rule))
        if not self._list.box.count():
            self._list.box.addWidget(Section(_("Nothing is overdue"), ""))
        self._list.box.addStretch()

    def in_hand(self) -> int | None:
        """The place of the row that has the focus."""
        return next((at for at, row in enumerate(self.findChildren(DueRow)) if row.hasFocus()), None)

    def take_up(self, place: int) -> None:
        """The focus to the row at a place, or to the last one where there are fewer now."""
        rows = self.findChildren(DueRow)
        if rows:
            rows[min(place, len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def _section(self, rule: str, found: list[Due]) -> None:
        if self._list.box.count():
            self._list.box.addSpacing(16)
        head = Section(_(_HEADS[rule]), str(len(found)))
        if not self._list.box.count():
            head.row.addWidget(KeyHint(NEEDS_KEY))
        self._list.box.addWidget(head)
        self._list.box.addSpacing(4)
        rows = iter([DueRow(self._page, one, self._today) for one in found[:SHOWN]])
        place = column()
        self._list.box.addLayout(place)
        for row in rows:
            place.addWidget(row)
        rest = (DueRow(self._page, one, self._today) for one in found[SHOWN:])
        if len(found) > SHOWN:
            self._list.box.addWidget(_opener(place, rest, len(found) - SHOWN))


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


class DueRow(Row):
    """A reminder. Enter leads to the work; Space: done, U: put off, S: make it a step; of a step also V and Del, of
    an action Del."""

    STATES: ClassVar = {Qt.Key.Key_Space: "done", Qt.Key.Key_V: "waiting", Qt.Key.Key_Delete: "dropped"}
    ACTION_STATES: ClassVar = {Qt.Key.Key_Space: "done", Qt.Key.Key_Delete: "dropped"}

    def __init__(self, page: Page, due: Due, today: dt.date) -> None:
        self.due, self._page, self._today = due, page, today
        first, second, right = due_words(due, today)
        said = ", ".join(part for part in (first, second, right) if part)
        super().__init__(said, margins=(12, 8, 12, 8))
        self.setAccessibleDescription(self._keys())
        self.setToolTip(due_source(due) or self._keys())
        if due.rule == "deadline" and due.day:
            when = Label(dates.day_plain(due.day, today=today), "strong")
            when.setFixedWidth(58)
            self.add(when)
        else:
            icon, colour = _ICONS[due.rule]
            self.add(Icon(icon, colour, 17))
        self.two(first, second)
        self.enter_hint(_("Space: done"))
        if right:
            self.add(Label(right, "error" if due.rule in {"overdue", "interpreter"} else "small"))
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        does = None if event.modifiers() else self._verb(Qt.Key(event.key()))
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def _verb(self, key: Qt.Key) -> Callable[[], object] | None:
        run, due = self._page.frame.work.run, self.due
        if due.rule == "overdue" and key in self.STATES:
            return lambda: run(set_step_state, due.target, self.STATES[key])
        if due.rule == "action" and key in self.ACTION_STATES:
            return lambda: run(set_action_state, due.target, self.ACTION_STATES[key])
        if key == Qt.Key.Key_Space:
            return lambda: run(reminder_done, due)
        if key == Qt.Key.Key_U:
            return lambda: PutOffSheet(self._page, due, self._today)
        if key == Qt.Key.Key_S and can_be_step(due):
            return lambda: run(into_step, due)
        return None

    def _keys(self) -> str:
        if self.due.rule == "overdue":
            return _("Space: done. V: waiting. Del: dropped. U: put off.")
        if self.due.rule == "action":
            return _("Space: done. Del: dropped. U: put off.")
        if can_be_step(self.due):
            return _("Space: done. U: put off. S: make it a step.")
        return _("Space: done. U: put off.")

    def _open(self) -> None:
        go, due = self._page.frame.go, self.due
        if due.about.startswith("application/") or due.rule == "review":
            go("person_work", person=due.person, entry=due.target)
        elif due.rule == "deadline":
            go("settings", section="deadlines")
        elif due.rule == "action":
            go("checklist", question=due.name, action=due.target)
        elif due.rule == "agreement":
            go("service", section="partner", entry=due.target)
        elif due.rule == "checklist":
            go("checklist")
        elif due.rule == "text_changed":
            go("walls", show="changed")
        elif due.rule == "retention":
            go("retention")
        elif due.rule == "later" and not due.person:
            go("requests")
        elif due.rule == "interpreter":
            go("session", session=due.target)
        elif due.rule == "release":
            go("session", person=due.person)
        else:
            go("people", person=due.person, **({"entry": due.target} if due.target else {}))


class PutOffSheet(Ask):
    """Until when: a day that is offered, or one typed."""

    def __init__(self, page: Page, due: Due, today: dt.date) -> None:
        super().__init__(page, _("Put off"), due_words(due, today)[0], _("Put off"), width=420)
        self._due = due
        field = day_field(_("Until"), today=page.frame.clock.today, past=False)
        field.set_value(next_look(due, today=today).isoformat())
        self.field("when", field)
        self.show_now()

    def submit(self) -> None:
        self.do(put_off, self._due, self.said()["when"])
