"""Windows' lock and sleep, with made-up messages: which of them lock, and that none is taken away from anybody."""

from __future__ import annotations

import ctypes

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell import windows_session
from ui.shell.windows_session import POWERBROADCAST, SESSION_CHANGE, Message, SessionMessages, watch


def sent(kind: bytes, message: int, what: int) -> int:
    """How often a message like this locks."""
    gone: list[bool] = []
    messages = SessionMessages(lambda: gone.append(True))
    made = Message(0, message, what, 0)
    assert messages.nativeEventFilter(QByteArray(kind), ctypes.addressof(made)) == (False, 0)
    return len(gone)


@pytest.mark.parametrize("kind", [b"windows_generic_MSG", b"windows_dispatcher_MSG"])
@pytest.mark.parametrize(
    ("message", "what"),
    [
        *((SESSION_CHANGE, what) for what in (2, 4, 6, 7)),
        *((POWERBROADCAST, what) for what in (4, 7, 0x12)),
    ],
)
def test_a_locked_session_and_sleep_lock(kind: bytes, message: int, what: int) -> None:
    assert sent(kind, message, what) == 1


@pytest.mark.parametrize(
    ("message", "what"),
    [(SESSION_CHANGE, 8), (SESSION_CHANGE, 1), (POWERBROADCAST, 0xA), (0x0100, 7), (0x0200, 4), (0, 0)],
)
def test_unlocking_power_levels_keys_and_the_mouse_do_not(message: int, what: int) -> None:
    assert sent(b"windows_generic_MSG", message, what) == 0


def test_messages_of_another_system_are_not_read() -> None:
    gone: list[bool] = []
    assert SessionMessages(lambda: gone.append(True)).nativeEventFilter(
        QByteArray(b"xcb_generic_event_t"), 1
    ) == (
        False,
        0,
    )
    assert gone == []


def test_windows_is_asked_for_its_messages(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a made-up library: the window is named, and the program's filter listens."""
    asked: list[tuple[int | None, int]] = []

    class Terminal:
        @staticmethod
        def WTSRegisterSessionNotification(window: ctypes.c_void_p, which: int) -> int:
            asked.append((window.value, which))
            return 1

    class Libraries:
        wtsapi32 = Terminal

    window = QWidget()
    assert watch(window, lambda: None) is None  # not on this system
    monkeypatch.setattr(windows_session.ctypes, "windll", Libraries, raising=False)
    messages = watch(window, lambda: None)
    assert messages is not None
    assert asked == [(int(window.winId()), 0)]
    qapp.removeNativeEventFilter(messages)
