"""Every registered page on a register of made-up people: named controls, one Alt+letter each, no window of its own,
room for it in 1024 × 700, and in the conversation view nobody else's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.actions.corrections import undo
from app.actions.demo import DemoSize, make_demo
from app.actions.desk import Desk
from app.actions.setup import open_store
from app.base.clock import FixedClock
from app.records.person import Person
from tests.builders import MONDAY
from tests.ui.accessible import spoken, unnamed
from tests.ui.waiting import until
from ui.errors import Errors, Notice
from ui.pages.registry import PAGES
from ui.pages.search.source import search_source
from ui.shell.guard import GlobalKeys
from ui.shell.keeper import Keeper
from ui.shell.page import Page
from ui.shell.shell import Parts, Shell
from ui.theme import Theme
from ui.work import Work

ABOUT_SOMEBODY = ("session", "intake", "intake_saved", "erasing", "person_work", "interest_list")
ALONE = ("session", "intake", "people")


class Desktop:
    """The real window on the demonstration register, shared by the tests of this file."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(MONDAY)
        self.notices: list[Notice] = []
        self.errors = Errors(folder / "reports", self.clock.now)
        self.work = Work(self.errors.handle)
        self.names: dict[str, str] = {}
        self.busy = False
        self.work.busy.connect(self._note)
        self.work.open(lambda: self._made(folder), lambda _desk: None)
        until(self.work.is_open)
        self.work.ask(_names, then=self.names.update)
        until(lambda: self.names)
        parts = Parts(pages=PAGES, undo=undo, search=search_source, school="Eksempelskolen")
        self.shell = Shell(parts, self.work, self.clock, self.errors, Keeper(folder / "window.json"))
        self.errors.show = self.notices.append
        self.shell.resize(1440, 900)
        self.shell.show()
        self.shell.activateWindow()
        self.somebody = next(iter(self.names))

    def _made(self, folder: Path) -> Desk:
        path, passphrase = make_demo(folder, self.clock, size=DemoSize(people=14, sessions=60))
        return open_store(path, passphrase, clock=self.clock)

    def _note(self, busy: bool) -> None:
        self.busy = busy

    def open(self, name: str) -> Page:
        """The page, with everything it asked for."""
        about = {"person": self.somebody} if name in ABOUT_SOMEBODY else {}
        if name == "found":
            about = {"text": self.names[self.somebody]}
        self.shell.go(name, **about)
        self.settle()
        page = self.shell.page()
        assert page is not None
        return page

    def settle(self) -> None:
        """Wait until nothing is being read or drawn any more."""
        for _ in range(4):
            until(lambda: not self.busy)
            for _round in range(5):
                QApplication.processEvents()


def _names(desk: Desk) -> dict[str, str]:
    return {person.id: person.name for person in desk.store.find(Person, viewer=desk.viewer)}


@pytest.fixture(scope="module")
def desktop(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    GlobalKeys(qapp)
    made = Desktop(tmp_path_factory.mktemp("desktop"))
    yield made
    made.shell.close()
    made.work.stop(lambda desk: desk.store.close())
    made.shell.deleteLater()
    QApplication.processEvents()


@pytest.fixture(autouse=True)
def as_before(desktop: Desktop) -> Iterator[None]:
    desktop.notices.clear()
    yield
    desktop.shell.converse(False)
    desktop.shell.resize(1440, 900)
    desktop.settle()


def letters(page: QWidget) -> list[str]:
    """The Alt+letters that are to be seen on a page."""
    shown = [label for label in page.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    texts = [label.text() for label in shown]
    texts += [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]
    return [hit[1].casefold() for text in texts if (hit := re.search(r"&(\w)", text.replace("&&", "")))]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_an_error_and_with_the_focus_somewhere(desktop: Desktop, name: str) -> None:
    page = desktop.open(name)
    focus = QApplication.focusWidget()
    assert desktop.notices == []
    assert page.title()
    assert focus is not None
    assert page.isAncestorOf(focus)


@pytest.mark.parametrize("name", PAGES)
def test_every_control_of_a_page_has_a_name(desktop: Desktop, name: str) -> None:
    page = desktop.open(name)
    assert unnamed(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_two_fields_of_a_page_share_a_letter(desktop: Desktop, name: str) -> None:
    found = letters(desktop.open(name))
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_no_window_of_its_own(desktop: Desktop, name: str) -> None:
    desktop.open(name)
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not desktop.shell]
    assert [type(w).__name__ for w in others] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_smallest_window(desktop: Desktop, name: str) -> None:
    desktop.shell.resize(1024, 700)
    page = desktop.open(name)
    least = page.minimumSizeHint()
    assert least.width() <= 1024 - 64
    assert least.height() <= 700


@pytest.mark.parametrize("name", ALONE)
def test_in_the_conversation_view_nobody_else_is_named(desktop: Desktop, name: str) -> None:
    desktop.open(name)
    desktop.shell.converse(True)
    desktop.settle()
    page = desktop.shell.page()
    assert page is not None
    shown = page.person() or desktop.somebody
    heard = spoken(desktop.shell) + desktop.shell.windowTitle()
    others = {other for id, other in desktop.names.items() if id != shown and other != desktop.names[shown]}
    assert [other for other in sorted(others) if re.search(rf"\b{re.escape(other)}\b", heard)] == []
