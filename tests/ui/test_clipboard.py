"""The clipboard: the program's text leaves it after ten seconds, at the lock and at the end; what others put there stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.base.clock import FixedClock
from app.store import keys as store_keys
from tests.builders import CHEAP
from tests.ui.keyboard import Keys
from tests.ui.test_way_in import Start
from tests.ui.waiting import until
from ui.forms import NoteField, PassphraseField
from ui.shell.clipboard import SECONDS, OwnText, private

Show = Callable[[QWidget], QWidget]
TEXT = "Lyngvar vil ta kranførerbevis"


class Copier:
    """A note, the watcher, and whether what lies in the clipboard is the program's: no screen, so no system says so."""

    def __init__(self, clock: FixedClock, shown: Show) -> None:
        self.clock, self.ours, self.said = clock, True, list[str]()
        self.note = NoteField("Notat", value=TEXT)
        shown(self.note)
        self.watcher = OwnText(clock, self.said.append, self.note, owns=lambda: self.ours)

    def copy(self) -> None:
        self.ours = True
        self.note.edit.selectAll()
        self.note.edit.copy()

    def foreign(self, text: str) -> None:
        self.ours = False
        QApplication.clipboard().setText(text)

    @property
    def text(self) -> str:
        return QApplication.clipboard().text()


@pytest.fixture
def copier(clock: FixedClock, shown: Show) -> Iterator[Copier]:
    QApplication.clipboard().clear()
    yield Copier(clock, shown)
    QApplication.clipboard().clear()


def test_copied_text_goes_after_ten_seconds_and_not_before(copier: Copier) -> None:
    copier.copy()
    assert copier.text == TEXT
    assert "10" in copier.said[0]
    copier.clock.advance(SECONDS - 0.5)
    copier.watcher.look()
    assert copier.text == TEXT
    copier.clock.advance(0.5)
    until(lambda: copier.text == "")  # by itself


def test_what_others_put_there_stays(copier: Copier) -> None:
    copier.copy()
    copier.foreign("noe fra et regneark")
    copier.clock.advance(60)
    copier.watcher.look()
    copier.watcher.clear()
    assert copier.text == "noe fra et regneark"
    assert len(copier.said) == 1


def test_a_second_copy_has_its_own_ten_seconds(copier: Copier) -> None:
    copier.copy()
    copier.clock.advance(8)
    copier.note.set_value("noe nytt")
    copier.copy()
    copier.clock.advance(8)
    copier.watcher.look()
    assert copier.text == "noe nytt"
    copier.clock.advance(2)
    copier.watcher.look()
    assert copier.text == ""


def test_windows_is_asked_not_to_remember_it() -> None:
    """The formats as they are handed to Windows; what Windows makes of them can't be tried here."""
    data = private(TEXT)
    assert data.text() == TEXT
    for name in ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory"):
        assert data.data(f'application/x-qt-windows-mime;value="{name}"').data() == b"\0\0\0\0"


def test_a_passphrase_is_never_copied_shown_or_not(copier: Copier, keys: Keys, shown: Show) -> None:
    field = PassphraseField("Passordfrase")
    shown(field)
    field.take_focus()
    keys.write("fjord lampe sykkel tog")
    for _eye in range(3):
        keys.press("Ctrl+a", "Ctrl+c", "Ctrl+x")
        assert copier.text == ""
        assert field.value() == "fjord lampe sykkel tog"
        field._toggle()


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


@pytest.mark.parametrize("end", ["lock", "close"])
def test_it_goes_with_the_lock_and_with_the_end(start: Start, end: str) -> None:
    page = start.opened()
    watcher = start.window._own_text
    assert watcher is not None
    watcher._owns = lambda: True
    page.note.edit.selectAll()
    page.note.edit.copy()
    assert start.window.shell is not None
    assert "tømmes" in start.window.shell.toast.text()
    getattr(start.window, end)()
    assert QApplication.clipboard().text() == ""
