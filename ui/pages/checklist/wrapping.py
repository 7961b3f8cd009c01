"""A row whose text may wrap."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui.theme import Row


class WrapRow(Row):
    """A row as high as its text needs at its width."""

    def __init__(
        self, name: str = "", *, margins: tuple[int, int, int, int] = (12, 8, 12, 8), gap: int = 14
    ) -> None:
        super().__init__(name, margins=margins, gap=gap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # what lies around has asked for the height at another width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.box.heightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.box.heightForWidth(self.width()) if self.width() > 80 else 30)
