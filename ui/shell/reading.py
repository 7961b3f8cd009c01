"""Whose page stands open: the log is told once it has stood for a second, never while one steps through a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.work import Work

if TYPE_CHECKING:
    from app.actions.desk import Desk
    from ui.shell.page import Page

STANDS = 1000  # ms between two looks: who is there at both was read, not passed by


class Reading(QObject):
    """Looks once a second; writes on the worker, once for as long as the same people stay in view.

    page: what is open; while the window cannot be seen, nobody reads.
    """

    def __init__(self, work: Work, page: Callable[[], Page | None], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._page = work, page
        self._before: Sequence[str] = ()
        self._told: Sequence[str] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(STANDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """See whether the same people are in view as at the last look."""
        page = self._page()
        here = page.people() if page is not None and page.isVisible() else ()
        if here and here == self._before and here != self._told and self._work.is_open():
            self._told = here
            self._work.run(_saw, here)
        if here != self._told:
            self._told = ()
        self._before = here


def _saw(desk: Desk, people: Sequence[str]) -> bool:
    from app.actions.reading import saw_people

    return saw_people(desk, people)
