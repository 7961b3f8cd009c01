"""Glyphs against an independent shaper: the same glyphs, places and clusters as Debian's hb-shape recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.typeset.faces import FAMILIES, Look, chain
from app.typeset.runs import Stretch
from app.typeset.scripts import script_of, script_of_language
from app.typeset.shaped import shape_paragraph
from app.typeset.shaping import Glyph, shape

RECORDED = Path(__file__).parents[1] / "data" / "typeset" / "shapes.json"
SHAPES: list[dict[str, Any]] = json.loads(RECORDED.read_text("utf-8"))["shapes"]
LOOKS = [Look(bold, italic, "ur") for bold, italic in ((False, False), (True, False), (False, True))]
FACES = {face.name: face for look in LOOKS for face in chain("Latn", look)}


def names(shape: dict[str, Any]) -> str:
    return f"{shape['language']}-{shape['font']}-{shape['text'][:8]}"


@pytest.mark.parametrize("recorded", SHAPES, ids=names)
def test_same_glyphs_as_the_other_shaper(recorded: dict[str, Any]) -> None:
    text, level = recorded["text"], int(recorded["direction"] == "rtl")
    stretch = Stretch(0, len(text), FACES[recorded["font"]], recorded["script"], level)
    run = shape(text, stretch, language=recorded["language"])
    assert [[one.number, one.cluster, one.advance, one.x, one.y] for one in run.glyphs] == recorded["glyphs"]


@pytest.mark.parametrize("recorded", [one for one in SHAPES if one["font"].endswith("Regular")], ids=names)
def test_a_whole_paragraph_has_the_same_letters(recorded: dict[str, Any]) -> None:
    """Cut into runs by ourselves, the letters of the script keep their shapes; blanks may come from another face."""
    shaped = shape_paragraph(recorded["text"], language=recorded["language"], bold=False, base=None)
    own = [
        [glyph.number, glyph.cluster]
        for run in shaped.runs
        if run.face.name == recorded["font"]
        for glyph in run.glyphs
    ]
    wanted = {tuple(glyph[:2]) for glyph in recorded["glyphs"]}
    letters = {
        (number, cluster)
        for number, cluster in own
        if script_of(recorded["text"][cluster]) == recorded["script"]
    }
    assert letters <= wanted
    assert len(letters) > len(recorded["text"]) / 3


@pytest.mark.parametrize(("letters", "italic"), [("б", False), ("бгдпт", True)])
def test_a_language_changes_letter_forms(letters: str, italic: bool) -> None:
    """In Serbian б stands otherwise than in Russian; in italics г, д, п and т too."""
    for letter in letters:
        serbian, russian = (
            shape_paragraph(letter, language=code, italic=italic, base=0).runs[0]
            for code in ("sr-Cyrl", "ru")
        )
        assert serbian.face.italic is italic
        assert serbian.glyphs[0].number != russian.glyphs[0].number


def test_other_scripts_stay_upright_in_italics() -> None:
    shaped = shape_paragraph("Rognulf محمد", language="nb", italic=True, base=0)
    assert {run.face.name for run in shaped.runs} == {"NotoSans-Italic", "NotoSansArabic-Regular"}


def test_nastaliq_is_for_urdu_alone() -> None:
    for language, face in (
        ("ur", "NotoNastaliqUrdu"),
        ("ur-PK", "NotoNastaliqUrdu"),
        ("ar", "NotoSansArabic"),
    ):
        shaped = shape_paragraph("کمرہ", language=language, base=1)
        assert {run.face.family.name for run in shaped.runs} == {face}


def test_chinese_quotation_marks_are_as_wide_as_its_characters() -> None:
    text = "“Rognulf”说：“好”"
    shaped = shape_paragraph(text, language="zh-Hans", base=0)
    wide = {
        text[glyph.cluster] for run in shaped.runs for glyph in run.glyphs if glyph.advance == run.face.em
    }
    assert wide == set("“”说：好")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_regular_and_bold_have_the_same_characters(family: Any) -> None:
    regular, bold = (
        next(face for face in chain("Latn", Look(bold, language="ur")) if face.family is family)
        for bold in (False, True)
    )
    assert regular.characters == bold.characters


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("nb", "Latn"),
        ("ar", "Arab"),
        ("ku-Arab", "Arab"),
        ("zh-Hant-TW", "Hant"),
        ("sr", "Cyrl"),
        ("xx", "Latn"),
    ],
)
def test_script_of_language(language: str, script: str) -> None:
    assert script_of_language(language) == script


@pytest.mark.parametrize("recorded", SHAPES, ids=names)
def test_nothing_is_joined_across_a_blank(recorded: dict[str, Any]) -> None:
    """Why a run may be cut beside a blank without being shaped again."""
    text, level = recorded["text"], int(recorded["direction"] == "rtl")
    face = FACES[recorded["font"]]

    def glyphs(start: int, end: int) -> list[Glyph]:
        stretch = Stretch(start, end, face, recorded["script"], level)
        return sorted(
            shape(text[:end], stretch, language=recorded["language"]).glyphs, key=lambda one: one.cluster
        )

    for blank in (index for index, character in enumerate(text) if character == " "):
        assert glyphs(0, blank) + glyphs(blank, len(text)) == glyphs(0, len(text))
        assert glyphs(0, blank + 1) + glyphs(blank + 1, len(text)) == glyphs(0, len(text))
