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


_TOP = 0xFFFF  # no bundled face has so many glyphs that its numbers would meet those counted down from here
_CMAP = "/Type /CMap /CMapName /Overgang-H /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"

# What a glyph means that has no characters of its own. PDFium shows the number of a code without a meaning, but passes
# over this noncharacter; other readers obey the empty replacement text around it.
SILENT = "\ufffe"


# A glyph's number, the characters it stands for, and where it stands from the beginning of its run, in font units.
Placed = tuple[int, str, int, int]


class Subset(NamedTuple):
    """A font file with some glyphs alone: packed for the file, its length unpacked, a tag of six letters that tells it
    from other subsets, and the number that each glyph has in it. Of a face with cubic outlines it is the CFF table."""

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
    small = plan.execute()
    content = bytes((small.reference_table("CFF ") if face.cubic else small.blob).data)
    return Subset(
        pack(content, level=6), len(content), _tag(content), dict(plan.old_to_new_glyph_mapping.items())
    )


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
        self._first: set[int] = set()

    def width(self, glyph: int) -> int:
        """A glyph's own width in thousandths of an em, which the reader advances by."""
        if glyph not in self._widths:
            advance = self.face.font.get_glyph_h_advance(glyph)
            self._widths[glyph] = round(advance * 1000 / self.face.em)
        return self._widths[glyph]

    def _new_cell(self, glyph: int, meaning: str) -> tuple[str, int]:
        """A code for a glyph that stands for these characters, as it is written, and how far the reader advances."""
        code = self._codes[glyph, meaning] = self._new_code(glyph)
        cell = self._cells[glyph, meaning] = f"{code:04X}", self.width(glyph)
        return cell

    def _new_code(self, glyph: int) -> int:
        """Numbers from 1; where outlines are cubic the glyph's own number, by which its font file knows it too, and
        numbers from the top for a further meaning."""
        if not self.face.cubic:
            return len(self._codes) + 1
        if glyph not in self._first:
            self._first.add(glyph)
            return glyph
        return _TOP - len(self._codes)

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

    @property
    def glyphs(self) -> set[int]:
        """What has been used of the face."""
        return {glyph for glyph, _meaning in self._codes}

    def write(self, objects: Objects, subset: Subset) -> str:
        """Put the font into the file, its glyphs out of a subset that has them; how others refer to it."""
        name = f"/{subset.tag}+{self.face.name}"
        about = "/Subtype /CIDFontType0C" if self.face.cubic else f"/Length1 {subset.length}"
        font_file = objects.once(subset.packed, about=about)
        kind, places, encoding = self._cubic(objects) if self.face.cubic else self._quadratic(objects, subset)
        descendant = objects.add(
            f"<</Type /Font /Subtype /{kind} /BaseFont {name} "
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            f"/FontDescriptor {objects.add(self._descriptor(name, font_file))} {places}>>"
        )
        return objects.add(
            f"<</Type /Font /Subtype /Type0 /BaseFont {name} /Encoding {encoding} "
            f"/DescendantFonts [{descendant}] /ToUnicode {objects.stream(pack(self._map().encode('ascii'), level=6))}>>"
        )

    def _quadratic(self, objects: Objects, subset: Subset) -> tuple[str, str, str]:
        """Kind, places and encoding of a TrueType font: codes are its CIDs, and a map says where each glyph is."""
        widths = " ".join(str(self.width(glyph)) for glyph, _meaning in self._codes)
        places = f"/CIDToGIDMap {objects.stream(pack(self._glyphs(subset.places)))} /DW 0 /W [1 [{widths}]]"
        return "CIDFontType2", places, "/Identity-H"

    def _cubic(self, objects: Objects) -> tuple[str, str, str]:
        """The same of a CFF font, whose CIDs are the glyphs' numbers in the bundled file."""
        glyphs = sorted({glyph for glyph, _meaning in self._codes})
        widths = " ".join(f"{glyph} [{self.width(glyph)}]" for glyph in glyphs if self.width(glyph) != 1000)
        further = {code: glyph for (glyph, _meaning), code in self._codes.items() if code != glyph}
        encoding = objects.stream(pack(_codes_to_cids(further)), about=_CMAP) if further else "/Identity-H"
        return "CIDFontType0", f"/DW 1000 /W [{widths}]", encoding

    def _descriptor(self, name: str, font_file: str) -> str:
        file = "FontFile3" if self.face.cubic else "FontFile2"
        return (
            f"<</Type /FontDescriptor /FontName {name} /Flags {68 if self.face.italic else 4} "
            f"/FontBBox [-1000 -1000 3000 2000] /ItalicAngle {-12 if self.face.italic else 0} "
            f"/Ascent {round(self.face.ascent * 1000)} /Descent {round(-self.face.descent * 1000)} "
            f"/CapHeight 714 /StemV {165 if self.face.bold else 80} /{file} {font_file}>>"
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


def _codes_to_cids(further: dict[int, int]) -> bytes:
    """The CMap of a font in which some glyph has a second code: every other code is its own CID."""
    entries = "\n".join(f"<{code:04X}> {cid}" for code, cid in sorted(further.items()))
    least = min(further) - 1
    text = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def\n"
        "/CMapName /Overgang-H def\n/CMapType 1 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"1 begincidrange\n<0000> <{least:04X}> 0\nendcidrange\n"
        f"{len(further)} begincidchar\n{entries}\nendcidchar\n{_MAP_FOOT}"
    )
    return text.encode("ascii")
