"""How far printing or saving has come: one line with a bar and a way to stop; then what became of it."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal

from app.base.languages import _
from ui.theme import Button, Label, Meter, Surface, line, set_shown


class Progress(Surface):
    """`stopped`: somebody has had enough."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__("soft", (16, 8, 12, 8), 6)
        row = line(gap=10)
        self.text = Label("", "small", wrap=True)
        row.addWidget(self.text, 1)
        self.stop = Button(_("Stop"), "quiet", key=_("Esc"), height=28, pad=10)
        self.stop.clicked.connect(self.stopped)
        row.addWidget(self.stop)
        self.box.addLayout(row)
        self.meter = Meter(0, 1, "")
        self.box.addWidget(self.meter)
        set_shown(self, False)

    def begin(self, text: str) -> None:
        """Something has begun."""
        self.show_step(0, 1, text)
        self.stop.show()
        self.meter.show()
        self.show()

    def show_step(self, done: int, of: int, text: str) -> None:
        """So much is done."""
        self.text.setText(text)
        self.meter.show_progress(done, of, text)

    def add(self, text: str) -> None:
        """Say this too, after what has become of it."""
        self.end(f"{self.text.text()}. {text}".replace("..", "."))

    def end(self, text: str) -> None:
        """It is over; the text stays until something else begins."""
        self.text.setText(re.sub(r"(?<=[/\\])", "\u200b", text))  # a long path may be broken at its folders
        self.text.setAccessibleName(text)
        self.stop.hide()
        self.meter.hide()
        self.setVisible(bool(text))
