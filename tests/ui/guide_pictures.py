"""Makes the pictures of README.md: `python -m tests.ui.guide_pictures` writes them into resources/guide."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.actions import corrections
from app.actions.demo import make_demo
from app.actions.setup import open_store
from app.base import languages
from app.base.clock import FixedClock
from app.documents.document import Request
from app.documents.registry import document
from tests.ui.inline_work import InlineWork
from ui.documents.pages import opened
from ui.errors import Errors
from ui.pages.registry import PAGES
from ui.shell.keeper import Keeper
from ui.shell.shell import Parts, Shell
from ui.theme import Theme

SETTLES = 1.0  # seconds until a page has all that it shows
TARGET = Path(__file__).parents[2] / "resources" / "guide"
MORNING = FixedClock(dt.datetime(2026, 11, 23, 8, 10, tzinfo=dt.UTC))
FACTS = {"place": "Skolen, rom 12", "times": "mandag–torsdag 9–15", "contact": "karriereveilederen"}


def window_pictures(application: QApplication, folder: Path, *pages: str) -> list[QImage]:
    """These pages on the register of made-up people, on a Monday morning."""
    path, passphrase = make_demo(folder, MORNING)
    errors = Errors(folder / "reports", MORNING.now)
    work = InlineWork(errors.handle, open_store(path, passphrase, clock=MORNING))
    parts = Parts(pages=PAGES, undo=corrections.undo, school="Eksempelskolen")
    shell = Shell(parts, work, MORNING, errors, Keeper(folder / "window.json"))
    shell.resize(1280, 800)
    shell.show()
    pictures = []
    for page in pages:
        shell.go(page)
        end = time.monotonic() + SETTLES
        while time.monotonic() < end:
            application.processEvents()
        pictures.append(shell.grab().toImage())
    work.stop(lambda desk: desk.store.close())
    return pictures


def poster_picture(height: int) -> QImage:
    """The poster in bokmål and in Arabic side by side, with a hair line around each."""
    sheets = [poster(language, height) for language in ("nb", "ar")]
    gap = 24
    whole = QImage(sum(one.width() for one in sheets) + gap, height, QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.white)
    painter = QPainter(whole)
    painter.setPen(QColor("#c5ccd6"))
    left = 0
    for one in sheets:
        painter.drawImage(left, 0, one)
        painter.drawRect(left, 0, one.width() - 1, height - 1)
        left += one.width() + gap
    painter.end()
    return whole


def poster(language: str, height: int) -> QImage:
    """One poster, so many pixels high."""
    request = Request(today=MORNING.today(), language=language, size="A3", values=FACTS)
    with opened(document("inmate_poster").make(None, None, request)) as pages:
        return pages.picture(0, height / pages.size(0).height())


def main() -> None:
    """Write every picture."""
    languages.use("nb")
    application = QApplication([])
    Theme.install(application, "light")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        names = ("today", "week")
        for name, picture in zip(names, window_pictures(application, Path(folder), *names), strict=True):
            picture.save(str(TARGET / f"{name}.png"))
    poster_picture(760).save(str(TARGET / "poster.png"))


if __name__ == "__main__":
    main()
