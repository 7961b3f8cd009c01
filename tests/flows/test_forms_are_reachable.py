"""Every form can be used without seeing it and without a mouse: names, letters, widths, nobody else's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.actions.desk import Desk
from app.actions.named import add_named
from app.base import languages
from tests.builders import add_person, add_talk
from tests.flows.desk_window import DeskWindow
from ui.pages.intake import IntakePage
from ui.pages.person_form import PersonFormPage
from ui.pages.session import SessionPage
from ui.shell.page import Page
from ui.theme import Theme

FORMS = {
    "session": {},
    "group": {"form": "group"},
    "intake": {},
    "new_person": {},
}


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    """Two people, one of them met before."""
    add_named(desk, "ward", "Avdeling A")
    lyngvar = add_person(desk, "Lyngvar")
    add_person(desk, "Rognulf")
    add_talk(desk, lyngvar, "Vil ta fagbrev.", day="2026-01-05")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def opened(window: DeskWindow, form: str) -> Page:
    """A form with everything unfolded."""
    name = "session" if form == "group" else form
    window.shell.ahead.take(name)  # it was made in the language of before
    window.go(name, **FORMS[form])
    page = window.page()
    if isinstance(page, SessionPage):
        page.more.open()
    if isinstance(page, IntakePage):
        page._build()
    if isinstance(page, PersonFormPage):
        for section in page._sections:
            page._open_section(section)
    window.settle()
    return page


def stops(page: Page) -> list[QWidget]:
    """Everything visible that takes the focus."""
    return [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisibleTo(page) and one.focusProxy() is None
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_control_has_a_name(window: DeskWindow, form: str, language: str) -> None:
    languages.use(language)
    page = opened(window, form)
    nameless = []
    for one in stops(page):
        heard = QAccessible.queryAccessibleInterface(one)
        if heard is None or not heard.text(QAccessible.Text.Name).strip():
            nameless.append((type(one).__name__, one.objectName()))
    assert nameless == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_two_fields_answer_to_the_same_letter(window: DeskWindow, form: str, language: str) -> None:
    languages.use(language)
    page = opened(window, form)
    marked = [
        label.text() for label in page.findChildren(QLabel) if label.buddy() and label.isVisibleTo(page)
    ]
    letters = [text[text.index("&") + 1].casefold() for text in marked if "&" in text.replace("&&", "")]
    assert len(letters) == len(set(letters))
    assert "m" not in letters or form in {"intake", "new_person"}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_fits_the_smallest_window(window: DeskWindow, form: str) -> None:
    window.shell.resize(1024, 700)
    window.settle()
    opened(window, form)
    window.settle()
    assert window.shell.width() == 1024
    assert window.shell.minimumSizeHint().width() <= 1024


@pytest.mark.parametrize("form", FORMS)
def test_tab_reaches_every_control_and_comes_back(window: DeskWindow, form: str) -> None:
    page = opened(window, form)
    first = page.first()
    assert first is not None
    first.setFocus()
    reached = set()
    for _stop in range(200):
        here = QApplication.focusWidget()
        assert here is not None
        if here in reached:
            break
        reached.add(here)
        window._keys.press("Tab")
    wanted = {one for one in stops(page) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()}
    assert {f"{type(one).__name__} {one.accessibleName()}" for one in wanted - reached} == set()


def test_in_the_conversation_view_no_other_name_stands_in_the_form(window: DeskWindow) -> None:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    assert window.shell.conversing
    page = window.page()
    texts = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    assert "Rognulf" not in texts
    assert isinstance(page, SessionPage)
    assert not page.body.person.isEnabled()
    assert not page.body.form.row.chip("group").isEnabled()
