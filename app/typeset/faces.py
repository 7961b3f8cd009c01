"""The bundled print fonts: which characters each has, and in which order they are asked."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, NamedTuple

from app.base.paths import resource
from app.typeset.scripts import script_of_language


class Family(NamedTuple):
    """A font family with a regular and a bold file. tightest: the least leading its marks need, in em."""

    name: str
    scripts: tuple[str, ...]
    tightest: float = 1.0


# In the order in which they are asked for a character that no script speaks for.
FAMILIES = (
    Family("NotoSans", ("Latn", "Cyrl", "Grek")),
    Family("NotoSansArabic", ("Arab",), tightest=1.45),
    Family("NotoSansThai", ("Thai",), tightest=1.4),
    Family("NotoSansEthiopic", ("Ethi",), tightest=1.25),
    Family("NotoSansTamil", ("Taml",), tightest=1.3),
    Family("NotoSansDevanagari", ("Deva",), tightest=1.4),
)


class Face:
    """One font file, opened when it is first needed."""

    def __init__(self, family: Family, *, bold: bool) -> None:
        self.family, self.bold = family, bold
        self.name = f"{family.name}-{'Bold' if bold else 'Regular'}"

    def __repr__(self) -> str:
        return f"Face({self.name})"

    @cached_property
    def face(self) -> Any:
        """HarfBuzz's face."""
        import uharfbuzz

        path = resource("fonts", "print", f"{self.name}.ttf")
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))

    @cached_property
    def font(self) -> Any:
        """HarfBuzz's font, in font units."""
        import uharfbuzz

        return uharfbuzz.Font(self.face)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points it has a glyph for."""
        return frozenset(self.face.unicodes)

    @cached_property
    def em(self) -> int:
        """Font units to the em."""
        return int(self.face.upem)

    @cached_property
    def ascent(self) -> float:
        """Height above the base line that the font asks for, in em."""
        return float(self.font.get_font_extents("ltr").ascender) / self.em

    @cached_property
    def descent(self) -> float:
        """Depth below the base line that the font asks for, in em, positive."""
        return -float(self.font.get_font_extents("ltr").descender) / self.em


@cache
def _face(family: Family, bold: bool) -> Face:
    return Face(family, bold=bold)


@cache
def chain(script: str, *, bold: bool) -> tuple[Face, ...]:
    """The faces in the order in which they are asked for a character of this script."""
    own = [family for family in FAMILIES if script in family.scripts]
    others = [family for family in FAMILIES if script not in family.scripts]
    return tuple(_face(family, bold) for family in (*own, *others))


def main_face(language: str, *, bold: bool) -> Face:
    """The face that a language's text is mostly set in."""
    return chain(script_of_language(language), bold=bold)[0]
