"""Boxes, scrolling columns and wrapping lines with the margins of the tokens."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def column(parent: QWidget | None = None, margins: Margins = NONE, gap: int = 0) -> QVBoxLayout:
    """A layout from top to bottom; margins are left, top, right, bottom in pixels."""
    box = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    return box


def line(parent: QWidget | None = None, margins: Margins = NONE, gap: int = 0) -> QHBoxLayout:
    """A layout from left to right (right to left in a mirrored window)."""
    box = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let its widgets go, also those in layouts inside it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def set_shown(widget: QWidget, on: bool) -> None:
    """As setVisible; but what is not on the screen yet and was never hidden is left to be shown with its parent.

    Qt polishes and lays out whatever is told to be visible, even in a form that is still being made.
    """
    if not on or widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.setVisible(on)


class _Content(QWidget):
    """What scrolls: its minimum height is that of its real width, not of its narrowest wrap."""

    NARROWEST = 300

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not self._on_screen():
            return QSize(0, 0)
        least = layout.minimumSize()
        if not layout.hasHeightForWidth():
            return QSize(min(least.width(), self.NARROWEST), least.height())
        width = max(self.width(), self.NARROWEST)
        return QSize(min(least.width(), self.NARROWEST), layout.minimumHeightForWidth(width))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()  # what wraps needs another height now

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        if layout is None or not self._on_screen():
            return -1
        return layout.minimumHeightForWidth(max(width, self.NARROWEST))

    def _on_screen(self) -> bool:
        """Asked while a page is still being put together, each part would be polished under the wrong parent."""
        return self.window().isVisible()


class ScrollColumn(QScrollArea):
    """A column that scrolls when it must; fill `box`. It takes no focus itself."""

    def __init__(self, margins: Margins = NONE, gap: int = 12) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.content = _Content()
        self.content.setProperty("part", "inner")
        self.box = column(self.content, margins, gap)
        self.setWidget(self.content)

    def reveal(self, widget: QWidget, margin: int = 12) -> None:
        """Scroll as little as makes `widget` visible."""
        self.ensureWidgetVisible(widget, 0, margin)


class Flow(QLayout):
    """A layout that wraps like words in a paragraph; a child with the property `grow` takes the rest of its line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, margins: Margins = NONE) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(*margins)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> QtCore.Qt.Orientation:
        return QtCore.Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), dry=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, dry=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def one_line(self) -> int:
        """The width in pixels that all children need side by side."""
        return sum(item.sizeHint().width() + self._gap for item in self._items)

    def _arrange(self, rect: QRect, *, dry: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, tallest = area.x(), area.y(), 0
        for item in self._items:
            widget = item.widget()
            parent = self.parentWidget()
            if widget is not None and parent is not None and not widget.isVisibleTo(parent):
                continue
            size = self._size(item, area.right() + 1 - x, area.width())
            if x + size.width() > area.right() + 1 and tallest:
                x, y, tallest = area.x(), y + tallest + self._gap, 0
                size = self._size(item, area.width(), area.width())
            if not dry:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            tallest = max(tallest, size.height())
        return y + tallest - rect.y() + margins.bottom()

    @staticmethod
    def _size(item: QLayoutItem, left: int, whole: int) -> QSize:
        size = item.sizeHint()
        widget = item.widget()
        if widget is not None and widget.property("grow"):
            return QSize(left if left >= 90 else whole, size.height())
        return size


class FlowBox(QWidget):
    """Chips or buttons that wrap. Its minimum is one line: the height of the narrowest wrap would make
    every scroll area around it overflow."""

    LINE = 30

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self.flow = Flow(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> QWidget:
        """Put `widget` last."""
        self.flow.addWidget(widget)
        return widget

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.flow.heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.LINE)

    def sizeHint(self) -> QSize:
        return QSize(self.flow.one_line(), self.LINE)
