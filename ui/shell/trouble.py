"""A register that can't be opened: what happened, what is kept, and buttons that do what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.shell.centre import CentrePage, brand
from ui.theme import Icon, Label, Row, line

WIDTH = 560


@dataclass(frozen=True)
class WayOut:
    """One thing that can be done about it."""

    icon: str
    text: str
    detail: str
    run: Callable[[], object]


class TroublePage(CentrePage):
    """The problem in its own words, and the ways out as rows; the first one has the focus."""

    def __init__(
        self, title: str, text: str, todo: str, ways: Sequence[WayOut], *, known: Sequence[str] = ()
    ) -> None:
        """known: what was found out about it, a line each."""
        super().__init__(WIDTH)
        self.box.addLayout(brand())
        self.box.addSpacing(26)
        head = line(gap=12)
        head.addWidget(Icon("circle-alert", "warn", 24))
        head.addWidget(Label(title, "title", wrap=True), 1)
        self.box.addLayout(head)
        self.box.addSpacing(10)
        self.box.addWidget(Label(text, wrap=True))
        self.box.addSpacing(8)
        self._todo = Label(todo, "muted", wrap=True)
        self.box.addWidget(self._todo)
        for one in known:
            self.box.addSpacing(8)
            self.box.addWidget(Label(one, wrap=True))
        self.box.addSpacing(22)
        self.rows: list[Row] = []
        for way in ways:
            row = Row(f"{way.text}. {way.detail}", margins=(14, 12, 14, 12), framed=True)
            row.add(Icon(way.icon, "accent", 20))
            row.two(way.text, way.detail)
            row.enter_hint()
            row.clicked.connect(lambda _checked=False, way=way: way.run())
            self.box.addWidget(row)
            self.box.addSpacing(8)
            self.rows.append(row)
        if self.rows:
            self.rows[0].setAccessibleDescription(" ".join((f"{title}. {text} {todo}", *known)))

    def first(self) -> QWidget | None:
        return self.rows[0] if self.rows else None

    def show_error(self, text: str, todo: str) -> None:
        self._todo.setText(f"{text} {todo}".strip())
