"""Long work on the window's thread in slices: keys and painting come in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer


def once_seen(owner: QObject, run: Callable[[], object]) -> None:
    """Run when what is on its way to the screen is painted, unless `owner` has gone. A single shot of no time at all is
    only posted, and posted events come before painting."""
    QTimer.singleShot(1, owner, run)


class Slices(QObject):
    """Goes on with `steps`, one at a time, whenever the window has nothing else to do; `wait` ms pass before the first.

    A step should be well under a frame: a field or two. What is needed at once is made by `finish`.
    """

    def __init__(self, steps: Iterator[object], parent: QObject, *, wait: int = 0) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(wait)

    def finish(self) -> None:
        """Do the rest now."""
        self._timer.stop()
        for _step in self._steps:
            pass

    def _go_on(self) -> None:
        if next(self._steps, self) is not self:
            self._timer.start(0)
