"""The program's own text does not stay in the clipboard: it goes after ten seconds, at the lock and at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from app.base.clock import Clock
from app.base.languages import _

SECONDS = 10
TICK = 500  # ms
# Windows: kept out of the clipboard's history and of other PCs. Tried here as formats only, not on Windows.
_PRIVATE = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'


class OwnText(QObject):
    """Watches the clipboard. say: tells quietly that what was copied will go.

    owns: whether what lies there was put there by this program. Where the platform can't tell (no screen), a change
    while the program has the focus is its own.
    """

    def __init__(
        self,
        clock: Clock,
        say: Callable[[str], None],
        parent: QObject,
        *,
        owns: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._say = clock, say
        self._clipboard: QClipboard = QGuiApplication.clipboard()
        self._owns = owns or self._clipboard.ownsClipboard
        self._copied, self._since, self._marking = "", 0.0, False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)
        self._clipboard.dataChanged.connect(self._changed)

    def look(self) -> None:
        """Clear what has lain there for long enough."""
        if self._clock.monotonic() - self._since >= SECONDS:
            self.clear()

    def clear(self) -> None:
        """Clear the clipboard if it still holds what was copied here; what others put there stays."""
        self._timer.stop()
        copied, self._copied = self._copied, ""
        if copied and self._owns() and self._clipboard.text() == copied:
            self._clipboard.clear()
        if self._clipboard.ownsSelection():  # X11: what was last marked with the mouse
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _changed(self) -> None:
        if self._marking:
            return
        self._copied = self._clipboard.text() if self._owns() else ""
        if not self._copied:
            self._timer.stop()
            return
        if sys.platform == "win32":
            self._keep_private(self._copied)
        self._since = self._clock.monotonic()
        self._timer.start()
        self._say(
            _("Copied. The clipboard is cleared in {count} seconds, and when the program locks.").format(
                count=SECONDS
            )
        )

    def _keep_private(self, text: str) -> None:
        self._marking = True
        self._clipboard.setMimeData(private(text))
        self._marking = False


def private(text: str) -> QMimeData:
    """A text as Windows is asked not to remember it: a 0 in each of the formats that say so."""
    data = QMimeData()
    data.setText(text)
    for name in _PRIVATE:
        data.setData(_WINDOWS.format(name), b"\0\0\0\0")
    return data
