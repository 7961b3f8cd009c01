"""A face inside one PDF: one Type0 font object with the glyphs that were used, and what they stand for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArrayCompact,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from app.typeset.faces import Face
from app.typeset.shaping import Glyph

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


class EmbeddedFace:
    """Collects the glyphs that a document uses of a face; reportlab asks for its objects when it saves."""

    def __init__(self, face: Face, *, key: str) -> None:
        self.face, self.key = face, key  # key: the name in the pages' resources
        self.meanings: dict[int, str] = {}
        self._widths: dict[int, int] = {}

    def width(self, glyph: int) -> int:
        """A glyph's own width in thousandths of an em, which the reader advances by."""
        if glyph not in self._widths:
            advance = self.face.font.get_glyph_h_advance(glyph)
            self._widths[glyph] = round(advance * 1000 / self.face.em)
        return self._widths[glyph]

    def means(self, glyph: int, text: str) -> bool:
        """Note what a glyph stands for; whether that is what it stands for everywhere in the document."""
        return self.meanings.setdefault(glyph, text) == text

    def show(self, glyphs: Sequence[Glyph], size: float) -> str:
        """The operators that draw glyphs, from left to right, from where the text matrix stands."""
        scale = 1000 / self.face.em
        operators: list[str] = []
        items: list[str] = []
        codes = ""
        shift = rise = 0
        for glyph in glyphs:
            across = round(glyph.x * scale)
            if (shift != across or glyph.y != rise) and codes:
                items.append(f"<{codes}>")
                codes = ""
            if glyph.y != rise:
                if items:
                    operators.append(f"[{''.join(items)}]TJ")
                operators.append(f"{glyph.y * size / self.face.em:.3f} Ts")
                items, rise = [], glyph.y
            if shift != across:
                items.append(str(shift - across))
            codes += f"{glyph.number:04X}"
            shift = across + self.width(glyph.number) - round(glyph.advance * scale)
        operators.append(f"[{''.join(items)}<{codes}>]TJ")
        if rise:
            operators.append("0 Ts")
        return " ".join(operators)

    # The name is reportlab's.
    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Put the font's objects into the document."""
        font_file = self._subset()
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(font_file).digest()[:6])
        name = PDFName(f"{tag}+{self.face.name}")
        stream = PDFStream(PDFDictionary({"Length1": len(font_file)}), font_file, [PDFZCompress])
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(self._descriptor(name, document.Reference(stream))),
                "CIDToGIDMap": PDFName("Identity"),
                "DW": 0,
                "W": PDFArrayCompact(
                    [part for glyph in sorted(self._widths) for part in (glyph, f"[{self._widths[glyph]}]")]
                ),
            }
        )
        meanings = PDFStream(PDFDictionary(), self._map().encode("ascii"), [PDFZCompress])
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArrayCompact([document.Reference(descendant)]),
                "ToUnicode": document.Reference(meanings),
            }
        )
        fonts: PDFDictionary = document.idToObject["BasicFonts"]
        fonts.dict[self.key] = document.Reference(font)

    def _descriptor(self, name: str, font_file: PDFObjectReference) -> PDFDictionary:
        scale = 1000 / self.face.em
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,
                "FontBBox": PDFArrayCompact([-1000, -1000, 3000, 2000]),
                "ItalicAngle": 0,
                "Ascent": round(self.face.ascent * 1000),
                "Descent": round(-self.face.descent * 1000),
                "CapHeight": round(714 * scale),
                "StemV": 165 if self.face.bold else 80,
                "FontFile2": font_file,
            }
        )

    def _subset(self) -> bytes:
        """The font file with the used glyphs alone, their numbers kept."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.flags = (
            uharfbuzz.SubsetFlags.RETAIN_GIDS
            | uharfbuzz.SubsetFlags.NO_HINTING
            | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        )
        wanted.glyph_set.update(self._widths)
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _UNUSED
        )
        return bytes(uharfbuzz.subset(self.face.face, wanted).blob.data)

    def _map(self) -> str:
        """The ToUnicode CMap."""
        entries = [
            f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for glyph, text in sorted(self.meanings.items())
            if text
        ]
        blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
        listed = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return _MAP_HEAD + listed + _MAP_FOOT
