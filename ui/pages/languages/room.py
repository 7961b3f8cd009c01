"""Whether a line that is being written still fits its papers: asked of one paper after the other, while one types on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.actions.line_room import NoRoom, Trial, no_room, room_for, trials
from ui.shell.page import Frame

REST = 500  # ms without a letter


class RoomCheck(QObject):
    """`tell` gets the papers that have no room for the newest text; nothing while it is not known."""

    def __init__(
        self,
        frame: Frame,
        language: str,
        key: str,
        tell: Callable[[tuple[NoRoom, ...]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._frame, self._language, self._key, self._tell = frame, language, key, tell
        self._text, self.known = "", ""
        self._waiting: list[Trial] = []
        self._found: list[NoRoom] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._begin)

    def soon(self, text: str) -> None:
        """The text has changed."""
        self._text, self.known = text, ""
        self._waiting.clear()
        self._timer.start()

    def now(self, text: str) -> None:
        """The text is about to be kept: what is not known yet is asked before."""
        self._timer.stop()
        if text == self.known:
            return
        self._text, self.known = text, text
        self._waiting.clear()
        self._frame.work.ask(no_room, self._language, {self._key: text}, then=self._tell)

    def _begin(self) -> None:
        text = self._text

        def then(found: tuple[Trial, ...]) -> None:
            if text == self._text and not self.known:
                self._waiting, self._found = list(found), []
                self._next()

        self._frame.work.ask(trials, self._language, (self._key,), then=then)

    def _next(self) -> None:
        if not self._waiting:
            self.known = self._text
            self._tell(tuple(self._found))
            return
        text, trial = self._text, self._waiting.pop(0)

        def then(found: tuple[NoRoom, ...]) -> None:
            if text == self._text and not self.known:
                self._found += found
                if found:  # its other sizes and shapes would say the same
                    self._waiting = [one for one in self._waiting if one.document != trial.document]
                self._next()

        self._frame.work.ask(room_for, self._language, {self._key: text}, trial, then=then)
