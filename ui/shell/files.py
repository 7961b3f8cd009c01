"""Asking for a file or a folder. The lock takes the question away, and it is asked again after unlocking.

    chosen = files.save_as(page, _("Save as PDF"), suggested, kinds)       # "" for none
    chosen = files.open_one(page, _("Read a pack"), folder, kinds)
    folder = files.folder(page, _("Second folder for backups"), start)

The only place that opens a dialog with a window of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST = 80  # characters of a file's name


class Askers(QObject):
    """One for a window that can be locked: whether it is, and where a question stood that the lock took away."""

    answered = Signal(int)  # 0: ask again

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("askers")
        self.shut = False
        self._stood: list[str] = []

    @staticmethod
    def of(window: QWidget) -> Askers:
        """The window's own, made at the first question or lock."""
        found = window.findChild(Askers, "askers")
        return found if found is not None else Askers(window)

    def close(self) -> None:
        """The lock comes."""
        self.shut = True

    def open(self) -> None:
        """It is unlocked: whoever waits asks again."""
        self.shut = False
        self.answered.emit(0)

    def give_up(self) -> None:
        """The register goes to somebody else: whoever waits gets no answer."""
        self.shut = False
        self.answered.emit(1)

    def taken(self, dialog: QDialog) -> None:
        """A dialog that the lock is about to close."""
        if isinstance(dialog, QFileDialog):
            self._stood = [*dialog.selectedFiles(), dialog.directory().absolutePath()]

    def ask(self, question: Callable[[str], str], start: str) -> str:
        """Ask, and ask again where it stood for as long as the lock comes between; "" once the program ends."""
        while self._is_open():
            self._stood.clear()
            answer = question(start)
            if not self._stood:
                return answer
            start = self._stood[0]
        return ""

    def _is_unlocked(self) -> bool:
        return not self.shut

    def _is_open(self) -> bool:
        """Wait until the window is unlocked. False if it ends instead."""
        if self._is_unlocked():
            return True
        loop = QEventLoop()
        self.answered.connect(loop.exit)
        return loop.exec() == 0 and self._is_unlocked()


def safe(name: str) -> str:
    """A file's name, its ending aside, without what a file must not be called; not too long for any disk or stick."""
    return " ".join(_NOT_IN_FILES.sub(" ", name).split())[:LONGEST].rstrip(" .")


def save_as(over: QWidget, title: str, suggested: str | Path, kinds: str) -> str:
    """A path to write to, "" for none."""
    return _asker(over).ask(
        lambda start: QFileDialog.getSaveFileName(over, title, start, kinds)[0], str(suggested)
    )


def open_one(over: QWidget, title: str, folder: str | Path, kinds: str) -> str:
    """A file to read, "" for none."""
    return _asker(over).ask(
        lambda start: QFileDialog.getOpenFileName(over, title, start, kinds)[0], str(folder)
    )


def folder(over: QWidget, title: str, start: str | Path = "") -> str:
    """A folder, "" for none."""
    return _asker(over).ask(lambda at: QFileDialog.getExistingDirectory(over, title, at), str(start))


def _asker(over: QWidget) -> Askers:
    return Askers.of(over.window())
