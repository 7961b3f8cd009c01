"""Boxes, scrolling columns and wrapping lines with the margins of the tokens."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
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
            widget.deleteLater()  # and not out of its parent: it would have all its parts polished anew for that
        elif inner is not None:
            clear(inner)


def set_shown(widget: QWidget, on: bool) -> None:
    """As setVisible; but what is not on the screen yet and was never hidden is left to be shown with its parent.

    Qt polishes and lays out whatever is told to be visible, even in a form that is still being made.
    """
    if not on or widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.setVisible(on)


def polish(widget: QWidget) -> None:
    """Let everything in a widget that is not shown yet have its style now, so that showing it is only drawing it."""
    for part in widget.findChildren(QWidget):
        part.ensurePolished()


class _Content(QWidget):
    """What scrolls: its minimum height is that of its real width, not of its narrowest wrap."""

    NARROWEST = 300
    THINNEST = 180  # px; less than this has no column, only a widget that has not got its width yet

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not self._on_screen():
            return QSize(0, 0)
        least = layout.minimumSize()
        if not layout.hasHeightForWidth():
            return QSize(min(least.width(), self.NARROWEST), least.height())
        width = max(self.width(), self.THINNEST)
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
        return layout.minimumHeightForWidth(max(width, self.THINNEST))

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


LEAST_REST = 90  # px


class Flow(QLayout):
    """A layout that wraps like words in a paragraph; a child with the property `grow` takes the rest of its line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6, margins: Margins = NONE) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        # layouts around ask again and again while they divide the room
        self._heights: dict[int, int] = {}
        self._measured: list[tuple[QLayoutItem, int, int, bool]] | None = None
        self._gap = gap
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(*margins)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._forget()

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> QtCore.Qt.Orientation:
        return QtCore.Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), dry=True)
        return self._heights[width]

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
        left, whole, end = area.x(), area.width(), area.right() + 1
        x, y, tallest = left, area.y(), 0
        for item, width, height, grows in self._seen():
            taken = _grown(end - x, whole) if grows else width
            if x + taken > end and tallest:
                x, y, tallest = left, y + tallest + self._gap, 0
                taken = whole if grows else width
            if not dry:
                item.setGeometry(QRect(x, y, taken, height))
            x += taken + self._gap
            tallest = max(tallest, height)
        return y + tallest - rect.y() + margins.bottom()

    def _seen(self) -> list[tuple[QLayoutItem, int, int, bool]]:
        """The children that are shown, each with the size it wants and whether it takes the rest of its line."""
        if self._measured is None:
            parent = self.parentWidget()
            found = []
            for item in self._items:
                widget = item.widget()
                if widget is not None and parent is not None and not widget.isVisibleTo(parent):
                    continue
                size = item.sizeHint()  # may polish the child, which makes this layout forget
                grows = widget is not None and bool(widget.property("grow"))
                found.append((item, size.width(), size.height(), grows))
            self._measured = found
        return self._measured

    def _forget(self) -> None:
        self._measured = None
        self._heights.clear()


def _grown(left: int, whole: int) -> int:
    """The width of a child that takes the rest of its line: a line of its own where hardly anything is left."""
    return left if left >= LEAST_REST else whole


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
