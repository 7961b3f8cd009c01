"""How far a removal is: a large register is first copied and then encrypted with a new key, which takes a while."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.actions.counsellors import COPIED, share_removed
from app.base.languages import _
from ui.theme import Label, Meter, column

LOOK = 200  # ms between two looks at how far it is


class Removing(QWidget):
    """Hidden until it begins. What it shows never goes back."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        self._store, self._share = store, 0.0
        box = column(self, gap=8)
        self.words = Label("", "muted", wrap=True)
        self.meter = Meter(0, 100, "")
        box.addWidget(self.words)
        box.addWidget(self.meter)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)
        self.hide()

    def begin(self) -> None:
        """It has been asked for: show how far it is from now on."""
        self._share = 0
        self.look()
        self.show()
        self._timer.start()

    def end(self) -> None:
        """It did not come to it."""
        self._timer.stop()
        self.hide()

    def look(self) -> None:
        """Show how far it is now."""
        self._share = max(self._share, share_removed(self._store))
        percent = round(100 * self._share)
        if self._share <= COPIED:
            said = _("A backup is made first: {percent} %", percent=percent)
        else:
            said = _("The register is being encrypted with a new key: {percent} %", percent=percent)
        self.words.setText(said)
        self.meter.show_progress(percent, 100, said)
