"""Takes pictures of every page on a register of made-up people: `python -m tests.ui.gallery FOLDER [--dark] [--small]`.

QT_SCALE_FACTOR=1.5 takes them at 150 %. Look at them next to each other; nothing is judged by a machine here.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.base import languages
from app.base.clock import Clock, SystemClock
from ui.errors import Errors
from ui.shell.guard import GlobalKeys
from ui.shell.keeper import Keeper
from ui.shell.shell import Parts
from ui.shell.window import Window, Wiring
from ui.theme import Theme, qt_texts
from ui.work import Work

PLACES_ALONE = {"today", "sessions", "checklist", "paper", "week", "hours", "settings", "new_person"}
SETTLE = 700  # ms that a page gets to read and draw itself


def wait(milliseconds: int) -> None:
    """Let the window's thread run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Gallery:
    """The program on a throw-away register, walked through page by page."""

    def __init__(self, asked: argparse.Namespace, folder: Path) -> None:
        self.target: Path = asked.folder
        self.target.mkdir(parents=True, exist_ok=True)
        self.number = 0
        clock: Clock = SystemClock()
        errors = Errors(folder / "reports", clock.now)
        self.work = Work(errors.handle)
        keeper = Keeper(folder / "window.json")
        keeper.keep(width=1024 if asked.small else 1440, height=700 if asked.small else 900)
        wiring = Wiring(
            work=self.work,
            clock=clock,
            errors=errors,
            keeper=keeper,
            parts=parts,
            print_pdf=lambda _pdf, finished: finished(None),
        )
        self.window = Window(wiring, folder / "register.db")

    def take(self, name: str, prepare: Callable[[], object] | None = None) -> None:
        """One picture, after `prepare` and a moment to settle."""
        if prepare is not None:
            prepare()
        wait(SETTLE)
        self.number += 1
        path = self.target / f"{self.number:02}-{name}.png"
        self.window.grab().save(str(path))
        print(path)

    def before(self) -> None:
        """The first start."""
        self.window.entrance.start()
        self.window.show()
        self.window.activateWindow()
        self.take("first-start")
        page = self.window.stack.currentWidget()
        for step in (1, 2):
            self.take(f"first-start-{step + 1}", partial(page.show_step, step))

    def inside(self, folder: Path, pages: list[str]) -> None:
        """Every registered page, Ctrl+K, the conversation view and the lock."""
        self.window.entrance.show_demo(folder)
        while self.window.shell is None:
            wait(100)
        shell = self.window.shell
        self.take("people", partial(shell.go, "people"))
        page = shell.page()
        person = page.person() if page is not None else ""
        for name in [page for page in parts().pages if (not pages or page in pages) and page != "people"]:
            about = {} if name in PLACES_ALONE else {"person": person}
            self.take(name, partial(shell.go, name, **about))
            shell.converse(False)
        shell.go("people")
        if not pages:
            self.take("palette", lambda: shell.search("kran"))
            shell.close_search()
            self.take("conversation", lambda: shell.converse(True))
            shell.converse(False)
            self.take("locked", self.window.lock)


def parts() -> Parts:
    """The real pages and the real search."""
    from app.actions.corrections import undo
    from ui.pages.registry import PAGES
    from ui.pages.search.source import search_source

    return Parts(pages=PAGES, undo=undo, search=search_source)


def main() -> None:
    """Walk through the program and take the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", help="only these registered pages")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--small", action="store_true", help="1024 × 700")
    parser.add_argument("--language", default="nb")
    asked = parser.parse_args()
    languages.use(asked.language)
    application = QApplication([])
    Theme.install(application, "dark" if asked.dark else "light")
    qt_texts.install(application)
    GlobalKeys(application)
    with tempfile.TemporaryDirectory() as folder:
        gallery = Gallery(asked, Path(folder))
        if not asked.pages:
            gallery.before()
        gallery.window.show()
        gallery.inside(Path(folder), asked.pages)
        gallery.work.stop(lambda desk: desk.store.close())


if __name__ == "__main__":
    main()
