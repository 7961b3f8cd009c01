"""A paragraph shaped once and laid out in lines for any size and width. Lengths are points unless they say em."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from typing import Literal, NamedTuple

from app.typeset.bidi import visual_order
from app.typeset.faces import main_face
from app.typeset.runs import Stretch
from app.typeset.scripts import is_right_to_left
from app.typeset.shaped import HYPHEN, SOFT_HYPHEN, Shaped, shape_paragraph
from app.typeset.shaping import Run, part, shape

Alignment = Literal["start", "centre", "end"]
LEADING = 1.36  # of the size, where the caller asks for none: what Noto Sans itself asks for
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
ROUGH = 0.4  # of a line: what may stay empty at its end before a word is parted
_TRIALS = 8  # sizes and widths in which a paragraph is tried until the page is full
_SLACK = 1e-6  # em; sums of the same advances may differ in the last digit


class Piece(NamedTuple):
    """A run on its line. x: from the line's left edge, in points. text: the characters it stands for."""

    run: Run
    x: float
    text: str


class Line(NamedTuple):
    """A line with its pieces in reading order. width: without the white space at its end. indent: at its start."""

    pieces: tuple[Piece, ...]
    width: float
    indent: float = 0.0

    @property
    def text(self) -> str:
        """What the line says, in reading order."""
        return "".join(piece.text for piece in self.pieces)


class Cut(NamedTuple):
    """Where a line starts and ends in its paragraph: enough to measure by, so that text tried in many sizes is cheap."""

    shaped: Shaped
    start: int
    end: int
    indent: float
    hyphen: bool = False  # a word is parted at its end


class Block:
    """Set text, ready to be placed and never changed; what is measured is what is drawn.

    width: what it was set to; leading: from line to line; baseline: of the first line, from the top.
    """

    def __init__(
        self,
        cuts: tuple[Cut, ...],
        *,
        size: float,
        width: float,
        leading: float,
        baseline: float,
        language: str,
        align: Alignment,
    ) -> None:
        self.cuts, self.size, self.width = cuts, size, width
        self.leading, self.baseline = leading, baseline
        self.language, self.align = language, align

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines with their glyphs; built when they are first asked for."""
        return tuple(_line(one, self.size) for one in self.cuts)

    @property
    def height(self) -> float:
        """All lines."""
        return len(self.cuts) * self.leading

    @property
    def line_count(self) -> int:
        """How many lines it took."""
        return len(self.cuts)

    @property
    def torn(self) -> bool:
        """Whether a word is cut at the end of a line, with a hyphen or, where no rule for one is known, without."""
        return any(one.end not in one.shaped.places for one in self.cuts if one.end)

    @property
    def ink_width(self) -> float:
        """The longest line."""
        return max((line.indent + line.width for line in self.lines), default=0.0)

    def cut(self, height: float) -> tuple[Block | None, Block | None]:
        """The lines that have room in `height`, and the rest; None for what is empty."""
        count = min(max(int(height / self.leading + _SLACK), 0), len(self.cuts))
        if not count:
            return None, self
        if count == len(self.cuts):
            return self, None
        return self.with_cuts(self.cuts[:count]), self.with_cuts(self.cuts[count:])

    def with_cuts(self, cuts: tuple[Cut, ...]) -> Block:
        """The same block with other lines."""
        return Block(
            cuts,
            size=self.size,
            width=self.width,
            leading=self.leading,
            baseline=self.baseline,
            language=self.language,
            align=self.align,
        )


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs that line ends make; a tab is a blank."""
    return _LINE_ENDS.split(text.replace("\t", " "))


class Setter:
    """Sets text; a paragraph that is set again in another size or width is not shaped again, and one that was set so
    before is the same block.

    most: how many paragraphs it remembers, None for all; one that outlives its document needs a bound.
    """

    def __init__(self, most: int | None = None) -> None:
        shape = lru_cache(maxsize=most)(shape_paragraph)
        self._set = lru_cache(maxsize=most and most * _TRIALS)(partial(_set, shape))

    def set(
        self,
        text: str,
        *,
        size: float,
        width: float,
        language: str,
        bold: bool = False,
        italic: bool = False,
        leading: float = LEADING,
        align: Alignment = "start",
        first_line: float = 0.0,
        value: bool = False,
    ) -> Block:
        """The text in lines no wider than `width`. Raises CharacterMissing.

        italic: for letters that have a sloping form; others stay upright.
        leading: of the size; raised where the script's marks would run into the next line.
        value: written by somebody in whatever language, so its first strong letter gives its direction.
        """
        return self._set(
            text,
            size=size,
            width=width,
            language=language,
            bold=bold,
            italic=italic,
            leading=leading,
            align=align,
            first_line=first_line,
            value=value,
        )


