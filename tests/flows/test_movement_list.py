"""08:10, the duty officer wants the list: printed with one key, marked when it has changed, saved as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.sessions import book_session
from app.records.movement_print import MovementPrint
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from tests.flows.test_day_pages import texts, to_file
from ui.documents.printing import PrintRun
from ui.pages.paper.page import PaperPage
from ui.pages.today.movement import ChangedListCard
from ui.theme import Row, Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def a_day(desk: Desk) -> None:
    """Two who come today, one tomorrow."""
    ward = add_named(desk, "ward", "Avdeling Furu")
    for name, when in (("Lyngvar", "+0 10.15"), ("Havmod", "+0 13"), ("Ospar", "+1 9")):
        book_session(desk, add_person(desk, name, ward=ward, fetched="hentes"), when)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, a_day, stood_for=("people",))
    yield made
    made.close()


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A printer that keeps the paper: how many lists came out of it, and what the last one says."""
    runs: list[PrintRun] = []
    start = to_file(tmp_path / "printed.pdf")

    def keep(run: PrintRun) -> None:
        runs.append(run)
        start(run)

    monkeypatch.setattr(PrintRun, "start", keep)

    def said() -> str:
        if not runs[-1]._pages or runs[-1]._at < len(runs[-1]._pages):
            return ""  # the worker still draws it, and PDFium is not made for two
        with pypdfium2.PdfDocument(runs[-1]._pdfs[0]) as pdf:
            return f"{len(runs)} " + " ".join(page.get_textpage().get_text_bounded() for page in pdf)

    return said


def prints(window: DeskWindow) -> list[MovementPrint]:
    return window.read(lambda desk: desk.store.find(MovementPrint, viewer=desk.viewer))


def printed(window: DeskWindow) -> None:
    window.until(lambda: "Skrevet ut kl." in texts(window))
    window.settle()


def test_one_key_prints_todays_list(window: DeskWindow, paper: Callable[[], str]) -> None:
    window.press("Ctrl+Shift+P")
    printed(window)
    assert window.pressed == 1
    assert "Lyngvar" in paper()
    assert "Ospar" not in paper()
    (kept,) = prints(window)
    assert kept.day == kept.until == window.clock.today()


def test_a_change_shows_on_today_and_enter_prints_it_marked(
    window: DeskWindow, paper: Callable[[], str]
) -> None:
    window.press("Ctrl+Shift+P")
    printed(window)
    window.press("Ctrl+1")
    assert not window.page().findChildren(ChangedListCard)
    window.press("Del")
    (card,) = window.page().findChildren(ChangedListCard)
    assert "endret siden den ble skrevet ut kl. 09.17" in texts(window)
    card.findChildren(Row)[0].setFocus()
    window.press("Enter")
    window.until(lambda: paper().startswith("2 "))
    printed(window)
    assert window.pressed == 4
    assert "avlyst" in paper()
    assert len(prints(window)) == 2
    window.press("Ctrl+1")
    assert not window.page().findChildren(ChangedListCard)


def test_looking_at_it_hands_nothing_out(window: DeskWindow) -> None:
    window.press("Ctrl+K")
    window.write("se på forflytningslisten")
    window.press("Enter")
    page = window.page()
    assert isinstance(page, PaperPage)
    assert page.preview._pages
    assert prints(window) == []


def test_it_is_saved_as_a_table_or_as_pdf_and_then_is_handed_out(
    window: DeskWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "liste"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    window.go("paper", document="movement_list", span="week")
    window.press("Ctrl+Shift+S")
    lines = target.with_suffix(".csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[2] for line in lines] == ["Navn", "Lyngvar", "Havmod", "Ospar"]
    (kept,) = prints(window)
    assert (kept.until - kept.day).days == 6
    window.press("Ctrl+S")
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert len(prints(window)) == 2


def test_a_poster_is_no_table(window: DeskWindow) -> None:
    window.press("Ctrl+5", "Ctrl+Shift+S")
    assert prints(window) == []


def test_the_papers_of_the_week_are_on_the_shelf_and_change_with_the_bookings(window: DeskWindow) -> None:
    for document in ("week_plan", "appointment_slips", "request_slip", "movement_list"):
        window.go("paper", document=document)
        page = window.page()
        assert isinstance(page, PaperPage)
        assert document in page.shelf.rows
        assert page.preview._pages
        assert page.shows_one() == (document == "request_slip")


def test_a_day_that_is_none_is_told_beside_the_paper(window: DeskWindow) -> None:
    window.go("paper", document="movement_list", day="31.2.")
    assert "er ingen dag" in texts(window)


def test_from_the_week_it_is_the_week_and_from_a_day_that_day(
    window: DeskWindow, paper: Callable[[], str]
) -> None:
    window.press("Ctrl+6", "Ctrl+Shift+P")
    printed(window)
    assert "Ospar" in paper()
    (kept,) = prints(window)
    assert (kept.until - kept.day).days == 6
    window.press("Ctrl+6", "D", "PageDown", "Ctrl+P")
    page = window.page()
    assert isinstance(page, PaperPage)
    assert [job.values["day"] for job in page._wanted] == ["2026-01-20"]
    assert len(prints(window)) == 1


def test_the_week_says_it_too(window: DeskWindow, paper: Callable[[], str]) -> None:
    window.press("Ctrl+Shift+P")
    printed(window)
    window.press("Ctrl+1", "Del", "Ctrl+6")
    assert "endret siden den ble skrevet ut" in texts(window)
