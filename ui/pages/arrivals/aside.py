"""Beside the list: those of the last weeks who still need an intake, the longest here first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.actions.arrivals import tell
from app.base.languages import _, ngettext_
from app.records.spoken import language_name
from app.store.questions.arrivals import Newcomer
from ui.lists import EmptyState
from ui.shell.page import Frame, Section
from ui.theme import Card, Icon, Label, Pill, Row, ScrollColumn, clear, dates

SHOWN = 60


class Waiting(Card):
    """Enter begins the intake, Space says that somebody was told about guidance."""

    def __init__(self, frame: Frame) -> None:
        super().__init__((8, 16, 8, 12), 4)
        self._frame = frame
        self._found: Sequence[Newcomer] = ()
        self.head = Section(_("Still need an intake"), "")
        self.box.addWidget(self.head)
        self._list = ScrollColumn(gap=0)
        self.box.addWidget(self._list, 1)
        self.rows: list[NewcomerRow] = []

    def show_newcomers(self, found: Sequence[Newcomer], today: dt.date) -> None:
        """Show these; the focus stays at its place."""
        if found == self._found and self.rows:
            return
        self._found = found
        here = next((at for at, row in enumerate(self.rows) if row is QApplication.focusWidget()), None)
        clear(self._list.box)
        self.head.count.setText(str(len(found)) if found else "")
        self.rows = [NewcomerRow(self._frame, one, today) for one in found[:SHOWN]]
        for row in self.rows:
            self._list.box.addWidget(row)
        if len(found) > SHOWN:
            self._list.box.addWidget(
                Label(ngettext_("{count} more", "{count} more", len(found) - SHOWN), "small")
            )
        if found:
            self._list.box.addStretch(1)
        else:
            text = _("Everyone who came in the last weeks has had an intake conversation.")
            self._list.box.addWidget(EmptyState("circle-check", _("Nobody waits"), text), 1)
        if here is not None and self.rows:
            row = self.rows[min(here, len(self.rows) - 1)]
            row.show()
            row.setFocus(Qt.FocusReason.OtherFocusReason)


class NewcomerRow(Row):
    """Somebody who came and was not talked to yet."""

    def __init__(self, frame: Frame, one: Newcomer, today: dt.date) -> None:
        came = _("came {day}", day=dates.day_said(one.day, today=today))
        facts = " · ".join(
            part for part in (came, one.ward, language_name(one.language) if one.language else "") if part
        )
        told = _("told") if one.told else _("not told")
        super().__init__(f"{one.name}, {facts}, {told}", margins=(12, 8, 12, 8))
        self._frame, self._person = frame, one.person
        first, second = self.two(one.name, facts)
        for label in (first, second):
            label.setToolTip(label.text())
        self.enter_hint(_("Intake"))
        if one.told:
            self.add(Icon("square-check", "ok", 17))
        self.add(Pill(told, "ok" if one.told else "idle"))
        self.setAccessibleDescription(_("Enter: intake conversation. Space: told about guidance, or not."))
        self.clicked.connect(lambda: frame.go("intake", person=one.person))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._frame.work.run(tell, self._person)
            return
        super().keyPressEvent(event)
