"""One row of a pack that has come back: the Norwegian, what stands here, what the pack says, and a tick."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.actions.language_packs import Difference
from app.base.languages import _
from ui.pages.languages.reading import turned
from ui.theme import MIDDLE, TOP, Icon, Label, Pill, Radius, Role, Theme, column, line, paint_box

CAPTION, BOX = 84, 18  # px


class Tick(QCheckBox):
    """Space ticks; Up and Down go to the row before or after it."""

    went = Signal(int)
    lit = Signal()

    def sizeHint(self) -> QSize:
        return QSize(BOX + 4, BOX + 4)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon = "square-check" if self.isChecked() else "square" if self.isEnabled() else "circle-slash"
        colour = "accent" if self.isChecked() else "muted" if self.isEnabled() else "faint"
        pixmap = Theme.of().pixmap(icon, colour, BOX, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPoint(1, 1), pixmap)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.lit.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lit.emit()

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
        self.tick.lit.connect(self.update)
        outer = line(self, (12, 10, 12, 10), 10)
        outer.addWidget(self.tick, 0, TOP)
        box = column(gap=4)
        outer.addLayout(box, 1)
        head = line(gap=8)
        head.addWidget(Label(row.norwegian or row.key, "", wrap=True), 1)
        if row.rights:
            head.addWidget(Pill(_("about rights"), "warn"), 0, TOP)
        head.addWidget(Label(row.key, "key"), 0, TOP)
        box.addLayout(head)
        if row.old:
            box.addLayout(_said(_("Here now"), language, row.old, "muted"))
        if row.new and row.new != row.old:
            box.addLayout(_said(_("In the pack"), language, row.new, ""))
        notes: tuple[tuple[str, Role, str, str], ...] = (
            (row.problem, "error", "circle-alert", "bad"),
            (row.warning, "warning", "triangle-alert", "warn"),
            (row.comment, "small", "message-circle", "muted"),
        )
        for text, role, icon, colour in notes:
            if text:
                box.addLayout(_note(text, role, icon, colour))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring around the row that the keys are on."""
        if self.tick.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            paint_box(painter, box, Radius.ROW, edge=Theme.of().tokens.accent, width=2)

    @property
    def taken(self) -> bool:
        """Whether the row is to be taken in."""
        return self.tick.isChecked() and self.row.can_be_taken


def _said(caption: str, language: str, text: str, role: Role) -> QHBoxLayout:
    row = line(gap=10)
    small = Label(caption, "small")
    small.setFixedWidth(CAPTION)
    row.addWidget(small, 0, MIDDLE)
    label = Label(text, role, wrap=True)
    turned(label, language)
    row.addWidget(label, 1)
    return row


def _note(text: str, role: Role, icon: str, colour: str) -> QHBoxLayout:
    row = line(gap=6)
    row.addWidget(Icon(icon, colour, 15), 0, TOP)
    row.addWidget(Label(text, role, wrap=True), 1)
    return row
