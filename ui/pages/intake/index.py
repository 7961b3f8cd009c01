"""The eight parts of an intake at the left: which one is filled, how far, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.theme import Elided, Icon, KeyHint, Label, Row, column, line

WIDTH = 216


class _PartRow(Row):
    def __init__(self, number: int, title: str) -> None:
        super().__init__(title, margins=(10, 7, 10, 7), gap=10)
        self._number, self._title = number, title
        self._icon = Icon("circle-dashed", "faint", 18)
        self.add(self._icon)
        self._label = Elided(title)
        self.add(self._label, 1)
        self._count = Label("", "small")
        self.add(self._count)

    def show_state(self, filled: int, of: int, *, here: bool) -> None:
        """How much is filled, and whether one is in this part."""
        icon, colour = ("circle-check", "ok") if filled else ("circle-dashed", "faint")
        self._icon.show_icon(*(("circle-dot", "accent") if here else (icon, colour)))
        self._label.use_role("strong" if here else "")
        figures = _("{filled} of {all}", filled=filled, all=of) if filled else ""
        self._count.setText(figures)
        self.set_on(here)
        state = _("you are here") if here else figures or _("empty")
        self.setAccessibleName(
            _("Part {number}: {title}, {state}", number=self._number, title=self._title, state=state)
        )


class Index(QWidget):
    """`chosen` carries the number of the part, from 0."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        box = column(self, (0, 4, 0, 0), 2)
        self._rows: list[_PartRow] = []
        for number, title in enumerate(titles):
            row = _PartRow(number + 1, title)
            row.clicked.connect(lambda _on=False, at=number: self.chosen.emit(at))
            box.addWidget(row)
            self._rows.append(row)
        box.addSpacing(14)
        for key, what in (("Alt+↓", _("next part")), ("1 – 9", _("choose the answer"))):
            keys = line(margins=(10, 0, 0, 0), gap=6)
            keys.addWidget(KeyHint(key))
            keys.addWidget(Label(what, "small"))
            keys.addStretch()
            box.addLayout(keys)
            box.addSpacing(6)
        box.addSpacing(8)
        told = Label(
            _("Everything may stay empty and be filled in later. What you do not ask stays as “not asked”."),
            "small",
            wrap=True,
        )
        told.setContentsMargins(10, 0, 6, 0)
        box.addWidget(told)
        box.addStretch()

    def show_states(self, states: Sequence[tuple[int, int]], *, here: int) -> None:
        """For each part how many of its questions are answered, of how many."""
        for number, (row, (filled, of)) in enumerate(zip(self._rows, states, strict=True)):
            row.show_state(filled, of, here=number == here)
