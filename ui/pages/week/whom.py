"""Whom an hour is for: ↓ opens the queue, letters find those who wait before anybody else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.actions.session_form import find_people
from app.base.languages import _
from app.store.questions.picking import PersonLine
from app.store.questions.queue import Waiting
from ui.forms.popup import Suggestion, starting
from ui.forms.suggest import SuggestField
from ui.pages.week.queue import facts, waited
from ui.work import Work


class WhoField(SuggestField):
    """`taken` carries a Waiting, a PersonLine, or None for nobody yet.

    chosen: whether the text stands for somebody. hurried: Enter was pressed twice before the answer came, so that whoever
    it finds is meant, and at once.
    """

    taken = Signal(object)

    def __init__(self, work: Work, queue: Sequence[Waiting]) -> None:
        super().__init__(_("Who"), placeholder=_("First letters, or ↓ for the queue"))
        self.chosen = self.hurried = self._entered_before = False
        self._work, self._queue = work, queue
        self.edit.textEdited.connect(self._doubt)
        self.asked.connect(self._seek)
        self.picked.connect(lambda one: self.take(one.data))
        self.emptied.connect(lambda: self.take(None))

    def take(self, one: object) -> None:
        """Somebody is chosen; a hint says what is known of them."""
        self.chosen = one is not None
        hint = ""
        if isinstance(one, Waiting):
            hint = ", ".join(part for part in (waited(one.days), facts(one)) if part)
            if self.value() != one.name:
                self.set_value(one.name)
        elif isinstance(one, PersonLine):
            hint = one.ward
        self.set_hint(hint)
        self.taken.emit(one)

    def hurry(self) -> None:
        """Enter was pressed while nobody is found yet: the first who is found is taken, and by a second Enter booked."""
        self._entered_before, self.hurried = True, self._entered_before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and not self.choosing
        ):
            self.hurried = False
            self.popup.offer([_line(one) for one in self._queue])
            return True
        return super().eventFilter(watched, event)

    def _doubt(self, _text: str) -> None:
        self.chosen = self.hurried = self._entered_before = False

    def _seek(self, typed: str) -> None:
        self._work.ask(find_people, typed, then=self._found, instead_of="week.people")

    def _found(self, answer: tuple[str, Sequence[PersonLine]]) -> None:
        typed, people = answer
        waiting = starting(typed, [_line(one) for one in self._queue])
        known = {one.data.person for one in waiting if isinstance(one.data, Waiting)}
        others = [Suggestion(one.name, one.ward, one) for one in people if one.id not in known]
        self.offer(typed, [*waiting, *others])


def _line(one: Waiting) -> Suggestion:
    return Suggestion(one.name, ", ".join(part for part in (waited(one.days), one.ward) if part), one)
