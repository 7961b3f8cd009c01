"""The real window on a real store, driven by real keys that are counted: what the flow tests of the forms share."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from app.actions import corrections
from app.actions.desk import Desk
from app.base.clock import FixedClock
from tests.builders import MONDAY, new_desk
from tests.ui.keyboard import Keys
from ui.errors import Errors, Notice
from ui.pages.registry import AHEAD, PAGES
from ui.pages.search.source import search_source
from ui.shell.ahead import Ahead
from ui.shell.keeper import Keeper
from ui.shell.page import Frame, Page
from ui.shell.shell import Maker, Parts, Shell
from ui.work import Work

T = TypeVar("T")
PATIENCE = 90.0  # seconds until a test gives up; nothing is judged by it
LOOK = 5  # ms between two looks at what no event tells of


class ListPage(Page):
    """Stands for a page with a list: one line that has the focus and opens something with Enter."""

    keep = True
    one_person = True

    def __init__(self, frame: Frame, name: str, about: Mapping[str, str]) -> None:
        super().__init__(frame)
        self.name = name  # type: ignore[misc]
        self.shown = about
        self.opens: tuple[str, dict[str, str]] = ("", {})
        self.line = QPushButton("…")
        self.line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line.setAutoDefault(True)
        self.line.clicked.connect(lambda: frame.go(self.opens[0], **self.opens[1]))
        self.box.addWidget(self.line)

    def first(self) -> QPushButton:
        return self.line

    def visited(self, about: Mapping[str, str]) -> None:
        self.shown = about

    def person(self) -> str:
        return self.shown.get("person", "")


class DeskWindow:
    """The shell with the forms under test; the other pages are stood for by a line with the focus."""

    def __init__(
        self,
        folder: Path,
        fill: Callable[[Desk], None],
        *,
        stood_for: tuple[str, ...] = ("today", "people", "paper"),
    ) -> None:
        self.clock = FixedClock(MONDAY)
        self.notices: list[Notice] = []
        self.pressed = 0
        self._keys = Keys()
        self.errors = Errors(folder / "reports", self.clock.now)
        self.work = Work(self._raise)
        self._wrong: list[BaseException] = []
        self.work.open(lambda: self._filled(folder, fill), then=lambda _desk: None)
        self.settle()
        self.shell = Shell(
            Parts(
                {**PAGES, **_stand_ins(stood_for)},
                corrections.undo,
                search_source,
                ahead={name: module for name, module in AHEAD.items() if name not in stood_for},
            ),
            self.work,
            self.clock,
            self.errors,
            Keeper(folder / "window.json"),
        )
        self.errors.show = self.notices.append
        self.shell.resize(1440, 900)
        self.shell.show()
        self.shell.activateWindow()
        made_when_asked_for(self.shell.ahead)
        self.go("today")

    def _filled(self, folder: Path, fill: Callable[[Desk], None]) -> Desk:
        desk = new_desk(folder, clock=self.clock)
        fill(desk)
        return desk

    def _raise(self, error: BaseException) -> None:
        self._wrong.append(error)

    # --- keys ---

    def press(self, *keys: str) -> None:
        """Press keys that count, such as "Ctrl+N", and let the window settle after each."""
        for key in keys:
            self.pressed += 1
            self._keys.press(key)
            self.settle()

    def at_once(self, *keys: str) -> None:
        """Press keys as fast as a hand can: nothing is drawn or answered between them."""
        self._keys.hit(*keys)

    def write(self, text: str) -> None:
        """Type what only the counsellor can know: not counted."""
        self._keys.write(text)
        self.settle()

    # --- the window ---

    def go(self, name: str, **about: str) -> None:
        """Open a page and wait until it has read."""
        self.shell.go(name, **about)
        self.settle()

    def page(self) -> Page:
        """The page that is open."""
        page = self.shell.page()
        assert page is not None
        return page

    def settle(self) -> None:
        """Wait until the worker has nothing to do and every answer is shown."""
        for _round in range(3):
            done: list[bool] = []
            self.work.apart(lambda: True, then=done.append)
            self.until(lambda done=done: bool(done))  # type: ignore[misc]
        QApplication.processEvents()
        if self._wrong:
            raise self._wrong[0]

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window run until this is so.

        It sleeps while nothing happens: asking over and over would keep Python's lock from the worker, which has to
        win it back after each question to the store.
        """
        end = time.monotonic() + PATIENCE
        tick = QTimer(interval=LOOK)
        tick.start()
        while not true():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert time.monotonic() < end, "waited in vain"

    def read(self, question: Callable[[Desk], T]) -> T:
        """Ask the store, on its own thread."""
        answers: list[T] = []
        self.work.run(question, then=answers.append)
        self.settle()
        return answers[0]

    def close(self) -> None:
        """Close the window and the store, as the program's end does."""
        self.shell.keep_drafts()
        self.settle()
        self.work.stop(lambda desk: desk.store.close())
        self.shell.close()
        self.shell.deleteLater()
        # now, not all of a run's windows at once in the first test that has an event loop of its own
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def made_when_asked_for(ahead: Ahead) -> None:
    """Every form is one that was made ahead, as after a look at Today; but none is made that nobody opens."""
    ready = ahead.take

    def take(name: str) -> Page | None:
        ahead.now(name)
        return ready(name)

    ahead.take = take  # type: ignore[method-assign]
    ahead.soon = lambda: None  # type: ignore[method-assign]


def _stand_ins(names: tuple[str, ...]) -> dict[str, Maker]:
    return {name: _stand_in(name) for name in names}


def _stand_in(name: str) -> Maker:
    return lambda frame, about: ListPage(frame, name, about)
