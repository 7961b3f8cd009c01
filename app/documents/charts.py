"""A table of numbers as a picture: bars in its rows, a bar of a whole, or a column a month; the same on paper and screen.

This year is a full bar, last year a narrow one with a rim and a light ground, so that they differ in grey and for the
colour-blind too. A hidden number is a dash that is always of the same length. Every number stands beside its bar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.base.languages import _, current
from app.documents.paper import Block, Paper
from app.statistics.tables import BARS, MONTHS, NONE, REACH, Row, Table
from app.typeset.paragraph import Alignment, Setter

SIZE, SMALL = 9.0, 7.5  # points of the words, and of what stands beside a bar in a column
BAR, BEFORE, PAD = (
    9.0,
    5.0,
    2.5,
)  # heights of this year's and last year's bar, and the room above and below a row
NUMBER, SHARE, YEAR = 40.0, 40.0, 58.0  # widths of the columns of numbers
_WIDE = {"number": NUMBER, "of": NUMBER, "share": SHARE, "before": YEAR}
MOST_MONTHS, COLUMNS = 13, 96.0  # columns in one picture, and how high the highest is
HIDDEN = 12.0  # how long the dash of every hidden number is
LEAST = 1.2  # so much of a bar is seen of any number but none


@dataclass(frozen=True)
class Ink:
    """The colours of a picture: Okabe and Ito's blue and sky blue, on paper or on the window's ground."""

    ground: str = ""
    text: str = "#000000"
    soft: str = "#5a5a5a"
    line: str = "#c9ced6"
    now: str = "#0072b2"
    before: str = "#dcebf6"
    rim: str = "#3f7fa8"
    track: str = "#eef0f3"


PAPER = Ink()


@dataclass(frozen=True)
class Piece:
    """A part of a picture that stays on one page. draw: paper, start, top."""

    height: float
    draw: Callable[[Paper, float, float], None]


@dataclass(frozen=True)
class Picture:
    """A table laid out for a width. pieces: its rows, or its columns as one piece. rows: whether the pieces are a table's
    rows, which say every number in words too."""

    pieces: tuple[Piece, ...]
    said: str
    rows: bool

    @property
    def height(self) -> float:
        """How high all of it is."""
        return sum(piece.height for piece in self.pieces)


def picture(
    table: Table, *, width: float, ink: Ink = PAPER, setter: Setter | None = None, pad: float = PAD
) -> Picture:
    """A table as a picture of this width in points. pad: the room above and below what stands in a row."""
    made = _Rows(table, width, ink, setter or Setter(), pad=pad)
    if drawn_as(table) == MONTHS:
        return Picture((_columns(made),), in_words(table), rows=False)
    return Picture((*made.head(), *(made.row(row) for row in table.rows)), in_words(table), rows=True)


def rows_in_words(table: Table, *, width: float, ink: Ink = PAPER, setter: Setter | None = None) -> Picture:
    """The rows of a table without a picture: what stands below columns."""
    made = _Rows(table, width, ink, setter or Setter(), kind=NONE)
    return Picture((*made.head(), *(made.row(row) for row in table.rows)), "", rows=True)


def picture_pdf(table: Table, *, width: float, ink: Ink, pad: float) -> tuple[bytes, tuple[float, ...]]:
    """The picture alone as a PDF of its own size, for the window; and how high each of its pieces is, in points."""
    setter = Setter()
    found = picture(table, width=width, ink=ink, setter=setter, pad=pad)
    high = max(found.height, 1.0)
    paper = Paper(title=table.title, language=current(), width=width, height=high, setter=setter)
    if ink.ground:
        paper.rectangle(-1, -1, width + 2, high + 2, fill=ink.ground)
    top = 0.0
    for piece in found.pieces:
        piece.draw(paper, 0.0, top)
        top += piece.height
    return paper.finish(), tuple(piece.height for piece in found.pieces)


def drawn_as(table: Table) -> str:
    """How it is drawn: more months than there is room for are bars, and a table without numbers is not drawn."""
    if table.picture == MONTHS and not 1 < len(table.rows) <= MOST_MONTHS:
        return BARS
    return table.picture if table.picture in (BARS, MONTHS, REACH) else NONE


def columns_of(table: Table) -> tuple[str, ...]:
    """Which columns of numbers it has: number, of, share, before."""
    shares = any(table.share(row) for row in table.rows)
    years = any(row.before is not None for row in table.rows)
    on = (("number", True), ("of", drawn_as(table) == REACH), ("share", shares), ("before", years))
    return tuple(name for name, here in on if here)


def column_words() -> dict[str, str]:
    """What stands above each column of numbers."""
    return {"number": _("Number"), "of": _("Of"), "share": _("Share"), "before": _("Year before")}


def cells_of(table: Table, row: Row) -> dict[str, str]:
    """What stands in each column of numbers of a row."""
    whole = str(row.of or table.of or "")
    return {"number": row.shown(), "of": whole, "share": table.share(row), "before": row.shown_before()}


def longest(table: Table) -> int:
    """The number that the longest bar of a table is."""
    shown = (0 if row.hidden else row.number for row in table.rows)
    before = (0 if row.hidden_before else row.before or 0 for row in table.rows)
    return max((*shown, *before), default=0)


def in_words(table: Table) -> str:
    """The text alternative: each row with its number, and last year's where there is one."""
    return f"{table.title}. " + " ".join(_row_in_words(table, row) for row in table.rows)