def _set(
    shape: Callable[..., Shaped],
    text: str,
    *,
    size: float,
    width: float,
    language: str,
    bold: bool,
    italic: bool,
    leading: float,
    align: Alignment,
    first_line: float,
    value: bool,
) -> Block:
    base = None if value and text else int(is_right_to_left(language))
    cuts: list[Cut] = []
    tightest = 0.0
    for paragraph in paragraphs_of(text):
        shaped = shape(paragraph, language=language, bold=bold, italic=italic, base=base)
        cuts += lay_out(shaped, size=size, width=width, first_line=first_line)
        tightest = max(tightest, shaped.tightest)
    face = main_face(language, bold=bold)
    step = size * max(leading, tightest)
    return Block(
        tuple(cuts),
        size=size,
        width=width,
        leading=step,
        baseline=(step - size * (face.ascent + face.descent)) / 2 + size * face.ascent,
        language=language,
        align=align,
    )


def lay_out(
    shaped: Shaped, *, size: float, width: float, first_line: float = 0.0, hyphens: bool = True
) -> list[Cut]:
    """The paragraph in lines, each as full as it may be. An empty paragraph is an empty line.

    hyphens: part a word where the line would else stay half empty, in the languages that we know rules for.
    """
    if not shaped.text:
        return [Cut(shaped, 0, 0, 0.0)]
    cuts: list[Cut] = []
    start = 0
    while start < len(shaped.text):
        indent = 0.0 if cuts else first_line
        end, parted = _line_end(shaped, start, (width - indent) / size, hyphens=hyphens)
        cuts.append(Cut(shaped, start, end, indent, parted))
        start = end
    return cuts


def _line_end(shaped: Shaped, start: int, room: float, *, hyphens: bool) -> tuple[int, bool]:
    """The last place where the line that starts at `start` still fits in `room` (em), and whether it parts a word."""
    limit = shaped.reach[start] + room + _SLACK
    found = bisect_right(shaped.reach_at_places, limit) - 1
    end = shaped.places[found] if found >= 0 and shaped.places[found] > start else 0
    if (
        hyphens
        and end < len(shaped.text)
        and (not end or shaped.reach_at_places[found] < limit - room * ROUGH)
    ):
        place = _hyphen_between(shaped, max(end, start), limit)
        if place:
            return place, True
    if end:
        return end, False
    fitting = [place for place in shaped.letters if place > start and shaped.reach[place] <= limit]
    return (fitting[-1] if fitting else next(place for place in shaped.letters if place > start)), False


def _hyphen_between(shaped: Shaped, start: int, limit: float) -> int:
    """The last place after `start` at which a hyphen still fits; 0 where there is none."""
    fitting = (place for place in shaped.hyphens if place > start and shaped.reach[place] + HYPHEN <= limit)
    return max(fitting, default=0)


def _line(cut: Cut, size: float) -> Line:
    shaped, start, end, indent, parted = cut
    if start == end:
        return Line((), 0.0)
    visible = max(shaped.without_blank(end), start)
    if shaped.text[end - 1] == SOFT_HYPHEN and start + 1 < end < len(shaped.text):
        runs = _runs_between(shaped, start, end - 1)
        runs.append(_hyphen(shaped, runs[-1], end - 1, end))
    else:
        runs = _runs_between(shaped, start, end)
    if runs[-1].level != shaped.levels.base or runs[-1].start >= visible:
        # White space at the end of a line has the paragraph's direction (rule L1), whatever it follows.
        tail = _runs_between(shaped, visible, end)
        runs = _runs_between(shaped, start, visible) + [
            run._replace(level=shaped.levels.base) for run in tail
        ]
    if parted:
        runs.append(_hyphen(shaped, runs[-1], end, end))
    blank = (shaped.reach[end] - shaped.reach[visible]) * size
    # It hangs out of the line, at the left where that is the end.
    x = start_x = -blank if shaped.levels.base % 2 else 0.0
    pieces: dict[int, Piece] = {}
    for index in visual_order([run.level for run in runs]):
        run = runs[index]
        pieces[index] = Piece(run, x, shaped.text[run.start : run.end])
        x += run.advance * size
    return Line(tuple(pieces[index] for index in range(len(runs))), x - start_x - blank, indent)


def _runs_between(shaped: Shaped, start: int, end: int) -> list[Run]:
    """What of each run stands between two indices."""
    if start >= end:
        return []
    first, last = bisect_right(shaped.starts, start) - 1, bisect_left(shaped.starts, end)
    return [
        part(run, shaped.text, stretch, start, end, language=shaped.language)
        for run, stretch in zip(shaped.runs[first:last], shaped.stretches[first:last], strict=True)
    ]


def _hyphen(shaped: Shaped, after: Run, start: int, end: int) -> Run:
    """The hyphen at the end of a line. It stands for a soft hyphen in the text, or for no character of its own."""
    mark = "\u2010" if 0x2010 in after.face.characters else "-"
    shown = shape(mark, Stretch(0, 1, after.face, "Latn", after.level), language=shaped.language)
    glyphs = tuple(glyph._replace(cluster=start) for glyph in shown.glyphs)
    return shown._replace(start=start, end=end, glyphs=glyphs)
