"""The lock against everything that can be open when it comes: covered, its keys dead, and given back as it was."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QToolTip,
    QWidget,
)

import ui
from app.actions.desk import Desk
from app.records.person import Person
from app.store import keys as store_keys
from tests.builders import CHEAP, PASSPHRASE
from tests.ui.accessible import spoken
from tests.ui.keyboard import Keys
from tests.ui.test_way_in import NotePage, Start
from tests.ui.waiting import until
from ui.forms import SuggestField, Suggestion
from ui.shell import files, sheet
from ui.shell.guard import TICK
from ui.shell.sheet import Sheet
from ui.shell.unlock import UnlockPage
from ui.theme import Button

SECRET = "Lyngvar"
LIMIT = 5 * 60
OTHER = "noe helt annet enn kaffe"


@pytest.fixture
def start(tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(store_keys, "FLOOR", CHEAP)
    monkeypatch.setattr(store_keys, "calibrated", lambda: CHEAP)
    made = Start(tmp_path, keys)
    yield made
    made.work.stop(lambda desk: desk.store.close())
    made.window.hide()
    made.window.deleteLater()
    QApplication.processEvents()


def _every_module() -> None:
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def _kinds_of(base: type[Sheet]) -> Iterator[type[Sheet]]:
    yield base
    for kind in base.__subclasses__():
        yield from _kinds_of(kind)


_every_module()
SHEETS = sorted(
    {kind for kind in _kinds_of(Sheet) if kind.__module__.startswith("ui.")},
    key=lambda kind: (kind.__module__, kind.__name__),
)


def _opened(kind: type[Sheet]) -> Callable[[Start, NotePage], None]:
    """A sheet of this class with a field; what each asks is not looked at here."""

    def show(start: Start, page: NotePage) -> None:
        assert start.window.shell is not None
        made = kind.__new__(kind)
        Sheet.__init__(made, start.window.shell, SECRET)
        made.card.box.addWidget(edit := QLineEdit(SECRET))
        made.open(edit)
        edit.setSelection(2, 3)

    return show


def _message(start: Start, page: NotePage) -> None:
    sheet.message(page.window(), SECRET, "Prøv igjen.")


def _confirm(start: Start, page: NotePage) -> None:
    assert start.window.shell is not None
    start.window.shell.confirm("Slette?", SECRET, "Slett", lambda: None)


def _palette(start: Start, page: NotePage) -> None:
    start.keys.press("Ctrl+K")
    start.keys.write(SECRET)
    palette = start.window.shell._palette if start.window.shell is not None else None
    until(lambda: palette is not None and palette._fresh)


def _list(start: Start, page: NotePage) -> None:
    field = SuggestField("Person", source=lambda _typed: [Suggestion(SECRET)])
    page.box.addWidget(field)
    field.show()
    field.take_focus()
    start.keys.write("Ly")


def _menu(start: Start, page: NotePage) -> None:
    menu = QMenu(page)
    menu.addAction(SECRET)
    menu.popup(page.mapToGlobal(QPoint(20, 20)))


def _hint(start: Start, page: NotePage) -> None:
    QToolTip.showText(page.mapToGlobal(QPoint(20, 20)), SECRET, page)


def _bar(start: Start, page: NotePage) -> None:
    page.frame.say(SECRET)


OPEN: dict[str, Callable[[Start, NotePage], None]] = {
    **{f"{kind.__module__}.{kind.__name__}": _opened(kind) for kind in SHEETS},
    "message": _message,
    "confirm": _confirm,
    "palette": _palette,
    "list under a field": _list,
    "menu": _menu,
    "tool tip": _hint,
    "bar": _bar,
}
NOT_GIVEN_BACK = ("menu", "tool tip")  # made by a click or by the mouse that rests: nothing is in them


def _in_sight() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def _expire(start: Start) -> None:
    """Let the idle time go by, to the second; the lock comes by itself."""
    start.clock.advance(LIMIT - 1)
    start.window.idle.look()
    assert not start.window.locked
    start.clock.advance(1)
    until(lambda: start.window.locked)


def _covered(start: Start) -> None:
    """Nothing but the lock is to be seen, heard or reached."""
    window = start.window
    assert [one for one in _in_sight() if one is not window] == []
    lock = window.stack.currentWidget()
    assert isinstance(lock, UnlockPage)
    seen = [one for one in window.findChildren(QWidget) if one.isVisible()]
    assert {one for one in seen if one is not lock and not lock.isAncestorOf(one)} == {window.stack}
    assert SECRET not in spoken(window)
    assert SECRET not in window.windowTitle()
    until(lambda: QApplication.focusWidget() is lock.field.edit)
    start.keys.press("Esc", "Ctrl+K", "Ctrl+N", "Ctrl+Z", "F11", "Ctrl+P", "Del")
    start.keys.write("x")
    assert lock.field.value() == "x"
    assert window.stack.currentWidget() is lock
    start.keys.press("Backspace")


def _unlock(start: Start) -> None:
    start.keys.write(PASSPHRASE)
    start.keys.press("Enter")
    until(lambda: not start.window.locked)


def _state(start: Start) -> tuple[object, ...]:
    """What must be the same afterwards: what can be seen, the focus, and what is marked."""
    focus = QApplication.focusWidget()
    marked = (focus.cursorPosition(), focus.selectedText()) if isinstance(focus, QLineEdit) else ()
    seen = {id(one) for top in _in_sight() for one in [top, *top.findChildren(QWidget)] if one.isVisible()}
    return seen, focus, marked


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the screenless one, of menus
@pytest.mark.parametrize("name", OPEN)
def test_the_lock_covers_it_and_gives_it_back(start: Start, name: str) -> None:
    page = start.opened()
    page.note.set_caret(11)
    before = _state(start)
    OPEN[name](start, page)
    until(lambda: _state(start) != before or name == "bar")
    if name not in NOT_GIVEN_BACK:
        before = _state(start)
    _expire(start)
    _covered(start)
    _unlock(start)
    until(lambda: _state(start) == before)
    assert page.note.caret() == 11
    assert page.kept


ASKED = {
    "save": lambda page: files.save_as(page, "Lagre", f"/tmp/{SECRET}.pdf", "PDF (*.pdf)"),
    "open": lambda page: files.open_one(page, "Åpne", "/tmp", "PDF (*.pdf)"),
    "folder": lambda page: files.folder(page, "Mappe", "/tmp"),
}


class Steps:
    """Does one thing after the other as soon as it can, while a dialog has the event loop to itself."""

    def __init__(self, *steps: tuple[Callable[[], object], Callable[[], object]]) -> None:
        self._steps = list(steps)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def _look(self) -> None:
        if self._steps and self._steps[0][0]():
            _when, do = self._steps.pop(0)
            do()

    @property
    def done(self) -> bool:
        """Whether all was done."""
        return not self._steps


def _dialogs() -> list[QFileDialog]:
    return [one for one in _in_sight() if isinstance(one, QFileDialog)]


def _type_passphrase(start: Start) -> None:
    start.keys.write(PASSPHRASE)
    start.keys.press("Enter")


@pytest.mark.parametrize("name", ASKED)
def test_a_question_for_a_file_is_asked_again_where_it_stood(start: Start, name: str, tmp_path: Path) -> None:
    page, shown = start.opened(), list[tuple[str, list[str]]]()

    def note() -> None:
        shown.append((_dialogs()[0].directory().absolutePath(), _dialogs()[0].selectedFiles()))

    def go_elsewhere() -> None:
        dialog = _dialogs()[0]
        dialog.setDirectory(str(tmp_path))
        typed = dialog.findChild(QLineEdit)
        if name == "save" and typed is not None:
            typed.setText("Havmod.pdf")
        note()
        start.clock.advance(LIMIT)

    steps = Steps(
        (_dialogs, go_elsewhere),
        (lambda: start.window.locked and not _dialogs(), lambda: _covered(start)),
        (lambda: True, lambda: _type_passphrase(start)),
        (_dialogs, note),
        (_dialogs, lambda: _dialogs()[0].reject()),
    )
    assert ASKED[name](page) == ""
    assert steps.done
    assert shown[0] == shown[1]
    assert shown[1][0] == str(tmp_path)
    assert name != "save" or shown[1][1] == [str(tmp_path / "Havmod.pdf")]


def test_a_second_window_is_hidden_and_comes_back(start: Start) -> None:
    start.opened()
    other = QLabel(SECRET)
    other.show()
    start.window.lock()
    assert _in_sight() == [start.window]
    start.window.activateWindow()
    until(lambda: QApplication.focusWidget() is not None)
    _unlock(start)
    assert other.isVisible()
    other.deleteLater()


def test_a_box_with_a_window_of_its_own_is_closed(start: Start) -> None:
    page = start.opened()
    box = QMessageBox(QMessageBox.Icon.Question, "", SECRET, QMessageBox.StandardButton.Yes, page)
    steps = Steps((box.isVisible, lambda: start.clock.advance(LIMIT)))
    assert box.exec() != QMessageBox.StandardButton.Yes
    assert steps.done
    _covered(start)


def test_no_other_place_of_the_program_opens_a_window() -> None:
    """So that what is tried above is all there is."""
    windows = (
        "QDialog",
        "QFileDialog",
        "QMessageBox",
        "QInputDialog",
        "QPrintDialog",
        "QProgressDialog",
        "QMenu(",
    )
    for file in Path(ui.__path__[0]).rglob("*.py"):
        if file.name in ("files.py", "cover.py", "stylesheet.py"):
            continue
        text = file.read_text("utf-8")
        bad = [word for word in windows if word in text and f"QtWidgets.{word}" not in text]
        assert not bad, (file, bad)


def test_what_is_answered_while_it_is_locked_stays_under_the_lock(start: Start) -> None:
    """A title, a bar, an error, Ctrl+K and a question for a file come too late: all wait."""
    page = start.opened()
    shell = start.window.shell
    assert shell is not None
    start.window.lock()
    shell.entitle()
    page.frame.say(SECRET)
    shell.search(SECRET)
    page.frame.fail(ValueError(SECRET))

    steps = Steps(
        (lambda: True, lambda: _covered(start)),
        (lambda: True, lambda: _type_passphrase(start)),
        (lambda: _dialogs() and not start.window.locked, lambda: _dialogs()[0].reject()),
    )
    assert files.save_as(page, "Lagre", SECRET, "") == ""
    assert steps.done
    start.window.activateWindow()
    until(lambda: isinstance(QApplication.focusWidget(), Button))
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)  # of what was said last: the error
    assert focus.text() == "OK"


def test_scrolled_text_is_where_it_was(start: Start) -> None:
    page = start.opened()
    page.note.set_value("\n".join(f"linje {n}" for n in range(300)))
    page.note.set_caret(0)
    bar = page.note.edit.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    bar.setValue(120)
    start.window.lock()
    _unlock(start)
    assert bar.value() == 120


def test_the_lock_is_looked_for_often_enough() -> None:
    assert TICK <= 1000 / 2  # with Qt's coarse timers and a slow second in between it is still no second late


def test_a_colleagues_passphrase_says_whose_register_it_is_and_switches(start: Start, keys: Keys) -> None:
    page = start.opened()

    def join(desk: Desk) -> None:
        desk.store.add_counsellor(name="Rognulf", passphrase=OTHER)

    start.work.run(join)
    start.window.lock()
    lock = start.window.stack.currentWidget()
    assert isinstance(lock, UnlockPage)
    keys.write(OTHER)
    keys.press("Enter")
    until(lambda: lock.field.problem)
    assert "Steinvid" in lock.field.problem
    before = start.window.shell
    keys.press("Enter")  # the button that offers it has the focus
    until(lambda: start.window.shell not in (None, before) and start.window.shell.page() is not None)
    assert page.kept
    names: list[str] = []
    start.work.run(lambda desk: desk.store.counsellor_name(desk.viewer.counsellor), then=names.append)
    until(lambda: names)
    assert names == ["Rognulf"]
    start.window.lock()
    assert start.window.locked
    keys.write(OTHER)
    keys.press("Enter")
    until(lambda: not start.window.locked)


def test_a_switch_gives_no_answer_to_a_question_that_waits(start: Start, keys: Keys) -> None:
    page = start.opened()
    start.work.run(lambda desk: desk.store.add_counsellor(name="Rognulf", passphrase=OTHER))
    start.window.lock()

    steps = Steps(
        (lambda: True, lambda: (keys.write(OTHER), keys.press("Enter"))),
        (lambda: isinstance(QApplication.focusWidget(), Button), lambda: keys.press("Space")),
    )
    assert files.folder(page, "Mappe") == ""
    assert steps.done
    until(lambda: start.window.shell is not None)


def test_closing_while_it_is_locked_keeps_everything(start: Start) -> None:
    page = start.opened()
    person = Person(name=SECRET)

    def write(desk: Desk) -> None:
        with desk.store.transaction("person.saved", actor=desk.viewer) as t:
            t.put(person)

    start.work.run(write)
    start.window.lock()
    start.window.close()
    until(lambda: not start.window.isVisible())
    assert page.kept
    assert list((start.path.parent / "backups").glob("*.db"))
