"""What is pressed: buttons with an icon and the name of their key. Painted."""

from __future__ import annotations

from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStylePainter

from app.base.languages import _
from ui.theme import early
from ui.theme.theme import Theme, face, ink
from ui.theme.tokens import Height, Radius, Size, Tokens

Kind = Literal["primary", "plain", "quiet", "nav", "search", "link"]
ICON = 17
GAP = 8


def paint_box(
    painter: QPainter, box: QRectF, radius: float, *, fill: str = "", edge: str = "", width: int = 1
) -> None:
    """A rounded box whose border lies inside its rectangle; colours are #rrggbb, "" for none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge else 0.0
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    if fill:
        painter.fillPath(path, ink(fill).windowText())
    if edge:
        pen = QPen()
        pen.setColor(QColor(edge))
        pen.setWidth(width)
        painter.strokePath(path, pen)


class Button(QPushButton):
    """A button with a text, an icon and the key that does the same.

    Its accessible name is `name` or the text, its accessible description the key. `on` marks the place
    one is in (navigation); it is a property, since checkable buttons are read as check boxes.
    """

    def __init__(
        self,
        text: str = "",
        kind: Kind = "plain",
        *,
        icon: str = "",
        key: str = "",
        name: str = "",
        height: int = Height.BUTTON,
        pad: int = 14,
        colour: str = "",
    ) -> None:
        super().__init__(text)
        self.kind: Kind = kind
        self.icon_name, self.key, self._colour = icon, key, colour
        self._pad, self._on, self._folded, self._why = pad, False, False, ""
        self.setFixedHeight(height)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text.replace("&", ""))
        self.setAccessibleDescription(_("Shortcut {key}", key=key) if key else "")
        if not text and name:
            self.setToolTip(f"{name}  {key}".strip())

    @property
    def on(self) -> bool:
        """Whether this is the place that is open."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Mark this button as the place that is open."""
        self._on = on
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, with the rest in the tool tip."""
        self._folded = folded
        self.setToolTip(f"{self.accessibleName()}  {self.key}".strip() if folded else "")
        self.updateGeometry()
        self.update()

    def set_off(self, why: str) -> None:
        """Make the button grey and say why in its tool tip and description; "" makes it usable again."""
        self._why = why
        self.setEnabled(not why)
        self.setToolTip(why)
        self.setAccessibleDescription(why or (_("Shortcut {key}", key=self.key) if self.key else ""))
        self.update()

    def show_icon(self, icon: str) -> None:
        """Another icon from now on."""
        self.icon_name = icon
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = 2 * self._pad + sum(self._widths()) + GAP * max(0, len(self._widths()) - 1)
        return QSize(width, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._pad + ICON, self.minimumHeight()) if self.kind == "nav" else self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        theme = Theme.of()
        self._paint_ground(painter, theme.tokens)
        self._paint_content(painter, theme)
        painter.end()

    # -- measuring and painting

    def _text_font(self) -> QFont:
        heavy = self.kind == "primary" or self._on
        weight = QFont.Weight.DemiBold if heavy else QFont.Weight.Medium
        return face(Size.TEXT, QFont.Weight.Normal if self.kind == "search" else weight)

    def _key_font(self) -> QFont:
        return face(Size.LABEL if self.kind == "link" else Size.KEY, QFont.Weight.Medium)

    def _widths(self) -> list[int]:
        parts = [ICON] if self.icon_name else []
        if self.text() and not self._folded:
            shown = self.text().replace("&", "")
            heaviest = QFont.Weight.Normal if self.kind == "search" else QFont.Weight.DemiBold
            parts.append(QFontMetrics(face(Size.TEXT, heaviest)).horizontalAdvance(shown) + 1)
        if self.key and not self._folded and (self.text() or self.kind == "search"):
            extra = 14 if self.kind == "search" else 1
            parts.append(QFontMetrics(self._key_font()).horizontalAdvance(self.key) + extra)
        return parts

    def _paint_ground(self, painter: QPainter, t: Tokens) -> None:
        box = QRectF(self.rect())
        hover = self.isEnabled() and self.underMouse()
        focus = self.hasFocus()
        if self.kind == "primary":
            fill = (
                t.idle_soft
                if not self.isEnabled()
                else t.accent_hover
                if hover or self.isDown()
                else t.accent
            )
            paint_box(painter, box, Radius.FIELD, fill=fill, edge=t.text if focus else "", width=2)
        elif self.kind in ("plain", "search"):
            fill = t.hover if hover and self.kind == "plain" else t.field if self.kind == "search" else t.card
            edge = t.accent if focus else t.field_line if hover else t.line
            paint_box(painter, box, Radius.FIELD, fill=fill, edge=edge, width=2 if focus else 1)
        else:
            lit = t.hover if hover and self.kind != "link" else ""
            ring = t.card if self.kind == "link" else t.accent
            fill = t.accent_soft if self._on else lit
            paint_box(painter, box, Radius.FIELD, fill=fill, edge=ring if focus else "", width=2)

    def _colours(self) -> tuple[str, str, str]:
        """Token names for icon, text and key."""
        if not self.isEnabled():
            return "faint", "faint", "faint"
        if self.kind == "primary":
            return "on_accent", "on_accent", "on_accent_quiet"
        if self.kind == "link":
            return "card", "card", "card"
        if self._on:
            return "accent", "accent", "accent"
        text = "text" if self.kind == "plain" else "muted"
        return (
            self._colour or "muted",
            self._colour if self.kind == "quiet" and self._colour else text,
            "faint",
        )

    def _paint_content(self, painter: QStylePainter, theme: Theme) -> None:
        icon, text, key = self._colours()
        box, widths = self.rect(), self._widths()
        spread = self.kind in ("nav", "search")
        content = sum(widths) + GAP * max(0, len(widths) - 1)
        x = self._pad if spread else max(self._pad, (box.width() - content) // 2)
        if self.icon_name:
            pixmap = theme.pixmap(self.icon_name, icon, ICON, ratio=self.devicePixelRatioF())
            left = (box.width() - ICON) // 2 if self._folded or not self.text() else x
            painter.drawPixmap(QPoint(left, (box.height() - ICON) // 2), pixmap)
            x += ICON + GAP
        if self._folded:
            return
        key_width = widths[-1] if self.key and self.text() else 0
        end = box.width() - self._pad
        text_width = widths[1 if self.icon_name else 0] if self.text() else 0
        key_left = end - key_width if spread else min(x + text_width + GAP, end - key_width)
        self._paint_text(painter, theme, x, key_left - GAP if key_width else end, text)
        if key_width:
            self._paint_key(painter, theme, key_left, key_width, key)

    def _paint_text(self, painter: QStylePainter, theme: Theme, left: int, right: int, colour: str) -> None:
        painter.setFont(self._text_font())
        if self.kind == "link":
            font = face(Size.TEXT, QFont.Weight.Bold)
            font.setUnderline(True)
            painter.setFont(font)
        box = QRectF(left, 0, max(0, right - left), self.height())
        _write(painter, box, early.LEFT | early.MNEMONIC, self.text(), theme.tokens.colour(colour))

    def _paint_key(self, painter: QStylePainter, theme: Theme, left: int, width: int, colour: str) -> None:
        box = QRectF(left, 0, width, self.height())
        if self.kind == "search":
            frame = QRectF(left, (self.height() - 19) / 2, width, 19)
            paint_box(painter, frame, 5, fill=theme.tokens.hover, edge=theme.tokens.line)
        painter.setFont(self._key_font())
        _write(painter, box, early.CENTRED, self.key, theme.tokens.colour(colour))


def _write(painter: QStylePainter, box: QRectF, flags: int, text: str, colour: str) -> None:
    painter.drawItemText(box.toRect(), flags, ink(colour), True, text, QPalette.ColorRole.WindowText)
