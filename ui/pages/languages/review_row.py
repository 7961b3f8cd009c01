"""One row of a pack that has come back: the Norwegian, what stands here, what the pack says, and a tick."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.actions.language_packs import Difference
from app.base.languages import _
from ui.pages.languages.reading import turned
from ui.theme import TOP, Icon, Label, Pill, Role, column, line


class Tick(QCheckBox):
    """Space ticks; Up and Down go to the row before or after it."""

    went = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.went.emit(by)


class ReviewRow(QWidget):
    """`ticked` when the user ticks it or not."""

    ticked = Signal()

    def __init__(self, language: str, row: Difference) -> None:
        super().__init__()
        self.row = row
        self.tick = Tick()
        self.tick.setChecked(row.can_be_taken)
        self.tick.setEnabled(row.can_be_taken)
        said = ", ".join(
            part
            for part in (row.norwegian or row.key, row.new, row.problem, row.warning, row.comment)
            if part
        )
        self.tick.setAccessibleName(said)
        self.tick.toggled.connect(lambda _on: self.ticked.emit())
        outer = line(self, (12, 10, 12, 10), 10)
        outer.addWidget(self.tick, 0, TOP)
        box = column(gap=4)
        outer.addLayout(box, 1)
        head = line(gap=8)
        head.addWidget(Label(row.norwegian or row.key, "muted", wrap=True), 1)
        if row.rights:
            head.addWidget(Pill(_("about rights"), "warn"), 0, TOP)
        head.addWidget(Label(row.key, "key"), 0, TOP)
        box.addLayout(head)
        if row.new != row.old:
            if row.old:
                box.addWidget(_text(language, row.old, "struck"))
            if row.new:
                box.addWidget(_text(language, row.new, ""))
        elif row.old:
            box.addWidget(_text(language, row.old, ""))
        notes: tuple[tuple[str, Role, str, str], ...] = (
            (row.problem, "error", "circle-alert", "bad"),
            (row.warning, "warning", "triangle-alert", "warn"),
            (row.comment, "small", "message-circle", "muted"),
        )
        for text, role, icon, colour in notes:
            if text:
                box.addLayout(_note(text, role, icon, colour))

    @property
    def taken(self) -> bool:
        """Whether the row is to be taken in."""
        return self.tick.isChecked() and self.row.can_be_taken


def _text(language: str, text: str, role: Role) -> Label:
    label = Label(text, role, wrap=True)
    turned(label, language)
    return label


def _note(text: str, role: Role, icon: str, colour: str) -> QHBoxLayout:
    row = line(gap=6)
    row.addWidget(Icon(icon, colour, 15), 0, TOP)
    row.addWidget(Label(text, role, wrap=True), 1)
    return row
