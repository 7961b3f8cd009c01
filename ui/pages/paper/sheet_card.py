"""The right side of Paper: the preview, with the ink above it and what else can be done with the sheets below it."""

from __future__ import annotations

from collections.abc import Callable

from ui.documents.preview import Preview
from ui.forms import ChipGroup
from ui.theme import Button, Card, FlowBox, column, set_shown


class SheetCard(Card):
    """The preview and what stands around it."""

    def __init__(self) -> None:
        super().__init__((20, 14, 20, 8), 8)
        self._near = column()
        self._field: ChipGroup | None = None
        self.box.addLayout(self._near)
        self.preview = Preview()
        self.box.addWidget(self.preview, 1)
        self._ways = FlowBox(gap=2)
        self._buttons: list[Button] = []
        self.box.addWidget(self._ways)

    def put_near(self, field: ChipGroup | None) -> None:
        """Show this choice beside the preview instead of what was there."""
        if self._field is not None:
            self._field.hide()
            self._field.deleteLater()
        self._field = field
        if field is not None:
            self._near.addWidget(field)

    def compact(self, narrow: bool) -> None:
        """Icons alone in a narrow window."""
        for button in self._buttons:
            button.set_folded(narrow)

    def offer(self, text: str, key: str, icon: str, run: Callable[[], object]) -> Button:
        """A quiet button below the preview."""
        button = Button(text, "quiet", key=key, icon=icon, height=30, pad=8)
        self._buttons.append(button)
        button.clicked.connect(lambda: run())
        self._ways.add(button)
        set_shown(button, True)
        return button
