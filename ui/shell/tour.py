"""A walk through every page of an open register, by which a freshly built program shows that nothing was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.work import Work

PAUSE = 200  # ms between two looks at whether the page has all it asked for


class Tour(QObject):
    """Opens one page after the other through `go`, each as soon as the worker has nothing left to do."""

    finished = Signal()

    def __init__(
        self, go: Callable[[str], None], pages: Iterable[str], work: Work, *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._go, self._left = go, list(pages)
        self._busy = False
        work.busy.connect(self._note)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(PAUSE)

    def _note(self, busy: bool) -> None:
        self._busy = busy

    def _next(self) -> None:
        if self._busy:
            return
        if self._left:
            self._go(self._left.pop(0))
            return
        self._timer.stop()
        self.finished.emit()
