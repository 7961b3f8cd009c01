"""Rows under each other, placed by hand: a layout would measure all of them again for each that comes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Lines(QWidget):
    """Shows widgets from top to bottom at its full width; Tab follows them, after `behind`.

    A widget may be shown, hidden and shown again at another place: what is kept is neither built nor polished anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[QWidget, ...] = ()
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_lines(self, lines: Sequence[QWidget], *, behind: QWidget | None = None) -> None:
        """Show these and hide what was shown before and is not among them; at once, so that they can have the focus."""
        gone = set(self._lines).difference(lines)
        self._lines = tuple(lines)
        for one in self._lines:
            if one.parent() is not self:
                one.setParent(self)
        self._chain(behind)
        self.measure()
        for one in self._lines:
            one.show()
        for one in gone:
            one.hide()

    def measure(self) -> None:
        """What a line says has changed: its height may have."""
        self._heights.clear()
        self._place()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = sum(_height(one, width) for one in self._lines)
        return self._heights[width]

    def height_shown(self) -> int:
        """How many pixels all lines take now."""
        return self.heightForWidth(self.width())

    def sizeHint(self) -> QSize:
        return QSize(300, self.height_shown())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        top, width = 0, self.width()
        for one in self._lines:
            height = _height(one, width)
            one.setGeometry(0, top, width, height)
            top += height

    def _chain(self, behind: QWidget | None) -> None:
        """Only where it is not so already: to ask is cheap, to set is not."""
        stops = [one for one in self._lines if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, after in pairwise([behind, *stops] if behind is not None else stops):
            if before.nextInFocusChain() is not after:
                QWidget.setTabOrder(before, after)


def _height(one: QWidget, width: int) -> int:
    return one.heightForWidth(width) if one.hasHeightForWidth() else one.sizeHint().height()
