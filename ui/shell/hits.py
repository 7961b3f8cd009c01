"""What Ctrl+K shows: groups of hits, and the painter of their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Radius, Size, Theme, face, paint_box

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One line. `excerpt` is the sentence around the words, in parts: text and whether it is marked.

    open: Enter. session: Ctrl+Enter, a new session with the person. paper: Alt+Enter, the page before the talk.
    """

    text: str
    detail: str = ""
    icon: str = "chevron-right"
    excerpt: tuple[tuple[str, bool], ...] = ()
    key: str = ""
    open: Callable[[], object]
    session: Callable[[], object] | None = None
    paper: Callable[[], object] | None = None


@dataclass(frozen=True)
class Group:
    """Hits of one kind under their heading, newest first."""

    title: str
    hits: Sequence[Hit]


Answer = Callable[[Sequence[Group]], None]
Search = Callable[[str, Answer], None]


class HitModel(QAbstractListModel):
    """Headings (a text) and hits in one list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[str | Hit] = []

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups; empty ones are left out."""
        self.beginResetModel()
        self.lines = []
        for group in groups:
            if group.hits:
                self.lines += [group.title, *group.hits]
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """The hit in a row; None for a heading or no row."""
        one = self.lines[row] if 0 <= row < len(self.lines) else None
        return one if isinstance(one, Hit) else None

    def next_hit(self, row: int, by: int) -> int:
        """The next row with a hit in a direction; round the end, so that one Up reaches what can be done."""
        rows = range(1, len(self.lines) + 1)
        return next((at for n in rows if self.hit(at := (row + n * by) % len(self.lines)) is not None), row)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:
        return len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.hit(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.lines[index.row()]
        if isinstance(one, str):
            return one
        return " ".join((one.text, one.detail, "".join(part for part, _ in one.excerpt))).strip()


class HitPainter(QStyledItemDelegate):
    """Paints headings, hits and excerpts with the found words marked."""

    HEADING, LINE, TALL = 30, 46, 60

    def __init__(self, model: HitModel) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        hit = self._model.hit(index.row())
        return QSize(300, self.HEADING if hit is None else self.TALL if hit.excerpt else self.LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, theme = self._model.lines[index.row()], Theme.of()
        box = QRectF(option.rect).adjusted(10, 1, -10, -1)
        painter.save()
        if isinstance(one, str):
            painter.setFont(face(Size.LABEL, QFont.Weight.DemiBold))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(12, 6, 0, 0), int(_LEFT), one)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_hit(painter, theme, box, one, chosen=chosen)
        painter.restore()

    def _paint_hit(self, painter: QPainter, theme: Theme, box: QRectF, hit: Hit, *, chosen: bool) -> None:
        if chosen:
            paint_box(painter, box, Radius.ROW, fill=theme.tokens.accent_soft)
        ratio = painter.device().devicePixelRatio()
        pixmap = theme.pixmap(hit.icon, "accent" if chosen else "muted", 18, ratio=ratio)
        painter.drawPixmap(QPoint(int(box.left()) + 14, int(box.center().y()) - 9), pixmap)
        top = QRectF(box.left() + 46, box.top() + 2, box.width() - 120, 30) if hit.excerpt else QRectF(box)
        if not hit.excerpt:
            top.adjust(46, 0, -74, 0)
        font = face(Size.TEXT, QFont.Weight.DemiBold)
        self._text(painter, theme, top, hit.text, font, "text")
        top.setLeft(top.left() + QFontMetrics(font).horizontalAdvance(hit.text) + 10)
        self._text(painter, theme, top, hit.detail, face(Size.LABEL), "muted")
        if chosen or hit.key:
            painter.setFont(face(Size.LABEL))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(0, 0, -14, 0), _END, hit.key or "Enter")
        if hit.excerpt:
            self._paint_excerpt(painter, theme, box, hit.excerpt)

    def _paint_excerpt(
        self, painter: QPainter, theme: Theme, box: QRectF, parts: tuple[tuple[str, bool], ...]
    ) -> None:
        x, end = box.left() + 46, box.right() - 74
        for text, marked in parts:
            font = face(Size.CHIP, QFont.Weight.DemiBold if marked else QFont.Weight.Normal)
            width = min(QFontMetrics(font).horizontalAdvance(text), max(0.0, end - x))
            if marked and width:
                paint_box(painter, QRectF(x - 1, box.top() + 33, width + 2, 18), 3, fill=theme.tokens.mark)
            place = QRectF(x, box.top() + 31, width + 1, 21)
            self._text(painter, theme, place, text, font, "text" if marked else "muted")
            x += width

    @staticmethod
    def _text(painter: QPainter, theme: Theme, box: QRectF, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width()) + 1))
        painter.drawText(box, int(_LEFT), shown)
