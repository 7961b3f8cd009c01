"""The movement list: who is to be where and when, for the duty officer. Never why, never what is said there.

Changes since the list that was handed out last are marked with a sign and a word, so that they are seen on a
black-and-white print and by a reader of any eyesight. Looking at it changes nothing: app/actions/movement.py
`handed_out` is told when one has been printed or saved.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.base.spreadsheet import lifeless
from app.documents.days_asked import DAY, SPAN, days_asked
from app.documents.document import Document, Inputs, OtherForm, Parameter, opened
from app.documents.flow import BLACK, GREY, LINE, MARGIN, Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper

if TYPE_CHECKING:
    from app.store.questions.movement import Movement, Way
    from app.store.store import Store, Viewer
    from app.typeset.paragraph import Block

SIGNS = {"": "", "new": "+", "moved": "»", "cancelled": "×"}
# Shares of the width: time, name, ward, room, how fetched, what changed.
MARKED = (0.135, 0.17, 0.17, 0.165, 0.18, 0.18)
PLAIN = (0.155, 0.215, 0.19, 0.18, 0.26)
SIZE = 10.5
SHADE = "#ececec"


@dataclass(frozen=True, kw_only=True)
class MovementRow:
    """One line. cells: time, name, ward, room, how fetched; sign and change: what differs from the last list."""

    cells: tuple[str, ...]
    sign: str = ""
    change: str = ""
    off: bool = False


@dataclass(frozen=True, kw_only=True)
class MovementDay:
    """The lines of one day."""

    day: dt.date
    heading: str
    rows: tuple[MovementRow, ...]


@dataclass(frozen=True, kw_only=True)
class MovementList:
    """All that stands on the list."""

    language: str
    title: str
    about: str
    head: tuple[str, ...]
    days: tuple[MovementDay, ...]
    nobody: str
    marks: str
    foot: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> MovementList:
    """Everyone who is to come on the days asked for, and what changed since the last list."""
    from app.store.questions.movement import movements

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    first, last = days_asked(inputs)
    found = movements(store, viewer=viewer, since=first, until=last)
    inputs.names(line.way.person for line in found)
    now = store.clock.now()
    made = texts.say("{day} at {clock}", day=texts.day(now.date()), clock=texts.clock(f"{now:%H:%M}"))
    return MovementList(
        language=inputs.language,
        title=texts.say("Movement list"),
        about=" · ".join(part for part in (inputs.values["school"], _period(texts, first, last)) if part),
        head=tuple(texts.say(name) for name in HEAD),
        days=tuple(_day(texts, day, lines) for day, lines in groupby(found, key=lambda line: line.day)),
        nobody=texts.say("Nobody is to be fetched."),
        marks=texts.say("+ new, » moved, × cancelled since the last list") if _has_marks(found) else "",
        foot=texts.say("Made {when}. Shred after use.", when=made),
    )


HEAD = (N_("Time"), N_("Name"), N_("Ward"), N_("Room"), N_("How fetched"), N_("Changed"))
_WORDS = {"new": N_("new"), "moved": N_("moved"), "cancelled": N_("cancelled")}


def _has_marks(found: Iterable[Movement]) -> bool:
    return any(line.mark for line in found)


def _period(texts: HouseTexts, first: dt.date, last: dt.date) -> str:
    if first == last:
        return texts.day(first)
    return texts.say(
        "week {week}, {first} to {last}",
        week=first.isocalendar().week,
        first=texts.day(first),
        last=texts.day(last),
    )


def _day(texts: HouseTexts, day: dt.date, lines: Iterable[Movement]) -> MovementDay:
    return MovementDay(day=day, heading=texts.day(day), rows=tuple(_row(texts, line) for line in lines))


def _row(texts: HouseTexts, line: Movement) -> MovementRow:
    return MovementRow(
        cells=(_time(texts, line.way), line.name, line.ward, line.room, line.fetched),
        sign=SIGNS["moved" if line.gone_to else line.mark],
        change=_change(texts, line),
        off=line.is_off,
    )


def _time(texts: HouseTexts, way: Way) -> str:
    if not way.clock:
        return texts.say("no time set")
    return f"{texts.clock(way.clock)}–{texts.clock(way.end)}"


def _change(texts: HouseTexts, line: Movement) -> str:
    """What differs from the list before, in words."""
    if line.gone_to is not None:
        return texts.say("moved to {when}", when=_when(texts, line.gone_to))
    if line.was is None:
        return texts.say(_WORDS[line.mark]) if line.mark else ""
    was, now = line.was, line.way
    if was.day != now.day:
        return texts.say("moved from {when}", when=_when(texts, was))
    said = []
    if (was.clock, was.end) != (now.clock, now.end):
        said.append(texts.say("was {what}", what=_time(texts, was)))
    if was.room != now.room:
        said.append(texts.say("other room"))
    if was.ward != now.ward:
        said.append(texts.say("other ward"))
    return ", ".join(said)


def _when(texts: HouseTexts, way: Way) -> str:
    day = texts.short_day(dt.date.fromisoformat(way.day))
    return f"{day} {texts.clock(way.clock)}".strip()


# --- on paper ------------------------------------------------------------------------------------------


def draw(data: MovementList) -> Paper:
    """The list as a PDF of as many pages as it takes; the head of the table stands on each."""
    return counted(lambda pages: _written(data, pages))


def _written(data: MovementList, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.foot, pages=pages, size=SIZE)
    flow.title(data.title)
    flow.paragraph(data.about, bold=True)
    if data.marks:
        flow.paragraph(data.marks, size=SIZE - 1.5)
    if not data.days:
        flow.gap(12)
        flow.paragraph(data.nobody)
    table = _Table(flow, data)
    for day in data.days:
        if len(data.days) > 1:
            flow.heading(day.heading, keep=60)
        else:
            flow.gap(10)
        with flow.table():
            table.head()
            for row in day.rows:
                table.row(row)
    return flow


class _Table:
    """The lines of the list; the column of changes is there where something has changed."""

    def __init__(self, flow: Flow, data: MovementList) -> None:
        self._flow, self._parts = flow, MARKED if data.marks else PLAIN
        self._size = SIZE - 1 if data.marks else SIZE
        self._head = data.head[: len(self._parts)]

    def head(self) -> None:
        """What the columns are."""
        flow = self._flow
        blocks = self._set(self._head, [True] * len(self._head), size=self._size - 1.5)
        height = max(block.height for block in blocks) + 4
        flow.need(height + 30)
        self._put(blocks, "TH", top=2, colour=GREY)
        flow.top += height
        flow.paper.rule(MARGIN, flow.top, flow.width, 1.0, BLACK)

    def row(self, row: MovementRow) -> None:
        """One line, below the head once more where a page begins."""
        flow = self._flow
        change = " ".join(part for part in (row.sign, row.change) if part)
        cells = (*row.cells, change)[: len(self._parts)]
        blocks = self._set(
            cells, [number < 2 and not row.off for number in range(len(cells))], size=self._size
        )
        height = max(block.height for block in blocks) + 7
        page = flow.page
        flow.need(height)
        if flow.page != page:
            self.head()
        if change:
            flow.paper.rectangle(MARGIN - 4, flow.top + 0.8, flow.width + 8, height - 1.6, fill=SHADE)
        self._put(blocks, "TD", top=3.5, colour=BLACK)
        if row.off:
            self._strike(blocks[: len(row.cells)])
        flow.top += height
        flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)

    def _set(self, cells: Sequence[str], bold: Sequence[bool], *, size: float) -> list[Block]:
        wide = [part * self._flow.width - 8 for part in self._parts]
        return [
            self._flow.paper.set(cell, size=size, bold=heavy, width=width, value=bool(number))
            for number, (cell, heavy, width) in enumerate(zip(cells, bold, wide, strict=True))
        ]

    def _put(self, blocks: Sequence[Block], role: str, *, top: float, colour: str) -> None:
        with self._flow.paper.part("TR"):
            for block, start in zip(blocks, self._starts(), strict=True):
                self._flow.paper.put(block, start, self._flow.top + top, role=role, colour=colour)

    def _strike(self, blocks: Sequence[Block]) -> None:
        """A line through every line of text in these cells."""
        for block, start in zip(blocks, self._starts(), strict=False):
            for number, line in enumerate(block.lines):
                middle = self._flow.top + 3.5 + number * block.leading + block.baseline - self._size * 0.28
                if line.width:
                    self._flow.paper.rule(start, middle, line.width, 0.7, BLACK)

    def _starts(self) -> list[float]:
        """Where each column begins."""
        return [MARGIN + sum(self._parts[:number]) * self._flow.width for number in range(len(self._parts))]


# --- as a spreadsheet ------------------------------------------------------------------------------------


def as_csv(data: MovementList) -> bytes:
    """The list for a spreadsheet: semicolons, UTF-8 with the mark that Excel asks for, and no cell that could compute."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(lifeless, (_day_word(data), *data.head)))
    for day in data.days:
        for row in day.rows:
            writer.writerow(map(lifeless, (day.day.isoformat(), *row.cells, row.change)))
    return text.getvalue().encode("utf-8-sig")


def _day_word(data: MovementList) -> str:
    return HouseTexts(data.language).say("Day")


MOVEMENT_LIST = Document(
    key="movement_list",
    title=N_("Movement list"),
    about=N_("for the duty officer"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="to_fetch",
    other=OtherForm("csv", as_csv),
    needs_store=True,
    parameters=(DAY, SPAN, Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME)),
)
