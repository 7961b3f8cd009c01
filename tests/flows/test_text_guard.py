"""The privacy guard in the real window: every field of free text, what it says, and that it never nags or blocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.actions.desk import Desk
from app.actions.settings import change_setting
from app.base.settings import GUARD_WORDS
from app.entry.privacy import takes_words
from app.records.field import Kind, Secrecy
from app.records.person import Person
from app.records.registry import TYPES, scalars
from app.records.session import Session
from tests.builders import add_person
from tests.flows.desk_window import DeskWindow
from ui.forms.field import FREE
from ui.forms.guard import _field_of
from ui.forms.text import LineEdit
from ui.pages.session import SessionPage
from ui.pages.session.participants import Participants
from ui.theme import Theme

PHONE = "ring 912 34 567"


def fill(desk: Desk) -> None:
    """Two people with full names, and a word of the school's."""
    add_person(desk, "Lyngvar Tindre")
    add_person(desk, "Havmod Solmund")
    change_setting(desk, GUARD_WORDS, "Nordfløyen, brakke*")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[DeskWindow]:
    try:
        Theme.of()
    except LookupError:
        Theme.install(qapp, "light")
    made = DeskWindow(tmp_path, fill)
    yield made
    made.close()


def said(window: DeskWindow, edit: QWidget) -> str:
    """What stands below a field, or at its end, once the pause is over."""
    window.shell.guard.check()
    window.settle()
    field = _field_of(edit)  # type: ignore[arg-type]
    if field is not None:
        return field.below.text()
    return edit.read_back() if isinstance(edit, LineEdit) else ""


def talk(window: DeskWindow) -> SessionPage:
    window.press("Ctrl+N")
    window.write("lyn")
    window.press("Enter")
    page = window.page()
    assert isinstance(page, SessionPage)
    return page


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PHONE, "telefonnummer"),
        ("delte rom med Havmod Solmund", "annen innsatt"),
        ("bor på nordfløyen", "Skolen"),
        ("fnr 13097248022", "fødselsnummer"),
        ("venter på dommen", "Straffesaken"),
    ],
)
def test_a_note_is_pointed_at_and_saved_all_the_same(window: DeskWindow, text: str, why: str) -> None:
    page = talk(window)
    usual = page.body.note.below.text()
    window.write(text)
    assert why in said(window, page.body.note.edit)
    window.press("Ctrl+Enter")
    (kept,) = window.read(lambda desk: desk.store.find(Session, viewer=desk.viewer))
    assert kept.note == text
    assert usual


def test_what_is_kept_is_not_spoken_of_again(window: DeskWindow) -> None:
    page = talk(window)
    usual = page.body.note.below.text()
    edit = page.body.note.edit
    window.write(PHONE)
    assert "F7 beholder det" in said(window, edit)
    window.press("F7")
    assert said(window, edit) == usual
    window.write(" i morgen, ")
    assert said(window, edit) == usual
    window.write("og 400 00 000")
    assert "400 00 000" in said(window, edit)
    window._keys.press("Ctrl+a", "Del")
    assert said(window, edit) == usual


def test_leaving_a_text_has_it_looked_at_too(window: DeskWindow) -> None:
    page = talk(window)
    window.write(PHONE)
    window.press("Tab")
    window.settle()
    assert "telefonnummer" in page.body.note.below.text()


def test_a_step_and_an_own_line_are_pointed_at(window: DeskWindow) -> None:
    page = talk(window)
    page.body.steps.edit.setFocus()
    window.write(PHONE)
    assert "telefonnummer" in said(window, page.body.steps.edit)
    window.go("session", form="group")
    page = window.page()  # type: ignore[assignment]
    group = page.findChild(Participants)
    assert group is not None
    window.press("Tab")
    own = LineEdit("")
    own.setProperty(FREE, True)
    group.layout().addWidget(own)
    own.setFocus()
    window.write(PHONE)
    assert "telefonnummer" in said(window, own)


def _named() -> list[tuple[str, str]]:
    """(type, field) of every declared text, notes and lines, that is about a person's case."""
    return [
        (kind, name)
        for kind in TYPES
        for name, (_field, spec) in scalars(kind).items()
        if spec.kind in (Kind.NOTE, Kind.LINE) and spec.secrecy is not Secrecy.EXISTS
    ]


# Lines that take a name, a number, a code or a file, not words about somebody.
NO_WORDS = {"name", "alias", "done_by", "home_area", "order_number", "rows", "lines", "activity", "word"} | {
    "representative",
    "representative_contact",
    "fetched",
    "document",
    "recipient",
    "recipient_name",
    "contents",
    "checklist",
    "device_list",
    "took_part",
    "who",
}


def test_every_declared_text_is_covered_or_is_no_free_text() -> None:
    missed = [
        f"{kind}.{name}"
        for kind, name in _named()
        if not takes_words(scalars(kind)[name][1], name) and name not in NO_WORDS
    ]
    assert missed == []


@pytest.mark.parametrize("place", ["session", "intake", "new_person", "request", "checklist"])
def test_every_long_field_of_a_form_is_watched(window: DeskWindow, place: str) -> None:
    person = window.read(lambda desk: desk.store.find(Person, viewer=desk.viewer)[0].id)
    window.go(place, **({"person": person} if place == "intake" else {}))
    notes = window.page().findChildren(QPlainTextEdit)
    free = [one for one in window.page().findChildren(QWidget) if one.property(FREE)]
    assert all(one in free for one in notes)
    assert free or place in ("new_person", "checklist", "intake")  # whose fields are made as one goes
    assert all(isinstance(one, QLineEdit | QPlainTextEdit) for one in free if one.isVisible())
