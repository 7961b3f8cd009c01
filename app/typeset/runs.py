"""A paragraph cut into runs that the shaper can take: one face, one script, one direction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from app.typeset.bidi import Levels
from app.typeset.errors import CharacterMissing
from app.typeset.faces import Face, Look, chain
from app.typeset.scripts import scripts_of

# Directions, joiners, break hints: they steer the text and show nothing, so no font needs a glyph for them.
_INVISIBLE = frozenset(
    map(
        chr,
        (0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
    )
) | frozenset(map(chr, range(0xFE00, 0xFE10)))


class Stretch(NamedTuple):
    """A stretch of a paragraph that one call of the shaper sets."""

    start: int
    end: int
    face: Face
    script: str
    level: int


@cache
def is_invisible(character: str) -> bool:
    """Whether the character steers the text and shows nothing (Default_Ignorable_Code_Point, as far as fonts lack it)."""
    return character in _INVISIBLE


def stretches(text: str, *, levels: Levels, language: str, look: Look) -> list[Stretch]:
    """The paragraph's stretches in reading order. Raises CharacterMissing."""
    scripts = scripts_of(text, language=language)
    faces = faces_of(text, scripts=scripts, look=look)
    if len(set(faces)) == len(set(scripts)) == len(set(levels.levels)) == 1:  # as in most texts
        return [Stretch(0, len(text), faces[0], scripts[0], levels.levels[0])]
    found: list[Stretch] = []
    start = 0
    for (face, script, level), alike in groupby(zip(faces, scripts, levels.levels, strict=True)):
        end = start + len(list(alike))
        found.append(Stretch(start, end, face, script, level))
        start = end
    return found


def faces_of(text: str, *, scripts: Sequence[str], look: Look) -> list[Face]:
    """The face of each character: a letter with its marks in one where one has them all. Raises CharacterMissing."""
    if len(set(scripts)) == 1:
        first_choice = chain(scripts[0], look)[0]
        if first_choice.characters.issuperset(map(ord, text)):
            return [first_choice] * len(text)
    faces: list[Face] = []
    before: Face | None = None
    for start, end in _clusters(text):
        # Punctuation stays in the face it follows, so that a full stop is not cut out of its sentence.
        first = before if unicodedata.category(text[start])[0] in "PZNS" else None
        whole = _pick(text[start:end], scripts[start], look, first)
        found = [whole] * (end - start) if whole else _one_by_one(text, start, end, scripts, look)
        faces += found
        before = found[-1]
    return _wide_blanks(text, faces) if look.language else faces


def _wide_blanks(text: str, faces: list[Face]) -> list[Face]:
    """Before a word of another face its own blank: that of Nastaliq is narrow, for its words lean over each other."""
    for index in range(len(text) - 1):
        if text[index] == " " and faces[index + 1].family.only != faces[index].family.only:
            faces[index] = faces[index + 1] if faces[index].family.only else faces[index]
    return faces


def _one_by_one(text: str, start: int, end: int, scripts: Sequence[str], look: Look) -> list[Face]:
    """Faces for a letter with marks that no face has together, such as a Thai vowel on a Latin letter."""
    found: list[Face] = []
    for index in range(start, end):
        face = _pick(text[index], scripts[index], look, None)
        if face is None:
            raise CharacterMissing(text[index])
        found.append(face)
    return found


@cache
def _pick(cluster: str, script: str, look: Look, first: Face | None) -> Face | None:
    """The first face that has all of these characters, composed or taken apart; None where there is none."""
    wanted = "".join(character for character in cluster if not is_invisible(character))
    forms = {wanted, unicodedata.normalize("NFC", wanted), unicodedata.normalize("NFD", wanted)}
    order = chain(script, look)
    for face in (first, *order) if first else order:
        if any(all(ord(character) in face.characters for character in form) for form in forms):
            return face
    return None


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A character with the marks and invisible characters that follow it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not _follows(text[index]):
            yield start, index
            start = index


@cache
def _follows(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or is_invisible(character)
