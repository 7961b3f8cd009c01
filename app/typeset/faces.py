"""The bundled print fonts: which characters each has, and in which order they are asked."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, NamedTuple

from app.base.paths import resource
from app.typeset.scripts import script_of_language


class Family(NamedTuple):
    """A font family with a regular and a bold file.

    tightest: the least leading its marks need, in em. only: the languages it is for, where not for all of its script.
    italic: whether it has a sloping face too. suffix: of its files; an .otf one has cubic outlines.
    """

    name: str
    scripts: tuple[str, ...]
    tightest: float = 1.0
    only: tuple[str, ...] = ()
    italic: bool = False
    suffix: str = "ttf"


class Look(NamedTuple):
    """What of a text decides on its faces, besides its letters. language: "" where no family is for it alone."""

    bold: bool = False
    italic: bool = False
    language: str = ""


_PLAIN = Look()

# In the order in which they are asked for a character that no script speaks for.
FAMILIES = (
    Family("NotoSans", ("Latn", "Cyrl", "Grek"), italic=True),
    Family("NotoNastaliqUrdu", ("Arab",), tightest=2.12, only=("ur",)),
    Family("NotoSansArabic", ("Arab",), tightest=1.45),
    Family("NotoSansThai", ("Thai",), tightest=1.4),
    Family("NotoSansEthiopic", ("Ethi",), tightest=1.25),
    Family("NotoSansTamil", ("Taml",), tightest=1.3),
    Family("NotoSansDevanagari", ("Deva",), tightest=1.4),
    Family("NotoSansGeorgian", ("Geor",), tightest=1.15),
    Family("NotoSansGurmukhi", ("Guru",), tightest=1.3),
    Family("NotoSansBengali", ("Beng",), tightest=1.3),
    Family("NotoSansMyanmar", ("Mymr",), tightest=1.5),
    Family("NotoSansSC", ("Hani", "Hans"), tightest=1.25, suffix="otf"),
)
# Languages whose letters are taller than their script's: in Vietnamese a capital carries two marks.
TALL_LETTERS = {"vi": 1.3}
_SPECIAL = frozenset(language for family in FAMILIES for language in family.only)


class Face:
    """One font file, opened when it is first needed."""

    def __init__(self, family: Family, *, bold: bool, italic: bool = False) -> None:
        self.family, self.bold, self.italic = family, bold, italic
        self.name = f"{family.name}-{'Italic' if italic else 'Bold' if bold else 'Regular'}"
        self.cubic = family.suffix == "otf"

    def __repr__(self) -> str:
        return f"Face({self.name})"

    @cached_property
    def face(self) -> Any:
        """HarfBuzz's face."""
        import uharfbuzz

        path = resource("fonts", "print", f"{self.name}.{self.family.suffix}")
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
def _face(family: Family, bold: bool, italic: bool) -> Face:
    return Face(family, bold=bold, italic=italic)


def look_of(language: str, *, bold: bool = False, italic: bool = False) -> Look:
    """The look of a text in a language, by its BCP 47 tag."""
    code = language.partition("-")[0]
    return Look(bold, italic, code if code in _SPECIAL else "")


@cache
def chain(script: str, look: Look = _PLAIN) -> tuple[Face, ...]:
    """The faces in the order in which they are asked for a character of this script.

    There is one sloping face, of regular weight; bold text and other scripts stand upright.
    """
    meant = [family for family in FAMILIES if not family.only or look.language in family.only]
    own = [family for family in meant if script in family.scripts]
    others = [family for family in meant if script not in family.scripts]
    sloping = look.italic and not look.bold
    return tuple(_face(family, look.bold, sloping and family.italic) for family in (*own, *others))


def main_face(language: str, *, bold: bool) -> Face:
    """The face that a language's text is mostly set in."""
    return chain(script_of_language(language), look_of(language, bold=bold))[0]
