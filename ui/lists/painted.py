"""What rows that paint themselves are painted with: words on one line, a pill, the name of a key."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter

from ui.theme import Size, Theme, Tone, face, paint_box

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
PILL, KEY = 20, 18  # heights in pixels


def words_width(text: str, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> int:
    """How many whole pixels a text takes on one line, so that it is not cut in a box of that width."""
    return ceil(QFontMetricsF(face(size, weight)).horizontalAdvance(text)) + 1


def paint_words(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    size: int = Size.TEXT,
    weight: QFont.Weight = QFont.Weight.Normal,
    colour: str = "text",
    where: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line that ends in "…" where its box ends. colour: the name of a token."""
    font = face(size, weight)
    painter.setFont(font)
    painter.setPen(Theme.of().colour(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, int(where | Qt.TextFlag.TextSingleLine), shown)


def paint_pill(painter: QPainter, right: float, middle: float, text: str, tone: Tone) -> float:
    """A short state on a soft ground, up to `right`; returns where it begins."""
    width = words_width(text, Size.LABEL, QFont.Weight.DemiBold) + 18
    pill = QRectF(right - width, middle - PILL / 2, width, PILL)
    paint_box(painter, pill, PILL / 2, fill=Theme.of().tokens.soft(tone))
    painter.setFont(face(Size.LABEL, QFont.Weight.DemiBold))
    painter.setPen(Theme.of().colour(tone))
    painter.drawText(pill, _CENTRE, text)
    return pill.left()


def paint_key(painter: QPainter, right: float, top: float, text: str) -> None:
    """The names of keys in a small frame, up to `right`."""
    t = Theme.of().tokens
    frame = QRectF(0, top, words_width(text, Size.KEY, QFont.Weight.Medium) + 14, KEY)
    frame.moveRight(right)
    paint_box(painter, frame, 5, fill=t.hover, edge=t.line)
    painter.setFont(face(Size.KEY, QFont.Weight.Medium))
    painter.setPen(Theme.of().colour("muted"))
    painter.drawText(frame, _CENTRE, text)
