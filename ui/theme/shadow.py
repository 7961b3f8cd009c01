"""The soft shadow below what floats over the window, painted: an effect would blur anew at every letter typed above it."""

from __future__ import annotations

from math import erfc, sqrt

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

STOPS = 12
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ZOrderChange,
)


def shade(widget: QWidget, blur: int = 28, down: int = 8) -> None:
    """Let a widget float: a soft shadow below it in the same parent, going where it goes. blur, down: px."""
    _Shadow(widget, blur, down)


class _Shadow(QWidget):
    """Fades out over `blur` px on both sides of the widget's edge."""

    def __init__(self, over: QWidget, blur: int, down: int) -> None:
        super().__init__(over.parentWidget())
        self._over, self._blur, self._down = over, blur, down
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        over.destroyed.connect(self.deleteLater)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() in _FOLLOWED:
            self._follow()
        return False

    def _follow(self) -> None:
        blur = self._blur
        self.setGeometry(self._over.geometry().translated(0, self._down).adjusted(-blur, -blur, blur, blur))
        self.setVisible(not self._over.isHidden())
        self.stackUnder(self._over)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        fade = min(2.0 * self._blur, self.width() / 2, self.height() / 2)
        left, top = fade, fade
        right, bottom = self.width() - fade, self.height() - fade
        for x, y, corner in (
            (left, top, QRectF(0, 0, fade, fade)),
            (right, top, QRectF(right, 0, fade, fade)),
            (left, bottom, QRectF(0, bottom, fade, fade)),
            (right, bottom, QRectF(right, bottom, fade, fade)),
        ):
            painter.fillRect(corner, self._faded(QRadialGradient(QPointF(x, y), fade)))
        wide, high = right - left, bottom - top
        for start, end, side in (
            (QPointF(0, top), QPointF(0, 0), QRectF(left, 0, wide, fade)),
            (QPointF(0, bottom), QPointF(0, self.height()), QRectF(left, bottom, wide, fade)),
            (QPointF(left, 0), QPointF(0, 0), QRectF(0, top, fade, high)),
            (QPointF(right, 0), QPointF(self.width(), 0), QRectF(right, top, fade, high)),
        ):
            painter.fillRect(side, self._faded(QLinearGradient(start, end)))
        painter.end()

    def _faded(self, gradient: QGradient) -> QBrush:
        """Dark at its start, nothing at its end, half of it where the widget's edge is."""
        most = 150 if Theme.of().tokens.dark else 46
        for stop in range(STOPS + 1):
            beyond = (2 * stop / STOPS - 1) / 0.45  # in widths of a bell curve from the edge
            gradient.setColorAt(stop / STOPS, QColor(0, 0, 0, round(most * erfc(beyond / sqrt(2)) / 2)))
        return QBrush(gradient)
