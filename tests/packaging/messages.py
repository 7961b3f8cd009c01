"""Keeps locales/*/ui.po in step with the texts in the code: `python3 dev.py messages`."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.base.languages import WINDOW_LANGUAGES
from app.documents.sources import SOURCES
from app.records.choices import LISTS

ROOT = Path(__file__).resolve().parents[2]
CALLS = {"_": None, "N_": None, "ngettext_": (1, 2), "pgettext_": ((1, "c"), 2)}
# Papers for the desk ask so for a text in the paper's language; inmates' sheets ask so by key, in sheets.po.
PAPER_CALLS = {"say": None, "say_many": (1, 2)}
# Dates, people and tools in the header change with every writing and tell nobody anything.
IDLE_HEADS = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Report-Msgid",
    "Generated-By",
    "Language-Team",
)


@dataclass(frozen=True, order=True)
class Text:
    """One source text: English, its plural ("" for none), and the context it is said in ("" for none)."""

    one: str
    many: str = ""
    context: str = ""


@cache
def texts_in_code() -> frozenset[Text]:
    """Every text that the program can show: marked in the code, or a label of an option list."""
    on_paper = called(PAPER_CALLS) - {Text(key) for key in SOURCES}
    listed = {Text(choice.label, context=name) for name, one in LISTS.items() for choice in one.choices}
    return frozenset((called(CALLS) | on_paper | listed) - {Text("")})


def called(functions: Mapping[str, Any]) -> set[Text]:
    """The literal texts that the code gives to these functions."""
    found = set()
    for package in ("app", "ui"):
        files = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=functions)
        found |= {Text(*_forms(ids), context=context or "") for _file, _line, ids, _notes, context in files}
    return found


def _forms(ids: str | tuple[str, ...]) -> tuple[str, ...]:
    return (ids,) if isinstance(ids, str) else ids


def catalogue_file(language: str) -> Path:
    """The window's catalogue in a language."""
    return ROOT / "locales" / language / "LC_MESSAGES" / "ui.po"


def read(language: str) -> Catalog:
    """The window's catalogue as it is on disk."""
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def entry(catalogue: Catalog, text: Text) -> Message | None:
    """The catalogue's entry for a text."""
    return catalogue.get(text.one, text.context or None)


def unsaid(catalogue: Catalog) -> list[Text]:
    """Texts of the program that the catalogue lacks or leaves empty or unsure, in order."""
    return sorted(text for text in texts_in_code() if not _said(entry(catalogue, text)))


def _said(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms)


def misfilled(catalogue: Catalog) -> list[str]:
    """Entries whose translation names other placeholders than the source."""
    return [str(message.id) for message in catalogue if message.id and not _fits(message)]


def _fits(message: Message) -> bool:
    sources = (message.id,) if isinstance(message.id, str) else message.id
    strings = (message.string,) if isinstance(message.string, str) else message.string
    allowed = set().union(*map(_names, sources))
    # A singular may say "one" instead of {count}; no form may name what the code does not fill.
    needed = _names(sources[-1])
    return all(_names(string) <= allowed for string in strings) and _names(strings[-1]) >= needed


def _names(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)[^{}]*\}", text))


def update(language: str) -> None:
    """Add what the code says and the catalogue lacks (English says itself), drop what nothing says any more."""
    old, new = read(language), Catalog(locale=language, header_comment="# Texts of the window.")
    new.project, new.version, new.fuzzy = old.project, old.version, False
    for text in sorted(texts_in_code()):
        known = entry(old, text)
        ids = (text.one, text.many) if text.many else text.one
        empty = ("", "") if text.many else ""
        string = ids if language == "en" else known.string if known else empty
        new.add(ids, string, context=text.context or None, flags=known.flags if known else ())
    buffer = io.BytesIO()
    write_po(buffer, new, no_location=True, sort_output=True, width=110)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(tuple(f'"{head}' for head in IDLE_HEADS)))
    catalogue_file(language).write_text("".join(kept), encoding="utf-8")


def main() -> int:
    """Update every window language and list what a translator must look at; 1 where there is something."""
    left = 0
    for language in WINDOW_LANGUAGES:
        update(language)
        catalogue = read(language)
        for text in unsaid(catalogue):
            print(
                f"{language}: not translated: {text.one!r}" + (f" ({text.context})" if text.context else "")
            )
            left += 1
        for source in misfilled(catalogue):
            print(f"{language}: other placeholders than the source: {source!r}")
            left += 1
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
