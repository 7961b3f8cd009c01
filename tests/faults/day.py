"""A day in the real window and on the command line, as a program of its own that others look at from outside.

    python -m tests.faults.day FOLDER [WALLED] [BREAK …]

Everything it could write lies below FOLDER. The names and notes in it are needles. WALLED: the system ends this program,
and any it starts, at its first socket. It says what it has done, a line each, and at last `done`.
"""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

NAME, NOTE, SCHOOL = "Lyngvarsnål", "kranførernålen", "skolenålen"
PASSPHRASE, COUNSELLOR = "setningsnålen er lang nok", "Steinvidsnål"
NEEDLES = (NAME, NOTE, SCHOOL, PASSPHRASE, COUNSELLOR)
WALLED = "WALLED"
PAPERS = "papers"  # the folder that the counsellor chose for paper: there names may stand
_STEP = 20_000  # ms until a step of the window counts as stuck


def walled() -> None:
    """Have the kernel kill this process and its children at a socket of any kind (seccomp, x86-64 Linux)."""
    load, equal, give = 0x20, 0x15, 0x06
    allow, kill = 0x7FFF0000, 0x80000000
    sockets = (41, 53)  # socket, socketpair
    program = [(load, 0, 0, 0)]
    program += [(equal, len(sockets) - at, 0, number) for at, number in enumerate(sockets)]
    program += [(give, 0, 0, allow), (give, 0, 0, kill)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *one) for one in program))
    head = ctypes.create_string_buffer(struct.pack("<HxxxxxxQ", len(program), ctypes.addressof(code)))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(38, 1, 0, 0, 0) or system.prctl(22, 2, head, 0, 0):
        raise OSError(ctypes.get_errno(), "the wall does not stand")


# --- broken builds ---


def opens_a_socket() -> None:
    """Something looks for a newer version, while a session is being saved."""
    from app.actions import sessions

    honest = sessions.save_session

    def save_session(*args: Any, **named: Any) -> Any:
        import socket

        socket.socket().close()
        return honest(*args, **named)

    sessions.save_session = save_session


def keeps_a_copy_in_temp() -> None:
    """A note goes through a passing file that is deleted at once."""
    from app.store.store import Store

    honest = Store.put_draft

    def put_draft(self: Store, draft: Any, **named: Any) -> Any:
        with tempfile.TemporaryFile() as file:
            file.write(repr(draft).encode())
            file.flush()
            return honest(self, draft, **named)

    Store.put_draft = put_draft  # type: ignore[method-assign]


def logs_what_it_does() -> None:
    """A log file beside the register tells what was saved."""
    from app.store.transaction import Transaction

    honest = Transaction.put

    def put(self: Transaction, record: Any, **said: Any) -> None:
        with Path(os.environ["XDG_DATA_HOME"], "debug.log").open("a", encoding="utf-16") as log:
            log.write(repr(record))
        honest(self, record, **said)

    Transaction.put = put  # type: ignore[method-assign]


def reports_messages() -> None:
    """A crash report holds the exception's message."""
    from ui import errors

    honest = errors.described
    errors.described = lambda error: f"{error}\n{honest(error)}"


BREAKS: dict[str, Callable[[], None]] = {
    one.__name__: one for one in (opens_a_socket, keeps_a_copy_in_temp, logs_what_it_does, reports_messages)
}


# --- the day ---


def told(line: str) -> None:
    """Say what is done, without a word of what it was about."""
    os.write(1, f"{line}\n".encode())


def on_the_command_line(folder: Path) -> None:
    """A register, a person, a talk, search, numbers, paper, a copy brought back, a check."""
    from app.base.clock import FixedClock
    from app.commands import program
    from tests.builders import MONDAY

    def call(*arguments: str) -> None:
        code = program.main(("--store", str(folder / "line.db"), *arguments), clock=FixedClock(MONDAY))
        if code:
            sys.exit(f"{arguments[0]} ended with {code}")
        told(f"command {arguments[0]}")

    papers = folder / PAPERS
    call("init", "--name", COUNSELLOR)
    call("add", "person", "--set", f"name={NAME}")
    call("search", NAME)
    call("list", "person")
    call("statistics", "--from", "2026-01-01", "--to", "2026-12-31")
    call("poster", "--language", "ar", "--output", str(papers / "poster.pdf"))
    call("document", "handout", "--language", "pl", "--output", str(papers / "handout.pdf"))
    call("backup", str(folder / "copy.db"))
    call("check")


