"""One who waits, as a line: name, what about, from whom, and how many days."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.base.languages import _, ngettext_
from app.records.choices import label
from app.records.spoken import language_name
from app.store.questions.queue import Waiting
from ui.pages.requests.sheets import book, verbs
from ui.shell.page import Page
from ui.theme import Label, Pill, Row, Tile

LONG = 14  # days after which a wait is shown as long
_KEYS = {
    Qt.Key.Key_B: "B",
    Qt.Key.Key_S: "S",
    Qt.Key.Key_N: "N",
    Qt.Key.Key_R: "R",
    Qt.Key.Key_W: "W",
    Qt.Key.Key_F2: "F2",
}


class WaitingRow(Row):
    """A request that waits. Enter books it; letters end it."""

    def __init__(self, page: Page, waiting: Waiting) -> None:
        self.waiting, self._page = waiting, page
        days = ngettext_("{count} day", "{count} days", waiting.days)
        facts = _facts(waiting)
        super().__init__(
            ", ".join(part for part in (waiting.name, facts, days) if part), margins=(12, 9, 12, 9)
        )
        self.setAccessibleDescription(keys_said(waiting))
        self.setToolTip(keys_said(waiting))
        self.add(Tile(waiting.language[:2].upper() or "?"))
        self.two(waiting.name, facts)
        self.enter_hint(_("Enter: book"))
        if not waiting.person:
            self.add(Pill(_("not known here")))
        self.add(Pill(days, "warn") if waiting.days >= LONG else Label(days, "small"))
        self.clicked.connect(lambda: book(page, waiting))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = "" if event.modifiers() else _KEYS.get(Qt.Key(event.key()), "")
        does = verbs(self._page, self.waiting).get(name)
        if does is None:
            super().keyPressEvent(event)
        else:
            does()


def keys_said(waiting: Waiting) -> str:
    """What the letters do on this line."""
    said = _("Enter: book. S: answered. N: declined. R: has left. F2: change.")
    return said if waiting.person else said + " " + _("W: say who it is.")


def _facts(waiting: Waiting) -> str:
    source = label("request.source", waiting.source) if waiting.source != "self" else ""
    language = language_name(waiting.language) if waiting.language else ""
    return " · ".join(part for part in (waiting.ward, language, source, waiting.about) if part)
