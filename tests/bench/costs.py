"""What a poster costs against Typst and reportlab's Paragraph with the same words and fonts, language by language.

`python -m tests.bench.costs` measures all of them and writes the table costs.md beside this file. Warm means what happens
at the desk: the same poster again with another room on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from app.documents.inmate_poster import POSTER
from tests.bench.measured import in_turn, processes_in_turn
from tests.bench.paragraph_poster import paragraph_sheet
from tests.bench.rivals import FONTS, data_of, words_of
from tests.bench.typst_poster import typst_poster

TABLE = Path(__file__).with_name("costs.md")
ABOUT = """# What a poster costs

Ours divided by theirs, an A4 poster with the same words, fonts and (but for Paragraph) pictograms; below one is less than
theirs. A process is our command line (`poster --language …`) against a script that does nothing else; Python with the
bindings of the shaper, of ICU and of click alone takes 1.3 of Typst's. Time is processor time, the middle of several turns
taken in alternation. Written by `python -m tests.bench.costs`.

|  | warm ÷ Typst | process ÷ Typst | ÷ Paragraph | bytes ÷ Typst | ÷ Paragraph |
| --- | ---: | ---: | ---: | ---: | ---: |
"""
NOTES = """
Paragraph has no pictograms, no structure for reading aloud and no second font for what its first one lacks (it leaves
boxes), lays Arabic out from the left, and cannot set the Chinese font at all: its bytes are those of less.
"""
NO_PARAGRAPH = ("zh-Hans",)  # it takes no font with cubic outlines


class Costs(NamedTuple):
    """Ratios, ours to theirs; None where the rival cannot set the language."""

    language: str
    warm: float
    process: float
    process_to_paragraph: float | None
    bytes: float
    bytes_to_paragraph: float | None


def costs_of(language: str) -> Costs:
    """All of one language."""
    warm = _warm(language)
    words = words_of(data_of(language))
    spent = processes_in_turn(_commands(language, words))
    made = POSTER.render(data_of(language))
    beside = language not in NO_PARAGRAPH
    return Costs(
        language,
        warm,
        spent["ours"] / spent["typst"],
        spent["ours"] / spent["paragraph"] if beside else None,
        len(made) / len(typst_poster()(words)),
        len(made) / len(paragraph_sheet(words)) if beside else None,
    )


def _warm(language: str) -> float:
    sheets = [data_of(language, room=room) for room in range(60)]
    ours, theirs = cycle(sheets), cycle(map(words_of, sheets))
    made = typst_poster()
    spent = in_turn(
        {"ours": lambda: POSTER.render(next(ours)), "theirs": lambda: made(next(theirs))}, turns=59
    )
    return spent["ours"] / spent["theirs"]


def _commands(language: str, words: str) -> dict[str, list[str]]:
    commands = {
        "ours": ["-m", "app", "poster", "--language", language, "--size", "A4"],
        "typst": ["-m", "tests.bench.typst_poster", words],
    }
    if language not in NO_PARAGRAPH:
        commands["paragraph"] = ["-m", "tests.bench.paragraph_poster", words]
    return commands


def _rows() -> Iterator[str]:
    for language in FONTS:
        code, *found = costs_of(language)
        yield "".join((f"| {code} |", *(" – |" if one is None else f" {one:.2f} |" for one in found)))


if __name__ == "__main__":
    _first, again, others = TABLE.read_text(encoding="utf-8").partition(
        "\n\n# "
    )  # what other benchmarks found
    TABLE.write_text(ABOUT + "\n".join(_rows()) + "\n" + NOTES.rstrip() + (again + others or "\n"), "utf-8")
    print(TABLE.read_text(encoding="utf-8"))
