"""Lets the window's thread run until something is so, without a wall clock deciding the outcome."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

PATIENCE = 90_000  # ms until a test gives up; nothing is judged by it


def until(done: Callable[[], object]) -> None:
    """Return when `done()` is true; fail where it never becomes so."""
    if done():
        return
    loop, tick, end, met = QEventLoop(), QTimer(), QTimer(), list[bool]()

    def look() -> None:
        if done():
            met.append(True)
            loop.quit()

    tick.timeout.connect(look)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    tick.start(2)
    end.start(PATIENCE)
    loop.exec()
    tick.stop()
    end.stop()
    assert met
