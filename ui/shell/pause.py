"""What the person across the desk sees when nothing of theirs is open: a calm page without any name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.shell.page import Frame, Page
from ui.theme import CENTRE, Button, Icon, Label, line


class PausePage(Page):
    """Stands in the conversation view instead of a page that shows more than one person."""

    name = "pause"
    one_person = True

    def __init__(self, frame: Frame, leave: Callable[[], None]) -> None:
        super().__init__(frame)
        self.box.addStretch(4)
        self._middle(Icon("coffee", "accent", 36))
        self.box.addSpacing(2)
        self._middle(Label(_("That is all for now"), "h2"))
        self._middle(Label(_("What was written is kept. Nothing of anyone else is shown here."), "muted"))
        self._leave = Button(_("Leave the conversation view"), "plain", key="F11")
        self._leave.clicked.connect(lambda: leave())
        self._middle(self._leave)
        self.box.addStretch(6)

    def title(self) -> str:
        return "Overgang"

    def first(self) -> QWidget | None:
        return self._leave

    def _middle(self, widget: QWidget) -> None:
        row = line()
        row.addStretch()
        row.addWidget(widget, 0, CENTRE)
        row.addStretch()
        self.box.addLayout(row)
