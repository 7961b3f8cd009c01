"""No word of a record in a report or on a stream: an exception is raised at every boundary, with needles in the data."""

from __future__ import annotations

import gc
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

import app.actions
from app.actions.desk import Desk
from app.base import crash
from app.base.errors import AppError
from app.base.paths import program_folder
from app.commands import program
from app.entry.problems import Invalid
from tests.builders import PASSPHRASE, add_person, add_talk
from tests.flows.desk_window import DeskWindow
from tests.ui.waiting import until
from ui.pages.crash_reports import CrashReportsPage
from ui.pages.registry import PAGES
from ui.theme import Theme

NAME, NOTE = "Lyngvarsnål", "kranførernålen"
NEEDLES = (NAME, NOTE, PASSPHRASE)


class Poison:
    """An argument that no action can take, and that says a name whenever it is asked for its words."""

    def __repr__(self) -> str:
        return NAME

    __str__ = __repr__

    def __getattr__(self, name: str) -> object:
        raise ValueError(f"{NAME} {NOTE} {name}")


# Begins what another call ends; given no proper order it would leave its own half open.
HALVES = {"begin_backup"}


def actions() -> list[tuple[str, Callable[..., object]]]:
    """Every public function of app.actions that works at a desk."""
    found = []
    for module in pkgutil.walk_packages(app.actions.__path__, "app.actions."):
        if "demo" in module.name:
            continue
        for name, one in vars(importlib.import_module(module.name)).items():
            if name in HALVES:
                continue
            own = inspect.isfunction(one) and one.__module__ == module.name and not name.startswith("_")
            if own and "desk" in list(inspect.signature(one).parameters)[:1]:
                found.append((f"{module.name}.{name}", one))
    return found


def fill(desk: Desk) -> None:
    add_talk(desk, add_person(desk, NAME), NOTE)


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = DeskWindow(tmp_path, fill)
    made.folder = tmp_path  # type: ignore[attr-defined]
    yield made
    made.close()


@pytest.fixture
def hooks() -> Iterator[None]:
    """Python's own words for what nobody caught, afterwards."""
    kept = sys.excepthook, sys.unraisablehook, threading.excepthook
    yield
    sys.excepthook, sys.unraisablehook, threading.excepthook = kept


def needles(folder: Path, said: str = "") -> set[str]:
    """What stands in a report, in what was said, or in the name of a file."""
    texts = [said, *(one.read_text("utf-8") + one.name for one in crash.kept(folder))]
    return {needle for needle in NEEDLES if any(needle in text for text in texts)}


def _arguments(one: Callable[..., object]) -> tuple[list[object], dict[str, object]]:
    positional, named = [], {}
    for name, parameter in list(inspect.signature(one).parameters.items())[1:]:
        if parameter.kind is parameter.KEYWORD_ONLY:
            named[name] = Poison()
        elif parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            positional.append(Poison())
    return positional, named


def test_every_action_may_break_and_no_word_comes_out(
    window: DeskWindow, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = 0
    for name, one in actions():
        positional, named = _arguments(one)
        caught: list[BaseException] = []
        if positional or named:
            window.work.run(one, *positional, failed=caught.append, **named)
            window.settle()
        for error in caught:
            if isinstance(error, AppError | Invalid):
                continue
            broken += 1
            text = crash.described(error)
            assert not any(needle in text for needle in NEEDLES), name
            window.errors.handle(error)
    assert broken > 60
    out, err = capfd.readouterr()
    assert needles(window.errors.folder, out + err) == set()
    assert all(NAME not in notice.text + notice.todo for notice in window.notices if notice.bug)


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_page_may_break_in_its_slot(
    window: DeskWindow, page: str, hooks: None, capfd: pytest.CaptureFixture[str]
) -> None:
    window.errors.catch_all()

    def slot() -> None:
        note = f"{NAME}: {NOTE}"
        raise LookupError(note)

    if page != "intake_saved":
        window.go(page)
    here = window.page()
    before = len(window.notices)
    QTimer.singleShot(0, here, slot)
    until(lambda: len(window.notices) > before)
    assert window.notices[-1].bug
    out, err = capfd.readouterr()
    assert needles(window.errors.folder, out + err) == set()
    assert "LookupError" in crash.kept(window.errors.folder)[0].read_text("utf-8")


def test_threads_and_what_python_cannot_raise(
    window: DeskWindow, hooks: None, capfd: pytest.CaptureFixture[str]
) -> None:
    window.errors.catch_all()

    def fall() -> None:
        raise ValueError(NAME)

    thread = threading.Thread(target=fall, name=NOTE)
    thread.start()
    thread.join()
    assert crash.kept(window.errors.folder)

    class Last:
        def __del__(self) -> None:
            raise ValueError(NAME)

    before = len(window.notices)
    Last()
    gc.collect()
    assert len(window.notices) > before
    out, err = capfd.readouterr()
    assert needles(window.errors.folder, out + err) == set()


@pytest.mark.parametrize("child", ["draw", "try"])
def test_a_child_process_says_no_word_of_what_it_was_given(child: str) -> None:
    import pickle

    given = pickle.dumps(
        {"name": NAME, "note": NOTE}
    )  # no order that it knows: it breaks at the first attribute
    environment = {**os.environ, "PYTHONPATH": str(program_folder())}
    done = subprocess.run(
        [sys.executable, "-m", "app", child],
        input=given,
        capture_output=True,
        env=environment,
        cwd=program_folder(),
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode != 0
    assert "AttributeError" in said
    assert not any(needle in said for needle in NEEDLES)


def test_the_command_line_says_where_it_broke_and_nothing_else(tmp_path: Path) -> None:
    text = (
        "import runpy, sys\n"
        "from app.commands import program\n"
        "def broken(*a, **k):\n"
        f"    raise ValueError({NAME!r})\n"
        "program.program.main = broken\n"
        f"sys.argv = ['app', 'search', {NOTE!r}]\n"
        "runpy.run_module('app', run_name='__main__', alter_sys=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        cwd=program_folder(),
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "OVERGANG_PASSPHRASE": PASSPHRASE},
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    assert "ValueError" in said
    assert not any(needle in said for needle in NEEDLES)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_the_search_for_needles_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "bug-20260119-091700.txt").write_text(f"ValueError: {NAME}", "utf-8")
    assert needles(tmp_path) == {NAME}
    assert needles(tmp_path, NOTE) == {NAME, NOTE}
    assert program.main.__module__ == "app.commands.program"


# --- the page ---


def test_reports_are_read_saved_and_deleted(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.errors.report(ValueError(NAME))
    window.clock.advance(60)
    window.errors.report(KeyError(NOTE))
    window.go("crash_reports")
    page = window.page()
    assert isinstance(page, CrashReportsPage)
    said = page.findChild(QPlainTextEdit)
    assert said is not None
    assert "builtins.KeyError" in said.toPlainText()
    page._open(1)
    assert "builtins.ValueError" in said.toPlainText()
    target = tmp_path / "stick" / "report.txt"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    window.press("Ctrl+S")
    assert target.read_text("utf-8") == said.toPlainText()
    window.press("Shift+Del")
    assert len(crash.kept(window.errors.folder)) == 2  # it is only asked
    window.press("Enter")  # the harmless answer has the focus
    assert len(crash.kept(window.errors.folder)) == 2
    window.press("Shift+Del", "Tab", "Enter")
    assert crash.kept(window.errors.folder) == []
    window.press("Esc")
