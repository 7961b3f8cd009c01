"""What README.md says of commands, record types, documents, languages and folders is true."""

from __future__ import annotations

import re
from pathlib import Path

from app.base.languages import sheet_languages
from app.commands.program import COMMANDS
from app.documents.registry import DOCUMENTS
from app.records.registry import TYPES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def quoted(text: str) -> set[str]:
    """The words in backticks."""
    return set(re.findall(r"`([^`\s]+)`", text))


def bullet(start: str) -> str:
    """One bullet of the list, with its continuation lines."""
    after = README.split(start, 1)[1]
    return re.split(r"\n(?:- |\n)", after, maxsplit=1)[0]


def test_every_command_is_listed_and_no_other() -> None:
    table = README.split("| command | does |", 1)[1].split("\n\n", 1)[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(COMMANDS)


def test_every_record_type_is_listed() -> None:
    assert quoted(bullet("- **Records**")) == set(TYPES)


def test_every_document_is_listed() -> None:
    assert quoted(bullet("- **Documents**")) == set(DOCUMENTS)


def test_every_language_of_the_sheets_is_listed() -> None:
    assert quoted(bullet("- **Languages of the window**")) == {info.code for info in sheet_languages()}


def test_every_file_that_it_names_is_there() -> None:
    named = {
        word.rstrip("/") for word in quoted(README) if "/" in word and "<" not in word and "*" not in word
    }
    missing = [
        word for word in named if not word.startswith((".venv", "dist")) and not (ROOT / word).exists()
    ]
    assert not missing
