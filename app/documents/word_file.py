"""A Word file (docx) in a plain, even style: headings, paragraphs, tables of words, and tables of numbers with bars.

Bars are shaded paragraphs in a cell, so that everything in the file can be changed and pasted on; nothing in it is a
picture. Lengths are points.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from app.documents.charts import (
    BAR,
    BEFORE,
    HIDDEN,
    PAPER,
    cells_of,
    column_words,
    columns_of,
    drawn_as,
    in_words,
    longest,
)
from app.statistics.tables import NONE, REACH, Row, Table

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

FACE = "Calibri"  # on every PC with Word; others put one of the same widths in its place
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 20.0  # millimetres of an A4 page
ROOM = (WIDTH - 2 * MARGIN) * 72 / 25.4
BARS = 150.0
COLUMN = {"number": 46.0, "of": 46.0, "share": 46.0, "before": 62.0}
LEAST = 2.0  # so long is a bar of any number but none
AROUND = 1.5  # above and below the bars of a row
MOST_ROWS = 24  # a table of more is broken where a page ends; a smaller one goes whole to the next
_REGIONS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_STYLES = (("Normal", 10.5, 0, 5), ("Title", 22, 0, 8), ("Heading 1", 15, 18, 5), ("Heading 2", 11.5, 12, 3))
"""Each style with its size and the room before and after it."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WordFile:
    """A file that is written from its first line to its last, then finished.

    language: nb, nn or en; a spelling checker follows it. foot: stands on every page beside the page's number. made_on: the
    day it says that it was made, without a time and without whoever made it.
    """

    def __init__(self, *, title: str, language: str, foot: str, made_on: dt.date) -> None:
        self._file = docx.Document()
        self._drop_thumbnail()
        page = self._file.sections[0]
        page.page_width, page.page_height = Mm(WIDTH), Mm(HEIGHT)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
        self._set_styles(_REGIONS[language])
        self._say_what_it_is(_clean(title), _REGIONS[language], made_on)
        self._foot(page.footer.paragraphs[0], foot)

    def finish(self) -> bytes:
        """The bytes of the file."""
        target = io.BytesIO()
        self._file.save(target)
        return target.getvalue()

    # -- words

    def title(self, text: str) -> None:
        """The heading of the file."""
        self._file.add_paragraph(_clean(text), style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of the first or the second rank: it stays with what follows."""
        self._file.add_paragraph(_clean(text), style=f"Heading {level}")

    def paragraph(self, text: str) -> None:
        """A paragraph."""
        self._file.add_paragraph(_clean(text))

    def note(self, text: str) -> None:
        """What is said of the table that follows: small, grey, and on its page."""
        self._file.add_paragraph(_clean(text), style="Small").paragraph_format.keep_with_next = True

    def bullets(self, lines: Iterable[str]) -> None:
        """A list with a point before each."""
        for text in lines:
            self._file.add_paragraph(_clean(text), style="List Bullet")

    def fact(self, name: str, value: str) -> None:
        """What something is called, and what it is."""
        made = self._file.add_paragraph()
        made.paragraph_format.space_after = Pt(1)
        made.add_run(f"{_clean(name)}: ").bold = True
        made.add_run(_clean(value))

    def gap(self, text: str) -> None:
        """A box that says what is missing."""
        made = self._file.add_paragraph()
        made.add_run(_clean(text))
        _rim(made, PAPER.soft, dashed=True, away=6)
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(8)

    # -- tables

    def rows(self, rows: Sequence[Sequence[str]], parts: Sequence[float]) -> None:
        """A table of words. parts: how much of the width each column has."""
        table = self._table([ROOM * part for part in parts], len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self._say(table.cell(number, column), text)
        self._after()

    def numbers(self, table: Table, *, low: bool = False) -> None:
        """A statistic's table: a row for each number, with its bar where it is drawn with one. Its head is said again on
        every page, and whoever hears it read hears all of it in words first. low: last year's number has no bar."""
        columns, drawn = columns_of(table), drawn_as(table) != NONE
        wide = [COLUMN[name] for name in columns]
        first = ROOM - sum(wide) - (BARS if drawn else 0)
        made = self._table([first, *([BARS] if drawn else []), *wide], len(table.rows) + 1)
        _described(made, table.title, in_words(table))
        head, words, numbers_at = made.rows[0], column_words(), 2 if drawn else 1
        _repeated(head._tr)
        for at, name in enumerate(columns, start=numbers_at):
            self._say(head.cells[at], words[name], small=True, right=True)
        self._say(head.cells[0], "", small=True)
        most = longest(table)
        for row, cells in zip(table.rows, (line.cells for line in made.rows[1:]), strict=True):
            self._say(cells[0], row.label)
            if drawn:
                _bars(cells[1], table, row, most, before=not low)
            for at, name in enumerate(columns, start=numbers_at):
                self._say(cells[at], cells_of(table, row)[name], right=True, bold=name == "number")
        _kept_together(made)
        self._after()

    def _table(self, widths: Sequence[float], rows: int) -> WordTable:
        made: WordTable = self._file.add_table(rows, len(widths))
        made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Pt(width)
        for row in made.rows:
            _element(row._tr.get_or_add_trPr(), "w:cantSplit")
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width, cell.vertical_alignment = Pt(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _lines_between(made)
        return made

    def _say(
        self, cell: Cell, text: str, *, right: bool = False, bold: bool = False, small: bool = False
    ) -> None:
        made = cell.paragraphs[0]
        made.style = self._file.styles["Small" if small else "In a table"]
        if right:
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        made.add_run(_clean(text)).bold = bold or None

    def _after(self) -> None:
        """A little room below a table: Word puts the next one right against it otherwise, and makes them one."""
        made = self._file.add_paragraph()
        _high(made, 6.0)

    # -- how the file is made

    def _drop_thumbnail(self) -> None:
        """The picture of somebody's first page that the library's empty file brings along."""
        package = self._file.part.package
        for name, one in list(package.rels.items()):
            if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del package.rels[name]

    def _set_styles(self, region: str) -> None:
        styles = self._file.styles
        for name, size, before, after in _STYLES:
            _styled(styles[name], size, before, after, bold=name != "Normal")
        for name, size in (("Small", 8.5), ("In a table", 9.5)):
            made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = styles["Normal"]
            _styled(made, size, 1.5, 1.5, bold=False)
            if name == "Small":
                made.font.color.rgb = _rgb(PAPER.soft)
        _styled(styles["List Bullet"], 10.5, 0, 2, bold=False)
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        language = defaults.find(qn("w:lang"))
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), region)

    def _say_what_it_is(self, title: str, region: str, made_on: dt.date) -> None:
        said, day = self._file.core_properties, dt.datetime.combine(made_on, dt.time())
        said.title, said.language = title, region
        said.author = said.last_modified_by = said.comments = said.keywords = ""
        said.created = said.modified = day
        said.revision = 1

    def _foot(self, place: Paragraph, text: str) -> None:
        place.style = self._file.styles["Small"]
        stops = place.paragraph_format.tab_stops
        stops.add_tab_stop(Pt(ROOM), WD_TAB_ALIGNMENT.RIGHT)
        place.add_run(f"{_clean(text)}\t")
        _field(place, "PAGE")
        place.add_run(" / ")
        _field(place, "NUMPAGES")


