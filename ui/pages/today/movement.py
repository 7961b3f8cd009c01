"""One line on Today where the duty officer's list no longer holds: Enter prints it again, with the changes marked."""

from __future__ import annotations

import datetime as dt

from app.base.languages import _
from ui.documents.movement import KEY, changed_said, print_movement_list
from ui.shell.page import Frame
from ui.theme import Card, Icon, KeyHint, Row


class ChangedListCard(Card):
    """When the list was handed out, and that it has changed since."""

    def __init__(self, frame: Frame, printed: dt.datetime) -> None:
        super().__init__((8, 8, 8, 8), 0)
        said = changed_said(printed, today=frame.clock.today())
        row = Row(said, margins=(12, 10, 12, 10))
        row.add(Icon("printer", "warn", 17))
        row.two(said, _("Print it again: what is new, moved or cancelled is marked."))
        row.enter_hint()
        row.add(KeyHint(KEY))
        row.clicked.connect(lambda: print_movement_list(frame))
        self.box.addWidget(row)
