"""Drives the real program in a process of its own and prints what it measured as one line of JSON.

`python -m tests.bench.driven opening STORE PASSPHRASE` or `… day STORE PASSPHRASE`: what test_window and test_memory read.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui import __main__ as program
from ui.shell.page import Page
from ui.shell.shell import Shell
from ui.shell.window import Window

BEAT = 5  # ms
PATIENCE = 90.0  # seconds until something counts as hanging
_RSS = {"rss": "VmRSS", "peak": "VmHWM"}


def memory(kind: str = "rss") -> float:
    """Memory of this process in MB (Linux): what it has now, or the most it ever had."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(_RSS[kind]):
            return int(line.split()[1]) / 1000
    raise LookupError(kind)


def forget_peak() -> None:
    """Let the peak begin anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def queued() -> float:
    """Seconds in which this program's thread or its worker could have gone on and the processor was given to others (Linux).
    The worker counts, since the window waits while it has Python's lock."""
    worker = next((one for one in threading.enumerate() if one.name == "store"), None)
    threads = ["thread-self", *([f"self/task/{worker.native_id}"] if worker is not None else [])]
    return sum(int(Path(f"/proc/{one}/schedstat").read_text().split()[1]) for one in threads) / 1e9


class Beat:
    """A timer on the window's thread; what it misses is what the thread was kept from doing.

    Of each gap (ms): work is what this thread itself did, own all that other programs did not take from it or from the
    worker: its work and what it waited for, such as for Python's lock.
    A second thread looks at long gaps while they last and keeps what the window was doing then.
    """

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.work: list[float] = []
        self.own: list[float] = []
        self.where = ""
        self._last = self._worst = self._done = self._queued = 0.0
        self._on = False
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT)
        self._timer.timeout.connect(self._tick)
        self._window_thread = threading.get_ident()
        threading.Thread(target=self._look, daemon=True).start()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note every gap between two beats, in ms."""
        self.gaps, self.work, self.own, self.where, self._worst = [], [], [], "", 0.05
        self._last, self._done, self._queued = time.perf_counter(), time.thread_time(), queued()
        self._on = True
        self._timer.start()
        yield
        self._tick()
        self._on = False
        self._timer.stop()

    def found(self) -> dict[str, object]:
        """The longest gap, the most work in one, the most that was this program's own, the 99th of a hundred, how many
        beats there were, and where the longest was spent."""
        ordered = sorted(self.gaps)
        p99 = ordered[int(len(ordered) * 0.99) - 1]
        over = sum(gap > 50 for gap in ordered)
        return {
            "max": round(ordered[-1], 1),
            "work": round(max(self.work), 1),
            "own": round(max(self.own), 1),
            "p99": round(p99, 1),
            "over 50 ms": over,
            "beats": len(ordered),
            "where": self.where,
        }

    def _tick(self) -> None:
        now = time.perf_counter()
        done, waited = time.thread_time(), queued()
        self.gaps.append((now - self._last) * 1000)
        self.work.append((done - self._done) * 1000)
        self.own.append(self.gaps[-1] - (waited - self._queued) * 1000)
        self._last, self._done, self._queued = now, done, waited

    def _look(self) -> None:
        while True:
            time.sleep(0.015)
            waited = time.perf_counter() - self._last
            if self._on and waited > self._worst:
                self._worst = waited
                stack = traceback.extract_stack(sys._current_frames()[self._window_thread])
                ours = [f for f in stack if "/ui/" in f.filename or "/app/" in f.filename]
                self.where = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in ours[:-5:-1])


class Driver:
    """The window of the running program, and what a test does with it."""

    def __init__(self) -> None:
        self.window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
        self.work = self.window.entrance._work
        self._busy = False
        self._look = QTimer(interval=2)
        self.work.busy.connect(self._note)
        self.beat = Beat()
        self.problems: list[BaseException] = []
        self.work.report_to(self.problems.append)

    @property
    def shell(self) -> Shell:
        """The register's window."""
        assert self.window.shell is not None
        return self.window.shell

    def page(self) -> Page:
        """The open page."""
        page = self.shell.page()
        assert page is not None
        return page

    def wait(self, milliseconds: int) -> None:
        """Let the window run."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window run until something is so; it sleeps while nothing happens, as the program does."""
        end = time.monotonic() + PATIENCE
        self._look.start()
        while not true():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise TimeoutError
        self._look.stop()

    def settle(self) -> None:
        """Until the worker has nothing to do and everything is drawn."""
        for _round in range(3):
            self.until(lambda: not self._busy)
            self.wait(20)

    def write(self, text: str, *, pause: int = 0) -> None:
        """Real keys, with a pause (ms) after each as a writer makes."""
        for letter in text:
            QTest.keyClick(self.focus(), letter)
            if pause:
                self.wait(pause)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.focus(), key, held)

    def focus(self) -> QWidget:
        """What has the cursor."""
        return QApplication.focusWidget() or self.window

    def unlock(self, passphrase: str) -> float:
        """Write the passphrase, press Enter; seconds from there until Today can be used."""
        self.write(passphrase)
        begins = time.perf_counter()
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.window.shell is not None)
        self.until(lambda: not self._busy)
        QApplication.processEvents()
        return time.perf_counter() - begins

    def _note(self, busy: bool) -> None:
        self._busy = busy


