"""The soft shadow below what floats over the window."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from ui.theme.theme import Theme


def shade(widget: QWidget, blur: int = 28, down: int = 8) -> None:
    """Let a widget float: a soft shadow below it."""
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(blur)
    effect.setOffset(0, down)
    effect.setColor(QColor(0, 0, 0, 150 if Theme.of().tokens.dark else 46))
    widget.setGraphicsEffect(effect)
