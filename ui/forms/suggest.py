"""Choosing from a long list by typing: a list under the field that never takes the focus."""

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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.base.folding import fold
from app.base.languages import _
from ui.forms.field import Input
from ui.forms.text import LineEdit
from ui.theme import Size, Theme, face

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


def shade(widget: QWidget, blur: int = 28, down: int = 8) -> None:
    """Let a widget float: a soft shadow below it."""
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(blur)
    effect.setOffset(0, down)
    effect.setColor(QColor(0, 0, 0, 150 if Theme.of().tokens.dark else 46))
    widget.setGraphicsEffect(effect)


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
        if not suggestions:
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


class SuggestField(Input):
    """One of a long list. The value is what `picked` was given for, kept by the form; the text is only shown.

    source: answers at once (a short list). Without it, `asked` fires and the answer comes by `offer(typed, …)`;
    Enter pressed before the answer is there takes its first line when it comes.
    """

    picked = Signal(object)  # Suggestion
    asked = Signal(str)
    emptied = Signal()

    def __init__(
        self,
        label: str,
        *,
        source: Source | None = None,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
        width: int = 0,
    ) -> None:
        self.edit = LineEdit(value, placeholder=placeholder)
        super().__init__(label, self.edit, hint=hint, key=key, name=name)
        self._source, self._waiting, self._take_it = source, "", False
        self._list: SuggestList | None = None
        self._least = width
        self.edit.textEdited.connect(self._typed)
        self.edit.returnPressed.connect(self._entered)

    @property
    def popup(self) -> SuggestList:
        """The list below the field, made when it is first wanted: most fields of a form never need theirs."""
        if self._list is None:
            self._list = SuggestList(self.edit, self._least)
            self._list.picked.connect(self._pick)
        return self._list

    @property
    def choosing(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def value(self) -> str:
        return self.edit.text()

    def set_value(self, value: str) -> None:
        self._close()
        self.edit.prefill(value)
        self.error("")

    def offer(self, typed: str, suggestions: Sequence[Suggestion]) -> None:
        """Answer `asked`; an answer to what is no longer typed is not shown."""
        if typed != self.edit.text() or not self.edit.hasFocus():
            return
        self._waiting = ""
        if self._take_it and suggestions:
            self._take_it = False
            self._pick(suggestions[0])
            return
        self._take_it = False
        self._offer(suggestions)

    def _typed(self, text: str) -> None:
        self._take_it = False
        if not text.strip():
            self._waiting = ""
            self._close()
            self.emptied.emit()
        elif self._source is not None:
            self._offer(self._source(text))
        else:
            self._waiting = text
            self.asked.emit(text)
        self.touched()

    def _offer(self, suggestions: Sequence[Suggestion]) -> None:
        if suggestions:
            self.popup.offer(suggestions)
        else:
            self._close()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _entered(self) -> None:
        self._take_it = bool(self._waiting)

    def _pick(self, one: object) -> None:
        self._close()
        if isinstance(one, Suggestion):
            self.edit.prefill(one.text)
            self.error("")
            self.picked.emit(one)
            self.changed.emit()


class PickField(SuggestField):
    """One code of a list too long for chips; typing finds it, and the value is the code.

    A text that is in no list keeps nothing and says so on leaving; an empty field is "".
    """

    def __init__(
        self,
        label: str,
        options: Callable[[], Sequence[Suggestion]],
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
    ) -> None:
        self._options, self._code = options, ""
        super().__init__(label, source=self._found, placeholder=placeholder, hint=hint, key=key, name=name)
        self.picked.connect(self._chose)
        self.emptied.connect(lambda: self._keep(""))
        self.left.connect(self.check)
        if value:
            self.set_value(value)

    def value(self) -> str:
        return self._code

    def set_value(self, value: str) -> None:
        self._code = value
        shown = next((one.text for one in self._options() if one.data == value), value) if value else ""
        super().set_value(shown)

    def check(self) -> bool:
        """Judge the text as on leaving: a text that is exactly one option is taken, another one is an error."""
        typed = self.edit.text().strip()
        known = next((one for one in self._options() if one.data == self._code), None)
        if not typed or (known is not None and known.text == typed):
            self.error("")
            return True
        same = [one for one in self._options() if folded(one.text) == folded(typed)]
        if len(same) == 1:
            self._pick(same[0])
            return True
        self.error(_("Not in the list. Type its first letters and choose with Enter."))
        return False

    def _found(self, typed: str) -> Sequence[Suggestion]:
        return starting(typed, self._options())

    def _chose(self, one: object) -> None:
        if isinstance(one, Suggestion):
            self._keep(str(one.data))

    def _keep(self, code: str) -> None:
        self._code = code
