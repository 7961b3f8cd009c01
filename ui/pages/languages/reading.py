"""Text in any script on the screen: the print fonts, made known to Qt when a language that needs one is first shown."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QWidget

from app.actions.line_rules import screen_face
from app.base.languages import language_info
from ui.forms import NoteEdit
from ui.theme import ScrollColumn, face

SIZE = 15  # px
_LARGER = {"Arab": 18, "Ethi": 16, "Mymr": 16, "Thai": 17, "Taml": 15, "Beng": 17, "Deva": 17, "Guru": 17}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@cache
def _family(language: str) -> str:
    """The family to read a language in; "" where the window's own has its letters."""
    path = screen_face(language)
    if path is None:
        return ""
    number = QFontDatabase.addApplicationFont(str(path))
    if number < 0:
        raise FileNotFoundError(path)
    return QFontDatabase.applicationFontFamilies(number)[0]


def reading_font(language: str, size: int = 0) -> QFont:
    """The font for a language's letters. size: in px; left out, what is read easily in that script."""
    family = _family(language)
    font = face(size or _LARGER.get(language_info(language).script, SIZE))
    if family:
        font.setFamilies([family, "Inter"])
    return font


def turned(widget: QWidget, language: str) -> None:
    """Give a widget the language's font and direction."""
    right_to_left = language_info(language).direction == "rtl"
    widget.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    widget.setFont(reading_font(language))


def reveal(widget: QWidget) -> None:
    """Scroll the column that a widget stands in, if any, so that it is seen."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, ScrollColumn):
        above = above.parentWidget()
    if above is not None:
        above.reveal(widget)


class ScriptEdit(NoteEdit):
    """One line of a sheet, as high as it needs to be. Enter and Ctrl+Enter say `done` (with whether to go on to the next
    line), F8 `shipped`, Esc takes back what was typed."""

    done = Signal(bool)
    shipped = Signal()
    resized = Signal()

    def __init__(self, language: str, text: str) -> None:
        super().__init__(text)
        turned(self, language)
        option = QTextOption()
        option.setTextDirection(self.layoutDirection())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.before = text
        self.textChanged.connect(self.fit)

    def show_text(self, text: str) -> None:
        """Show this as what is kept; its own undo begins anew."""
        self.before = text
        if text != self.toPlainText():
            at = self.textCursor().position()
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(at, len(text)))
            self.setTextCursor(cursor)
        else:
            self.document().clearUndoRedoStacks()

    def toPlainText(self) -> str:
        """The text with its no-break spaces, which Qt's own turns into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def differs(self) -> bool:
        """Whether what stands here is not what is kept."""
        return self.toPlainText() != self.before

    def fit(self) -> None:
        """Take the height that the text needs."""
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        wanted = max(38, round(height) + 24)
        if wanted != self.minimumHeight():
            self.setFixedHeight(wanted)
            self.resized.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Its own keys go before the page's; where it has nothing to take back, Ctrl+Z is the window's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
                event.ignore()
                return False
            if self._means(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._means(event):
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.done.emit(not event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        elif event.key() == Qt.Key.Key_F8:
            self.shipped.emit()
        else:
            self.setPlainText(self.before)

    def _means(self, event: QKeyEvent) -> bool:
        """Whether a key means something of its own here; Esc only while something is to be taken back."""
        if event.key() == Qt.Key.Key_Escape:
            return self.differs
        return event.key() in (*_ENTER, Qt.Key.Key_F8)
