"""The parts of a place in a card at its left: one of them is open; one stop for Tab, Up and Down between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from app.base.languages import _
from ui.theme import Card, Icon, Row

WIDTH = 296
STRONG, CLICK = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus


class PartList(Card):
    """parts: name, icon and title of each (ui.shell.places). opened: the name of the one that was chosen."""

    opened = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str, str]]) -> None:
        super().__init__((8, 14, 8, 12), 2)
        self.setFixedWidth(WIDTH)
        self.rows: dict[str, Row] = {}
        self._titles = {name: title for name, _icon, title in parts}
        for name, icon, title in parts:
            row = self.rows[name] = Row(_(title), margins=(12, 10, 12, 10))
            row.add(Icon(icon, "muted", 18))
            row.two(_(title), "", ("", "small"))
            row.enter_hint()
            row.clicked.connect(lambda _checked=False, name=name: self.opened.emit(name))
            self.box.addWidget(row)
        self.box.addStretch()

    def light(self, name: str) -> None:
        """Show which one is open: Tab leads from it into the part, Up and Down reach the others."""
        for known, row in self.rows.items():
            row.set_on(known == name)
            row.setFocusPolicy(STRONG if known == name else CLICK)

    def title(self, name: str) -> str:
        """What a part is called, in the window's language."""
        return _(self._titles[name])
