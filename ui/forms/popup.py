"""The list under a field: what is suggested while typing; it never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.base.folding import fold
from app.base.languages import _
from ui.theme import Size, Theme, face
from ui.theme.shadow import shade

SHOWN = 7
LINE = 38
_PLAIN = ~Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Suggestion:
    """One line of the list: what it is called, a quiet detail, and what it stands for."""

    text: str
    detail: str = ""
    data: object = None


Source = Callable[[str], Sequence[Suggestion]]


def folded(text: str) -> str:
    """The text for comparing while typing, with a space at each word's start."""
    return f" {fold(text)}"


def starting(typed: str, options: Iterable[Suggestion]) -> list[Suggestion]:
    """The options with a word that starts with what is typed, those that begin with it first."""
    wanted = folded(typed)
    hits = [option for option in options if wanted in folded(option.text)]
    return sorted(hits, key=lambda option: not folded(option.text).startswith(wanted))


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[Suggestion] = []

    def show(self, lines: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return len(self.lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.lines[index.row()]
        return one.text if role == Qt.ItemDataRole.DisplayRole else f"{one.text} {one.detail}".strip()


class _Painter(QStyledItemDelegate):
    def __init__(self, lines: _Lines) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one, theme = self._lines.lines[index.row()], Theme.of()
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(box, 7, 7)
        font = face(Size.TEXT, QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(box.adjusted(10, 0, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), one.text)
        beside = box.adjusted(QFontMetrics(font).horizontalAdvance(one.text) + 20, 0, -8, 0)
        painter.setFont(face(Size.LABEL))
        painter.setPen(theme.colour("muted"))
        metrics = QFontMetrics(face(Size.LABEL))
        detail = metrics.elidedText(one.detail, Qt.TextElideMode.ElideRight, int(beside.width()))
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), detail)
        painter.restore()


class SuggestList(QListView):
    """The list below an edit: a child of the window without focus; the edit hands on ↑ ↓ Enter Esc."""

    picked = Signal(object)  # Suggestion

    def __init__(self, edit: QLineEdit, width: int = 0) -> None:
        super().__init__()
        self._line, self._least = edit, width
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self._lines))
        self.setProperty("part", "suggest")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Suggestions"))
        self.hide()
        self.clicked.connect(lambda _index: self.take())
        edit.installEventFilter(self)
        edit.destroyed.connect(self.deleteLater)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these below the edit, the first one chosen; nothing to show hides the list."""
        self._lines.show(suggestions[:SHOWN])
        if not suggestions or not self._line.isVisible():  # the lock may have come before the answer
            self.hide()
            return
        self._place(min(len(suggestions), SHOWN))
        self.setCurrentIndex(self._lines.index(0, 0))
        self.show()
        self.raise_()

    def take(self) -> None:
        """Take the chosen line and close."""
        row = self.currentIndex().row()
        self.hide()
        if 0 <= row < len(self._lines.lines):
            self.picked.emit(self._lines.lines[row])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if not self.isVisible() or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # or the form's own Esc would close the form
            return True
        return event.type() == QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = max(0, min(self._lines.rowCount() - 1, self.currentIndex().row() + step))
            self.setCurrentIndex(self._lines.index(row, 0))
            return True
        if event.key() in _ENTER and not event.modifiers() & _PLAIN:
            self.take()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _place(self, count: int) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:  # at first use: before, the edit had no window
            self.setParent(window)
            shade(self)
        width, height = max(self._line.width(), self._least, 260), LINE * count + 12
        at = self._line.mapTo(window, QPoint(0, self._line.height() + 5))
        if at.y() + height > window.height():
            at = self._line.mapTo(window, QPoint(0, -height - 5))
        at.setX(max(4, min(at.x(), window.width() - width - 4)))
        self.setGeometry(at.x(), at.y(), width, height)
