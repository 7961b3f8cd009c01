"""Writing direction: every case of the Unicode Consortium's test, and the everyday cases that it stands for."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from app.typeset.bidi import isolate, resolve, visual_order
from app.typeset.bidi_explicit import REMOVED

CASES = Path(__file__).parents[1] / "data" / "typeset" / "BidiCharacterTest.txt.xz"
BASES = {"0": 0, "1": 1, "2": None}


def outcome(text: str, base: int | None) -> tuple[str, str, str]:
    """Paragraph level, resolved levels and visual order, written as the Consortium writes them."""
    found = resolve(text, base)
    line = found.of_line(0, len(text))
    kept = [index for index, kind in enumerate(found.classes) if kind not in REMOVED]
    levels = " ".join(
        "x" if found.classes[index] in REMOVED else str(line[index]) for index in range(len(text))
    )
    order = " ".join(str(kept[place]) for place in visual_order([line[index] for index in kept]))
    return str(found.base), levels, order


def test_every_case_of_the_consortium() -> None:
    count, wrong = 0, []
    for line in lzma.decompress(CASES.read_bytes()).decode("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        count += 1
        if outcome(text, BASES[direction]) != (base, levels, order):
            wrong.append(line)
    assert wrong[:5] == []
    assert count == 91_707


def shown(text: str, base: int | None = 1) -> str:
    """The text from left to right, right-to-left letters written as capitals in the tests below."""
    order = visual_order(resolve(text, base).of_line(0, len(text)))
    return "".join(text[index] for index in order if text[index] not in "\u2068\u2069")


def test_isolated_phone_number_keeps_its_order() -> None:
    bare, fenced = "אב +47 22 33", f"אב {isolate('+47 22 33')}"
    assert shown(bare).startswith("33 22")
    assert shown(fenced).startswith("+47 22 33")


def test_isolated_name_does_not_pull_punctuation_along() -> None:
    assert shown(f"אב {isolate('Ospar (A)')}, 12") == "12 ,Ospar (A) בא"


def test_first_strong_letter_decides_where_nothing_is_said() -> None:
    assert resolve("12 Ospar אב", None).base == 0
    assert resolve("12 אב Ospar", None).base == 1
    assert resolve("12 (…)", None).base == 0


@pytest.mark.parametrize(
    "text", ["", " ", "\u2069", "\u2067" * 200, "\u202e\u202c" * 70, "[" * 100 + "א" + "]" * 100]
)
def test_odd_paragraphs_have_a_level_for_each_character(text: str) -> None:
    assert len(resolve(text, 1).levels) == len(text)
