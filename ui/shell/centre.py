"""A page with one card in the middle and nothing of the content behind: lock, first start, trouble."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import Button, Card, Icon, Label, column, line

LOCK_WIDTH = 440
WIDE = 920


class CentrePage(QFrame):
    """Fill `box`. Enter anywhere that does not use it calls `proceed`."""

    def __init__(self, width: int = LOCK_WIDTH) -> None:
        super().__init__()
        self.setProperty("part", "page")
        outer = column(self, (16, 16, 16, 16))
        outer.addStretch(5)
        row = line()
        row.addStretch()
        wide = width > LOCK_WIDTH
        self.card = Card((48, 36, 48, 24) if wide else (40, 36, 40, 32), 0)
        self.card.setFixedWidth(width)
        row.addWidget(self.card)
        row.addStretch()
        outer.addLayout(row)
        outer.addStretch(6)
        self.box = self.card.box

    def first(self) -> QWidget | None:
        """What gets the focus when the page is shown."""
        return None

    def proceed(self) -> None:
        """Enter was pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier:
            self.proceed()
            return
        super().keyPressEvent(event)

    def show_error(self, text: str, todo: str) -> None:
        """Show an error that belongs to no field; a page with a place for it overrides this."""


class WaitPage(CentrePage):
    """Says what is being done while it takes a moment."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.box.addLayout(brand())
        self.box.addSpacing(26)
        self.box.addWidget(Label(title, "title"))
        self.box.addSpacing(6)
        self.text = Label(text, "muted", wrap=True)
        self.box.addWidget(self.text)

    def show_error(self, text: str, todo: str) -> None:
        self.text.setText(f"{text} {todo}".strip())


def brand() -> QHBoxLayout:
    """The program's sign and name."""
    row = line(gap=10)
    row.addWidget(Icon("waypoints", "accent", 26))
    row.addWidget(Label("Overgang", "brand"))
    row.addStretch()
    return row


def whole_width(button: Button) -> Button:
    """Let a button fill its row."""
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Expanding)
    button.setSizePolicy(policy)
    return button


def centred(widget: QWidget) -> QHBoxLayout:
    """A row with one widget in the middle."""
    row = line()
    row.addStretch()
    row.addWidget(widget)
    row.addStretch()
    return row
