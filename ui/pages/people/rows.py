"""The lines of a person's page: open steps and entries of the timeline, each with the keys that act on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.base.languages import _
from app.records.choices import label
from app.records.step import Step, is_overdue
from app.store.questions.person_page import Entry
from ui.lists import TimelineRow
from ui.pages.people.entries import Told
from ui.theme import Elided, Icon, KeyHint, Label, Pill, Row, dates

Act = Callable[[str], bool]  # a key's name; True where it did something here
_NAMES = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Backspace: "Del",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Up: "Up",
}
STEP_KEYS = (("Space", "done"), ("V", "waiting"), ("Del", "dropped"))


def key_name(event: QKeyEvent) -> str:
    """The name of a bare key, such as "M" or "Space"; "" for anything held down with it."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    key = Qt.Key(event.key())
    if key in _NAMES:
        return _NAMES[key]
    return chr(event.key()) if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z else ""


def reveal(widget: QWidget) -> None:
    """Scroll as little as makes a line visible that got the focus by the arrow keys."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, 24)


class StepRow(Row):
    """One open step. Enter changes it; Space: done, V: waiting, Del: dropped."""

    def __init__(self, step: Step, act: Act, *, name: str, today: dt.date) -> None:
        who = name if step.who == "inmate" else label("step.who", step.who)
        due, tone = due_words(step, today)
        super().__init__(f"{step.text}, {who}, {due}", margins=(12, 8, 10, 8), gap=12)
        self.token, self._act = step.id, act
        self.setAccessibleDescription(_("Space: done. V: waiting. Del: dropped. Enter: change."))
        waiting = step.state == "waiting"
        self.add(Icon("hourglass" if waiting else "circle", "bad" if tone == "bad" else "muted", 17))
        self.add(Elided(step.text, "strong"), 1)
        self.who = Label(who, "small")
        self.who.setFixedWidth(112)
        self.add(self.who)
        shown: Label = Label(due, "small") if tone == "idle" else Pill(due, tone)  # type: ignore[arg-type]
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if tone == "idle":
            shown.setMinimumWidth(96)
        self.add(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(key_name(event)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reveal(self)


def due_words(step: Step, today: dt.date) -> tuple[str, str]:
    """When a step is due, or what it waits for, and the tone to say it in."""
    if is_overdue(step, today) and step.due is not None:
        return _("overdue {day}", day=dates.day_plain(step.due, today=today)), "bad"
    if step.state == "waiting":
        return label("step.state", "waiting"), "warn"
    if step.due is not None:
        return dates.day_short(step.due, today=today), "idle"
    return label("step.phase", step.phase) or _("no deadline"), "idle"


class EntryRow(TimelineRow):
    """One entry of the timeline. The keys that act on it stand in the line that has the focus."""

    def __init__(self, entry: Entry, said: Told, act: Act) -> None:
        super().__init__(said.when, said.icon, said.head, extra=said.extra, text=said.text, tone=said.tone)
        self.token, self.entry, self._act = entry.record.id, entry, act
        self.setAccessibleDescription(said.keys)
        self._keys = KeyHint(said.keys)
        self._keys.setParent(self)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(key_name(event)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keys.setVisible(bool(self._keys.text()))
        self._keys.raise_()
        self._place()
        reveal(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keys.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._keys.adjustSize()
        self._keys.move(self.width() - self._keys.width() - 8, 6)
