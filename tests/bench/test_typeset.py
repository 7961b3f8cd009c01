"""How fast the type engine is: against a replay of the same glyphs, shaped and broken already, and reportlab's Paragraph.

Every figure is a ratio within one run, the middle of several turns taken in alternation. A pre-shaped replay is what a
page costs when only the file has to be written; what lies above it is the price of setting the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.bench.measured import processes_in_turn, ratio
from tests.bench.paragraph_poster import paragraph_poster
from tests.bench.typeset_sheet import TEXTS, sheet

pytestmark = pytest.mark.bench

NOTO = {"fonts": ["NotoSans"], "right_to_left": False}


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
    words = json.dumps(
        {"title": TEXTS[0], "rows": [{"words": [{"text": text} for text in TEXTS[1:]]}]} | NOTO
    )
    ours, theirs = ["-m", "tests.bench.typeset_sheet"], ["-m", "tests.bench.paragraph_poster", words]
    spent = processes_in_turn({"ours": ours, "theirs": theirs}, turns=7)
    found = spent["ours"] / spent["theirs"]
    record_property("sheet ÷ Paragraph, whole process", round(found, 2))
    print(f"sheet ÷ Paragraph, whole process: {found:.2f}")
    assert found < 1.0