class Sitting:
    """The real window on a register of its own, worked with real keys."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from app.base import languages, paths
        from app.base.clock import FixedClock
        from tests.builders import MONDAY
        from tests.ui.keyboard import Keys
        from ui.__main__ import _farewell, _parts
        from ui.errors import Errors
        from ui.shell.guard import GlobalKeys
        from ui.shell.keeper import Keeper
        from ui.shell.window import Window, Wiring
        from ui.theme import Theme
        from ui.work import Work

        languages.use("nb")
        self.application = QApplication([])
        Theme.install(self.application, "light")
        GlobalKeys(self.application)
        self.keys, self.folder = Keys(), folder
        clock = FixedClock(MONDAY)
        self.errors = Errors(paths.data_folder() / "reports", clock.now)
        self.errors.catch_all()
        self.work = Work(self.errors.handle)
        wiring = Wiring(
            work=self.work,
            clock=clock,
            errors=self.errors,
            keeper=Keeper(paths.data_folder() / "window.json"),
            parts=_parts,
            print_pdf=lambda _pdf, done: done(None),
            farewell=_farewell,
        )
        self.window = Window(wiring, folder / "overgang.db")

    def until(self, true: Callable[[], object], what: str) -> None:
        """Let the window run until this is so; it sleeps while nothing happens, and leaves Python to the worker."""
        from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

        timer, tick = QElapsedTimer(), QTimer(interval=5)
        timer.start()
        tick.start()
        while not true():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if timer.elapsed() > _STEP:
                sys.exit(f"stuck: {what}")
        told(what)

    def settle(self) -> None:
        for _round in range(3):
            done: list[bool] = []
            self.work.apart(lambda: True, then=done.append)
            while not done:
                self.application.processEvents()
        self.application.processEvents()

    def come_in(self) -> None:
        """The passphrase, and Today."""
        self.window.entrance.start()
        self.window.show()
        self.window.activateWindow()
        self.application.processEvents()
        self.keys.write(PASSPHRASE)
        self.keys.press("Enter")
        self.until(lambda: self.window.shell and self.window.shell.page(), "opened")
        self.settle()

    def write_a_talk(self) -> None:
        """A session with somebody, its note, its steps; first a draft, then saved, taken back and looked up."""
        keys = self.keys
        keys.press("Ctrl+N")
        self.settle()
        keys.write(NAME[:4])
        self.settle()
        keys.press("Enter")
        self.settle()
        keys.write(f"Vil ta {NOTE} på våren. ")
        self.settle()
        self._shell().keep_drafts()
        self.settle()
        keys.press("Ctrl+Enter")
        self.settle()
        told("saved")
        keys.press("Ctrl+K")
        keys.write(NOTE)
        self.settle()
        keys.press("Esc")
        told("searched")

    def see_every_page(self) -> None:
        """Each page as the tour of a new build opens it."""
        from ui.pages.registry import PAGES

        for name in PAGES:
            if name != "intake_saved":
                self._shell().go(name)
                self.settle()
        told("every page")

    def draw_a_pack(self) -> None:
        """Several papers in one file, drawn by a process of their own."""
        from app.actions.packs import draw_command, gathered
        from app.actions.papers import Job

        jobs = [(code, Job("handout", code)) for code in ("nb", "ar")]
        given: list[bytes] = []
        self.work.run(gathered, jobs, title=SCHOOL, then=given.append)
        self.until(lambda: given, "a pack is gathered")
        drawn = subprocess.run(draw_command(), input=given[0], capture_output=True, check=True).stdout
        (self.folder / PAPERS / "pack.pdf").write_bytes(drawn)
        told("a pack")

    def break_down(self) -> None:
        """A bug, with a name in its message."""
        self.errors.handle(ValueError(f"{NAME}: {NOTE}"))
        self.settle()
        self.keys.press("Enter")
        told("a bug")

    def lock_and_unlock(self) -> None:
        self.keys.press("F12")
        self.settle()
        self.keys.write(PASSPHRASE)
        self.keys.press("Enter")
        self.until(lambda: not self.window.locked, "unlocked")

    def back_up(self) -> None:
        done: list[object] = []
        self.work.run(lambda desk: desk.store.backup(), then=done.append)
        self.until(lambda: done, "backed up")

    def go_home(self) -> None:
        """Close: a backup is made and checked."""
        self.window.close()
        self.until(lambda: not self.window.isVisible(), "closed")
        self.work.stop(lambda _desk: None)

    def _shell(self) -> Any:
        shell = self.window.shell
        assert shell is not None
        return shell


def in_the_window(folder: Path) -> None:
    """From the passphrase to the farewell."""
    from app.actions.desk import Desk
    from app.base.clock import FixedClock
    from app.store.store import Store
    from tests.builders import CHEAP, MONDAY, add_person, add_talk

    clock = FixedClock(MONDAY)
    store, _code = Store.create(
        folder / "overgang.db", name=COUNSELLOR, passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    desk = Desk(store, clock)
    add_talk(desk, add_person(desk, NAME), f"Snakket om {NOTE}. " * 40)
    with store.transaction("setting.changed", actor=desk.viewer) as t:
        t.set("school.name", SCHOOL)
    store.close()
    told("a register")
    day = Sitting(folder)
    day.come_in()
    day.write_a_talk()
    day.see_every_page()
    day.draw_a_pack()
    day.break_down()
    day.lock_and_unlock()
    day.back_up()
    day.go_home()


def main(folder: Path, *how: str) -> NoReturn:
    """Do the day below a folder."""
    for name in ("data", "temp", PAPERS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder / "data"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "data"),
        "XDG_RUNTIME_DIR": str(folder / "temp"),
        "TMPDIR": str(folder / "temp"),
        "OVERGANG_PASSPHRASE": PASSPHRASE,
    }
    tempfile.tempdir = None
    if WALLED in how:
        walled()
    from app.store import keys
    from tests.builders import CHEAP

    keys.FLOOR, keys.calibrated = CHEAP, lambda: CHEAP
    for name in how:
        if name in BREAKS:
            BREAKS[name]()
    on_the_command_line(folder)
    in_the_window(folder)
    told("done")
    os._exit(0)  # the day is over: what Qt and Python tidy up at their end is not looked at


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
