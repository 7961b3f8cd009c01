"""The rows of a list that lead somewhere: buttons with a free layout. Painted."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QWidget

from app.base.languages import _
from ui.theme.buttons import paint_box
from ui.theme.labels import Elided, KeyHint, Label, Role, restyle
from ui.theme.layouts import Margins, column, line
from ui.theme.theme import Theme
from ui.theme.tokens import Radius


class BareRow(QPushButton):
    """One line of a list that leads somewhere: a button whose ground is painted; what stands on it, a subclass paints.

    Enter opens it. Up and Down go to the row before or after it in the same parent.
    """

    def __init__(self, name: str, *, framed: bool = False) -> None:
        super().__init__()
        self._on, self._framed = False, framed
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def on(self) -> bool:
        """Whether this row is the chosen one."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Mark this row as the chosen one of its list."""
        self._on = on
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
        elif plain and event.key() in (QtCore.Qt.Key.Key_Down, QtCore.Qt.Key.Key_Up):
            self._step(1 if event.key() == QtCore.Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = Theme.of().tokens
        fill = t.accent_soft if self._on else t.hover if self.underMouse() and self.isEnabled() else ""
        edge = t.accent if self.hasFocus() else t.line if self._framed else ""
        paint_box(
            painter, QRectF(self.rect()), Radius.ROW, fill=fill, edge=edge, width=2 if self.hasFocus() else 1
        )
        painter.end()

    def _step(self, by: int) -> None:
        window = self.window()
        rows = [
            row for row in window.findChildren(BareRow) if row.isVisible() and row.parent() is self.parent()
        ]
        if self not in rows:  # the page is just being made anew
            return
        here = rows.index(self) + by
        if 0 <= here < len(rows):
            rows[here].setFocus(QtCore.Qt.FocusReason.TabFocusReason)
            return
        self.focusNextPrevChild(by > 0)


class Row(BareRow):
    """A row with a free layout, filled by `add` and `two`.

    `enter_hint()` shows the key while it has the focus.
    """

    def __init__(
        self, name: str, *, margins: Margins = (12, 8, 12, 8), gap: int = 12, framed: bool = False
    ) -> None:
        super().__init__(name, framed=framed)
        self._hint: KeyHint | None = None
        self.box = line(self, margins, gap)

    def set_on(self, on: bool) -> None:
        """Mark this row as the chosen one of its list."""
        super().set_on(on)
        for label in self.findChildren(Label):
            if label.property("part") == "tile":
                restyle(label, on="1" if on else "0")

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Put something at the end of the row; the mouse goes through it to the row."""
        widget.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.box.addWidget(widget, stretch)
        return widget

    def two(
        self, first: str, second: str, roles: tuple[Role, Role] = ("strong", "small")
    ) -> tuple[Elided, Elided]:
        """Two lines above each other that take the room that is left; returns both labels."""
        stack = column(gap=1)
        labels = Elided(first, roles[0]), Elided(second, roles[1])
        for label in labels:
            label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            stack.addWidget(label)
        self.box.addLayout(stack, 1)
        labels[1].setHidden(not second)  # only now: a label without a parent would be shown as a window
        return labels

    def enter_hint(self, text: str = "") -> None:
        """From now on show "Enter" (or `text`) at this place while the row has the focus; the texts make room."""
        self._hint = KeyHint(text or _("Enter"))
        self.add(self._hint)
        self._hint.hide()

    def sizeHint(self) -> QSize:
        return self._layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._layout().minimumSize().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._hint is not None:
            self._hint.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._hint is not None:
            self._hint.hide()

    def _layout(self) -> QLayout:
        layout = self.layout()
        assert layout is not None
        return layout
