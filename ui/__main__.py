"""The window's start, and the only wiring: `python -m ui [--store PATH] [--demo] [--smoke]`."""

from __future__ import annotations

import argparse
import linecache
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.base import languages, paths
from app.base.clock import SystemClock
from app.base.crash import FOLDER
from ui.errors import Errors
from ui.shell.guard import GlobalKeys
from ui.shell.keeper import Keeper
from ui.shell.window import Window, Wiring
from ui.theme import Scheme, Theme, qt_texts
from ui.theme.theme import STYLE
from ui.work import Work

if TYPE_CHECKING:  # what is only needed once the first page is painted is read then
    from app.actions.desk import Desk
    from ui.shell.entrance import Finished
    from ui.shell.shell import Parts

PREFERENCES = "window.json"
PAINTED = 100  # ms until the first page is on the screen, on any platform


def main(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed. 0 is a proper end."""
    asked = _read(arguments)
    keeper = Keeper(paths.data_folder() / PREFERENCES)
    languages.use(keeper.now.language or "nb")
    application = QApplication([sys.argv[0], "-style", STYLE])
    application.setApplicationName("Overgang")
    theme = Theme.install(application, _scheme(keeper), styled=True)
    qt_texts.install(application)
    GlobalKeys(application)
    clock = SystemClock()
    errors = Errors(paths.data_folder() / FOLDER, clock.now)
    errors.catch_all()
    work = Work(errors.handle)
    work.busy.connect(_forget_sources)
    wiring = Wiring(
        work=work,
        clock=clock,
        errors=errors,
        keeper=keeper,
        parts=_parts,
        print_pdf=partial(_print_pdf, work),
        farewell=_farewell,
    )
    window = Window(wiring, _register(asked, keeper))
    keeper.changed.connect(lambda: window.speak(keeper.now.language or "nb"))
    keeper.changed.connect(lambda: theme.use(_scheme(keeper)) if theme.scheme != _scheme(keeper) else None)
    with ExitStack() as at_the_end:
        _open(window, asked, work, keeper, at_the_end)
        if asked.smoke:
            _leave_soon(window, work, application, demo=asked.demo)
        result = application.exec()
        work.stop(lambda desk: desk.store.close())
    return result


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Overgang", description="The career counsellor's desk.")
    parser.add_argument("--store", type=Path, default=None, help="the register to open")
    parser.add_argument("--demo", action="store_true", help="a throw-away register of made-up people")
    parser.add_argument(
        "--smoke", action="store_true", help="show the first page, or with --demo every page, and quit"
    )
    return parser.parse_args(arguments)


def _register(asked: argparse.Namespace, keeper: Keeper) -> Path:
    if asked.store is not None:
        return Path(asked.store)
    return Path(keeper.now.store) if keeper.now.store else paths.default_store()


def _open(
    window: Window, asked: argparse.Namespace, work: Work, keeper: Keeper, at_the_end: ExitStack
) -> None:
    """Show the first page; everything heavy is read by the worker once it is painted."""
    if asked.demo:
        import tempfile

        folder = at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="overgang-demo-"))
        window.entrance.show_demo(Path(folder))
    else:
        window.entrance.start(expected=asked.store is None and bool(keeper.now.store))
    window.show()
    if not asked.smoke:
        QTimer.singleShot(PAINTED, lambda: _when_painted(work))


def _leave_soon(window: Window, work: Work, application: QApplication, *, demo: bool) -> None:
    """Quit once the first page is painted; a demonstration is walked through and closed first."""
    from ui.shell.tour import PAUSE, Tour

    if not demo:
        QTimer.singleShot(PAUSE, application.quit)
        return

    def walk(_welcome: object) -> None:
        shell = window.shell
        if shell is not None:
            pages = [name for name in _parts().pages if name != "intake_saved"]  # that one needs an intake
            tour = Tour(shell.go, pages, work, parent=window)
            tour.finished.connect(window.close)

    window.entrance.inside.connect(walk)


def _scheme(keeper: Keeper) -> Scheme:
    known: dict[str, Scheme] = {"light": "light", "dark": "dark"}
    return known.get(keeper.now.theme, "system")


def _parts() -> Parts:
    """The pages, the search and the undo, read when the register is open."""
    from app.actions.corrections import undo
    from ui.pages.registry import AHEAD, PAGES, READ
    from ui.pages.search.source import search_source
    from ui.shell.shell import Parts

    return Parts(pages=PAGES, undo=undo, search=search_source, ahead=AHEAD, read=READ)


def _farewell(desk: Desk) -> str:
    from ui.shell.farewell import farewell

    return farewell(desk)


def _print_pdf(work: Work, pdf: bytes, finished: Finished) -> None:
    """Print on the usual printer; `finished` gets what stood in the way."""
    from ui.documents.printing import PrintRun, printers

    usual = next(iter(printers()), "")
    PrintRun(work, [pdf], printer=usual, progress=lambda _done, _of: None, finished=finished).start()


def _when_painted(work: Work) -> None:
    """Do what the first page did not wait for."""
    Theme.of().follow_system()
    work.apart(_warm_up, lambda _none: None)


def _forget_sources(busy: bool) -> None:
    """PySide looks for its name in the source of every module that is read, and Python keeps each for its tracebacks:
    eleven megabytes by the end of a day. Forgotten between two pages, their room is used again."""
    if not busy:
        linecache.clearcache()


def _warm_up() -> object:
    """Read what opening the register needs while the passphrase is being typed, the window's parts too: read when the
    register is open, they would hold up the window's thread for a tenth of a second just then."""
    from app.actions import gate, setup
    from ui.pages.today import page
    from ui.shell import lock, safekeeping, shell, windows_session
    from ui.shell.clipboard import OwnText

    return gate, setup, _parts(), page, lock, safekeeping, shell, windows_session, OwnText


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
