"""A face inside one PDF: one Type0 font object with the glyphs that were used, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.typeset.faces import Face
from app.typeset.objects import Objects, mark_of, pack

# Tables that a PDF reader does not ask for: the shaping is done, the characters are in the ToUnicode map.
_UNUSED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "JSTF",
    "kern",
    "name",
    "post",
    "cmap",
    "OS/2",
    "DSIG",
    "gasp",
    "meta",
    "STAT",
)
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


# What a glyph means that has no characters of its own. PDFium shows the number of a code without a meaning, but passes
# over this noncharacter; other readers obey the empty replacement text around it.
SILENT = "\ufffe"


# A glyph's number, the characters it stands for, and where it stands from the beginning of its run, in font units.
Placed = tuple[int, str, int, int]


class Subset(NamedTuple):
    """A font file with some glyphs alone: packed for the file, its length unpacked, a tag of six letters that tells it
    from other subsets, and the number that each glyph has in it."""

    packed: bytes
    length: int
    tag: str
    places: dict[int, int]


@lru_cache(maxsize=32)
def subset_of(face: Face, glyphs: frozenset[int]) -> Subset:
    """The face's font file with these glyphs; the last ones are remembered, since a document made again has the same."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _UNUSED)
    plan = uharfbuzz.SubsetPlan(face.face, wanted)
    content = bytes(plan.execute().blob.data)
    return Subset(pack(content), len(content), _tag(content), dict(plan.old_to_new_glyph_mapping.items()))


def _tag(content: bytes) -> str:
    """Six letters that a subset's name begins with, other ones for other subsets (ISO 32000-1, 9.6.4)."""
    number, letters = mark_of(content) >> 32, ""
    for _place in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters


class EmbeddedFace:
    """Collects the glyphs that a document uses of a face, and writes the font with them when it is finished.

    A code stands for one glyph with one meaning, so that a glyph that means different things in different
    places (a bracket and its mirror image, a letter with and without its vowel sign) is read rightly in each.
    """

    def __init__(self, face: Face, *, key: str) -> None:
        self.face, self.key = face, key  # key: the name in the pages' resources
        self._codes: dict[tuple[int, str], int] = {}
        self._cells: dict[tuple[int, str], tuple[str, int]] = {}  # asked for with each glyph that is drawn
        self._widths: dict[int, int] = {}

    def width(self, glyph: int) -> int:
        """A glyph's own width in thousandths of an em, which the reader advances by."""
        if glyph not in self._widths:
            advance = self.face.font.get_glyph_h_advance(glyph)
            self._widths[glyph] = round(advance * 1000 / self.face.em)
        return self._widths[glyph]

    def _new_cell(self, glyph: int, meaning: str) -> tuple[str, int]:
        """A code for a glyph that stands for these characters, as it is written, and how far the reader advances."""
        code = self._codes[glyph, meaning] = len(self._codes) + 1
        cell = self._cells[glyph, meaning] = f"{code:04X}", self.width(glyph)
        return cell

    def show(self, glyphs: Iterable[Placed], size: float) -> str:
        """The operators that draw glyphs from where the text matrix stands, in the order given."""
        scale = 1000 / self.face.em
        even = self.face.em == 1000  # as in most bundled faces: then there is nothing to round
        operators: list[str] = []
        items: list[str] = []
        written = ""
        pen = rise = 0
        cells = self._cells
        for number, meaning, x, y in glyphs:
            code, width = cells.get((number, meaning)) or self._new_cell(number, meaning)
            at = x if even else round(x * scale)
            if at != pen or y != rise:
                if written:
                    items.append(f"<{written}>")
                    written = ""
                if y != rise:
                    if items:
                        operators.append(f"[{''.join(items)}]TJ")
                    operators.append(f"{y * size / self.face.em:.3f} Ts")
                    items, rise = [], y
                if at != pen:
                    items.append(str(pen - at))
            written += code
            pen = at + width
        operators.append(f"[{''.join(items)}<{written}>]TJ")
        if rise:
            operators.append("0 Ts")
        return " ".join(operators)

    def write(self, objects: Objects) -> str:
        """Put the font into the file; how others refer to it."""
        subset = subset_of(self.face, frozenset(glyph for glyph, _meaning in self._codes))
        name = f"/{subset.tag}+{self.face.name}"
        font_file = objects.stream(subset.packed, about=f"/Length1 {subset.length}")
        widths = " ".join(str(self.width(glyph)) for glyph, _meaning in self._codes)
        descendant = objects.add(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont {name} "
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            f"/FontDescriptor {objects.add(self._descriptor(name, font_file))} "
            f"/CIDToGIDMap {objects.stream(pack(self._glyphs(subset.places)))} /DW 0 /W [1 [{widths}]]>>"
        )
        return objects.add(
            f"<</Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant}] /ToUnicode {objects.stream(pack(self._map().encode('ascii')))}>>"
        )

    def _descriptor(self, name: str, font_file: str) -> str:
        return (
            f"<</Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [-1000 -1000 3000 2000] /ItalicAngle 0 "
            f"/Ascent {round(self.face.ascent * 1000)} /Descent {round(-self.face.descent * 1000)} "
            f"/CapHeight 714 /StemV {165 if self.face.bold else 80} /FontFile2 {font_file}>>"
        )

    def _glyphs(self, places: dict[int, int]) -> bytes:
        """The CIDToGIDMap: the glyph of each code."""
        numbers = (0, *(places[glyph] for glyph, _meaning in self._codes))
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    def _map(self) -> str:
        """The ToUnicode CMap."""
        entries = [
            f"<{code:04X}> <{meaning.encode('utf-16-be').hex().upper()}>"
            for (_glyph, meaning), code in self._codes.items()
            if meaning
        ]
        blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
        listed = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return _MAP_HEAD + listed + _MAP_FOOT
