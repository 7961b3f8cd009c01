"""Everything that is only read: texts by role, pills, tiles, key hints, icons, rules and cards."""

from __future__ import annotations

from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QSizePolicy, QWidget

from ui.theme import early
from ui.theme.layouts import Margins, column
from ui.theme.theme import Theme
from ui.theme.tokens import Tone

Role = Literal[
    "",
    "brand",
    "title",
    "name",
    "h2",
    "h3",
    "big",
    "strong",
    "muted",
    "small",
    "label",
    "error",
    "warning",
    "said",
    "struck",
    "key",
    "kbd",
    "code",
]


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties that the style sheet reads, and polish the widget and its labels again.

    What Qt has not polished yet will be when it is first shown: doing it before that would be done for nothing.
    """
    if all((widget.property(name) or "0") == (value or "0") for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    for part in (widget, *widget.findChildren(QLabel)):
        if part.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
            part.style().unpolish(part)
            part.style().polish(part)


class Label(QLabel):
    """A text in one of the roles; plain text always, so that nothing typed is ever read as markup."""

    def __init__(self, text: str = "", role: Role = "", *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setProperty("textFormat", early.PLAIN_TEXT)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            self.setMinimumWidth(40)

    def use_role(self, role: Role) -> None:
        """Show the text in another role from now on."""
        restyle(self, role=role)


class Elided(Label):
    """One line that ends in "…" where the room ends; the whole text stays its tool tip and accessible name."""

    def __init__(self, text: str = "", role: Role = "") -> None:
        super().__init__(text, role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(20, self.fontMetrics().height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), QtCore.Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        painter.drawText(
            self.contentsRect(), int(self.alignment() | QtCore.Qt.AlignmentFlag.AlignVCenter), shown
        )
        painter.end()


class Pill(Label):
    """A short state on a soft ground, such as "1 overdue"."""

    def __init__(self, text: str, tone: Tone = "idle") -> None:
        super().__init__(text)
        self.setProperty("part", "pill")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def use_tone(self, tone: Tone) -> None:
        """Show the text in another tone from now on."""
        restyle(self, tone=tone)


class Tile(Label):
    """A square of 36 px with two letters, such as a person's language."""

    SIDE = 36

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("part", "tile")
        self.setProperty("tone", "idle")
        self.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(self.SIDE, self.SIDE)


class KeyHint(Label):
    """The name of a key in a small frame."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "kbd")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Rule(QFrame):
    """A line across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rule")
        self.setFixedHeight(1)


class Icon(QWidget):
    """A Lucide icon in a token's colour. Drawn when painted, so scheme and screen scale may change; not read aloud."""

    def __init__(self, name: str, colour: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._name, self._colour, self._side = name, colour, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, colour: str | None = None) -> None:
        """Another icon from now on, and another colour if one is named."""
        self._name, self._colour = name, colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pixmap = Theme.of().pixmap(self._name, self._colour, self._side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QPoint(0, 0), pixmap)
        painter.end()


Ground = Literal[
    "card", "soft", "info", "warn", "bad", "foot", "side", "page", "inner", "palette", "toast", "veil"
]


class Surface(QFrame):
    """A ground that other things lie on; fill `box`, a column."""

    def __init__(self, part: Ground, margins: Margins = (0, 0, 0, 0), gap: int = 0) -> None:
        super().__init__()
        self.setProperty("part", part)
        self.box = column(self, margins, gap)


class Card(Surface):
    """The white (or dark) sheet that a screen is made of."""

    def __init__(self, margins: Margins = (24, 20, 24, 20), gap: int = 12) -> None:
        super().__init__("card", margins, gap)


class Meter(QProgressBar):
    """How far something is, as a thin bar with its figures as accessible name."""

    def __init__(self, value: int, of: int, name: str) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(6)
        self.show_progress(value, of, name)

    def show_progress(self, value: int, of: int, name: str) -> None:
        """Set the figures; a full bar turns green."""
        self.setRange(0, max(of, 1))
        self.setValue(value)
        self.setAccessibleName(name)
        restyle(self, full="1" if of and value >= of else "0")
