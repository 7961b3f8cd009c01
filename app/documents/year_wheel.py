"""The year of the service as a wheel: twelve months round a ring with what is done in each, and who does what beside them.

The months stand in the cells round the middle of a square of four by four, so that each part of the ring points at its own.
The sheet hangs all year: nothing on it says what month it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.base.languages import N_, _
from app.base.settings import SCHOOL_NAME
from app.documents.document import SIZES, Document, Inputs, Parameter, opened
from app.documents.errors import TextTooLong
from app.documents.fitting import largest
from app.documents.flow import GREY, HAIR, LINE
from app.documents.house_texts import HouseTexts
from app.documents.paper import MM, Paper
from app.records.choices import codes

if TYPE_CHECKING:
    from app.records.service import Duty
    from app.store.store import Store, Viewer
    from app.typeset.paragraph import Block

TEXT_SIZES = (10.0, 9.0, 8.0)
LEAST = 8.0  # nothing on the sheet is smaller
EDGE = 13 * MM
SIDE = 4  # cells across and down; the four in the middle hold the ring
CLOCKWISE = ((2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (2, 3), (1, 3), (0, 3), (0, 2), (0, 1), (0, 0), (1, 0))
"""The column and the row of each month's cell, from the one right of straight up."""
GAP = 7.0
HUB = 0.5  # of the ring's radius
PAD = 6.0
MONTHS_PART = 0.68  # of the width; the table of roles has the rest
QUARTERS = (
    "#e3eef8",
    "#e8f4e6",
    "#fdf3dc",
    "#f1eaf6",
)  # a ground for each quarter, all light enough for black
RING = ("#b9d4ee", "#bfe3b8", "#f8dc96", "#d9c6ea")  # the same, stronger: the ring's own
NAME, LETTERS = 10.0, 3  # points, and how many letters, of a month's name on the ring
APART = 3.0  # between two lines of what goes on all year


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month with what is done in it: each line what, and who."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Role:
    """A line of the table of roles. marked: the words that say whose the overall responsibility is, or ""."""

    what: str
    who: str
    when: str
    marked: str


@dataclass(frozen=True, kw_only=True)
class YearWheel:
    """All that stands on the sheet. all_year: what belongs to no month, for the middle of the ring. none: what it says
    instead where nothing is written down yet."""

    language: str
    title: str
    school: str
    months: tuple[Month, ...]
    all_year: Month
    roles_label: str
    roles: tuple[Role, ...]
    none: str
    foot: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> YearWheel:
    """The duties of the service, in the language that is asked for."""
    from app.records.service import Duty

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    duties = store.find(Duty, viewer=viewer)
    duties.sort(key=lambda one: (not one.overall, one.what.casefold()))
    none = texts.say("Nobody is written down yet. Begin with who has the overall responsibility.")
    return YearWheel(
        language=inputs.language,
        title=texts.say("The year of the guidance service"),
        school=inputs.values["school"],
        months=tuple(_month(texts, code, duties) for code in codes("month")),
        all_year=Month(
            name=_begun(texts.say("all year")),
            lines=tuple((one.what, one.who) for one in duties if not one.months),
        ),
        roles_label=texts.say("Who does what"),
        roles=tuple(_role(texts, one) for one in duties),
        none="" if duties else none,
        foot=texts.say("Printed {day}", day=texts.day(inputs.today)),
    )


def _month(texts: HouseTexts, code: str, duties: Iterable[Duty]) -> Month:
    name = texts.label("month", code)
    lines = tuple((one.what, one.who) for one in duties if code in one.months)
    return Month(name=_begun(name), lines=lines)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _role(texts: HouseTexts, one: Duty) -> Role:
    when = ", ".join(texts.label("month", code) for code in codes("month") if code in one.months)
    return Role(
        what=one.what,
        who=one.who or texts.say("nobody yet"),
        when=when or texts.say("all year"),
        marked=texts.say("overall responsibility") if one.overall else "",
    )


# --- on paper ------------------------------------------------------------------------------------------


def draw(data: YearWheel) -> Paper:
    """One sheet across, the words as large as they may be; where they run over, the table of roles follows on pages of
    its own, and at last a month has the first line of each duty. Raises TextTooLong where even that runs over."""
    months = largest(TEXT_SIZES, lambda size: _Sheet(data, size, LEAST), lambda sheet: sheet.fits)
    if months is None:
        return _apart(data)
    size = months.size
    both = largest(TEXT_SIZES, lambda roles: _Sheet(data, size, roles), lambda sheet: sheet.fits)
    return (both or months).paper