def _row_in_words(table: Table, row: Row) -> str:
    said = f"{row.label}: {row.shown()}"
    share = table.share(row)
    said += f" ({share})" if share else ""
    return said + (_(", year before {number}.", number=row.shown_before()) if row.before is not None else ".")


class _Rows:
    """The rows of one table: its columns, its longest bar, its words."""

    def __init__(
        self,
        table: Table,
        width: float,
        ink: Ink,
        setter: Setter,
        *,
        kind: str | None = None,
        pad: float = PAD,
    ) -> None:
        self.table, self.width, self.ink, self.setter, self.pad = table, width, ink, setter, pad
        self.kind = drawn_as(table) if kind is None else kind
        self.columns = columns_of(table)
        self.years, self.wholes = "before" in self.columns, "of" in self.columns
        numbers = sum(_WIDE[name] for name in self.columns)
        drawn = self.kind != NONE
        self.label = min(210.0, 0.4 * width) if drawn else width - numbers - 8
        self.bars = width - numbers - self.label - 16 if drawn else 0.0
        self.most = longest(table)

    def set(
        self, text: str, width: float, *, size: float = SIZE, bold: bool = False, align: Alignment = "start"
    ) -> Block:
        return self.setter.set(
            text, size=size, width=max(width, 8), language=current(), bold=bold, align=align, leading=1.2
        )

    def _cells(self) -> list[tuple[float, str]]:
        """Where each column of numbers begins, and what it holds."""
        start, found = self.width - sum(_WIDE[name] for name in self.columns), []
        for name in self.columns:
            found.append((start, name))
            start += _WIDE[name]
        return found

    def head(self) -> tuple[Piece, ...]:
        """What the columns are; the squares say which bar is which."""
        says = column_words()
        if not self.table.rows:
            return ()
        blocks = [
            (start, name, self.set(says[name], _WIDE[name] - 2, size=SMALL, align="end"))
            for start, name in self._cells()
        ]
        high = max(block.height for _start, _name, block in blocks) + 3
        return (Piece(high, partial(self._draw_head, blocks)),)

    def _draw_head(
        self, blocks: list[tuple[float, str, Block]], paper: Paper, start: float, top: float
    ) -> None:
        with paper.part("TR"):
            for at, name, block in blocks:
                if self.kind != NONE and self.years and name in ("number", "before"):
                    wide = max(line.width for line in block.lines)
                    self._mark(paper, start + at + _WIDE[name] - 12 - wide, top + 2, name)
                paper.put(block, start + at + 2, top, role="TH", colour=self.ink.soft)

    def _mark(self, paper: Paper, start: float, top: float, name: str) -> None:
        if name == "number":
            paper.rectangle(start, top, 7, 6, fill=self.ink.now)
        else:
            paper.rectangle(
                start + 0.4, top + 1, 6.2, 4, fill=self.ink.before, stroke=self.ink.rim, thick=0.8
            )

    def row(self, row: Row) -> Piece:
        """A row: its name, its bars, its numbers."""
        name = self.set(row.label, self.label)
        bars = 0.0 if self.kind == NONE else BAR + (BEFORE + 1 if row.before is not None else 0)
        return Piece(max(name.height, bars) + 2 * self.pad, partial(self._draw_row, row, name, bars))

    def _draw_row(self, row: Row, name: Block, bars: float, paper: Paper, start: float, top: float) -> None:
        high = max(name.height, bars)
        says = cells_of(self.table, row)
        with paper.part("TR"):
            paper.put(name, start, top + self.pad + (high - name.height) / 2, role="TD", colour=self.ink.text)
            for at, cell in self._cells():
                if says[cell]:
                    bold = cell == "number"
                    block = self.set(says[cell], _WIDE[cell] - 2, bold=bold, align="end")
                    colour = self.ink.text if bold else self.ink.soft
                    middle = top + self.pad + (high - block.height) / 2
                    paper.put(block, start + at + 2, middle, role="TD", colour=colour)
        if self.kind != NONE:
            self._bars(paper, row, start + self.label + 8, top + self.pad + (high - bars) / 2)
        paper.rule(start, top + high + 2 * self.pad, self.width, 0.3, self.ink.line)

    def _bars(self, paper: Paper, row: Row, start: float, top: float) -> None:
        of = (row.of or self.table.of or 0) if self.wholes else self.most
        if self.wholes:
            paper.rectangle(start, top, self.bars, BAR, fill=self.ink.track)
        if row.hidden:
            paper.rule(start, top + BAR / 2, HIDDEN, 1.6, self.ink.now, dashed=True)
        elif row.number and of:
            paper.rectangle(start, top, self._long(row.number, of), BAR, fill=self.ink.now)
        if row.before is None:
            return
        lower = top + BAR + 1
        if row.hidden_before:
            paper.rule(start, lower + BEFORE / 2, HIDDEN, 1.0, self.ink.rim, dashed=True)
        elif row.before and of:
            long = max(self._long(row.before, of) - 0.8, 0.6)
            paper.rectangle(
                start + 0.4, lower + 0.4, long, BEFORE - 0.8,
                fill=self.ink.before, stroke=self.ink.rim, thick=0.8,
            )  # fmt: skip

    def _long(self, number: int, of: int) -> float:
        return max(self.bars * min(number / of, 1.0), LEAST)


