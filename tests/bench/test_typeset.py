"""How fast the type engine is: against a replay of the same glyphs, shaped and broken already, and reportlab's Paragraph.

Every figure is a ratio within one run, the middle of several turns taken in alternation. A pre-shaped replay is what a
page costs when only the file has to be written; what lies above it is the price of setting the text.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import pytest

from app.base.paths import program_folder
from tests.bench.paragraph_poster import paragraph_poster
from tests.bench.typeset_sheet import TEXTS, sheet

pytestmark = pytest.mark.bench


def ratio(one: Callable[[], object], other: Callable[[], object], *, turns: int = 30) -> float:
    """How many times as long the first takes as the second, both warm."""
    spent: tuple[list[float], list[float]] = ([], [])
    one(), other()
    for _turn in range(turns):
        for place, made in enumerate((one, other)):
            start = time.perf_counter()
            made()
            spent[place].append(time.perf_counter() - start)
    return median(spent[0]) / median(spent[1])


def test_against_a_replay(record_property: Callable[[str, object], None]) -> None:
    made, blocks = sheet()
    assert sheet(blocks)[0] == made
    found = ratio(sheet, lambda: sheet(blocks))
    record_property("sheet ÷ pre-shaped replay, warm", round(found, 2))
    print(f"sheet ÷ pre-shaped replay, warm: {found:.2f}")
    assert found < 3.0  # the prototype was at 2.5


def test_against_paragraph(record_property: Callable[[str, object], None]) -> None:
    found = ratio(sheet, lambda: paragraph_poster(TEXTS))
    record_property("sheet ÷ Paragraph, warm", round(found, 2))
    print(f"sheet ÷ Paragraph, warm: {found:.2f}")
    assert found < 0.67  # the prototype's figure


def test_size_against_paragraph(record_property: Callable[[str, object], None]) -> None:
    found = len(sheet()[0]) / len(paragraph_poster(TEXTS))
    record_property("sheet ÷ Paragraph, bytes", round(found, 2))
    print(f"sheet ÷ Paragraph, bytes: {found:.2f}")
    assert found < 0.5


def test_as_a_whole_process(record_property: Callable[[str, object], None]) -> None:
    ours = [sys.executable, "-m", "tests.bench.typeset_sheet"]
    theirs = [sys.executable, "-m", "tests.bench.paragraph_poster", *TEXTS]
    found = ratio(lambda: run(ours), lambda: run(theirs), turns=7)
    record_property("sheet ÷ Paragraph, whole process", round(found, 2))
    print(f"sheet ÷ Paragraph, whole process: {found:.2f}")
    assert found < 1.0


def run(command: list[str]) -> None:
    """A process as on a user's PC, where the program's own files are compiled."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    made = subprocess.run(command, cwd=program_folder(), env=settings, capture_output=True, check=True)
    assert made.stdout.startswith(b"%PDF")
