"""The slip "I want to talk": four to a page, with the fields of a request in the order in which they are typed in.

Everything stands in the language of the slip and, where that is another, in Norwegian beside it, so that whoever types
it in can read it. Who asks is the person themselves unless another box is ticked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_, _
from app.base.settings import GUIDANCE_CONTACT, SCHOOL_NAME
from app.documents.cutting import Cell, cells
from app.documents.document import Document, Inputs, Parameter
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.flow import BLACK, GREY, LINE, a4
from app.documents.paper import Paper
from app.documents.sheet_texts import NORWEGIAN, Said
from app.documents.writing import box_beside

if TYPE_CHECKING:
    from app.store.store import Store, Viewer

ACROSS, DOWN = 2, 2
FIELDS = ("request_date", "request_name", "request_ward", "request_from", "request_language", "request_about")
"""In the order of the fields of app.records.request as the window asks for them."""
ASKERS = ("who_inmate", "who_contact_officer", "who_teacher")
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)  # smaller only where a script has tall lines
LINE_APART = 22.0
BELOW = 1.0  # between a text and the Norwegian under it: dots below letters reach far down in Pashto
MOST_LINES, LEAST_LINES = 5, 2  # a few words are enough


@dataclass(frozen=True, kw_only=True)
class RequestSlip:
    """All that stands on the slip."""

    language: str
    right_to_left: bool
    title: Said
    to: str
    help: str
    fields: tuple[Said, ...]
    askers: tuple[Said, ...]
    open: Said
    house: str
    draft: str


def gather(_store: Store | None, _viewer: Viewer | None, inputs: Inputs) -> RequestSlip:
    """The slip in one language. Needs no store: what the school has said is a default."""
    texts = inputs.texts()
    contact = inputs.values["contact"] or texts.say("counsellor")
    return RequestSlip(
        language=inputs.language,
        right_to_left=texts.right_to_left,
        title=texts.said("request_title", always=True),
        to=texts.say("request_to", contact=contact),
        help=texts.say("request_help"),
        fields=tuple(texts.said(key, always=True) for key in FIELDS),
        askers=tuple(texts.said(key, always=True) for key in ASKERS),
        open=texts.said("request_open", always=True),
        house=inputs.values["school"],
        draft=texts.say("draft") if texts.is_draft else "",
    )


def draw(data: RequestSlip) -> Paper:
    """Four slips alike on one page. Raises TextTooLong where what the school has said is too long for one."""
    drawn = largest(SIZES, lambda size: _drawn(data, size), lambda drawn: drawn.fits)
    if drawn is None:
        raise TextTooLong(document=_("Request slip"), size="A4")
    return drawn.paper


class _Drawn(NamedTuple):
    """The slips at one size, and whether all of it had room."""

    paper: Paper
    fits: bool


def _drawn(data: RequestSlip, size: float) -> _Drawn:
    paper = a4(title=data.title.text, language=data.language, right_to_left=data.right_to_left)
    fits = True
    for cell in cells(paper, across=ACROSS, down=DOWN, count=ACROSS * DOWN):
        with paper.part("Sect"):
            fits = _draw(cell, data, size) and fits
    return _Drawn(paper, fits)


def _draw(cell: Cell, data: RequestSlip, size: float) -> bool:
    """One slip; whether it had room."""
    down = _write(cell, data.title.text, 0, size=size * 1.8, bold=True, role="H1")
    if data.title.norwegian:
        down = _write(cell, data.title.norwegian, down + BELOW * 2, size=9, grey=True, language=NORWEGIAN)
    down = _write(cell, data.to, down + 2, size=size, bold=True)
    down = _write(cell, data.help, down, size=size - 1)
    foot = _foot(cell, data, size)
    for key, field in zip(FIELDS, data.fields, strict=True):
        down = _field(cell, data, key, field, down + size / 2, foot, size)
    return down <= foot


def _foot(cell: Cell, data: RequestSlip, size: float) -> float:
    """What everybody should know before writing, and the small print, at the lower edge; where it begins."""
    small = [(data.open.text, size - 1.5, BLACK, ""), (data.open.norwegian, 7.0, GREY, NORWEGIAN)]
    small += [(data.house, 7.0, GREY, ""), (data.draft, 6.5, GREY, "")]
    blocks = [
        (
            cell.set(
                text,
                size=points,
                width=cell.width,
                language=language or data.language,
                value=text == data.house,
            ),
            colour,
        )
        for text, points, colour, language in small
        if text
    ]
    down = cell.height - sum(block.height for block, _colour in blocks)
    top = down
    for block, colour in blocks:
        cell.put(block, 0, down, colour=colour)
        down += block.height
    return top


def _field(
    cell: Cell, data: RequestSlip, key: str, field: Said, down: float, foot: float, size: float
) -> float:
    """A label with room to write, the last one down to the foot, or boxes to tick; how far down it reaches."""
    if key == "request_from":
        return _askers(cell, data, field, down, size)
    if key == "request_about":
        down = _label(cell, field, down, size, width=cell.width)
        count = max(min(int((foot - down) // LINE_APART), MOST_LINES), LEAST_LINES)
        for _line in range(count):
            down += LINE_APART
            cell.paper.rule(cell.start, cell.top + down, cell.width, 0.6, LINE)
        return down
    column = cell.width * 0.4
    end = max(_label(cell, field, down, size, width=column - 6), down + LINE_APART)
    cell.paper.rule(cell.start + column, cell.top + end, cell.width - column, 0.6, LINE)
    return end


def _label(cell: Cell, field: Said, down: float, size: float, *, width: float) -> float:
    down = _write(cell, field.text, down, size=size, bold=True, width=width)
    if field.norwegian:
        down = _write(
            cell,
            field.norwegian,
            down + BELOW,
            size=max(size - 3, 6.5),
            grey=True,
            width=width,
            language=NORWEGIAN,
        )
    return down


def _askers(cell: Cell, data: RequestSlip, field: Said, down: float, size: float) -> float:
    """Three boxes below each other beside the question."""
    column, side = cell.width * 0.4, 9.0
    end = _label(cell, field, down, size, width=column - 6)
    for one in data.askers:
        block = cell.set(
            one.text, size=size - 0.5, width=cell.width - column - side - 6, language=data.language
        )
        top = cell.top + down + box_beside(block, side)
        cell.paper.rectangle(cell.start + column, top, side, side, stroke=BLACK, thick=0.9)
        cell.put(block, column + side + 6, down)
        down += block.height
        if one.norwegian:
            beside = cell.set(
                one.norwegian,
                size=max(size - 3, 6.5),
                width=cell.width - column - side - 6,
                language=NORWEGIAN,
            )
            cell.put(beside, column + side + 6, down + BELOW, colour=GREY)
            down += BELOW + beside.height
    return max(end, down)


def _write(
    cell: Cell,
    text: str,
    down: float,
    *,
    size: float,
    bold: bool = False,
    grey: bool = False,
    role: str = "P",
    width: float = 0.0,
    language: str = "",
) -> float:
    block = cell.set(
        text,
        size=size,
        bold=bold,
        width=width or cell.width,
        language=language or cell.paper.language,
    )
    cell.put(block, 0, down, role=role, colour=GREY if grey else BLACK)
    return down + block.height


REQUEST_SLIP = Document(
    key="request_slip",
    title=N_("Request slip"),
    about=N_("four to a page, for the wards"),
    place="hand",
    gather=gather,
    draw=draw,
    leaves="nothing",
    languages="sheets",
    parameters=(
        Parameter(name="contact", label=N_("Leave a note for"), setting=GUIDANCE_CONTACT),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
