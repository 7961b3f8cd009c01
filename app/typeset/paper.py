"""Paper to draw on: set text, boxes, rules and pictograms, page after page, to a tagged PDF.

Lengths are points. `start` is measured from the side where reading starts (the left edge, or the right one on paper that
is read from right to left), `top` from the upper edge: a document is laid out once and mirrored by the paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from app.typeset.paragraph import LEADING, Alignment, Block, Line, Setter
from app.typeset.pictogram import POINTING, pictogram

if TYPE_CHECKING:
    from app.typeset.tagged import Element

MM = 72 / 25.4
BLACK = "#000000"
ARTIFACT = "Artifact"  # the role of what is no part of the text: page numbers, decoration


class Paper:
    """A document being drawn. Nothing is kept in files; `finish` gives the bytes.

    setter: one that outlives this document, where its words come back in the next and are nobody's secret.
    """

    def __init__(
        self,
        *,
        title: str,
        language: str,
        width: float,
        height: float,
        right_to_left: bool = False,
        setter: Setter | None = None,
    ) -> None:
        from app.typeset.canvas import TaggedCanvas

        self.title, self.language, self.right_to_left = title, language, right_to_left
        self.width, self.height = width, height
        self._setter = setter or Setter()
        self._canvas = TaggedCanvas(
            width=width, height=height, title=title, language=language, right_to_left=right_to_left
        )

    # --- text ---------------------------------------------------------------------------------------

    def set(
        self,
        text: str,
        *,
        size: float,
        width: float,
        bold: bool = False,
        italic: bool = False,
        leading: float = LEADING,
        align: Alignment = "start",
        first_line: float = 0.0,
        language: str = "",
        value: bool = False,
    ) -> Block:
        """Text in lines no wider than `width`; nothing is drawn yet. Raises CharacterMissing.

        italic: for Latin, Cyrillic and Greek of regular weight; the rest stays upright. leading: of the size,
        raised for scripts that need more. first_line: its indent. language: of this passage, where it is not
        the document's. value: written by somebody in whatever language, so that its own first letter gives
        its direction. A line end in the text ends a paragraph.
        """
        return self._setter.set(
            text,
            size=size,
            width=width,
            language=language or self.language,
            bold=bold,
            italic=italic,
            leading=leading,
            align=align,
            first_line=first_line,
            value=value,
        )

    def put(
        self, block: Block, start: float, top: float, *, role: str = "P", colour: str = BLACK, alt: str = ""
    ) -> None:
        """Draw a block. role: P, H1 to H6, Lbl, Caption …, or Artifact for what a reader aloud should pass over."""
        left = self._left(start, block.width)
        spoken = " ".join(line.text.strip() for line in block.lines) if self._turns_round(block) else ""
        with self._marked(role, language=block.language, alt=alt, spoken=spoken):
            self._canvas.code.append(_fill(colour))
            later: list[str] = []
            for number, line in enumerate(block.lines):
                base = self.height - top - block.baseline - number * block.leading
                self._draw_line(line, block, left, base, later)
            self._canvas.code.extend(later)

    @staticmethod
    def _turns_round(block: Block) -> bool:
        """Whether anything in it runs from right to left, so that the glyphs alone do not say it in order."""
        return any(piece.run.level % 2 for line in block.lines for piece in line.pieces)

    def _draw_line(self, line: Line, block: Block, left: float, base: float, later: list[str]) -> None:
        from app.typeset.written import operators

        spare = block.width - line.width
        aside = {"start": line.indent, "centre": spare / 2, "end": spare}[block.align]
        left += spare - aside if self.right_to_left else aside
        before = None
        for piece in line.pieces:
            if piece.run.glyphs:
                face = self._canvas.embedded(piece.run.face)
                self._canvas.code.extend(
                    operators(
                        piece, face, size=block.size, x=left + piece.x, y=base, before=before, later=later
                    )
                )
                before = piece

    # --- lines, boxes, pictograms: no part of the text ------------------------------------------------

    def rectangle(
        self,
        start: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        thick: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """A box, filled, outlined or both, with round corners where `radius` says so."""
        left, bottom = self._left(start, width), self.height - top - height
        with self._artifact():
            style, paint = _painted(fill, stroke, thick)
            outline = (
                _round_box(left, bottom, width, height, radius)
                if radius
                else f"{left:.3f} {bottom:.3f} {width:.3f} {height:.3f} re"
            )
            self._canvas.code.extend([*style, outline, paint])

    def sector(
        self,
        start: float,
        top: float,
        *,
        inner: float,
        outer: float,
        first: float,
        last: float,
        fill: str = "",
        stroke: str = "",
        thick: float = 1.0,
    ) -> None:
        """A part of a ring round the point (start, top), between two radii and two angles: in degrees from straight up, the
        way the clock goes (the other way on a sheet that is read from the right)."""
        with self._artifact():
            style, paint = _painted(fill, stroke, thick)
            middle, turn = (self._left(start, 0), self.height - top), -1 if self.right_to_left else 1
            outline = _ring_part(middle, (inner, outer), (turn * first, turn * last))
            self._canvas.code.extend([*style, outline, paint])

    def rule(
        self,
        start: float,
        top: float,
        width: float,
        thick: float = 0.75,
        colour: str = BLACK,
        *,
        dashed: bool = False,
    ) -> None:
        """A line from `start` across `width`, its middle at `top`."""
        left, base = self._left(start, width), self.height - top
        with self._artifact():
            dash = f"[{thick * 4:.2f} {thick * 3:.2f}] 0 d " if dashed else ""
            self._canvas.code.append(
                f"{_rgb(colour)} RG {thick:.3f} w {dash}{left:.3f} {base:.3f} m {left + width:.3f} {base:.3f} l S"
            )

    def cross(
        self, start: float, top: float, side: float, *, thick: float = 1.0, colour: str = BLACK
    ) -> None:
        """Two strokes from corner to corner of a square."""
        left, upper = self._left(start, side), self.height - top
        right, lower = left + side, upper - side
        with self._artifact():
            self._canvas.code.append(
                f"{_rgb(colour)} RG {thick:.3f} w 1 J {left:.3f} {upper:.3f} m {right:.3f} {lower:.3f} l "
                f"{left:.3f} {lower:.3f} m {right:.3f} {upper:.3f} l S"
            )

    def pictogram(
        self, name: str, start: float, top: float, side: float, colour: str = BLACK, *, alt: str = ""
    ) -> None:
        """A bundled pictogram in a square. alt: what it shows, where the text beside it does not say it already."""
        drawing = pictogram(name)
        scale = side / max(drawing.width, drawing.height)
        left, upper = self._left(start, side), self.height - top
        box = (left, upper - side, left + side, upper)
        turned = self.right_to_left and name in POINTING
        across, origin = (-scale, left + side) if turned else (scale, left)
        with self._marked("Figure", alt=alt, box=box) if alt else self._artifact():
            self._canvas.code.append(
                f"{_fill(colour)} {across:.5f} 0 0 {-scale:.5f} {origin:.3f} {upper:.3f} cm"
            )
            self._canvas.draw(f"{drawing.operators}\nf", box=f"0 0 {drawing.width:g} {drawing.height:g}")

    def figure(self, start: float, top: float, width: float, height: float, *, alt: str) -> None:
        """Say in words what the lines and boxes show that are drawn in this place; it draws nothing."""
        left, upper = self._left(start, width), self.height - top
        with self._marked("Figure", alt=alt, box=(left, upper - height, left + width, upper)):
            self._canvas.code.append(f"{left:.3f} {upper - height:.3f} {width:.3f} {height:.3f} re n")

    # --- structure and pages --------------------------------------------------------------------------

    @contextmanager
    def part(self, role: str) -> Iterator[None]:
        """What is put inside belongs together: Sect, Table, TR, TD, TH …"""
        self._canvas.structure.begin(role)
        yield
        self._canvas.structure.end()

    def list(self) -> AbstractContextManager[None]:
        """What is put inside is a list of items."""
        return self.part("L")

    @contextmanager
    def item(self) -> Iterator[None]:
        """What is put inside is one item of a list."""
        with self.part("LI"), self.part("LBody"):
            yield

    def next_page(self) -> None:
        """Go on on a new page."""
        self._canvas.next_page()

    def finish(self) -> bytes:
        """The PDF. Nothing can be drawn after it."""
        return self._canvas.finish()

    @staticmethod
    def bind(papers: Sequence[tuple[str, Paper]], *, title: str) -> bytes:
        """One PDF of several papers in this order, each a bookmark with its name. Nothing can be drawn after it."""
        from app.typeset.canvas import bound

        canvases = [paper._canvas for _name, paper in papers]
        return bound(canvases, names=[name for name, _paper in papers], title=title)

    # --- within -----------------------------------------------------------------------------------------

    def _left(self, start: float, width: float) -> float:
        return self.width - start - width if self.right_to_left else start

    @contextmanager
    def _marked(
        self,
        role: str,
        *,
        language: str = "",
        alt: str = "",
        spoken: str = "",
        box: tuple[float, float, float, float] | None = None,
    ) -> Iterator[None]:
        from app.typeset.tagged import Element

        if role == ARTIFACT:
            with self._artifact():
                yield
            return
        foreign = language if language != self.language else ""
        element: Element = Element(role, language=foreign, alt=alt, spoken=spoken, box=box)
        number = self._canvas.structure.mark(element)
        self._canvas.code.append(f"/{role} <</MCID {number}>> BDC q")
        yield
        self._canvas.code.append("Q EMC")

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        self._canvas.code.append("/Artifact BMC q")
        yield
        self._canvas.code.append("Q EMC")


def _rgb(colour: str) -> str:
    """ "#rrggbb" as PDF numbers."""
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.4g}" for place in (1, 3, 5))


def _fill(colour: str) -> str:
    return f"{_rgb(colour)} rg"


def _painted(fill: str, stroke: str, thick: float) -> tuple[list[str], str]:
    """The operators that set the colours of an outline, and the one that paints it: filled, drawn along, or both."""
    style = [_fill(fill)] if fill else []
    style += [f"{_rgb(stroke)} RG {thick:.3f} w"] if stroke else []
    return style, {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(fill), bool(stroke)]


def _ring_part(middle: tuple[float, float], radii: tuple[float, float], angles: tuple[float, float]) -> str:
    """The outline of a part of a ring: out along one side, round, in along the other, and back. A curve of up to 30 degrees
    is off a circle by a millionth of the radius."""
    inner, outer = radii
    first, last = (math.radians(angle) for angle in angles)
    pieces = max(1, math.ceil(abs(last - first) / math.radians(30)))

    def at(radius: float, angle: float) -> tuple[float, float]:
        return middle[0] + radius * math.sin(angle), middle[1] + radius * math.cos(angle)

    def arc(radius: float, begin: float, end: float) -> Iterator[str]:
        step = (end - begin) / pieces
        reach = radius * 4 / 3 * math.tan(step / 4)
        for number in range(pieces):
            here, there = begin + number * step, begin + (number + 1) * step
            (x0, y0), (x3, y3) = at(radius, here), at(radius, there)
            x1, y1 = x0 + reach * math.cos(here), y0 - reach * math.sin(here)
            x2, y2 = x3 - reach * math.cos(there), y3 + reach * math.sin(there)
            yield " ".join(f"{number:.3f}" for number in (x1, y1, x2, y2, x3, y3)) + " c"

    begin, corner = at(outer, first), at(inner, last)
    return " ".join(
        [
            f"{begin[0]:.3f} {begin[1]:.3f} m",
            *arc(outer, first, last),
            f"{corner[0]:.3f} {corner[1]:.3f} l",
            *arc(inner, last, first),
            "h",
        ]
    )


def _round_box(left: float, bottom: float, width: float, height: float, radius: float) -> str:
    """A rectangle whose corners are quarter circles, near enough (0.0003 of the radius)."""
    radius = min(radius, width / 2, height / 2)
    right, upper, reach = left + width, bottom + height, radius * 0.4477
    corners = (
        ((right - radius, bottom), (right - reach, bottom, right, bottom + reach, right, bottom + radius)),
        ((right, upper - radius), (right, upper - reach, right - reach, upper, right - radius, upper)),
        ((left + radius, upper), (left + reach, upper, left, upper - reach, left, upper - radius)),
        ((left, bottom + radius), (left, bottom + reach, left + reach, bottom, left + radius, bottom)),
    )
    path = [f"{left + radius:.3f} {bottom:.3f} m"]
    for (x, y), curve in corners:
        path += [f"{x:.3f} {y:.3f} l", " ".join(f"{number:.3f}" for number in curve) + " c"]
    return " ".join([*path, "h"])
