"""A list view whose places are painted by hand: one widget, one tab stop, and every thing found by a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView

Index = QModelIndex | QPersistentModelIndex
_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,  # what has no room in its box is read by pointing at it
)


class SpokenModel(QAbstractListModel):
    """The names of the things, one a row; those that cannot be chosen are there all the same."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: Sequence[str] = ()
        self.off: frozenset[int] = frozenset()

    def show(self, names: Sequence[str], off: frozenset[int] = frozenset()) -> None:
        """Other things from now on. off: the rows that the keys pass over."""
        self.beginResetModel()
        self.names, self.off = names, off
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.names)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.row() in self.off:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.names[index.row()] if role in _SAID else None


class PaintedList(QListView):
    """Subclasses say where each row lies (`place`, in the contents' coordinates), paint, and move the cursor.

    Signals: `moved` when another row is current, `opened` on Enter or a double click.
    """

    moved = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = SpokenModel(self)
        self.setModel(self.rows)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setProperty("part", "painted")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._current_changed)

    # -- what subclasses say

    def place(self, row: int) -> QRect:
        """Where a row lies, as if nothing were scrolled."""
        raise NotImplementedError

    def content_height(self) -> int:
        """How high everything is."""
        return self.viewport().height()

    def top(self) -> int:
        """The height of what stays at the top while the rest scrolls."""
        return 0

    def step(self, key: int) -> int | None:
        """The row that an arrow key leads to from the current one; None where the key means nothing here."""
        raise NotImplementedError

    # -- the cursor

    def row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Make a row current and show it."""
        if not 0 <= row < len(self.rows.names):
            return
        index = self.rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        to = self.step(event.key()) if plain else None
        if to is None:
            event.ignore()  # letters and the rest are the page's
            return
        self.choose(to)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.row() not in self.rows.off:
            self.choose(at.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing is dragged or marked by pulling

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.row() == self.row():
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- where things are

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self.rows.names):
            return QRect()
        return self.place(index.row()).translated(0, -self.verticalScrollBar().value())

    def indexAt(self, point: QPoint) -> QModelIndex:
        for row in reversed(range(len(self.rows.names))):  # what is painted last lies on top
            if self.visualRect(self.rows.index(row, 0)).contains(point):
                return self.rows.index(row, 0)
        return QModelIndex()

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        bar, box = self.verticalScrollBar(), self.place(index.row()) if index.isValid() else QRect()
        if box.isNull() or box.top() < self.top():
            return
        if box.top() - bar.value() < self.top():
            bar.setValue(box.top() - self.top())
        elif box.bottom() - bar.value() > self.viewport().height():
            bar.setValue(box.bottom() - self.viewport().height())

    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(24)
        bar.setRange(0, max(0, self.content_height() - room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometries()
        self.scrollTo(self.currentIndex())

    def _current_changed(self) -> None:
        self.viewport().update()
        self.moved.emit()
