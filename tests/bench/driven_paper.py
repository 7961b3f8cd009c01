"""Drives Paper in the real program and prints what it measured as one line of JSON.

`python -m tests.bench.driven_paper paper STORE PASSPHRASE`: what test_paper reads.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.bench import driven
from tests.bench.driven import Driver
from ui.pages.paper.page import PaperPage

LETTERS = "Skolen rom"


def paper(driver: Driver, passphrase: str) -> dict[str, Any]:
    """All languages chosen; letters typed into the place, pages turned, sizes changed; a pack and a folder saved."""
    driver.wait(1500)
    driver.unlock(passphrase)
    driver.settle()
    driver.shell.go("paper")
    driver.settle()
    page = driver.page()
    assert isinstance(page, PaperPage)
    found: dict[str, Any] = {}
    frames: dict[str, Any] = {}

    def phase(name: str, do: Callable[[], Any]) -> None:
        with driver.beat.listening():
            found[name] = do()
        frames[name] = driver.beat.found()

    phase("nothing", lambda: driver.wait(1500))
    phase("documents", lambda: _documents(driver, page))
    phase("all languages", lambda: _all(driver, page))
    phase("typing", lambda: _typing(driver, page))
    phase("turning", lambda: _turning(driver, page))
    phase("sizes", lambda: _sizes(driver, page))
    phase("thumbnails", lambda: driver.wait(3000))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pack.pdf"
        _answer(file)
        phase("pack", lambda: _until_done(driver, page, page.save))
        found["pack MB"] = file.stat().st_size / 1e6
        phase("folder", lambda: _until_done(driver, page, page.save_apart))
        found["files"] = len(list(Path(folder).iterdir())) - 1
    found["languages"] = len(page.sight.jobs)
    if driver.problems:
        raise driver.problems[0]
    return {"found": found, "frames": frames}


def _seen(driver: Driver, page: PaperPage, do: Callable[[], object]) -> float:
    """Milliseconds until what is in view is another picture, painted."""
    before = page.preview.shown
    assert before is not None
    begins = time.perf_counter()
    do()
    driver.until(
        lambda: (
            page.preview.shown is not None
            and page.preview.shown.picture is not None
            and page.preview.shown.picture is not before.picture
        )
    )
    QApplication.processEvents()
    return (time.perf_counter() - begins) * 1000


def _documents(driver: Driver, page: PaperPage) -> None:
    """Every document of the shelf, one after the other, and the poster again."""
    for key in [*page.shelf.rows, "inmate_poster"]:
        page.open_document(key)
        driver.settle()
        driver.wait(60)


def _all(driver: Driver, page: PaperPage) -> float:
    field = page.choices.field_of_languages()
    assert field is not None
    field.edit.setFocus()
    begins = time.perf_counter()
    driver.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    took = (time.perf_counter() - begins) * 1000
    driver.wait(400)
    return took


def _typing(driver: Driver, page: PaperPage) -> list[float]:
    page.choices.field("place").take_focus()
    took = []
    for letter in LETTERS:
        took.append(_seen(driver, page, lambda letter=letter: driver.write(letter)))  # type: ignore[misc]
        driver.wait(60)
    return took


def _turning(driver: Driver, page: PaperPage) -> list[float]:
    page.preview.setFocus()
    took = []
    for _number in range(12):
        took.append(_seen(driver, page, lambda: driver.press(Qt.Key.Key_PageDown)))
        driver.wait(30)
        if page.preview.at == len(page.sight.places) - 1:
            break
    return took


def _sizes(driver: Driver, page: PaperPage) -> list[float]:
    took = []
    for size in ("A3", "350x500", "A4"):

        def choose(size: str = size) -> None:
            page.choices.choose_size(size)

        took.append(_seen(driver, page, choose))
        driver.wait(60)
    return took


def _until_done(driver: Driver, page: PaperPage, do: Callable[[], None]) -> float:
    begins = time.perf_counter()
    do()
    driver.until(lambda: not page.output.busy)
    return time.perf_counter() - begins


def _answer(file: Path) -> None:
    """Whoever asks where to save is told."""
    QFileDialog.getSaveFileName = lambda *_a: (str(file), "")  # type: ignore[method-assign,assignment]
    QFileDialog.getExistingDirectory = lambda *_a: str(file.parent)  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    driven.SCRIPTS["paper"] = paper
    driven.main(*sys.argv[1:])
