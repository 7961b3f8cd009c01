"""Adding a person: a name is enough; what may be a double is shown first; the rest follows from the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.named import add_named
from app.records.person import Person
from app.records.place import Ward
from app.records.registry import scalars
from tests.builders import MONDAY, add_person
from tests.flows.desk_window import DeskWindow, ListPage
from ui.forms.mnemonics import letter_of
from ui.pages.person_form import FIRST, PersonFormPage, fields_of_sections
from ui.theme import Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    """The theme, once for the run."""
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")


def fill(desk: Desk) -> None:
    """Lyngvar lives in ward A and was born in 1990."""
    ward = add_named(desk, "ward", "Avdeling A")
    add_person(desk, "Lyngvar", ward=ward, birth_year="1990", mother_tongue="pl")


@pytest.fixture
def window(tmp_path: Path, look: None) -> Iterator[DeskWindow]:
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def form(window: DeskWindow) -> PersonFormPage:
    page = window.page()
    assert isinstance(page, PersonFormPage)
    return page


def people(window: DeskWindow) -> list[Person]:
    """Everyone, in the order in which they were added."""
    return window.read(lambda d: d.store.find(Person, viewer=d.viewer))


def test_a_name_and_enter_add_a_person(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("Rognulf")
    window.press("Enter")
    assert window.pressed == 2
    new = people(window)[-1]
    assert (new.name, new.arrived, new.education) == ("Rognulf", MONDAY.date(), "not_asked")
    page = window.page()
    assert isinstance(page, ListPage)
    assert page.person() == new.id


def test_a_possible_double_is_shown_before_saving_and_once_more_saves(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("lyngvar")
    window.press("Enter")
    page = form(window)
    assert page.doubles.isVisibleTo(page)
    assert len(people(window)) == 1
    window.press("Enter")
    assert [one.name for one in people(window)] == ["Lyngvar", "lyngvar"]


def test_the_known_one_is_opened_instead(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("Lyngvar")
    window.press("Enter", "Tab", "Tab", "Tab", "Enter")
    page = window.page()
    assert isinstance(page, ListPage)
    assert page.person() == people(window)[0].id
    assert len(people(window)) == 1


def test_birth_year_and_ward_make_a_possible_double_too(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("Elvar")
    window.press("Tab")
    window.write("avd")
    window.press("Enter", "Tab")
    window.write("1990")
    window.press("Ctrl+Enter")
    assert form(window).doubles.isVisibleTo(form(window))


def test_a_new_ward_is_made_while_writing(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("Elvar")
    window.press("Tab")
    window.write("Avdeling C")
    window.press("Enter", "Ctrl+Enter")
    ward = window.read(lambda d: d.get(Ward, d.store.find(Person, viewer=d.viewer)[-1].ward))
    assert ward.name == "Avdeling C"


def test_what_was_known_stands_there_and_only_what_is_changed_changes(window: DeskWindow) -> None:
    (before,) = people(window)
    window.go("new_person", person=before.id)
    page = form(window)
    page.turn(page._sections[1])
    assert page.form.fields["mother_tongue"].value() == "pl"
    page.form.fields["interpreter"].take_focus()
    window.press("1", "Ctrl+Enter")
    (after,) = people(window)
    assert (after.interpreter, after.mother_tongue, after.birth_year) == ("no", "pl", 1990)
    assert after.id == before.id


def test_sections_open_by_their_letter_and_say_what_is_known(window: DeskWindow) -> None:
    window.go("new_person", person=people(window)[0].id)
    page = form(window)
    languages = page._sections[1]
    assert languages.button.accessibleName() == "Språk 1 av 8"
    window.press(f"Alt+{letter_of(languages.button.text())}")
    window.until(lambda: languages.holder.isVisibleTo(page))  # a button is seen to be pressed first
    assert page.form.fields["mother_tongue"].target().hasFocus()


def test_a_year_that_cannot_be_is_refused_at_its_field(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("Elvar")
    window.press("Tab", "Tab")
    window.write("90")
    window.press("Ctrl+Enter")
    assert "fire siffer" in form(window).year.problem
    assert form(window).year.target().hasFocus()


def test_every_declared_field_stands_in_exactly_one_place() -> None:
    found = [*FIRST, *(name for names in fields_of_sections().values() for name in names)]
    assert sorted(found) == sorted(scalars("person"))


def test_no_two_letters_are_the_same(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    page = form(window)
    labels = [page.whom.label.text(), page.ward.label.text(), page.year.label.text()]
    letters = [letter_of(text) for text in [*labels, *(one.button.text() for one in page._sections)]]
    assert len(set(letters)) == len(letters)


def test_a_half_written_person_is_found_again(window: DeskWindow) -> None:
    window.press("Ctrl+Shift+N")
    window.write("Fjellrik")
    window.press("Esc")
    (line,) = window.read(lambda d: d.store.drafts(viewer=d.viewer))
    assert (line.type, line.title) == ("person", "Fjellrik")
    window.go("new_person", draft=line.id)
    assert form(window).whom.value() == "Fjellrik"
    window.press("Ctrl+Enter")
    assert people(window)[-1].name == "Fjellrik"
    assert window.read(lambda d: d.store.drafts(viewer=d.viewer)) == []
