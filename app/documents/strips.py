"""The foot of a poster that is taken away: slips to tear off one by one, or a larger one to cut off and fill in.

Their letters are for the hand and do not grow with the poster; a wider poster has more slips side by side.
"""

from __future__ import annotations

from typing import NamedTuple

from app.base.languages import _
from app.documents.document import Inputs
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.message_sheet import MessageSheet, Slips
from app.documents.sheet_texts import NORWEGIAN, Said
from app.typeset.evening import evened
from app.typeset.paper import ARTIFACT, MM, Paper
from app.typeset.paragraph import Block

STRIPS, SLIP = "strips", "slip"
WIDTHS = {STRIPS: 48 * MM, SLIP: 140 * MM}  # at least, for one of them
SIZES = {STRIPS: (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0), SLIP: (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0)}
MOST = 62 * MM  # the height of one
LABELS = (0.36, 0.46, 0.56)  # of a column: what the labels take, the rest is for writing
EDGE = 5 * MM  # between a line to cut along and what is written
BOTTOM = 7 * MM  # above the edge of the page, where no printer prints
LINE_APART = 21.0
TITLE, BESIDE = 1.25, 7.0  # of the text's size; in points
CUT, GREY, LINE = "#8a8a8a", "#5a5a5a", "#8a8a8a"
DASH = 5.0
STRIP_FIELDS = ("request_name", "request_ward")
SLIP_FIELDS = (*STRIP_FIELDS, "request_language", "request_about")


def slips(inputs: Inputs) -> Slips:
    """What the slips say."""
    kind = inputs.values["strips"]
    texts = inputs.texts()
    contact = inputs.values["contact"] or texts.say("counsellor")
    fields = SLIP_FIELDS if kind == SLIP else STRIP_FIELDS
    return Slips(
        kind=kind,
        call=texts.say("tear_off"),
        request=texts.said("request_title", always=True),
        to=texts.say("request_to", contact=contact),
        place=inputs.values["place"],
        fields=tuple(texts.said(key, always=True) for key in fields),
        open=texts.said("request_open", always=True) if kind == SLIP else None,
    )


class Piece(NamedTuple):
    """A block of a slip, or a label with its Norwegian and room to write beside it.

    width: of its column. lines: to write on; 0 for mere text.
    """

    block: Block
    width: float
    under: Block | None = None
    colour: str = "#000000"
    lines: int = 0
    before: float = 0.0

    @property
    def height(self) -> float:
        """With the room to write and the space above."""
        text = self.block.height + (self.under.height if self.under else 0.0)
        return self.before + max(text, self.lines * LINE_APART)


class Column(NamedTuple):
    """Pieces one below the other. start: from where the slip's writing begins."""

    start: float
    pieces: tuple[Piece, ...]

    @property
    def height(self) -> float:
        """All pieces."""
        return sum(one.height for one in self.pieces)


class Foot(NamedTuple):
    """The set slips. edge: between a line to cut along and what is written."""

    across: int
    width: float
    edge: float
    call: Block
    columns: tuple[Column, ...]
    air: float

    @property
    def height(self) -> float:
        """All that they take of the page, from the call to tear one off down to its edge."""
        return self.air + self.call.height + self.air * 0.6 + EDGE + _tall(self.columns) + BOTTOM


