"""The lines of a person's page: open steps and entries of the timeline, each with the keys that act on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.base.languages import _
from app.records.choices import label
from app.records.step import Step, is_overdue
from app.store.questions.person_page import Entry
from ui.lists import TimelineRow
from ui.lists.painted import RIGHT, paint_pill, paint_words, words_width
from ui.pages.people.entries import told
from ui.theme import BareRow, Size, Theme, Tone, dates

STEP_HEIGHT = 35
WHO, DUE = 112, 96  # widths in pixels
_NAMES = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Backspace: "Del",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Up: "Up",
}
STEP_KEYS = (("Space", "done"), ("V", "waiting"), ("Del", "dropped"))


def key_name(event: QKeyEvent) -> str:
    """The name of a bare key, such as "M" or "Space", and "Shift+Del"; "" for anything else held down with it."""
    if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
        return "Shift+Del"
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


class StepRow(BareRow):
    """One open step. Enter changes it; Space: done, V: waiting, Del: dropped. `tell` makes it another step."""

    def __init__(self, act: Callable[[Step, str], bool]) -> None:
        super().__init__("")
        self._act = act
        self._told: tuple[Step, str, dt.date] | None = None
        self.setAccessibleDescription(_("Space: done. V: waiting. Del: dropped. Enter: change."))
        self.clicked.connect(lambda: self._act(self.step, "Enter"))

    @property
    def step(self) -> Step:
        """The step that is shown."""
        assert self._told is not None
        return self._told[0]

    @property
    def token(self) -> str:
        """The step's id."""
        return self.step.id

    def tell(self, step: Step, *, name: str, today: dt.date) -> None:
        """Show this step from now on. name: the person's, for what they do themselves."""
        if self._told == (step, name, today):
            return
        self._told = step, name, today
        self._who = name if step.who == "inmate" else label("step.who", step.who)
        self._due, self._tone = due_words(step, today)
        self.setAccessibleName(f"{step.text}, {self._who}, {self._due}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, STEP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, STEP_HEIGHT)

    def forget(self) -> None:
        """Hold nothing of anybody while it waits to be used again."""
        self._told = None
        self.setAccessibleName("")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme, middle = QPainter(self), Theme.of(), self.height() / 2
        icon = "hourglass" if self.step.state == "waiting" else "circle"
        colour = "bad" if self._tone == "bad" else "muted"
        pixmap = theme.pixmap(icon, colour, 17, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPoint(12, (self.height() - 17) // 2), pixmap)
        who = self._paint_due(painter, middle) - 12 - WHO
        text = QRectF(41, middle - 10, who - 12 - 41, 20)
        paint_words(painter, QRectF(who, middle - 8, WHO, 16), self._who, size=Size.LABEL, colour="muted")
        paint_words(painter, text, self.step.text, weight=QFont.Weight.DemiBold)
        painter.end()

    def _paint_due(self, painter: QPainter, middle: float) -> float:
        """When it is due, at the right end; returns where it begins."""
        right = float(self.width() - 10)
        if self._tone != "idle":
            return paint_pill(painter, right, middle, self._due, self._tone)
        width = max(DUE, words_width(self._due, Size.LABEL))
        box = QRectF(right - width, middle - 8, width, 16)
        paint_words(painter, box, self._due, size=Size.LABEL, colour="muted", where=RIGHT)
        return box.left()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(self.step, key_name(event)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reveal(self)


def due_words(step: Step, today: dt.date) -> tuple[str, Tone]:
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

    def __init__(self, act: Callable[[Entry, str], bool]) -> None:
        super().__init__()
        self._act = act
        self._shown: tuple[Entry, dt.date, bool] | None = None
        self.clicked.connect(lambda: self._act(self.entry, "Enter"))

    @property
    def entry(self) -> Entry:
        """The entry that is shown."""
        assert self._shown is not None
        return self._shown[0]

    @property
    def token(self) -> str:
        """The id of the entry's record."""
        return self.entry.record.id

    def show_entry(self, entry: Entry, *, today: dt.date, alone: bool) -> bool:
        """Show this entry from now on; False where it is shown just so already."""
        if self._shown == (entry, today, alone):
            return False
        self._shown = entry, today, alone
        said = told(entry, today=today, alone=alone)
        self.tell(
            said.when, said.icon, said.head, extra=said.extra, text=said.text, tone=said.tone, keys=said.keys
        )
        return True

    def forget(self) -> None:
        """Hold nothing of anybody while it waits to be used again."""
        self._shown = None
        self.tell("", "", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(self.entry, key_name(event)):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reveal(self)
