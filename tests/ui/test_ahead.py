"""Forms that are made before they are asked for: a part at a time, taken half made or whole, and gone with the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from tests.ui.inline_work import InlineWork
from ui.shell.ahead import Ahead, whole
from ui.shell.page import Page


class Form(Page):
    """Three parts, named as they are made."""

    def __init__(self) -> None:
        QWidget.__init__(self)
        self.made: list[str] = []

    def parts(self) -> Iterator[None]:
        for name in ("head", "body", "foot"):
            self.made.append(name)
            yield


@pytest.fixture
def made() -> list[Form]:
    """Every form that was begun."""
    return []


@pytest.fixture
def ahead(qapp: QApplication, made: list[Form]) -> Iterator[Ahead]:
    stack = QStackedWidget()

    def make() -> Page:
        made.append(Form())
        return made[-1]

    def failed(error: BaseException) -> None:
        raise error

    makers = {"one": ("tests.ui.test_ahead", make), "other": ("tests.ui.test_ahead", make)}
    yield Ahead(stack, InlineWork(failed), makers)
    stack.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(shiboken6.isValid(form) for form in made)  # also what was only begun


def test_whoever_makes_a_page_makes_all_of_it(qapp: QApplication, ahead: Ahead, made: list[Form]) -> None:
    ahead.now()
    assert [form.made for form in made] == [["head", "body", "foot"]] * 2
    alone = whole(Form())
    assert isinstance(alone, Form)
    assert alone.made == ["head", "body", "foot"]
    alone.deleteLater()


def test_one_that_is_begun_is_ended_when_it_is_asked_for(ahead: Ahead, made: list[Form]) -> None:
    steps = ahead._make(["one", "other"])
    next(steps)
    next(steps)
    assert made[0].made == ["head"]
    assert ahead.take("one") is made[0]
    assert made[0].made == ["head", "body", "foot"]
    assert ahead.take("one") is None


def test_one_that_is_begun_waits_while_another_is_asked_for(ahead: Ahead, made: list[Form]) -> None:
    steps = ahead._make(["one", "other"])
    next(steps)
    next(steps)
    assert ahead.take("other") is None
    ahead.now()
    assert len(made) == 2
    assert ahead.take("one") is made[0]
    assert made[0].made == ["head", "body", "foot"]


def test_what_is_only_begun_goes_with_the_window(ahead: Ahead, made: list[Form]) -> None:
    next(ahead._make(["one", "other"]))
    assert made[0].parent() is not None  # the rest is seen when the window goes
