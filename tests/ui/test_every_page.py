"""The whole program on made-up people: Tab comes everywhere and round, and the lock and the pause name nobody."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.actions.corrections import undo
from app.actions.demo import DemoSize, make_demo
from app.actions.desk import Desk
from app.actions.papers import Job, make_paper
from app.base.clock import FixedClock
from app.records.person import Person
from tests.builders import MONDAY
from tests.ui.accessible import spoken, unnamed
from tests.ui.keyboard import Keys
from tests.ui.waiting import until
from ui.errors import Errors
from ui.pages.registry import PAGES
from ui.pages.search.source import search_source
from ui.shell.keeper import Keeper
from ui.shell.page import Page
from ui.shell.shell import Parts
from ui.shell.window import Window, Wiring
from ui.theme import Theme
from ui.work import Work

ABOUT_SOMEBODY = ("session", "intake", "intake_saved", "erasing", "person_work", "interest_list")
MANY = 400  # more stops of Tab than any page has


class Program:
    """The program's one window, opened with the passphrase of a demonstration."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(MONDAY)
        self.problems: list[BaseException] = []
        self.work = Work(self.problems.append)
        self.busy = False
        self.work.busy.connect(self._note)
        path, passphrase = make_demo(folder, self.clock, size=DemoSize(people=14, sessions=60))
        errors = Errors(folder / "reports", self.clock.now)
        wiring = Wiring(
            work=self.work,
            clock=self.clock,
            errors=errors,
            keeper=Keeper(folder / "window.json"),
            parts=lambda: Parts(pages=PAGES, undo=undo, search=search_source),
            print_pdf=lambda _pdf, finished: finished(None),
        )
        self.window = Window(wiring, path)
        self.window.entrance.start()
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        self.keys = Keys()
        self.passphrase = passphrase
        self.unlock()
        until(lambda: self.window.shell is not None)
        found: list[dict[str, str]] = []
        self.work.ask(_names, then=found.append)
        until(lambda: found)
        self.names = found[0]
        self.somebody = next(iter(self.names))

    def unlock(self) -> None:
        """Write the passphrase and press Enter."""
        self.keys.write(self.passphrase)
        self.keys.press("Enter")

    def open(self, name: str) -> Page:
        """A page with all it asked for."""
        shell = self.window.shell
        assert shell is not None
        shell.go(name, **({"person": self.somebody} if name in ABOUT_SOMEBODY else {}))
        self.settle()
        page = shell.page()
        assert page is not None
        return page

    def settle(self) -> None:
        """Until nothing is being read or drawn any more."""
        for _ in range(4):
            until(lambda: not self.busy)
            for _round in range(5):
                QApplication.processEvents()

    def named(self) -> list[str]:
        """Whose names can be seen or heard anywhere in the window."""
        labels = [one.text() for one in self.window.findChildren(QLabel) if one.isVisible()]
        lines = [one.text() for one in self.window.findChildren(QLineEdit) if one.isVisible()]
        notes = [one.toPlainText() for one in self.window.findChildren(QPlainTextEdit) if one.isVisible()]
        heard = "\n".join([spoken(self.window), self.window.windowTitle(), *labels, *lines, *notes])
        return [name for name in self.names.values() if re.search(rf"\b{re.escape(name)}\b", heard)]

    def _note(self, busy: bool) -> None:
        self.busy = busy


def _names(desk: Desk) -> dict[str, str]:
    return {person.id: person.name for person in desk.store.find(Person, viewer=desk.viewer)}


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = Program(tmp_path_factory.mktemp("program"))
    yield made
    made.work.stop(lambda desk: desk.store.close())
    made.window.close()
    made.window.deleteLater()
    QApplication.processEvents()


@pytest.fixture(autouse=True)
def as_before(program: Program) -> Iterator[None]:
    program.window.activateWindow()
    yield
    if program.window.locked:
        program.unlock()
        until(lambda: not program.window.locked)
    assert program.window.shell is not None
    program.window.shell.converse(False)
    program.settle()
    assert program.problems == []


def stops(page: Page) -> set[QWidget]:
    """What can be seen on a page and takes the focus from Tab; of what hands the focus on, what gets it."""
    return {
        one
        for one in page.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    }


@pytest.mark.parametrize("name", PAGES)
def test_tab_comes_to_every_control_and_round(program: Program, name: str) -> None:
    page = program.open(name)
    begin = QApplication.focusWidget()
    assert begin is not None
    seen = [begin]
    for _ in range(MANY):
        program.keys.press("Tab")
        here = QApplication.focusWidget()
        assert here is not None
        if here is begin:
            break
        assert here not in seen, f"Tab runs in a circle that leaves {begin} out"
        seen.append(here)
    assert QApplication.focusWidget() is begin
    left_out = [f"{type(one).__name__} {one.accessibleName()}" for one in stops(page) - set(seen)]
    assert left_out == []


@pytest.mark.parametrize("name", PAGES)
def test_the_lock_covers_everything(program: Program, name: str) -> None:
    program.open(name)
    program.keys.press("F12")
    program.settle()
    assert program.window.locked
    assert program.named() == []
    assert unnamed(program.window) == []
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not program.window] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_conversation_view_names_at_most_the_one_person(program: Program, name: str) -> None:
    page = program.open(name)
    program.keys.press("F11")
    program.settle()
    one = program.names.get(page.person(), "")
    assert [name for name in program.named() if name != one] == []


def test_the_window_goes_on_while_a_pack_is_made(program: Program) -> None:
    """In the time that a pack takes, the window's own thread is never away for more than half of it."""
    program.open("paper")
    done: list[object] = []
    pack = [Job("inmate_poster", language) for language in ("nb", "nn", "en", "pl", "ar", "th") * 4]
    for job in pack:
        program.work.run(make_paper, job, then=done.append)
    begins = last = time.perf_counter()
    longest = 0.0
    while len(done) < len(pack) and not program.problems:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    assert len(done) == len(pack)
    assert longest < (last - begins) / 2


def test_names_would_be_found(program: Program) -> None:
    program.open("people")
    assert len(program.named()) > 3


def test_search_names_and_is_gone_after_the_lock(program: Program) -> None:
    program.open("today")
    program.keys.press("Ctrl+K")
    program.keys.write(next(iter(program.names.values()))[:4])
    program.settle()
    assert unnamed(program.window) == []
    program.keys.press("F12")
    program.settle()
    assert program.named() == []
