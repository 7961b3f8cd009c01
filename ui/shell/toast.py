"""The dark bar that says for ten seconds what was done, with Undo: no question beforehand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.theme import Button, Icon, Label, Surface, line

HEIGHT = 46
ABOVE = 84  # clear of a foot with its buttons
MILLISECONDS = 10_000


class Toast(Surface):
    """One bar at the lower edge of `over`; a new text takes the place of the old one."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("toast")
        self.setParent(over)
        self.setFixedHeight(HEIGHT)
        row = line(margins=(18, 0, 10, 0), gap=12)
        self.box.addLayout(row)
        row.addWidget(Icon("check", "card", 17))
        self._text = Label("")
        row.addWidget(self._text)
        self._undo_button = Button(_("Undo"), "link", height=32, pad=8)
        self._undo_button.clicked.connect(self.undo)
        row.addWidget(self._undo_button)
        self._key = Label("Ctrl+Z")
        row.addWidget(self._key)
        row.addSpacing(6)
        self._undo: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """What the bar says."""
        return self._text.text()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show `text` for ten seconds; with `undo` it can be taken back."""
        self._undo = undo
        self._text.setText(text)
        self.setAccessibleName(text)
        for part in (self._undo_button, self._key):
            part.setVisible(undo is not None)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(MILLISECONDS)

    def undo(self) -> bool:
        """Take back what the bar speaks of; False where there is nothing to take back."""
        undo, self._undo = self._undo, None
        if undo is None or not self.isVisible():
            return False
        self.hide()
        undo()
        return True

    def place(self, left: int = 0) -> None:
        """Stand in the middle of what lies right of `left`."""
        self.adjustSize()
        over = self.parentWidget()
        if over is not None:
            room = over.width() - left
            self.move(left + max(0, room - self.width()) // 2, over.height() - HEIGHT - ABOVE)
