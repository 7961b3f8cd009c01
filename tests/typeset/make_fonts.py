"""Writes the fonts of resources/fonts/print from Debian's Noto: without hints, which paper has no use for, Chinese cut down.

Run it by hand when a family is added: python tests/typeset/make_fonts.py (Debian: fonts-noto-core, fonts-noto-cjk; and
fontTools, which nothing else here needs). No glyph, rule or width changes, and glyphs keep their numbers; only
NotoSansSC is another selection: the characters of GB 2312 with the full-width forms, its glyphs numbered anew.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "print"
LATIN_AND_OTHERS = Path("/usr/share/fonts/truetype/noto")
CHINESE = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2  # its place in the collection
FAMILIES = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansBengali",
    "NotoSansDevanagari",
    "NotoSansEthiopic",
    "NotoSansGeorgian",
    "NotoSansGurmukhi",
    "NotoSansMyanmar",
    "NotoSansTamil",
    "NotoSansThai",
    "NotoNastaliqUrdu",
)
WEIGHTS = ("Regular", "Bold")
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright, names, version, licence


def options() -> subset.Options:
    """What is kept of a font: all that shapes and draws it, nothing that fits it to the dots of a screen."""
    chosen = subset.Options()
    chosen.hinting = False
    chosen.layout_features = ["*"]
    chosen.notdef_outline = True
    chosen.name_IDs = NAMES
    chosen.drop_tables += ["DSIG", "gasp", "meta", "STAT", "vhea", "vmtx", "VORG"]
    return chosen


def without_hints(name: str) -> None:
    """One font, all its glyphs under their numbers."""
    font = TTFont(LATIN_AND_OTHERS / f"{name}.ttf")
    cutter = subset.Subsetter(options())
    cutter.populate(glyphs=font.getGlyphOrder(), unicodes=font.getBestCmap())
    cutter.subset(font)
    font.save(TARGET / f"{name}.ttf")


def common_chinese() -> set[int]:
    """All of GB 2312 but letters of other scripts, the punctuation of China whole, the full-width forms."""
    found = {0x20, 0xB7, 0xD7, *range(0x3000, 0x3030), *range(0xFF01, 0xFF5F), 0xFFE0, 0xFFE1, 0xFFE5}
    for row in (0xA1, 0xA2, *range(0xB0, 0xF8)):  # signs, numbering, the characters of levels 1 and 2
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    return found


def chinese(weight: str) -> None:
    """One weight; the outlines stay cubic, and a glyph's CID is its number, as the paper takes for granted."""
    font = TTFont(CHINESE / f"NotoSansCJK-{weight}.ttc", fontNumber=SIMPLIFIED)
    chosen = options()
    chosen.layout_features = []
    chosen.desubroutinize = True  # smaller when it is packed, and cut sooner
    chosen.drop_tables += ["GSUB", "GPOS", "BASE"]
    cutter = subset.Subsetter(chosen)
    cutter.populate(unicodes=common_chinese())
    cutter.subset(font)
    table = font["CFF "].cff.topDictIndex[0]
    order = [".notdef", *(f"cid{number:05d}" for number in range(1, len(table.charset)))]
    renamed = dict(zip(table.charset, order, strict=True))
    strings = table.CharStrings
    strings.charStrings = {renamed[name]: place for name, place in strings.charStrings.items()}
    for cmap in font["cmap"].tables:
        cmap.cmap = {code: renamed[name] for code, name in cmap.cmap.items()} if hasattr(cmap, "cmap") else {}
    font["hmtx"].metrics = {renamed[name]: metric for name, metric in font["hmtx"].metrics.items()}
    table.charset = order
    font.setGlyphOrder(order)
    font["CFF "].cff.fontNames = [f"NotoSansSC-{weight}"]
    table.FullName = f"Noto Sans SC {weight}"
    for record in font["name"].names:
        record.string = record.toUnicode().replace("CJK SC", "SC").replace("CJKsc", "SC")
    font.save(TARGET / f"NotoSansSC-{weight}.otf")


def main() -> None:
    """Write them all."""
    for family in FAMILIES:
        for weight in WEIGHTS:
            without_hints(f"{family}-{weight}")
    without_hints("NotoSans-Italic")
    for weight in WEIGHTS:
        chinese(weight)


if __name__ == "__main__":
    main()
