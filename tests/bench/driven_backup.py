"""Drives the real window while a backup is copied and tried, and prints what it measured as one line of JSON.

`python -m tests.bench.driven_backup STORE PASSPHRASE`: what test_backup reads.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from PySide6.QtCore import Qt

from tests.bench import driven
from tests.bench.driven import Driver


def written(desk: Any, number: int) -> None:
    """One small save, as any of the window's."""
    with desk.store.transaction("setting.changed", actor=desk.viewer) as t:
        t.set("bench.number", number)


def backup(driver: Driver, passphrase: str) -> dict[str, Any]:
    """Frames while somebody works and a backup is made beside it; how long saves waited for the worker meanwhile."""
    from ui.shell.safekeeping import Safekeeper

    driver.wait(1500)
    driver.unlock(passphrase)
    driver.settle()
    driver.wait(1500)
    found: dict[str, Any] = {}
    with driver.beat.listening():
        driver.wait(2000)
    found["idle"] = driver.beat.found()
    said: list[str] = []
    keeper = Safekeeper.of(driver.work)
    keeper._soon.stop()
    saves = Saves(driver)
    saves.until(lambda: len(saves.took) >= 20)
    found["save alone"] = sorted(saves.took)
    driver.shell.go("people")
    driver.settle()
    begins = time.perf_counter()
    saves.took.clear()
    keeper.make(asked=True, then=said.append)
    copied = 0.0
    with driver.beat.listening():
        while not said:
            step(driver)
            if keeper._process is None and not said:
                saves.one()
            elif not copied:
                copied = time.perf_counter() - begins
    if driver.problems:
        raise driver.problems[0]
    return found | {
        "frames": driver.beat.found(),
        "seconds": round(time.perf_counter() - begins, 1),
        "copied": round(copied, 1),
        "said": said[0],
        "saves": sorted(saves.took),
    }


def step(driver: Driver) -> None:
    """Down the list of people, as fast as somebody looks."""
    driver.press(Qt.Key.Key_Down)
    driver.wait(60)


class Saves:
    """Small saves, and how long each took from being asked for to being told of, in ms."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self.took: list[float] = []
        self._number = 0

    def one(self) -> None:
        """Ask for one and wait for its answer."""
        self._number += 1
        begins, done = time.perf_counter(), list[object]()
        self._driver.work.run(written, self._number, then=lambda _none: done.append(1))
        self._driver.until(lambda: bool(done))
        self.took.append(round((time.perf_counter() - begins) * 1000, 1))

    def until(self, true: Any) -> None:
        """Save until something is so."""
        while not true():
            self.one()


if __name__ == "__main__":
    driven.SCRIPTS["backup"] = backup
    driven.main("backup", *sys.argv[1:])
