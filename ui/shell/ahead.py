"""Forms that are made before they are asked for, in the moments when nobody waits for anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from ui.shell.page import Page
from ui.work import Work

REST = 250  # ms after a page was opened: what it shows has been read by then


def whole(page: Page) -> Page:
    """A page that was just made, with all its parts."""
    for _part in page.parts():
        pass
    return page


class _Begun(NamedTuple):
    name: str
    page: Page
    parts: Iterator[None]


class Ahead(QObject):
    """Keeps one unused page of each kind beside the stack, ready to be shown.

    makers: name → the module that is read first, and what makes the page. Making a form takes longer than a frame;
    opening one that is there does not. Each form is used once: what was typed in one never shows in another. A place
    that is kept is made once.
    also: modules without Qt, which are read on the worker before they are wanted.
    """

    def __init__(
        self,
        stack: QStackedWidget,
        work: Work,
        makers: Mapping[str, tuple[str, Callable[[], Page]]],
        also: Sequence[str] = (),
    ) -> None:
        super().__init__(stack)
        self._stack, self._work, self._makers = stack, work, dict(makers)
        self._ready: dict[str, Page] = {}
        self._begun: _Begun | None = None
        self._steps: Iterator[None] = iter(())
        self._unread = [*also, *(module for module, _make in makers.values())]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def soon(self) -> None:
        """Make what is missing when the window has come to rest."""
        if self._makers:
            self._steps = self._make(self._makers)
            self._timer.start(REST)

    def now(self, *names: str) -> None:
        """Make what is missing at once, as a test does: all, or of these."""
        for _step in self._make(names or self._makers):
            pass

    def take(self, name: str) -> Page | None:
        """The page that was made ahead under this name; None where there is none yet. One that is begun is ended now."""
        self._timer.stop()
        begun = self._begun
        if begun is not None and begun.name == name:
            self._begun = None
            for _part in begun.parts:
                pass
            return begun.page
        return self._ready.pop(name, None)

    def kept(self, name: str) -> None:
        """The window keeps its page of this name: no other is wanted."""
        self._makers.pop(name, None)

    def _make(self, names: Iterable[str]) -> Iterator[None]:
        for name in list(names):
            if name in self._ready or name not in self._makers:
                continue
            _module, make = self._makers[name]
            begun = self._begun
            if begun is None or begun.name != name:
                page = make()
                # The window's from the start: what is half made when it goes must go with it, not whenever and on
                # whatever thread Python tidies up. It takes part in no layout: the least width is not its business.
                page.setParent(self._stack)
                begun = self._begun = _Begun(name, page, page.parts())
                yield
            for _part in begun.parts:
                yield
            self._begun = None
            self._ready[name] = begun.page
            yield

    def _go_on(self) -> None:
        """One step, then back to the window: a key that was pressed meanwhile comes first."""
        if not self._unread:
            if next(self._steps, self) is None:
                self._timer.start(0)
            return
        module = self._unread.pop(0)
        if module.startswith("app."):
            self._work.apart(lambda: import_module(module), then=self._was_read)
        else:  # Qt's classes are not to be made on two threads at once
            self._was_read(import_module(module))

    def _was_read(self, _module: object) -> None:
        self._timer.start(0)
