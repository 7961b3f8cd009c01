"""Who waits for a talk, on Today: the longest first, booked with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.languages import _
from app.store.questions.queue import Waiting
from ui.pages.requests.rows import WaitingRow
from ui.pages.today.sessions import SHOWN, more
from ui.shell.page import Page, Section
from ui.theme import Button, Card, KeyHint

ALL_KEY = "Alt+A"


class QueueCard(Card):
    """The first few who wait, the way to all of them, and to a new request."""

    def __init__(self, page: Page, waiting: Sequence[Waiting]) -> None:
        super().__init__((8, 16, 8, 8), 2)
        new = Button(_("New request"), "quiet", icon="plus", key="Ctrl+R", height=28, pad=3)
        new.clicked.connect(lambda: page.frame.go("request"))
        everyone = Button(_("All requests"), "quiet", key=ALL_KEY, height=28, pad=3)
        everyone.clicked.connect(lambda: page.frame.go("requests"))
        count = str(len(waiting)) if waiting else _("nobody")
        head = Section(_("Wait for a talk"), count, everyone, new)
        if waiting:
            head.row.insertWidget(2, KeyHint("Alt+Q"))
        self.box.addWidget(head)
        self.rows = [WaitingRow(page, one) for one in waiting[:SHOWN]]
        for row in self.rows:
            self.box.addWidget(row)
        if len(waiting) > SHOWN:
            self.box.addWidget(more(len(waiting) - SHOWN, lambda: page.frame.go("requests")))
