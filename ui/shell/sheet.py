"""A sheet over the window for what must be read or answered: no window of its own, so that the lock covers it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from app.base.languages import _
from ui.shell.focus import give_back
from ui.theme import Button, Card, Icon, Label, Surface, line
from ui.theme.shadow import shade

WIDTH = 480


class Sheet(Surface):
    """A card on a veil. Fill `card.box`; Esc and the veil's end close it, and the focus goes back."""

    closed = Signal()

    def __init__(self, over: QWidget, name: str, *, width: int = WIDTH) -> None:
        super().__init__("veil")
        self.setParent(over)
        self._back = QApplication.focusWidget()
        self.card = Card((28, 24, 28, 22), 10)
        self.card.setFixedWidth(width)
        self.card.setAccessibleName(name)
        row = line()
        row.addStretch()
        row.addWidget(self.card)
        row.addStretch()
        self.box.addStretch(4)
        self.box.addLayout(row)
        self.box.addStretch(5)
        shade(self.card, 44, 14)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        over.installEventFilter(self)

    def open(self, first: QWidget) -> None:
        """Show the sheet with the focus on `first`."""
        over = self.parentWidget()
        if over is not None:
            self.resize(over.size())
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close; the focus goes back to where it was."""
        self.hide()
        give_back(self._back, self.parentWidget())
        self.closed.emit()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the sheet."""
        stops = [w for w in self.findChildren(QWidget) if w.isVisible() and w.isEnabled() and _stops_at(w)]
        here = QApplication.focusWidget()
        if not stops:
            return True
        at = stops.index(here) if here in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # nothing that is typed here reaches what lies below


def _stops_at(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def message(
    over: QWidget, text: str, todo: str, *, icon: str = "circle-alert", colour: str = "warn"
) -> Sheet:
    """Show what happened and what to do, with one button."""
    sheet = Sheet(over, text)
    head = line(gap=12)
    head.addWidget(Icon(icon, colour, 22), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Label(text, "strong", wrap=True), 1)
    sheet.card.box.addLayout(head)
    if todo:
        sheet.card.box.addWidget(Label(todo, "muted", wrap=True))
    button = Button(_("OK"), "primary", key=_("Enter"))
    button.clicked.connect(sheet.leave)
    button.setAccessibleDescription(f"{text} {todo}")
    foot = line(margins=(0, 10, 0, 0))
    foot.addStretch()
    foot.addWidget(button)
    sheet.card.box.addLayout(foot)
    sheet.open(button)
    return sheet


def confirm(over: QWidget, title: str, text: str, button: str, then: Callable[[], None]) -> Sheet:
    """Ask before something that cannot be undone; the focus stands on the harmless answer."""
    sheet = Sheet(over, title)
    sheet.card.box.addWidget(Label(title, "h2", wrap=True))
    sheet.card.box.addWidget(Label(text, "muted", wrap=True))
    no, yes = Button(_("No, leave it"), "plain", key=_("Esc")), Button(button, "primary")
    no.clicked.connect(sheet.leave)
    no.setAccessibleDescription(f"{title} {text}")

    def agreed() -> None:
        sheet.leave()
        then()

    yes.clicked.connect(agreed)
    foot = line(margins=(0, 10, 0, 0), gap=8)
    foot.addStretch()
    foot.addWidget(no)
    foot.addWidget(yes)
    sheet.card.box.addLayout(foot)
    sheet.open(no)
    return sheet
