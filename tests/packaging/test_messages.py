"""Every text of the window is said in every window language, with the placeholders that the code fills."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog

from app.base.languages import WINDOW_LANGUAGES
from tests.packaging import messages
from tests.packaging.messages import Text


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert messages.unsaid(messages.read(language)) == []


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
def test_translations_name_the_same_placeholders(language: str) -> None:
    assert messages.misfilled(messages.read(language)) == []


def test_texts_are_found_in_code_and_in_option_lists() -> None:
    found = messages.texts_in_code()
    assert Text("CV", context="step.category") in found
    assert any(not text.context for text in found)


@pytest.mark.parametrize(
    ("source", "string", "fits"),
    [
        ("Saved {count} steps", "Lagret {count} steg", True),
        ("Saved {count} steps", "Lagret {antall} steg", False),
        ("Saved {count} steps", "Lagret steg", False),
        (("One step", "{count} steps"), ("Ett steg", "{count} steg"), True),
        (("{count} step", "{count} steps"), ("Ett steg", "{count} steg"), True),
        (("{count} step", "{count} steps"), ("{count} steg", "Noen steg"), False),
    ],
)
def test_a_wrong_placeholder_is_seen(
    source: str | tuple[str, ...], string: str | tuple[str, ...], fits: bool
) -> None:
    catalogue = Catalog(locale="nb")
    catalogue.add(source, string)
    assert (messages.misfilled(catalogue) == []) == fits


def test_an_empty_or_unsure_translation_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "texts_in_code", lambda: {Text("Empty"), Text("Unsure"), Text("Said")})
    catalogue = Catalog(locale="nb")
    catalogue.add("Empty", "")
    catalogue.add("Unsure", "Usikker", flags=["fuzzy"])
    catalogue.add("Said", "Sagt")
    assert messages.unsaid(catalogue) == [Text("Empty"), Text("Unsure")]


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
def test_a_catalogue_says_nothing_that_the_program_does_not(language: str) -> None:
    said = {
        entry.id if isinstance(entry.id, str) else entry.id[0]
        for entry in messages.read(language)
        if entry.id
    }
    assert said - {text.one for text in messages.texts_in_code()} == set()


def test_no_text_hides_inside_another_string() -> None:
    """What stands within the braces of an f-string is not looked into: such a text would be taken for unused."""
    inside = re.compile(r"""\bf(["'])(?:(?!\1).)*\{_\(["']""")
    files = [file for package in ("app", "ui") for file in (messages.ROOT / package).rglob("*.py")]
    hidden = [
        f"{file.relative_to(messages.ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if inside.search(line)
    ]
    assert hidden == []
