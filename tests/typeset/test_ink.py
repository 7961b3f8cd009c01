"""What stands on the page, as ink: our PDF drawn by PDFium against hb-view, and against Qt where scripts are mixed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.typeset import shaped
from app.typeset.paper import Paper
from app.typeset.runs import Stretch
from app.typeset.scripts import is_right_to_left
from app.typeset.shaping import Run, shape
from tests.typeset.inking import TOLERANCE, difference, grid
from tests.typeset.reading import ink

RECORDED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "typeset" / "ink.json").read_text("utf-8")
)
SIZE, SCALE = 16, 4


def drawn(recorded: dict[str, Any]) -> tuple[str, float]:
    language, font = recorded["language"], recorded["font"]
    paper = Paper(
        title="—", language=language, width=1400, height=90, right_to_left=is_right_to_left(language)
    )
    bold, italic = font.endswith("Bold"), font.endswith("Italic")
    block = paper.set(recorded["text"], size=SIZE, width=1300, bold=bold, italic=italic)
    assert block.line_count == 1
    paper.put(block, 20, 20)
    return grid(ink(paper.finish(), scale=SCALE))


def names(recorded: dict[str, Any]) -> str:
    return f"{recorded['language']}-{recorded['font'] or 'mixed'}-{recorded['text'][:8]}"


def differs(recorded: dict[str, Any]) -> float:
    """How much of the ink stands elsewhere; a line of another length or height counts as wholly elsewhere."""
    cells, shape = drawn(recorded)
    if abs(shape / recorded["shape"] - 1) > 0.03:
        return 1.0
    return difference(cells, recorded["ink"])


@pytest.mark.parametrize("recorded", RECORDED, ids=names)
def test_the_page_has_the_ink_of_the_other_renderer(recorded: dict[str, Any]) -> None:
    assert differs(recorded) < TOLERANCE


BROKEN_IN = [one for one in RECORDED if one["language"] in ("ar", "ckb", "fa", "hi", "bn", "my", "th", "ur")]
LONG = [one for one in RECORDED if len(one["text"]) > 12]


@pytest.mark.parametrize("recorded", [one for one in BROKEN_IN if len(one["text"]) > 20], ids=names)
def test_letters_that_are_not_joined_and_stacked_are_seen(
    recorded: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def letter_by_letter(text: str, stretch: Stretch, *, language: str) -> Run:
        places = range(stretch.start, stretch.end)
        parts = [shape(text[place], Stretch(0, 1, *stretch[2:]), language=language) for place in places]
        numbered = [
            [one._replace(cluster=place) for one in part.glyphs]
            for place, part in zip(places, parts, strict=True)
        ]
        order = reversed(numbered) if stretch.level % 2 else numbered
        return Run(
            stretch.start,
            stretch.end,
            stretch.face,
            stretch.level,
            tuple(one for part in order for one in part),
        )

    monkeypatch.setattr(shaped, "shape", letter_by_letter)
    assert differs(recorded) > TOLERANCE


@pytest.mark.parametrize("recorded", LONG, ids=names)
def test_a_line_the_wrong_way_round_is_seen(recorded: dict[str, Any]) -> None:
    assert differs(recorded | {"text": recorded["text"][::-1]}) > TOLERANCE


@pytest.mark.parametrize("recorded", [one for one in LONG if one["font"].endswith("Regular")], ids=names)
def test_another_font_is_seen(recorded: dict[str, Any]) -> None:
    assert differs(recorded | {"font": recorded["font"].replace("Regular", "Bold")}) > TOLERANCE