def _apart(data: YearWheel) -> Paper:
    """The months over the whole sheet, the table of roles after them: with who does it, then without, then a line each."""
    for less in (0, 1, 2):
        made = partial(_Sheet, data, roles=TEXT_SIZES[1], apart=True, less=less)
        sheet = largest(TEXT_SIZES, made, lambda sheet: sheet.fits)
        if sheet is not None:
            return sheet.paper
    raise TextTooLong(document=_("Year wheel"), size="A4")


class _Sheet:
    """The sheet drawn with these sizes of text; `fits` tells whether everything stands inside its place."""

    def __init__(
        self, data: YearWheel, size: float, roles: float, *, apart: bool = False, less: int = 0
    ) -> None:
        height, width = (side * MM for side in SIZES["A4"])
        self.paper = Paper(title=data.title, language=data.language, width=width, height=height)
        self.size, self._text, self.fits = size, size, True
        self._apart, self._less = apart, less
        self._bottom = height - EDGE - 14
        top = self._head(data)
        whole = width - 2 * EDGE
        self._months(data, top, whole if apart else whole * MONTHS_PART)
        self._foot(data.foot)
        self._text = roles
        if apart:
            self.paper.next_page()
            self._foot(data.foot)
            self._roles(data, EDGE, EDGE)
        else:
            self._roles(data, top, EDGE + whole * MONTHS_PART + 14)

    def _foot(self, text: str) -> None:
        foot = self.paper.set(text, size=8, width=self.paper.width - 2 * EDGE)
        self.paper.put(foot, EDGE, self.paper.height - EDGE - foot.height + 4, colour=GREY)

    def _head(self, data: YearWheel) -> float:
        width = self.paper.width - 2 * EDGE
        title = self.paper.set(data.title, size=22, bold=True, width=width, leading=1.15)
        self.paper.put(title, EDGE, EDGE - 4, role="H1")
        top = EDGE - 4 + title.height
        if data.school:
            school = self.paper.set(data.school, size=10.5, width=width, value=True)
            self.paper.put(school, EDGE, top, colour=GREY)
            top += school.height
        return top + 10

    def _months(self, data: YearWheel, top: float, whole: float) -> None:
        width = (whole - GAP * (SIDE - 1)) / SIDE
        height = (self._bottom - top - GAP * (SIDE - 1)) / SIDE
        for month, ground, (column, row) in zip(data.months, _by_quarter(QUARTERS), CLOCKWISE, strict=True):
            start, down = EDGE + column * (width + GAP), top + row * (height + GAP)
            with self.paper.part("Sect"):
                self.paper.rectangle(start, down, width, height, fill=ground, radius=5)
                self._month(month, start + PAD, down + PAD, width - 2 * PAD, down + height - PAD)
        across, down = 2 * width + GAP, 2 * height + GAP
        middle = EDGE + width + GAP + across / 2, top + height + GAP + down / 2
        self._ring(data, middle, min(across, down) / 2 - 1)

    def _ring(self, data: YearWheel, middle: tuple[float, float], radius: float) -> None:
        """A part for each month, pointing at its cell, and in the middle what goes on all year."""
        inner = radius * HUB
        for at, (month, ground) in enumerate(zip(data.months, _by_quarter(RING), strict=True)):
            self.paper.sector(
                *middle, inner=inner, outer=radius, first=30 * at, last=30 * at + 30, fill=ground,
                stroke="#ffffff", thick=1.6,
            )  # fmt: skip
            self._name(month.name, middle, (inner + radius) / 2, 30 * at + 15)
        if data.all_year.lines:
            self._hub(data.all_year, middle, inner - 4)

    def _name(self, name: str, middle: tuple[float, float], radius: float, angle: float) -> None:
        """A month's first letters on its part of the ring; its cell has said the name."""
        words = self.paper.set(name[:LETTERS], size=NAME, bold=True, width=radius, align="centre")
        turn = math.radians(angle)
        start = middle[0] + radius * math.sin(turn) - radius / 2
        top = middle[1] - radius * math.cos(turn) - words.height / 2
        self.paper.put(words, start, top, role="Artifact")

    def _hub(self, what: Month, middle: tuple[float, float], radius: float) -> None:
        """What goes on all year, as much of it as there is room for; the table has all of it."""
        width = radius * 1.5
        blocks = [self.paper.set(what.name, size=9, bold=True, width=width, align="centre", leading=1.25)]
        high = 2 * math.sqrt(radius**2 - (width / 2) ** 2)
        for at, (text, _who) in enumerate(what.lines):
            block = self.paper.set(text, size=LEAST, width=width, align="centre", leading=1.2, value=True)
            more = len(what.lines) - at
            rest = self.paper.set(f"+ {more}", size=LEAST, width=width, align="centre")
            spare = rest.height if more > 1 else 0.0
            if sum(one.height + APART for one in blocks) + block.height + spare > high:
                blocks.append(rest)
                break
            blocks.append(block)
        top = middle[1] - (sum(one.height + APART for one in blocks) - APART) / 2
        with self.paper.part("Sect"):
            for at, block in enumerate(blocks):
                self.paper.put(block, middle[0] - width / 2, top, role="P" if at else "H2")
                top += block.height + APART

    def _month(self, month: Month, start: float, top: float, width: float, bottom: float) -> None:
        name = self.paper.set(month.name, size=11, bold=True, width=width, leading=1.2)
        self.paper.put(name, start, top, role="H2")
        top += name.height + 2
        for what, who in month.lines:
            top = self._put(self._first(what, width), start, top, bottom)
            if who and not self._less:
                top = self._put(self._words(who, width, less=1), start, top, bottom, grey=True)
            top += 2 if self._less < 2 else 0

    def _roles(self, data: YearWheel, top: float, start: float) -> None:
        width = self.paper.width - EDGE - start
        label = self.paper.set(data.roles_label, size=12, bold=True, width=width, leading=1.2)
        self.paper.put(label, start, top, role="H2")
        top += label.height + 4
        if data.none:
            self.paper.put(self.paper.set(data.none, size=10, width=width), start, top, colour=GREY)
            return
        with self.paper.part("Table"):
            for role in data.roles:
                if self._apart and top + self._role_height(role, width) > self._bottom:
                    self.paper.next_page()
                    self._foot(data.foot)
                    top = EDGE
                top = self._role(role, start, top, width)

    def _role_height(self, role: Role, width: float) -> float:
        """How far down a line of the table reaches."""
        half = width * 0.5
        what = self._words(role.what, half - 8, bold=bool(role.marked)).height
        aside = " · ".join(word for word in (role.when, role.marked) if word)
        return max(what, self._words(role.who, half).height + self._words(aside, half, less=1).height)

    def _role(self, role: Role, start: float, top: float, width: float) -> float:
        """What at the left; who, when and the overall responsibility at the right; a hair line below."""
        half = width * 0.5
        what = self._words(role.what, half - 8, bold=bool(role.marked))
        aside = " · ".join(word for word in (role.when, role.marked) if word)
        with self.paper.part("TR"):
            left = self._put(what, start, top, self._bottom, role="TD")
            right = self._put(self._words(role.who, half), start + half, top, self._bottom, role="TD")
            below = self._words(aside, half, less=1)
            right = self._put(below, start + half, right, self._bottom, grey=True, role="TD")
        top = max(left, right) + 3
        self.paper.rule(start, top, width, 0.4, LINE)
        return top + 3

    def _first(self, text: str, width: float) -> Block:
        """All of it, or, where there is room for no more, as many words as one line holds; the table has the rest."""
        block = self._words(text, width)
        words = text.split()
        while self._less > 1 and len(block.lines) > 1 and len(words) > 1:
            words.pop()
            block = self._words(" ".join(words) + " …", width)
        return block

    def _words(self, text: str, width: float, *, bold: bool = False, less: float = 0) -> Block:
        return self.paper.set(
            text, size=max(LEAST, self._text - less), bold=bold, width=width, leading=1.22, value=not less
        )

    def _put(
        self, block: Block, start: float, top: float, bottom: float, *, grey: bool = False, role: str = "P"
    ) -> float:
        """Put a block and say how far down it reaches; beyond the bottom nothing fits any more."""
        self.fits = self.fits and top + block.height <= bottom + HAIR
        self.paper.put(block, start, top, role=role, colour=GREY if grey else "#000000")
        return top + block.height


def _by_quarter(colours: tuple[str, ...]) -> list[str]:
    return [colours[at // 3] for at in range(12)]


YEAR_WHEEL = Document(
    key="year_wheel",
    title=N_("Year wheel"),
    about=N_("who does what, month by month, to hang up"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    needs_store=True,
    parameters=(Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),),
)
