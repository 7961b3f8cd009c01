"""A card with a heading, how many there are, and lines that scroll below it; or what it says where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.shell.page import Section
from ui.theme import Card, Label, ScrollColumn


class ListedCard(Card):
    """aside: what stands beside the title, such as how many there are; none: the quiet line of an empty one."""

    def __init__(self, title: str, aside: str, rows: Sequence[QWidget], none: str) -> None:
        super().__init__((8, 16, 8, 8), 0)
        self.column = ScrollColumn(gap=2)
        self.box.addWidget(self.column)
        self.column.box.addWidget(Section(title, aside))
        for row in rows:
            self.column.box.addWidget(row)
        if not rows:
            note = Label(none, "muted")
            note.setContentsMargins(12, 8, 12, 8)
            self.column.box.addWidget(note)
        self.column.box.addStretch()