def _clean(text: str) -> str:
    """The text without what no file of this kind can hold."""
    return _NOT_IN_XML.sub("", text)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))


def _element(parent: BaseOxmlElement, name: str, **values: str) -> BaseOxmlElement:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def _styled(style: ParagraphStyle, size: float, before: float, after: float, *, bold: bool) -> None:
    """One face and black for all, whatever the library's empty file says of colours and themes."""
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.rPr.rFonts
    for name in [name for name in faces.attrib if "Theme" in name]:
        del faces.attrib[name]
    faces.set(qn("w:cs"), FACE)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.1
    for line in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(line)
    if style.name.startswith(("Heading", "Title")):
        shape.keep_with_next = True


def _field(place: Paragraph, name: str) -> None:
    """A number that Word fills in itself."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        run = place.add_run(text if kind == "text" else "")
        if kind == "":
            told = _element(run._r, "w:instrText")
            told.text = text
        elif kind != "text":
            _element(run._r, "w:fldChar", fldCharType=kind)


def _described(table: WordTable, title: str, text: str) -> None:
    """What the table is, for whoever hears the page read."""
    properties = table._tbl.tblPr
    _element(properties, "w:tblCaption", val=_clean(title))
    _element(properties, "w:tblDescription", val=_clean(text))


def _repeated(row: BaseOxmlElement) -> None:
    _element(row.get_or_add_trPr(), "w:tblHeader")


def _lines_between(table: WordTable) -> None:
    """A thin line below each row, and no other."""
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        colour = PAPER.line.lstrip("#")
        _element(borders, f"w:{side}", val="single", sz="4", space="0", color=colour)
    _put_before(table._tbl.tblPr, borders, ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"))


def _put_before(parent: BaseOxmlElement, made: BaseOxmlElement, names: Sequence[str]) -> None:
    """Put an element where the format wants it: before the first of these that is there."""
    for one in parent:
        if one.tag in {qn(name) for name in names}:
            one.addprevious(made)
            return
    parent.append(made)


def _kept_together(table: WordTable) -> None:
    """A table on one page where it may have room there, and no head without rows below it in any case."""
    rows = table.rows[:-1] if len(table.rows) <= MOST_ROWS else table.rows[:3]
    for row in rows:
        for cell in row.cells:
            for one in cell.paragraphs:
                one.paragraph_format.keep_with_next = True


def _bars(cell: Cell, table: Table, row: Row, most: int, *, before: bool) -> None:
    """This year's bar, and last year's below it."""
    whole = (row.of or table.of or 0) if drawn_as(table) == REACH else most
    bars = [(row.number, row.hidden)]
    if before and row.before is not None:
        bars.append((row.before, row.hidden_before))
    for at, (number, hidden) in enumerate(bars):
        place = cell.add_paragraph() if at else cell.paragraphs[0]
        _bar(place, number, hidden, whole, now=not at)
        place.paragraph_format.space_before = Pt(1.5 if at else AROUND)
    place.paragraph_format.space_after = Pt(AROUND)


def _bar(place: Paragraph, number: int, hidden: str, whole: int, *, now: bool) -> None:
    """A bar as long as its part of the whole; a short dash of always the same length for a hidden number."""
    _high(place, BAR if now else BEFORE + 1)
    room = BARS - 12  # Word's own margins of a cell
    long = HIDDEN if hidden else max(room * min(number / whole, 1.0), LEAST) if number and whole else 0.0
    if not long:
        return
    place.paragraph_format.right_indent = Pt(room - long)
    if hidden:
        _rim(place, PAPER.now if now else PAPER.rim, dashed=True, sides=("bottom",))
        return
    if not now:
        _rim(place, PAPER.rim)
    fill = (PAPER.now if now else PAPER.before).lstrip("#")
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    _in_order(place, shade)


def _high(place: Paragraph, height: float) -> None:
    """Exactly this high, and nothing around it."""
    shape = place.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    mark = place._p.get_or_add_pPr()
    properties = OxmlElement("w:rPr")
    _element(properties, "w:sz", val="2")
    _put_before(mark, properties, ("w:sectPr", "w:pPrChange"))


def _rim(
    place: Paragraph,
    colour: str,
    *,
    dashed: bool = False,
    sides: Sequence[str] = ("top", "left", "bottom", "right"),
    away: int = 0,
) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        kind = "dashed" if dashed else "single"
        _element(borders, f"w:{side}", val=kind, sz="4", space=str(away), color=colour.lstrip("#"))
    _in_order(place, borders)


_AFTER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def _in_order(place: Paragraph, made: BaseOxmlElement) -> None:
    """Put rim or ground where the format wants it among a paragraph's properties."""
    names = _AFTER if made.tag == qn("w:pBdr") else _AFTER[1:]
    _put_before(place._p.get_or_add_pPr(), made, names)
