"""Starts the program, or a bare PySide6 window, and ends with its first painted frame: what test_window measures.

`python -m tests.bench.first_frame program STORE` or `python -m tests.bench.first_frame bare`.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """A window with nothing in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        end_after_this_frame(self, event)


def end_after_this_frame(_window: QWidget, _event: QPaintEvent) -> None:
    """What is painted is on the screen when the timer fires; nothing is tidied up after it."""
    QTimer.singleShot(0, lambda: os._exit(0))


def bare() -> None:
    """The least that PySide6 does to show a window of the same size."""
    application = QApplication([])
    window = Bare()
    window.resize(1440, 900)
    window.show()
    application.exec()


def program(store: str) -> None:
    """The real start, to the page that asks for the passphrase."""
    from ui.__main__ import main
    from ui.shell.window import Window

    Window.paintEvent = end_after_this_frame  # type: ignore[method-assign]
    main(["--store", store])


if __name__ == "__main__":
    program(sys.argv[2]) if sys.argv[1] == "program" else bare()
