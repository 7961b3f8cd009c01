"""What the sheets to work on together share: title, a word before, prompts with room to write. No name stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.document import Inputs, Parameter
from app.documents.flow import BLACK, GREY, LINE, MARGIN, Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.writing import lines

SCHOOL = Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME)
APART = 24.0  # points between the lines to write on


class WorkSheet(NamedTuple):
    """All that stands on such a sheet, in the order in which it is read.

    parts: headings with the word below each. words: what is ticked or weighed. columns: the heads of what is ticked.
    """

    language: str
    title: str
    intro: str
    parts: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    columns: tuple[str, ...]
    closing: str
    house: str


def work_sheet(
    inputs: Inputs,
    *,
    title: str,
    intro: str,
    parts: Sequence[tuple[str, str]] = (),
    words: Sequence[str] = (),
    columns: Sequence[str] = (),
    closing: str = "",
) -> WorkSheet:
    """A sheet in the language asked for; everything is given as it stands in the code, in English."""
    texts = HouseTexts(inputs.language)

    def said(text: str) -> str:
        return texts.say(text) if text else ""

    return WorkSheet(
        language=inputs.language,
        title=said(title),
        intro=said(intro),
        parts=tuple((said(heading), said(below)) for heading, below in parts),
        words=tuple(said(word) for word in words),
        columns=tuple(said(column) for column in columns),
        closing=said(closing),
        house=inputs.values["school"],
    )


def begun(data: WorkSheet, *, size: float = 11.5) -> Flow:
    """A page with its title and what is said before."""
    flow = Flow(a4(title=data.title, language=data.language), foot=data.house, size=size, numbered=False)
    flow.title(data.title, size=28)
    flow.paragraph(data.intro, size=size)
    flow.gap(size)
    return flow


def prompt(flow: Flow, heading: str, below: str, count: int) -> None:
    """A heading with a quiet word and so many lines to write on."""
    flow.gap(flow.size * 0.9)
    flow.write(heading, size=flow.size * 1.15, bold=True, role="H2")
    if below:
        flow.write(below, size=flow.size * 0.9, colour=GREY)
    lines(flow, count, apart=APART)


def end(flow: Flow, data: WorkSheet) -> None:
    """The last word, at the foot of the page."""
    if not data.closing:
        return
    block = flow.paper.set(data.closing, size=flow.size, bold=True, width=flow.width)
    flow.top = max(flow.top + flow.size, flow.bottom - block.height)
    flow.paper.put(block, MARGIN, flow.top)
    flow.top += block.height


def circle(flow: Flow, middle: float, top: float, radius: float, *, thick: float = 1.0) -> None:
    """A ring round a point; `top` is the height of its middle."""
    side = 2 * radius
    flow.paper.rectangle(
        MARGIN + middle - radius, top - radius, side, side, stroke=LINE, thick=thick, radius=radius
    )


def upright(flow: Flow, at: float, top: float, height: float, *, thick: float = 0.8) -> None:
    """A line from the top down."""
    flow.paper.rectangle(MARGIN + at - thick / 2, top, thick, height, fill=LINE)


def word_at(
    flow: Flow,
    text: str,
    at: float,
    top: float,
    width: float,
    *,
    size: float = 10.0,
    bold: bool = False,
    grey: bool = False,
) -> float:
    """A few words centred on a point; returns their height."""
    block = flow.paper.set(text, size=size, width=width, bold=bold, align="centre")
    flow.paper.put(block, MARGIN + at - width / 2, top, colour=GREY if grey else BLACK)
    return block.height
