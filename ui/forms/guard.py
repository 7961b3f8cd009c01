"""A quiet word under a text where something in it should be looked at again; it never stands in the way.

One for the window: it follows the focus, so every field that is marked as free text is covered wherever it is made.
NoteField and StepsField mark themselves, FormDraft and Ask what is declared as words, others call `mark_free`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.actions.guard import concerns
from app.base.folding import fold
from app.base.languages import _
from ui.forms.field import FREE, Input
from ui.forms.text import LineEdit
from ui.work import Work

if TYPE_CHECKING:
    from app.entry.privacy import Concern

Edit = QLineEdit | QPlainTextEdit
PAUSE = 600  # milliseconds without a key
KEEP = "F7"


class _Shown(NamedTuple):
    """What is being said of a field, and what stood under it before."""

    edit: Edit
    concern: Concern
    words: str


class TextGuard(QObject):
    """Checks the text that has the focus in the pauses of writing, and when it is left.

    over: the window's register, whose pages are watched. person: whose text it is, "" for nobody yet.
    """

    def __init__(self, over: QWidget, work: Work, *, person: Callable[[], str]) -> None:
        super().__init__(over)
        self._over, self._work, self._person = over, work, person
        self._edit: Edit | None = None
        self._shown: _Shown | None = None
        self._usual: dict[Edit, str] = {}
        self._kept: set[tuple[str, str, str]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.check)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)
        keep = QShortcut(QKeySequence(KEEP), over)
        keep.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keep.activated.connect(self.keep)

    def check(self) -> None:
        """Look at the text as it stands."""
        self._timer.stop()
        edit = self._edit
        if edit is None or not shiboken6.isValid(edit):
            return
        text, person = _text_of(edit), self._person()
        if not text.strip():
            self._show(edit, text, person, [])
            return
        self._work.ask(
            concerns,
            text,
            person,
            then=lambda found: self._show(edit, text, person, found),
            instead_of=f"guard.{id(edit)}",
        )

    def keep(self) -> None:
        """What is pointed at stays, and is not spoken of again."""
        shown = self._shown
        if shown is None or not shiboken6.isValid(shown.edit):
            return
        self._kept.add((self._person(), shown.concern.topic, fold(shown.words)))
        self._edit = shown.edit
        self.check()

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._timer.isActive():
            self.check()
        if self._edit is not None and shiboken6.isValid(self._edit):
            self._edit.textChanged.disconnect(self._timer.start)
        self._edit = None
        if isinstance(new, Edit) and bool(new.property(FREE)) and self._over.isAncestorOf(new):
            self._edit = new
        if self._edit is not None:
            self._edit.textChanged.connect(self._timer.start)

    def _show(self, edit: Edit, text: str, person: str, found: list[Concern]) -> None:
        if not shiboken6.isValid(edit) or _text_of(edit) != text:
            return
        left = [one for one in found if (person, one.topic, _words(text, one)) not in self._kept]
        if not left:
            self._shown = None
            self._say(edit, "")
            return
        first = left[0]
        words = text[first.start : first.end]
        self._shown = _Shown(edit, first, words)
        said = _("“{word}”: {why} {instead}", word=words, why=first.why, instead=first.instead)
        keeps = _("{key} keeps it.", key=KEEP)
        self._say(edit, f"{said} {keeps}", short=str(first.why))

    def _say(self, edit: Edit, text: str, *, short: str = "") -> None:
        field = _field_of(edit)
        if field is None:
            if isinstance(edit, LineEdit):
                edit.understood(short, "warning")
                edit.setAccessibleDescription(text)
            return
        if not text and edit not in self._usual:
            return
        if text and edit not in self._usual:
            self._usual[edit] = field.hint
            edit.destroyed.connect(lambda: self._usual.pop(edit, None))
        field.set_hint(text or self._usual.pop(edit))
        field.below.use_role("warning" if text else "small")


def _text_of(edit: Edit) -> str:
    if isinstance(edit, QPlainTextEdit):
        return edit.toPlainText()
    return edit.text()


def _words(text: str, concern: Concern) -> str:
    return fold(text[concern.start : concern.end])


def _field_of(edit: Edit) -> Input | None:
    above = edit.parentWidget()
    while above is not None and not isinstance(above, Input):
        above = above.parentWidget()
    return above
