"""Clocks: lock and clipboard are in time, over open dialogs too (row 44), and a clock set back turns nothing (row 19).

    python -m tests.faults.clocks [lock_in_time clipboard_in_time clock_set_back] [--full] [--seed N]

Time is made up and goes on from one look of the program's own timer to the next.
"""

from __future__ import annotations

import datetime as dt
import os
import random

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import events
from app.store.events import log
from tests.builders import MONDAY, new_desk
from tests.faults import programme

LATE = 1.0  # seconds after the limit at the latest
TEN_YEARS = 3652 * 86400


def _application() -> object:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


# --- 44 ---


def lock_in_time(samples: int, seed: int) -> programme.Figures:
    """So many desks that somebody leaves, after keys in the window or in a dialog over it."""
    application, chance = _application(), random.Random(seed)
    problems = [f"{number}: {one}" for number in range(samples) if (one := _left_alone(chance))]
    del application
    return programme.counted(samples, problems)


def _left_alone(chance: random.Random, *, back: bool = False) -> str:
    """What was wrong with the lock of one desk. back: the wall's clock is set anyhow meanwhile."""
    from PySide6.QtCore import QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog

    from ui.shell.guard import Idle

    clock, limit, parent = FixedClock(MONDAY), chance.choice((60, 300, 900)), QObject()
    dialog = QDialog()
    dialog.show()
    locked: list[float] = []
    idle = Idle(clock, limit, parent)
    idle.expired.connect(lambda: locked.append(clock.monotonic()))
    idle.start(limit)
    step = idle._timer.interval() / 1000
    used, uses = 0.0, [chance.uniform(0, limit * 0.9) for _ in range(chance.randrange(4))]
    while not locked and clock.monotonic() < limit * 6:
        if uses and clock.monotonic() - used >= uses[-1]:
            uses.pop()
            clock.advance(between := chance.uniform(0, step))
            QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
            used = clock.monotonic()
            clock.advance(-between)  # the next look comes when it would have come
        if back and chance.random() < 0.01:
            clock.at += dt.timedelta(seconds=chance.uniform(-TEN_YEARS, TEN_YEARS))
        clock.advance(step)
        idle.look()
    dialog.close()
    dialog.deleteLater()
    if not locked:
        return f"never locked, {limit} s"
    late = locked[0] - used - limit
    return f"{late:.1f} s late" if late > LATE or (late < 0 and not back) else ""


def clipboard_in_time(samples: int, seed: int) -> programme.Figures:
    """So many texts copied, some of them twice, some over another program's."""
    application, chance, problems = _application(), random.Random(seed), list[str]()
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QGuiApplication

    from ui.shell.clipboard import SECONDS, OwnText

    board = QGuiApplication.clipboard()
    for number in range(samples):
        clock, parent = FixedClock(MONDAY), QObject()
        own = OwnText(clock, lambda said: None, parent, owns=lambda: True)
        step = own._timer.interval() / 1000
        clock.advance(chance.uniform(0, step))
        board.setText(f"notat {chance.random()}")
        copied = clock.monotonic()
        while board.text() and clock.monotonic() - copied < SECONDS * 3:
            if chance.random() < 0.02:
                board.setText(f"notat {chance.random()}")
                copied = clock.monotonic()
            clock.advance(step)
            own.look()
        took = clock.monotonic() - copied
        if board.text() or took > SECONDS + LATE:
            problems.append(f"{number}: the clipboard was cleared after {took:.1f} s")
        board.clear()
    del application
    return programme.counted(samples, problems)


# --- 19 ---


def clock_set_back(samples: int, seed: int) -> programme.Figures:
    """So many settings of the clock by up to ten years either way: each with a save, every tenth with an empty desk."""
    application, chance, problems = _application(), random.Random(seed), list[str]()
    clock = FixedClock(MONDAY)
    with programme.scratch() as folder:
        desk = new_desk(folder, clock=clock)
        for number in range(samples):
            jump = dt.timedelta(seconds=chance.uniform(-TEN_YEARS, TEN_YEARS))
            clock.at = min(
                max(clock.at + jump, MONDAY - dt.timedelta(days=7300)), MONDAY + dt.timedelta(days=7300)
            )
            with desk.store.transaction("person.saved", actor=desk.viewer) as t:
                t.put(Person(name=f"Rognulf {number}"))
            newest, before = log(desk.store.connection, limit=2)
            if newest.at < before.at or newest.number != before.number + 1:
                problems.append(f"{number}: {newest.at} stands after {before.at}")
            if number % 10 == 0 and (late := _left_alone(chance, back=True)):
                problems.append(f"{number}: {late}")
        problems += [f"event {number} is broken" for number in events.broken(desk.store.connection)]
        problems += [finding.text() for finding in desk.store.check()]
        desk.store.close()
    del application
    return programme.counted(samples, problems)


HARNESSES = (
    programme.Harness(
        "lock_in_time",
        44,
        "An empty desk is locked a second after its minutes at the latest, over open dialogs too",
        sample=5,
        full=1_000,
        run=lock_in_time,
    ),
    programme.Harness(
        "clipboard_in_time",
        44,
        "What was copied leaves the clipboard after ten seconds, a second later at the latest",
        sample=10,
        full=5_000,
        run=clipboard_in_time,
    ),
    programme.Harness(
        "clock_set_back",
        19,
        "A clock that is set anyhow turns no order of events and keeps no desk open",
        sample=20,
        full=5_000,
        run=clock_set_back,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
