"""The right side of Paper: the preview, with the ink above it and what else can be done with the sheets below it."""

from __future__ import annotations

from collections.abc import Callable

from app.base.languages import _
from ui.documents.leaving import LeavesStrip
from ui.documents.preview import Preview
from ui.forms import ChipGroup
from ui.theme import MIDDLE, Button, Card, FlowBox, Label, line, set_shown


class SheetCard(Card):
    """The preview and what stands around it."""

    def __init__(self) -> None:
        super().__init__((20, 14, 20, 8), 8)
        self._near = line(gap=10)
        self._word = Label("", "label")
        self._near.addWidget(self._word, 0, MIDDLE)
        self._field: ChipGroup | None = None
        self.box.addLayout(self._near)
        self.preview = Preview()
        self.box.addWidget(self.preview, 1)
        self.leaves = LeavesStrip()
        self.box.addWidget(self.leaves)
        self._ways = FlowBox(gap=2)
        self._tips: dict[Button, str] = {}
        self.box.addWidget(self._ways)

    def put_near(self, field: ChipGroup | None, label: str) -> None:
        """Show this choice above the preview instead of what was there."""
        self._word.setText(label)
        self._word.setVisible(field is not None)
        if self._field is not None:
            self._field.hide()
            self._field.deleteLater()
        self._field = field
        if field is not None:
            self._near.addWidget(field, 1)

    def compact(self, narrow: bool) -> None:
        """Icons alone in a narrow window."""
        for button in self._tips:
            button.set_folded(narrow)
            button.setToolTip(self._tips[button])

    def offer(self, text: str, key: str, icon: str, run: Callable[[], object]) -> Button:
        """A quiet button below the preview."""
        button = Button(text, "quiet", icon=icon, height=30, pad=7)
        self._tips[button] = f"{text}  {key}".strip()  # six keys painted would be a row more
        button.setToolTip(self._tips[button])
        button.setAccessibleDescription(_("Shortcut {key}", key=key) if key else "")
        button.clicked.connect(lambda: run())
        self._ways.add(button)
        set_shown(button, True)
        return button
