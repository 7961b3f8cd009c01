"""What the window remembers outside the register: language, scheme, size, and which register it last opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.base import preferences
from app.base.preferences import Preferences


class Keeper(QObject):
    """`changed` fires after something was chosen, whether or not it could be written down."""

    changed = Signal()

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self.now: Preferences = preferences.load(file)

    def keep(self, **values: Any) -> bool:
        """Remember some values; False where the folder can't be written (they hold until the program closes)."""
        fresh = self.now.changed(**values)
        if fresh == self.now:
            return True
        self.now = fresh
        self.changed.emit()
        try:
            preferences.save(self._file, fresh)
        except OSError:  # a read-only folder must not stop the window: the caller may say so
            return False
        return True
