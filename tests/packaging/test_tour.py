"""The walk through every page opens each once, waits for the worker, and says when it is done."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from ui.shell.tour import PAUSE, Tour


class Worker(QObject):
    """A worker that is busy when the test says so."""

    busy = Signal(bool)


def test_every_page_is_opened_once_in_order(qtbot: QtBot) -> None:
    opened: list[str] = []
    worker, parent = Worker(), QObject()
    tour = Tour(opened.append, ["today", "people", "paper"], cast(Any, worker), parent=parent)
    with qtbot.waitSignal(tour.finished):
        assert opened == []
    assert opened == ["today", "people", "paper"]


def test_a_page_has_time_to_ask_for_what_it_shows(qtbot: QtBot) -> None:
    opened: list[str] = []
    worker, parent = Worker(), QObject()
    tour = Tour(opened.append, ["today", "people"], cast(Any, worker), parent=parent)
    qtbot.waitUntil(lambda: opened == ["today"])
    worker.busy.emit(True)
    qtbot.wait(3 * PAUSE)
    assert opened == ["today"]
    with qtbot.waitSignal(tour.finished):
        worker.busy.emit(False)
    assert opened == ["today", "people"]
