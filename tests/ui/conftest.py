"""What tests of the window share: the theme, the clock, real keys and the place for errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.base import languages
from app.base.clock import FixedClock
from tests.ui.keyboard import Keys
from ui.errors import Errors, Notice
from ui.theme import Theme


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Theme:
    """The light theme, once for the whole run, and bokmål."""
    languages.use("nb")
    try:
        installed = Theme.of()
    except LookupError:
        return Theme.install(qapp, "light")
    if installed.scheme != "light":
        installed.use("light")
    return installed


@pytest.fixture
def clock() -> FixedClock:
    """Monday 19 January 2026, a quarter past nine."""
    return FixedClock()


@pytest.fixture
def keys() -> Keys:
    """Real keys."""
    return Keys()


@pytest.fixture
def notices() -> list[Notice]:
    """What `errors` has shown."""
    return []


@pytest.fixture
def errors(tmp_path: Path, notices: list[Notice]) -> Errors:
    """The place for errors, which keeps its notices for the test to read."""
    made = Errors(tmp_path / "reports", lambda: datetime(2026, 1, 19, 9, 15))
    made.show = notices.append
    return made


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Show a widget as the active window, and close it after the test."""
    opened: list[QWidget] = []

    def show(widget: QWidget) -> QWidget:
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()
        opened.append(widget)
        return widget

    yield show
    for widget in opened:
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
