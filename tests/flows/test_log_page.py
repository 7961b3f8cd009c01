"""The log in the real window, by keys: a person's and one's own, what a line changed, and that a stay is logged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.actions.desk import Desk
from app.actions.log import ME, AskedLog, read_log
from app.store import events
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.log.changes import ChangesSheet
from ui.pages.log.page import LogPage
from ui.shell import files
from ui.theme import Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    window = DeskWindow(tmp_path, fill, stood_for=("today",))
    yield window
    window.close()


def fill(desk: Desk) -> None:
    for name in ("Havmod", "Lyngvar", "Ospar"):
        add_talk(desk, add_person(desk, name), f"Snakket med {name}")


def person(window: DeskWindow, name: str) -> str:
    return str(
        window.read(lambda desk: desk.store.connection.value("SELECT id FROM person WHERE name = ?", (name,)))
    )


def page(window: DeskWindow) -> LogPage:
    found = window.shell.page()
    assert isinstance(found, LogPage)
    return found


def seen(window: DeskWindow, name: str) -> int:
    """How often the log says that somebody's page was open."""
    of = person(window, name)
    return len(window.read(lambda desk: read_log(desk, AskedLog(of, kind="read"))).places)


def test_a_persons_log_is_opened_from_their_page_and_tells_what_changed(window: DeskWindow) -> None:
    window.go("people", person=person(window, "Lyngvar"))
    window.go("log", person=person(window, "Lyngvar"))
    here = page(window)
    assert "Lyngvar" in here.header.facts.text()
    assert "hel" in here.whole.text()
    assert [row.text for row in _headings(here)] == ["I dag"]
    window.press("Down", "Enter")
    sheet = window.shell.findChild(ChangesSheet)
    assert sheet is not None
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Snakket med Lyngvar" in said
    window.press("Esc")


def _headings(here: LogPage) -> list[object]:
    from ui.lists import Heading

    model = here.list.rows
    return [one for row in range(model.rowCount()) if isinstance(one := model.line(row), Heading)]


def test_ones_own_log_opens_by_itself_and_the_head_chooses(window: DeskWindow) -> None:
    window.go("log")
    here = page(window)
    assert here.kinds.value() == "all"
    assert (
        window.read(lambda desk: read_log(desk, AskedLog(counsellor=ME))).count
        == here.list.rows.rowCount() - 1
    )
    assert here._whose is not None
    before = here.list.rows.rowCount()
    here.kinds.set_value("read")
    here.kinds.changed.emit()
    window.settle()
    assert 0 < here.list.rows.rowCount() < before


def test_a_case_that_is_not_open_is_refused_in_words(window: DeskWindow) -> None:
    of = person(window, "Ospar")

    def lose(desk: Desk) -> None:
        desk.store.connection.run("UPDATE person SET owner = 'another' WHERE id = ?", (of,))
        desk.store.connection.run("UPDATE counsellor SET roles = '[]'")

    window.read(lose)
    window.go("log", person=of)
    assert window.notices == []
    said = [label.text() for label in page(window).findChildren(QLabel)]
    assert len([text for text in said if "ikke åpen for deg" in text]) == 1


def test_a_page_that_stands_is_logged_and_one_that_is_passed_is_not(window: DeskWindow) -> None:
    look = window.shell.reading.look
    window.go("people", person=person(window, "Havmod"))
    look()
    window.go("people", person=person(window, "Lyngvar"))
    look()
    look()
    window.settle()
    assert (seen(window, "Havmod"), seen(window, "Lyngvar")) == (0, 1)
    look()
    window.settle()
    assert seen(window, "Lyngvar") == 1


def test_a_stay_is_one_line_an_hour(window: DeskWindow) -> None:
    look = window.shell.reading.look
    for name in ("Havmod", "Ospar", "Havmod"):
        window.go("people", person=person(window, name))
        look()
        look()
        window.settle()
    assert seen(window, "Havmod") == 1
    number = window.read(lambda desk: events.last_change(desk.store.connection))
    assert window.read(lambda desk: events.newest(desk.store.connection).number) > number


def test_a_log_is_saved_as_pdf_and_as_table_after_its_warning_and_stands_in_itself(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [str(tmp_path / "logg.pdf"), str(tmp_path / "logg.csv")]
    monkeypatch.setattr(files, "save_as", lambda *_asked: wanted.pop(0))
    of = person(window, "Lyngvar")
    window.go("log", person=of)
    for key, name in (("Ctrl+S", "logg.pdf"), ("Ctrl+Shift+S", "logg.csv")):
        window.press(key, "Enter")
        window.settle()
        assert (tmp_path / name).stat().st_size > 0
    assert (tmp_path / "logg.pdf").read_bytes().startswith(b"%PDF")
    assert "Lyngvar" in (tmp_path / "logg.csv").read_text(encoding="utf-8-sig")
    kept = window.read(lambda desk: read_log(desk, AskedLog(of, kind="out")))
    assert len(kept.places) == 2
    assert window.notices == []
