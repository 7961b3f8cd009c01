"""The foot of a form: what is kept, the way out, and the one thing that finishes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.languages import _
from ui.theme import Button, Icon, Label, Surface, line


class Foot(Surface):
    """Save state at the left, then what may be done next, Close and the primary button at the right.

    The keys (Esc, Ctrl+Enter) are bound by the page; the buttons show them.
    """

    closed = Signal()
    saved = Signal()

    def __init__(self, primary: str, *, key: str = "Ctrl+Enter", close: str = "", icon: str = "") -> None:
        super().__init__("foot")
        row = line(margins=(24, 11, 24, 11), gap=8)
        self.box.addLayout(row)
        self._icon = Icon("check", "ok", 15)
        self.state = Label("", "small")
        row.addWidget(self._icon)
        row.addWidget(self.state)
        row.addStretch()
        self._middle = line(gap=8)
        row.addLayout(self._middle)
        self.close_button = Button(close or _("Close, keep the draft"), "quiet", key=_("Esc"))
        self.close_button.clicked.connect(self.closed.emit)
        row.addWidget(self.close_button)
        self.primary = Button(primary, "primary", key=key, icon=icon)
        self.primary.clicked.connect(self.saved.emit)
        row.addWidget(self.primary)
        self._icon.hide()

    def add(self, widget: QWidget) -> QWidget:
        """Put something before the Close button."""
        self._middle.addWidget(widget)
        return widget

    def writing(self) -> None:
        """Say that what was typed is not kept yet."""
        self._show("pencil", "faint", _("Writing …"))

    def kept(self, clock: str) -> None:
        """Say when the draft was kept (the clock as it is shown, such as 09.58)."""
        self._show("check", "ok", _("Draft saved at {clock}", clock=clock))

    def failed(self, text: str) -> None:
        """Say that the draft could not be kept, and what to do."""
        self._show("circle-alert", "bad", text)
        self.state.use_role("error")

    def idle(self) -> None:
        """Say nothing."""
        self._icon.hide()
        self.state.setText("")

    def _show(self, icon: str, colour: str, text: str) -> None:
        self._icon.show_icon(icon, colour)
        self._icon.show()
        self.state.use_role("small")
        self.state.setText(text)
        self.state.setAccessibleName(text)
