"""Real keys to whatever has the focus, by the names that the window shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Keys:
    """Real keys to whatever has the focus."""

    def press(self, *names: str) -> None:
        """Press keys by name: "Enter", "Ctrl+K", "Alt+1", "a"."""
        for name in names:
            self.hit(name)
            QApplication.processEvents()

    def hit(self, *names: str) -> None:
        """Press keys one upon the other: the window has not drawn or answered anything in between."""
        for name in names:
            *held, key = name.replace("Ctrl++", "Ctrl+Plus").split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= _HELD[one]
            QTest.keyClick(self._focus(), _KEYS.get(key) or getattr(Qt.Key, f"Key_{key.upper()}"), modifiers)

    def write(self, text: str) -> None:
        """Type letters."""
        QTest.keyClicks(self._focus(), text)
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None, "nothing has the focus"
        return widget


_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Del": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Tab": Qt.Key.Key_Tab,
    "Backtab": Qt.Key.Key_Backtab,
    "Space": Qt.Key.Key_Space,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "PageUp": Qt.Key.Key_PageUp,
    "PageDown": Qt.Key.Key_PageDown,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Plus": Qt.Key.Key_Plus,
    ",": Qt.Key.Key_Comma,
}
