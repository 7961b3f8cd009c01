"""Fields for one line and for several lines of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.base.languages import _
from ui.forms.field import Input, Reading, mark_free
from ui.theme import Button, Label, Role, early, restyle, set_shown

EDGE = 12


class LineEdit(QLineEdit):
    """A line with a quiet read-back at its right end: what the program understood."""

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self._back: Label | None = None  # made when there is something to say
        self._tail: QWidget | None = None
        self.prefill(text)

    def prefill(self, text: str) -> None:
        """Show a text from its beginning (a line edit scrolls to its end otherwise)."""
        if text != self.text():
            self.setText(text)
        self.setCursorPosition(0)

    def read_back(self) -> str:
        """What stands at the right end."""
        return self._back.text() if self._back is not None else ""

    def understood(self, text: str, role: Role = "small") -> None:
        """Show what was understood of the text."""
        if self._back is None:
            if not text:
                return
            self._back = Label("", "small")
            self._back.setParent(self)
            self._back.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._tail = self._tail or self._back
        self._back.setText(text)
        self._back.use_role(role)
        set_shown(self._back, bool(text))
        self._place()

    def focus_next(self) -> None:
        """Go on to the next field, as Tab would."""
        self.focusNextPrevChild(True)

    def set_tail(self, widget: QWidget) -> None:
        """Put a widget, such as the eye of a passphrase, at the right end instead of the read-back."""
        self._tail = widget
        widget.setParent(self)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A field's own undo comes first; where it has nothing to take back, Ctrl+Z is the window's."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if (
            is_key
            and not self.isUndoAvailable()
            and cast(QKeyEvent, event).matches(QKeySequence.StandardKey.Undo)
        ):
            event.ignore()
            return False
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the tail where it belongs; before the line is on the screen there is no place to speak of."""
        tail = self._tail
        if tail is None or not self.isVisible():
            return
        read_back = tail is self._back
        inset = EDGE if read_back else 4
        if read_back:
            tail.adjustSize()
        tail.move(self.width() - tail.width() - inset, (self.height() - tail.height()) // 2)
        room = tail.width() + inset - 4 if tail.isVisibleTo(self) else 0
        self.setTextMargins(0, 0, room, 0)


class TextField(Input):
    """One line of text. `reader` says what it understands: shown while typing, an error only on leaving.

    `choices_up_down` are values that the arrow keys step through, such as minutes.
    """

    def __init__(
        self,
        label: str,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
        reader: Callable[[str], Reading | None] | None = None,
        choices_up_down: tuple[int, ...] = (),
    ) -> None:
        self.edit = _SteppedEdit(value, placeholder, choices_up_down)
        super().__init__(label, self.edit, hint=hint, key=key, name=name)
        self._reader = reader
        self.edit.textEdited.connect(self._typed)
        self.edit.stepped.append(self._typed)
        self.edit.editingFinished.connect(self.check)
        self.read()

    def value(self) -> str:
        return self.edit.text()

    def set_value(self, value: str) -> None:
        self.edit.prefill(value)
        self.error("")
        self.read()

    def set_placeholder(self, text: str) -> None:
        """What stands grey in the empty field, such as a suggestion."""
        self.edit.setPlaceholderText(text)
        self.read()

    def read(self) -> Reading | None:
        """Show what is understood now, and return it; None where the text says nothing."""
        reading = self._reader(self.edit.text()) if self._reader else None
        shown = reading.text if reading is not None and reading.good else ""
        if self._reader is not None:
            typed = bool(self.edit.text().strip())
            self.edit.understood(shown, "said" if typed and self.edit.hasFocus() else "small")
            self._describe()
        return reading

    def check(self) -> bool:
        """Judge the text as on leaving the field: False with an error below it where it is not understood."""
        reading = self.read()
        wrong = reading is not None and not reading.good
        if self._reader is not None and (wrong or self.problem):
            self.error(reading.text if reading is not None and wrong else "")
        return not wrong

    def _typed(self) -> None:
        self.read()
        self.touched()

    def _read_back(self) -> str:
        return self.edit.read_back()


class _SteppedEdit(LineEdit):
    """A line whose arrow keys step through some numbers."""

    def __init__(self, text: str, placeholder: str, choices: tuple[int, ...]) -> None:
        super().__init__(text, placeholder=placeholder)
        self._choices = choices
        self.stepped: list[Callable[[], None]] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._choices or event.key() not in (QtCore.Qt.Key.Key_Up, QtCore.Qt.Key.Key_Down):
            super().keyPressEvent(event)
            return
        digits = "".join(c for c in self.text() if c.isdigit())
        now = int(digits) if digits else self._choices[0]
        up = event.key() == QtCore.Qt.Key.Key_Up
        beyond = [c for c in self._choices if c > now] if up else [c for c in self._choices if c < now][::-1]
        if beyond:
            self.setText(str(beyond[0]))
            for tell in self.stepped:
                tell()


class PassphraseField(TextField):
    """A passphrase: hidden, pasting allowed, an eye shows it. Its text is never trimmed, and never copied."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(label, hint=hint)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._shown = False
        self._eye = Button("", "quiet", icon="eye", name=_("Show what is typed"), height=30, pad=6)
        self._eye.setFixedWidth(32)
        self._eye.setProperty("focusPolicy", early.CLICK_FOCUS)
        self._eye.clicked.connect(self._toggle)
        self.edit.set_tail(self._eye)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """While it is shown, it can no more be copied than while it is hidden."""
        if event.type() == QEvent.Type.ContextMenu:
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut)

    def _toggle(self) -> None:
        if not self._shown:
            self._shown = True
            self.edit.installEventFilter(self)
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.show_icon("eye-off" if hidden else "eye")
        self._eye.setAccessibleName(_("Hide what is typed") if hidden else _("Show what is typed"))
        self.edit.setFocus()


class NoteEdit(QPlainTextEdit):
    """Several lines; Tab always goes on to the next field, and a small size hint lets layouts decide."""

    HINT = 64

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)

    def sizeHint(self) -> QSize:
        return QSize(200, max(self.HINT, self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, max(64, self.minimumHeight()))


class NoteField(Input):
    """Several lines of text that take the height they get; `lines` is the least height in lines."""

    def __init__(
        self,
        label: str,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        key: str = "",
        name: str = "",
        lines: int = 3,
    ) -> None:
        self.edit = NoteEdit(value, placeholder=placeholder)
        super().__init__(label, self.edit, hint=hint, key=key, name=name)
        mark_free(self.edit)
        self.edit.setMinimumHeight(22 + lines * self.edit.fontMetrics().lineSpacing())
        self.box.setStretchFactor(self.edit, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._quiet = False
        self.edit.textChanged.connect(self._typed)

    def value(self) -> str:
        return self.edit.toPlainText()

    def set_value(self, value: str) -> None:
        if value != self.edit.toPlainText():
            self._quiet = True
            self.edit.setPlainText(value)
            self._quiet = False
        self.error("")

    def caret(self) -> int:
        """Where the cursor stands, in characters from the start."""
        return self.edit.textCursor().position()

    def set_caret(self, position: int) -> None:
        """Put the cursor back to where it was, or to the end of a text that has become shorter."""
        cursor = self.edit.textCursor()
        cursor.setPosition(max(0, min(position, len(self.edit.toPlainText()))))
        self.edit.setTextCursor(cursor)

    def _typed(self) -> None:
        if not self._quiet:
            self.touched()


def mark(widget: QWidget, *, bad: bool) -> None:
    """Draw the red frame of an error around a widget that is not an Input, such as one group of a code."""
    restyle(widget, bad="1" if bad else "0")
