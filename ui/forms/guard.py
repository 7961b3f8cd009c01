"""A quiet word under a note where something in it should be looked at again; it never stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.actions.guard import concerns
from app.base.languages import _
from app.entry.privacy import Concern
from ui.forms.text import NoteField
from ui.work import Work

PAUSE = 600  # milliseconds without a key


class NoteGuard(QObject):
    """Checks a note in the pauses of writing. person: whose note it is, "" for nobody yet."""

    def __init__(self, note: NoteField, work: Work, *, person: Callable[[], str], usual: str) -> None:
        super().__init__(note)
        self._note, self._work, self._person, self._usual = note, work, person, usual
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.check)
        note.changed.connect(self._timer.start)
        note.set_hint(usual)

    def check(self) -> None:
        """Look at the note as it stands."""
        text = self._note.value()
        if not text.strip():
            self._show([])
            return
        self._work.ask(
            concerns, text, self._person(), then=self._show, instead_of=f"guard.{self._note.objectName()}"
        )

    def _show(self, found: list[Concern]) -> None:
        if not found:
            self._note.set_hint(self._usual)
            return
        first = found[0]
        word = self._note.value()[first.start : first.end]
        self._note.set_hint(_("“{word}”: {why} {instead}", word=word, why=first.why, instead=first.instead))
        self._note.below.use_role("warning")
