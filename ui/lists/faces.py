"""What one row of a long list looks like, and the painter that draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Radius, Size, Theme, Tone, face, paint_box

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
TILE = 36
EDGE = 10


@dataclass(frozen=True, kw_only=True)
class RowFace:
    """A row: two letters in a tile or an icon, a title with something quiet beside it, a line below, and a pill."""

    title: str
    aside: str = ""
    below: str = ""
    tile: str = ""
    icon: str = ""
    pill: str = ""
    tone: Tone = "idle"
    says: str = ""

    def spoken(self) -> str:
        """What a screen reader says."""
        return self.says or ", ".join(
            part for part in (self.title, self.aside, self.below, self.pill) if part
        )


class HasText(Protocol):
    """A heading between rows."""

    @property
    def text(self) -> str: ...


Line = RowFace | HasText | None


class FacePainter(QStyledItemDelegate):
    """Draws rows by tokens; the chosen row has a soft ground, and a ring where the list has the focus."""

    def __init__(self, line: Callable[[int], Line], height: int, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._height = line, height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one, theme = self._line(index.row()), Theme.of()
        if one is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if isinstance(one, RowFace):
            chosen = self._paint_ground(painter, theme, box, option.state)
            self._paint_face(painter, theme, box, one, chosen=chosen)
        else:
            self._text(
                painter, theme, box.adjusted(EDGE, 8, 0, 0), one.text, 12, "muted", QFont.Weight.DemiBold
            )
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, theme: Theme, box: QRectF, state: QStyle.StateFlag) -> bool:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            ring = theme.tokens.accent if state & QStyle.StateFlag.State_HasFocus else ""
            paint_box(painter, box, Radius.ROW, fill=theme.tokens.accent_soft, edge=ring, width=2)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, box, Radius.ROW, fill=theme.tokens.hover)
        return chosen

    def _paint_face(
        self, painter: QPainter, theme: Theme, box: QRectF, one: RowFace, *, chosen: bool
    ) -> None:
        left = self._paint_tile(painter, theme, box, one, chosen=chosen)
        right = self._paint_pill(painter, theme, box, one, chosen=chosen)
        width = right - left
        bold = face(Size.TEXT, QFont.Weight.DemiBold)
        middle = box.center().y()
        top = middle - 21 if one.below else middle - 10
        self._text(painter, theme, QRectF(left, top, width, 20), one.title, 14, "text", QFont.Weight.DemiBold)
        beside = left + QFontMetrics(bold).horizontalAdvance(one.title) + 8
        if one.aside and beside < right:
            self._text(painter, theme, QRectF(beside, top + 1, right - beside, 20), one.aside, 12, "muted")
        if one.below:
            self._text(painter, theme, QRectF(left, middle + 1, width, 18), one.below, 12, "muted")

    @staticmethod
    def _paint_tile(painter: QPainter, theme: Theme, box: QRectF, one: RowFace, *, chosen: bool) -> float:
        left = box.left() + EDGE
        if one.tile:
            tile = QRectF(left, box.center().y() - TILE / 2, TILE, TILE)
            t = theme.tokens
            paint_box(painter, tile, Radius.FIELD, fill=t.card if chosen else t.idle_soft)
            painter.setFont(face(Size.CHIP, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("accent" if chosen else "idle"))
            painter.drawText(tile, _CENTRE, one.tile)
            return left + TILE + 12
        if one.icon:
            ratio = painter.device().devicePixelRatio()
            pixmap = theme.pixmap(one.icon, "accent" if chosen else "muted", 18, ratio=ratio)
            painter.drawPixmap(QPoint(int(left), int(box.center().y()) - 9), pixmap)
            return left + 30
        return left

    @staticmethod
    def _paint_pill(painter: QPainter, theme: Theme, box: QRectF, one: RowFace, *, chosen: bool) -> float:
        right = box.right() - 12
        if not one.pill:
            return right
        font = face(Size.LABEL, QFont.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(one.pill) + 18
        pill = QRectF(right - width, box.center().y() - 10, width, 20)
        t = theme.tokens
        ground = t.card if chosen and one.tone == "accent" else t.soft(one.tone)
        paint_box(painter, pill, 10, fill=ground)
        painter.setFont(font)
        painter.setPen(theme.colour(one.tone))
        painter.drawText(pill, _CENTRE, one.pill)
        return pill.left() - 10

    @staticmethod
    def _text(
        painter: QPainter,
        theme: Theme,
        box: QRectF,
        text: str,
        size: int,
        colour: str,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        font = face(size, weight)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
        painter.drawText(box, _MIDDLE, shown)
