"""What the lock takes away from the screen, and gives back as it was: dialogs, windows, lists, focus, marks, scroll."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLineEdit,
    QStackedWidget,
    QToolTip,
    QWidget,
)

from ui.shell.centre import CentrePage
from ui.shell.files import Askers

_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Cover(QObject):
    """Made when the lock comes: hides all but the window itself. `lift` gives it back.

    window: the one top-level window of the program; stack: what it shows its pages in; under: the page of that
    stack which the lock lies over.
    """

    def __init__(self, window: QWidget, stack: QStackedWidget, under: QWidget) -> None:
        super().__init__(window)
        self._window, self._stack, self._under = window, stack, under
        self._focus = window.focusWidget()
        self._marked = _marked(self._focus)
        self._lock: QWidget | None = None
        self._asked: QWidget | None = None  # what wanted the focus while it was locked
        bars = [
            bar
            for area in under.findChildren(QAbstractScrollArea)
            for bar in (area.verticalScrollBar(), area.horizontalScrollBar())
        ]
        self._scrolled = [(bar, bar.value()) for bar in bars]
        self._hidden: list[QWidget] = []
        self._active: QWidget | None = QApplication.activeWindow()
        self._take_away()
        if self._active is not None:  # the passphrase can be typed at once
            window.activateWindow()
        window.windowTitleChanged.connect(self._nameless)
        self._nameless()
        window.installEventFilter(self)

    def keep_focus(self, lock: QWidget) -> None:
        """From now on only the lock's page gets keys, whatever asks for the focus under it."""
        self._lock = lock
        _application().focusChanged.connect(self._moved)

    def lift(self, page: QWidget | None) -> None:
        """Show everything again; where another page has opened meanwhile, that page has the focus."""
        self.drop()
        self._stack.setCurrentWidget(self._under)
        for widget in self._hidden:
            if shiboken6.isValid(widget):
                widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
                widget.show()
        self._give_focus(page)
        if self._active is not None and shiboken6.isValid(self._active):
            self._active.activateWindow()
        for bar, value in self._scrolled:
            if shiboken6.isValid(bar):
                bar.setValue(value)

    def drop(self) -> None:
        """Let go of the window without showing anything again."""
        self._window.removeEventFilter(self)
        self._window.windowTitleChanged.disconnect(self._nameless)
        if self._lock is not None:
            _application().focusChanged.disconnect(self._moved)
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whatever comes to lie in the window while it is locked lies under the lock."""
        if event.type() in (QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest):
            self._stack.raise_()
        return False

    def _take_away(self) -> None:
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for other in QApplication.topLevelWidgets():
            if other is self._window or not other.isVisible():
                continue
            if isinstance(other, QDialog) and other.isModal():
                Askers.of(self._window).taken(other)  # asked anew after unlocking
                other.reject()
            elif other.windowType() in _PASSING:
                other.close()
            else:
                self._hide(other)
        for child in self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child is not self._stack and child.isVisible():
                self._hide(child)

    def _hide(self, widget: QWidget) -> None:
        widget.hide()
        self._hidden.append(widget)

    def _nameless(self, _title: str = "") -> None:
        """The title names a person: not while the program is locked."""
        if self._window.windowTitle() != "Overgang":
            self._window.setWindowTitle("Overgang")

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        lock = self._lock
        if new is None or lock is None or not shiboken6.isValid(lock) or lock.isAncestorOf(new):
            return
        if new.window() is not self._window:
            return
        self._asked = new  # an answer that came meanwhile opened a page or a sheet
        first = lock.first() if isinstance(lock, CentrePage) else None
        (first or lock).setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_focus(self, page: QWidget | None) -> None:
        wanted: QWidget | None = self._focus if shiboken6.isValid(self._focus) else None
        if self._asked is not None and shiboken6.isValid(self._asked) and self._asked.isVisible():
            wanted = self._asked
        if wanted is None or not wanted.isVisible():
            wanted = page
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        if wanted is self._focus and isinstance(wanted, QLineEdit):
            _mark(wanted, *self._marked)


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def _marked(focus: QWidget | None) -> tuple[int, int, int]:
    """Cursor, start and length of what is marked in a line; a line forgets its marks when it loses the focus."""
    if not isinstance(focus, QLineEdit):
        return 0, -1, 0
    return focus.cursorPosition(), focus.selectionStart(), len(focus.selectedText())


def _mark(edit: QLineEdit, cursor: int, start: int, length: int) -> None:
    if start < 0:
        edit.setCursorPosition(cursor)
    elif cursor == start:
        edit.setSelection(start + length, -length)
    else:
        edit.setSelection(start, length)