def set_foot(paper: Paper, sheet: MessageSheet, given: Slips, *, margin: float, call_size: float) -> Foot:
    """The slips in the largest letters that fit them. Raises TextTooLong."""
    across = int(paper.width // WIDTHS[given.kind])
    width = paper.width / across
    edge = EDGE if given.kind == STRIPS else max(margin / across, EDGE)

    found = None
    for share in LABELS:
        found = found or _fitting(paper, given, width - 2 * edge, share)
    if found is None:
        raise TextTooLong(document=_("Poster"), size=sheet.size)
    call = paper.set(given.call, size=call_size, bold=True, width=paper.width - 2 * margin, leading=1.2)
    return Foot(across, width, edge, evened(call), found, call_size * 0.9)


def _fitting(paper: Paper, given: Slips, width: float, share: float) -> tuple[Column, ...] | None:
    return largest(SIZES[given.kind], lambda size: _columns(paper, given, size, width, share), _fits)


def _fits(columns: tuple[Column, ...]) -> bool:
    words = all(not one.block.torn for column in columns for one in column.pieces)
    return words and _tall(columns) <= MOST


def _tall(columns: tuple[Column, ...]) -> float:
    return max(column.height for column in columns)


def _columns(paper: Paper, given: Slips, size: float, width: float, share: float) -> tuple[Column, ...]:
    """One slip: all in one column, or what it says in one and what is written in the other."""
    if given.kind == STRIPS:
        pieces = [*_words(paper, given, size, width), *_fields(paper, given, size, width, share)]
        return (Column(0.0, tuple(pieces)),)
    first = width * 0.38
    second = width - first - EDGE
    return (
        Column(0.0, tuple(_words(paper, given, size, first))),
        Column(first + EDGE, tuple(_fields(paper, given, size, second, share))),
    )


def _words(paper: Paper, given: Slips, size: float, width: float) -> list[Piece]:
    title = evened(paper.set(given.request.text, size=size * TITLE, bold=True, width=width, leading=1.15))
    made = [Piece(title, width)]
    if given.request.norwegian:
        made.append(_norwegian(paper, given.request, width))
    to = evened(paper.set(given.to, size=size, width=width, leading=1.2))
    made.append(Piece(to, width, before=size * 0.3))
    if given.place:
        place = paper.set(given.place, size=size, width=width, leading=1.2, value=True)
        made.append(Piece(evened(place), width))
    if given.open:
        text = evened(paper.set(given.open.text, size=size * 0.85, width=width, leading=1.2))
        made.append(Piece(text, width, before=size * 0.6))
        if given.open.norwegian:
            made.append(_norwegian(paper, given.open, width))
    return made


def _norwegian(paper: Paper, said: Said, width: float) -> Piece:
    block = paper.set(said.norwegian, size=BESIDE, width=width, leading=1.25, language=NORWEGIAN)
    return Piece(evened(block), width, colour=GREY, before=1.5)


def _fields(paper: Paper, given: Slips, size: float, width: float, share: float) -> list[Piece]:
    """Labels and, beside each, room to write."""
    made = []
    for number, said in enumerate(given.fields):
        block = paper.set(said.text, size=size * 0.9, width=width * share, leading=1.15)
        under = None
        if said.norwegian:
            under = _norwegian(paper, said, width * share).block
        before = size * 0.3 if number or given.kind == STRIPS else 0.0
        made.append(Piece(block, width, under, lines=1, before=before))
    if given.kind == SLIP:
        made[-1] = made[-1]._replace(lines=2)
    return made


def draw_foot(paper: Paper, foot: Foot, *, margin: float) -> None:
    """The call, the lines to cut along, and the slips side by side; a reader aloud hears the first alone."""
    top = paper.height - foot.height + foot.air
    paper.put(foot.call, margin, top)
    top += foot.call.height + foot.air * 0.6
    paper.rule(0, top, paper.width, 0.8, CUT, dashed=True)
    for number in range(foot.across):
        start = number * foot.width
        if number:
            _dashes(paper, start, top)
        with paper.part("Sect"):
            for column in foot.columns:
                _draw(paper, column, start + foot.edge + column.start, top + EDGE, again=number > 0)


def _draw(paper: Paper, column: Column, start: float, top: float, *, again: bool) -> None:
    role = ARTIFACT if again else "P"
    for one in column.pieces:
        top += one.before
        paper.put(one.block, start, top, role=role, colour=one.colour)
        if one.under:
            paper.put(one.under, start, top + one.block.height, role=role, colour=GREY)
        beside = one.block.width + 4
        for line in range(one.lines):
            paper.rule(start + beside, top + (line + 1) * LINE_APART - 5, one.width - beside, 0.6, LINE)
        top += one.height - one.before


def _dashes(paper: Paper, start: float, top: float) -> None:
    """A dashed line from `top` down to the edge of the page."""
    for number in range(int((paper.height - top) // DASH)):
        paper.rectangle(start - 0.4, top + number * DASH, 0.8, DASH * 0.57, fill=CUT)
