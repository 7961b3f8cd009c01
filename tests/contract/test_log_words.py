"""Every verb of the code has a sentence in the log, in each language of the window."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.languages import WINDOW_LANGUAGES, catalogue
from app.documents.house_texts import HouseTexts
from app.documents.log_words import GROUPS, LISTED, WORDS, has_words, papers, sentence
from app.records.choices import codes
from app.records.registry import NAMED
from app.store import events

ROOT = Path(__file__).parents[2]
CALLS = {"transaction", "saw"}
# What stands in the braces of a verb that is put together: the file decides which codes those are.
PUT_TOGETHER = {
    "session.{}": codes("session.state"),
    "session.cancelled_{}": ("inmate", "school", "prison"),
    "request.{}": ("answered", "declined", "left"),
    "{}.saved": (*LISTED, *NAMED),
    "{}.merged": tuple(LISTED),
    "person.{}": ("printed", "exported", "extracted"),
    "document.{}": ("printed", "exported", "extracted"),
}


def verbs() -> Iterator[tuple[str, str]]:
    """Every verb of the code with the file it stands in; {} where it is put together."""
    for folder in ("app", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from ((verb, str(path.relative_to(ROOT))) for verb in _of(node))


def _of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in CALLS and node.args:
            yield from _written(node.args[0])
        for word in node.keywords:
            if word.arg == "verb":
                yield from _written(word.value)
    if isinstance(node, ast.FunctionDef):
        given = [*zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)]
        yield from (v for one, value in given if one.arg == "verb" and value for v in _written(value))
    if isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "VERB" for one in node.targets):
        yield from _written(node.value)


def _written(value: ast.expr) -> Iterator[str]:
    """The verbs an expression may be."""
    if isinstance(value, ast.IfExp):
        yield from (*_written(value.body), *_written(value.orelse))
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        if "." in value.value or value.value == "undone":
            yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in value.values)


def test_every_verb_of_the_code_has_words() -> None:
    found = dict(verbs())
    assert len(found) > 50
    without = []
    for verb, file in found.items():
        if "{}" not in verb:
            without += [] if has_words(verb) else [(verb, file)]
            continue
        if verb in PUT_TOGETHER:
            each = [verb.replace("{}", code) for code in PUT_TOGETHER[verb]]
            without += [(one, file) for one in each if not has_words(one) and one not in NEVER]
        elif verb not in PARTS:
            without.append((verb, file))
    assert without == []


# A session is marked as moved by moving it, and nobody is asked to print what is extracted of nobody.
NEVER = {"document.extracted"}
PARTS = {"{}.{}"}  # app.actions.outgoing: person or document, and how it left


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_sentence_is_translated(language: str) -> None:
    texts = catalogue(language)
    same = [
        said
        for _group, said in WORDS.values()
        if texts.say(said, who="X", papers="Y") == said.format(who="X", papers="Y")
    ]
    assert same == []


def test_every_sentence_begins_with_who_and_has_a_kind() -> None:
    for verb, (group, said) in WORDS.items():
        assert group in GROUPS, verb
        assert "{who}" in said or verb == "store.migrated"


def test_what_counts_as_reading_is_shown_as_reading() -> None:
    assert {WORDS[verb][0] for verb in events.READING} == {"read"}


def test_the_papers_are_named() -> None:
    texts = HouseTexts("nb")
    one = {"what": {"papers": [["plan_sheet", "pl", ["p"]]]}}
    said = sentence(texts, "person.printed", who="Steinvid", payload=one)
    assert said.startswith("Steinvid")
    assert "polsk" in said
    many = {"papers": [["handout", code, []] for code in ("pl", "ar", "so")]}
    assert "3 språk" in papers(texts, many)
    assert all(papers(HouseTexts(code), {}) for code in WINDOW_LANGUAGES)
    assert "Steinvid" in sentence(texts, "person.printed", who="Steinvid", payload=None)
    assert "x.y" in sentence(texts, "x.y", who="Steinvid", payload=None)
