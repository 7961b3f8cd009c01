"""Drives the real window while a backup is copied and tried, and prints what it measured as one line of JSON.

`python -m tests.bench.driven_backup STORE PASSPHRASE`: what test_backup reads.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from tests.bench import driven
from tests.bench.driven import Driver


def written(desk: Any, number: int) -> None:
    """One small save, as any of the window's."""
    with desk.store.transaction("setting.changed", actor=desk.viewer) as t:
        t.set("bench.number", number)


def backup(driver: Driver, passphrase: str) -> dict[str, Any]:
    """Frames while somebody works: without a backup, while one is copied, and while it is tried; and how long saves
    waited for the worker meanwhile."""
    from ui.shell.safekeeping import Safekeeper

    driver.wait(1500)
    driver.unlock(passphrase)
    driver.settle()
    driver.wait(1500)
    said: list[str] = []
    keeper = Safekeeper.of(driver.work)
    keeper._soon.stop()
    saves = Saves(driver)
    saves.until(lambda: len(saves.took) >= 20)
    alone = sorted(saves.took)
    walk = Walk(driver)
    saves.took.clear()
    keeper.make(asked=True, then=said.append)
    frames = {"copied": walk.frames(lambda: keeper._process is None and not said, saves)}
    frames["tried"] = walk.frames(lambda: not said)
    walk.back = True
    frames["without"] = walk.frames(lambda: walk.steps > 0)
    if driver.problems:
        raise driver.problems[0]
    return {"frames": frames, "said": said[0], "save alone": alone, "saves": sorted(saves.took)}


class Walk:
    """Down the list of people and back, as fast as somebody looks; each one's page beside it."""

    def __init__(self, driver: Driver) -> None:
        self._driver, self.steps, self.back = driver, 0, False
        driver.shell.go("people")
        driver.settle()

    def frames(self, lasts: Callable[[], bool], saves: Saves | None = None) -> dict[str, Any]:
        """The frames as long as something lasts, with a save after each step, and the seconds it took."""
        begins = time.perf_counter()
        with self._driver.beat.listening():
            while lasts():
                self.steps += -1 if self.back else 1
                self._driver.press(Qt.Key.Key_Up if self.back else Qt.Key.Key_Down)
                self._driver.wait(60)
                if saves is not None:
                    saves.one()
        return self._driver.beat.found() | {"seconds": round(time.perf_counter() - begins, 1)}


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
