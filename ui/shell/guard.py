"""What watches the keyboard: the program's own keys come before a field's, and an idle desk locks itself."""

from __future__ import annotations

from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from app.base.clock import Clock

# Letters that fields claim with Ctrl on some platforms. Qt's key codes of letters are their capitals' own; naming them
# by QtCore.Qt.Key here would build that list of a thousand keys before the first page is painted.
OURS = frozenset(map(ord, "BIKLNPS"))
_Z = ord("Z")
_AWAKE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
TICK = 500  # ms: how late the lock may come


class GlobalKeys(QObject):
    """Line edits claim Ctrl+K and others on some platforms. The filter sits on the focused widget alone
    and moves with the focus: a filter on the whole application would cost time at every key."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~QtCore.Qt.KeyboardModifier.ShiftModifier
        ours = event.key() in OURS or (event.key() == _Z and not _has_own_undo(watched))
        if held == QtCore.Qt.KeyboardModifier.ControlModifier and ours:
            event.ignore()
            return True
        return False

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)


def _has_own_undo(field: Any) -> bool:
    """Whether Ctrl+Z would take back something typed in this field; else it takes back the last action.

    Asked by name: importing the two classes before the first page is painted would cost a tenth of a start.
    """
    if field.inherits("QLineEdit"):
        return bool(field.isUndoAvailable())
    return bool(field.inherits("QPlainTextEdit") and field.document().isUndoAvailable())


class Idle(QObject):
    """Says `expired` when nobody has used the program for a while, or when the PC has slept.

    Both the monotonic and the wall time are looked at twice a second: on some systems only one of them
    goes on while the PC sleeps. One event filter sits on each top-level window.
    """

    expired = Signal()

    def __init__(self, clock: Clock, seconds: float, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._seconds = clock, seconds
        self._used = (clock.monotonic(), clock.now())
        self._seen: set[QWindow] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def start(self, seconds: float) -> None:
        """Watch from now on; lock after so many seconds without a key or a touch of the mouse."""
        self._seconds = seconds
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self.used()
        self._timer.start()

    def limit(self, seconds: float) -> None:
        """Another number of seconds from now on."""
        self._seconds = seconds

    def go_on(self) -> None:
        """Watch again with the same limit, as after unlocking."""
        self.start(self._seconds)

    def stop(self) -> None:
        """Stop watching, as while the program is locked."""
        self._timer.stop()

    def used(self) -> None:
        """Somebody is there."""
        self._used = (self._clock.monotonic(), self._clock.now())

    def look(self) -> None:
        """Say `expired` where either clock has gone past the limit (or the wall time has run backwards by it)."""
        steady, wall = self._used
        passed = self._clock.monotonic() - steady
        jumped = abs((self._clock.now() - wall).total_seconds())
        if max(passed, jumped) >= self._seconds:
            self.stop()
            self.expired.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _AWAKE:
            self.used()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is None or window in self._seen:
            return
        self._seen.add(window)
        window.destroyed.connect(lambda: self._seen.discard(window))
        window.installEventFilter(self)