def _columns(made: _Rows) -> Piece:
    return Piece(COLUMNS + 46 + (12 if made.years else 0), partial(_draw_columns, made))


def _draw_columns(made: _Rows, paper: Paper, start: float, top: float) -> None:
    """A column a month, last year's beside it; all of it is drawing, which the words of the figure say."""
    table, ink = made.table, made.ink
    high = COLUMNS + 46 + (12 if made.years else 0)
    paper.figure(start, top, made.width, high, alt=in_words(table))
    if made.years:
        _legend(made, paper, start, top)
    base = top + high - 30
    slot = made.width / len(table.rows)
    wide = min(slot * 0.4, 22.0)
    for at, row in enumerate(table.rows):
        middle = start + (at + 0.5) * slot
        left = middle - (wide * 0.9 if made.years else wide / 2)
        _column(made, paper, row.number, row.hidden, left, base, wide, now=True)
        if row.before is not None:
            _column(made, paper, row.before, row.hidden_before, left + wide + 1, base, wide * 0.75, now=False)
        first, _space, rest = row.label.partition(" ")
        words = [first[:3], rest if at == 0 or row.code.endswith("-01") else ""]
        for line, word in enumerate(word for word in words if word):
            block = made.set(word, slot, size=SMALL, align="centre")
            paper.put(block, start + at * slot, base + 3 + 10 * line, role="Artifact", colour=ink.soft)
    paper.rule(start, base, made.width, 0.6, ink.line)


def _legend(made: _Rows, paper: Paper, start: float, top: float) -> None:
    for name, word in (("number", _("Number")), ("before", _("Year before"))):
        made._mark(paper, start, top + 1.5, name)
        block = made.set(word, 120, size=SMALL)
        paper.put(block, start + 11, top, role="Artifact", colour=made.ink.soft)
        start += 11 + block.lines[0].width + 18


def _column(
    made: _Rows,
    paper: Paper,
    number: int,
    hidden: str,
    left: float,
    base: float,
    wide: float,
    *,
    now: bool,
) -> None:
    from app.statistics.tables import shown

    ink = made.ink
    long = 0.0
    if hidden:
        paper.rule(left, base - 3, wide, 1.4, ink.now if now else ink.rim, dashed=True)
        long = 5.0
    elif number:
        long = max(COLUMNS * number / made.most, LEAST)
        if now:
            paper.rectangle(left, base - long, wide, long, fill=ink.now)
        else:
            inner = max(long - 0.8, 0.6)
            paper.rectangle(
                left + 0.4, base - inner - 0.4, wide - 0.8, inner, fill=ink.before, stroke=ink.rim, thick=0.8
            )
    if number or hidden or now:
        room = max(wide + 8, 18.0)
        block = made.set(shown(number, hidden), room, size=SMALL, bold=now, align="centre")
        colour = ink.text if now else ink.soft
        paper.put(
            block,
            left + wide / 2 - room / 2,
            base - long - block.height - 1,
            role="Artifact",
            colour=colour,
        )
