"""The intake form on paper is put into the window by its numbers alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.documents.document import Request
from app.documents.intake_form import QUESTIONS, IntakeForm
from app.documents.registry import document
from app.records.choices import codes
from tests.builders import MONDAY, add_person
from tests.flows.desk_window import DeskWindow
from ui.forms import TokenField
from ui.pages.intake import IntakePage
from ui.pages.intake.parts import PARTS, PERSON
from ui.theme import Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    add_person(desk, "Ospar", arrived="2026-01-17")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def test_every_box_of_the_paper_is_taken_by_its_number(window: DeskWindow) -> None:
    window.press("Ctrl+I")
    window.write("osp")
    window.press("Enter")
    page = window.page()
    assert isinstance(page, IntakePage)
    window.until(lambda: len(page._views) == len(PARTS))
    window.settle()
    paper = document("intake_form").data(None, None, Request(today=MONDAY.date(), language="pl"))
    assert isinstance(paper, IntakeForm)
    for asked, question in zip(QUESTIONS, paper.questions, strict=True):
        if not asked.options:
            continue
        name = asked.field.replace("person.", PERSON)
        listed = codes(asked.options)
        for option in question.options:
            field = page.form.fields[name]
            field.set_value("")
            field.touched()
            field.take_focus()
            if isinstance(field, TokenField):
                window.write(f"{option.number} ")
            else:
                window.press(str(option.number))
            assert field.value() == listed[option.number - 1], (asked.field, option)
        if asked.field == "person.education":
            field.set_value("upper")
            field.touched()
        if asked.field == "person.experience":
            field.set_value("y5_plus")
            field.touched()
