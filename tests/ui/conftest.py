"""What tests of the window share: the theme, a worker without a thread, and real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.base import languages
from app.base.clock import FixedClock
from ui.errors import Errors, Notice
from ui.theme import Theme
from ui.work import Job, Work


class InlineWork(Work):
    """Does every job at once, on the window's own thread, and delivers the answer before it returns."""

    def __init__(self, failed: Callable[[BaseException], None], desk: object = None) -> None:
        super().__init__(failed)
        self._desk = desk  # type: ignore[assignment]

    def _submit(self, job: Job) -> Job:
        result, error = job.perform()
        self._open += 1
        self._deliver((job, result, error))
        return job

    def stop(self, close: Callable[[Any], None]) -> None:
        if self._desk is not None:
            close(self._desk)
        self._desk = None


class Keys:
    """Real keys to whatever has the focus."""

    def press(self, *names: str) -> None:
        """Press keys by name: "Enter", "Ctrl+K", "Alt+1", "a"."""
        for name in names:
            *held, key = name.replace("Ctrl++", "Ctrl+Plus").split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= _HELD[one]
            QTest.keyClick(self._focus(), _KEYS.get(key) or getattr(Qt.Key, f"Key_{key.upper()}"), modifiers)
            QApplication.processEvents()

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
    "Plus": Qt.Key.Key_Plus,
    ",": Qt.Key.Key_Comma,
}


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Theme:
    """The light theme, once for the whole run, and bokmål."""
    languages.use("nb")
    try:
        installed = Theme.of()
    except LookupError:
        return Theme.install(qapp, "light")
    if installed.scheme != "light":
        installed.use("light")
    return installed


@pytest.fixture
def clock() -> FixedClock:
    """Monday 19 January 2026, a quarter past nine."""
    return FixedClock()


@pytest.fixture
def keys() -> Keys:
    """Real keys."""
    return Keys()


@pytest.fixture
def notices() -> list[Notice]:
    """What `errors` has shown."""
    return []


@pytest.fixture
def errors(tmp_path: Path, notices: list[Notice]) -> Errors:
    """The place for errors, which keeps its notices for the test to read."""
    made = Errors(tmp_path / "reports", lambda: datetime(2026, 1, 19, 9, 15))
    made.show = notices.append
    return made


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Show a widget as the active window, and close it after the test."""
    opened: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()
        opened.append(widget)
        return widget

    yield show
    for widget in opened:
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
