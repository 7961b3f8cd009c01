"""Windows locks the session or goes to sleep: the register locks with it. Not yet tried on Windows itself.

The messages are read by `SessionMessages`, which the tests feed with made-up ones; `watch` asks Windows to send them.
On Linux the clocks of `ui.shell.guard.Idle` notice that the PC has slept; the session's own lock is not followed there,
since that would take a connection to the desktop's bus.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

POWERBROADCAST, SESSION_CHANGE = 0x0218, 0x02B1
_GOES_AWAY = {
    (POWERBROADCAST, 0x0004),  # PBT_APMSUSPEND
    (POWERBROADCAST, 0x0007),  # PBT_APMRESUMESUSPEND: it slept without having said so
    (POWERBROADCAST, 0x0012),  # PBT_APMRESUMEAUTOMATIC
    (SESSION_CHANGE, 0x0002),  # WTS_CONSOLE_DISCONNECT: another user at this PC
    (SESSION_CHANGE, 0x0004),  # WTS_REMOTE_DISCONNECT
    (SESSION_CHANGE, 0x0006),  # WTS_SESSION_LOGOFF
    (SESSION_CHANGE, 0x0007),  # WTS_SESSION_LOCK
}


_KINDS = (b"windows_generic_MSG", b"windows_dispatcher_MSG")


class Message(ctypes.Structure):
    """Windows' MSG, as far as it is read here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("what", ctypes.c_size_t),
        ("more", ctypes.c_ssize_t),
    )


class SessionMessages(QAbstractNativeEventFilter):
    """Calls `gone` when the person at the PC has gone or the PC sleeps; takes no message away from anybody."""

    def __init__(self, gone: Callable[[], None]) -> None:
        super().__init__()
        self._gone = gone

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if QByteArray(kind).data() in _KINDS:
            said = Message.from_address(int(message))
            if (said.message, said.what) in _GOES_AWAY:
                self._gone()
        return False, 0


def watch(window: QWidget, gone: Callable[[], None]) -> SessionMessages | None:
    """Follow Windows' session and sleep; the caller keeps what is returned. Elsewhere nothing is done."""
    application = QCoreApplication.instance()
    libraries: Any = getattr(ctypes, "windll", None)  # only Windows has them
    if libraries is None or application is None:
        return None
    messages = SessionMessages(gone)
    application.installNativeEventFilter(messages)
    libraries.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(int(window.winId())), 0)
    return messages
