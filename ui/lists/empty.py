"""An empty place that looks inviting: what it is, what comes, and what one can do now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.theme import CENTRE, Icon, KeyHint, Label, Row, column, line

WIDTH = 288


class Offer(Row):
    """A framed row that offers one thing with its key."""

    def __init__(self, icon: str, text: str, detail: str, key: str = "") -> None:
        super().__init__(f"{text}, {detail}" if detail else text, margins=(16, 14, 16, 14), framed=True)
        self.setFixedWidth(WIDTH)
        self.add(Icon(icon, "accent", 20))
        self.two(text, detail)
        if key:
            self.add(KeyHint(key))


class EmptyState(QWidget):
    """Icon, one line, a quieter line, and up to three offers side by side."""

    def __init__(self, icon: str, title: str, text: str = "", offers: Sequence[QWidget] = ()) -> None:
        super().__init__()
        box = column(self, margins=(24, 24, 24, 24))
        box.addStretch(4)
        self.icon = Icon(icon, "accent", 36)
        self.title, self.text = Label(title, "h2", wrap=True), Label(text, "muted", wrap=True)
        first = line()
        first.addStretch()
        first.addWidget(self.icon)
        first.addStretch()
        box.addLayout(first)
        box.addSpacing(18)
        for label in (self.title, self.text):
            label.setAlignment(CENTRE)
            box.addWidget(label)
            box.addSpacing(6)
        box.addSpacing(22)
        row = line(gap=12)
        row.addStretch()
        for offer in offers:
            row.addWidget(offer)
        row.addStretch()
        box.addLayout(row)
        box.addStretch(6)
        self.text.setHidden(not text)