def opening(driver: Driver, passphrase: str) -> dict[str, Any]:
    """From Enter to Today, with what of it is key derivation, and the frames meanwhile."""
    driver.wait(1500)  # a passphrase takes longer to write than the program to read what it needs
    with driver.beat.listening():
        took = driver.unlock(passphrase)
    from app.store import keys

    begins = time.perf_counter()
    keys.passphrase_key(passphrase, salt=b"0" * 16, cost=keys.FLOOR)
    return {"seconds": took, "key": time.perf_counter() - begins, "frames": driver.beat.found()}


def day(driver: Driver, passphrase: str) -> dict[str, Any]:
    """A day's work on the open register, phase by phase: frames of each, memory at the corners."""
    driver.wait(1500)  # painted, and read ahead
    found: dict[str, Any] = {"start": memory()}
    forget_peak()
    driver.unlock(passphrase)
    driver.settle()
    found |= {"peak while unlocking": memory("peak"), "unlocked": memory()}
    frames: dict[str, Any] = {}
    for name, phase in PHASES.items():
        with driver.beat.listening():
            phase(driver)
        if driver.problems:
            raise driver.problems[0]
        frames[name] = driver.beat.found() | {"memory": round(memory())}
    found |= {"frames": frames, "after the day": memory()}
    return found


def nothing(driver: Driver) -> None:
    """What the beat is on this machine, now."""
    driver.wait(1500)


def today(driver: Driver) -> None:
    """Today, read again."""
    driver.shell.go("today")
    driver.settle()


def people(driver: Driver) -> None:
    """The list of people and somebody's page, for the first time."""
    driver.shell.go("people")
    driver.settle()


def stepping(driver: Driver) -> None:
    """Going down the list of people with the arrow key, each one's page beside it."""
    for _ in range(12):
        driver.press(Qt.Key.Key_Down)
        driver.wait(60)
    driver.settle()


def filtering(driver: Driver) -> None:
    """Finding somebody by letters."""
    driver.shell.go("people")
    driver.write("ly", pause=120)
    driver.settle()
    driver.press(Qt.Key.Key_Backspace)
    driver.press(Qt.Key.Key_Backspace)
    driver.settle()


def searching(driver: Driver) -> None:
    """Ctrl+K, typed letter by letter."""
    driver.shell.search()
    driver.write("kranfører bevis", pause=90)
    driver.settle()
    driver.shell.close_search()
    driver.settle()


def writing(driver: Driver) -> None:
    """A session's form, opened, and a note typed into it."""
    driver.shell.go("people")
    driver.settle()
    driver.shell.go("session", person=driver.page().person())
    driver.settle()
    driver.write("Vil ta kranførerbevis på våren, og søke lærling. ", pause=25)
    driver.settle()


def opening_forms(driver: Driver) -> None:
    """The forms by their keys, each after a look at Today."""
    control = Qt.KeyboardModifier.ControlModifier
    for key, held in (
        (Qt.Key.Key_N, control),
        (Qt.Key.Key_I, control),
        (Qt.Key.Key_N, control | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_N, control),
    ):
        driver.shell.go("today")
        driver.settle()
        driver.wait(700)  # nobody is faster than that
        driver.press(key, held)
        driver.settle()
        driver.wait(400)
        driver.press(Qt.Key.Key_Escape)
        driver.settle()


def forms(driver: Driver) -> None:
    """The other pages and forms, one after the other."""
    for name in ("sessions", "checklist", "paper", "settings", "intake", "new_person", "today"):
        driver.shell.go(name)
        driver.settle()


def saving(driver: Driver) -> None:
    """Fifty sessions saved on somebody."""
    from app.actions.sessions import save_session
    from app.actions.usual import usual_session
    from app.records.record import new_id

    def save(desk: Any, person: str, number: int) -> object:
        draft = usual_session(desk, person)
        draft.raw |= {"note": f"Samtale nummer {number} om kranførerbevis."}
        draft.record_id = new_id()
        return save_session(desk, draft)

    driver.shell.go("people")
    driver.settle()
    person = driver.page().person()
    for number in range(50):
        driver.work.run(save, person, number)
        driver.settle()


def posters(driver: Driver) -> None:
    """Twenty posters, made as the page Paper makes them, while the window stays open."""
    from app.actions.papers import Job, make_paper

    for number in range(20):
        language = ("nb", "nn", "en", "pl", "ar", "th")[number % 6]
        size = ("A4", "A3", "350x500")[number % 3]
        driver.work.run(make_paper, Job("inmate_poster", language, size))
    driver.settle()


PHASES = {
    "nothing": nothing,
    "today": today,
    "people": people,
    "stepping": stepping,
    "filter": filtering,
    "search": searching,
    "write": writing,
    "opening": opening_forms,
    "forms": forms,
    "save": saving,
    "posters": posters,
}
SCRIPTS = {"opening": opening, "day": day}


def main(script: str, store: str, passphrase: str) -> None:
    """Start the program as it starts, and run a script where its event loop would run."""

    class Driven(QApplication):
        def exec(self) -> int:  # type: ignore[override]
            try:
                print(json.dumps(SCRIPTS[script](Driver(), passphrase)), flush=True)
                os._exit(0)  # the register's backup at close is another benchmark's
            except BaseException:
                traceback.print_exc()
                os._exit(1)

    program.QApplication = Driven  # type: ignore[misc]
    program.main(["--store", store])


if __name__ == "__main__":
    main(*sys.argv[1:])
