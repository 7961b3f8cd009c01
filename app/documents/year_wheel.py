"""The year of the service on one sheet: twelve months with what is done in each, and who does what beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
COLUMNS, ROWS = 4, 3
GAP = 7.0
PAD = 6.0
MONTHS_PART = 0.68  # of the width; the table of roles has the rest
QUARTERS = (
    "#e3eef8",
    "#e8f4e6",
    "#fdf3dc",
    "#f1eaf6",
)  # a ground for each quarter, all light enough for black


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month with what is done in it: each line what, and who."""

    name: str
    lines: tuple[tuple[str, str], ...]
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Role:
    """A line of the table of roles. marked: the words that say whose the overall responsibility is, or ""."""

    what: str
    who: str
    when: str
    marked: str


@dataclass(frozen=True, kw_only=True)
class YearWheel:
    """All that stands on the sheet. none: what it says instead where nothing is written down yet."""

    language: str
    title: str
    school: str
    months: tuple[Month, ...]
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
        months=tuple(
            replace(_month(texts, code, duties), current=at == inputs.today.month)
            for at, code in enumerate(codes("month"), 1)
        ),
        roles_label=texts.say("Who does what"),
        roles=tuple(_role(texts, one) for one in duties),
        none="" if duties else none,
        foot=texts.say("Printed {day}", day=texts.day(inputs.today)),
    )


def _month(texts: HouseTexts, code: str, duties: Iterable[Duty]) -> Month:
    name = texts.label("month", code)
    lines = tuple((one.what, one.who) for one in duties if code in one.months)
    return Month(name=name[:1].upper() + name[1:], lines=lines)


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
    """The months over the whole sheet, the table of roles after them."""
    for short in (False, True):
        sheet = _Sheet(data, LEAST, LEAST, apart=True, short=short)
        if sheet.fits:
            return sheet.paper
    raise TextTooLong(document=_("Year wheel"), size="A4")


class _Sheet:
    """The sheet drawn with these sizes of text; `fits` tells whether everything stands inside its place."""

    def __init__(
        self, data: YearWheel, size: float, roles: float, *, apart: bool = False, short: bool = False
    ) -> None:
        height, width = (side * MM for side in SIZES["A4"])
        self.paper = Paper(title=data.title, language=data.language, width=width, height=height)
        self.size, self._text, self.fits = size, size, True
        self._apart, self._short = apart, short
        self._bottom = height - EDGE - 14
        top = self._head(data)
        whole = width - 2 * EDGE
        self._months(data.months, top, whole if apart else whole * MONTHS_PART)
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

    def _months(self, months: tuple[Month, ...], top: float, whole: float) -> None:
        width = (whole - GAP * (COLUMNS - 1)) / COLUMNS
        height = (self._bottom - top - GAP * (ROWS - 1)) / ROWS
        for at, month in enumerate(months):
            start = EDGE + at % COLUMNS * (width + GAP)
            down = top + at // COLUMNS * (height + GAP)
            with self.paper.part("Sect"):
                self.paper.rectangle(
                    start,
                    down,
                    width,
                    height,
                    fill=QUARTERS[at // 3],
                    stroke="#000000" if month.current else "",
                    thick=1.5,
                    radius=5,
                )
                self._month(month, start + PAD, down + PAD, width - 2 * PAD, down + height - PAD)

    def _month(self, month: Month, start: float, top: float, width: float, bottom: float) -> None:
        name = self.paper.set(month.name, size=11, bold=True, width=width, leading=1.2)
        self.paper.put(name, start, top, role="H2")
        top += name.height + 2
        for what, who in month.lines:
            if self._short:
                beside = start + width * 0.6
                self._put(self._first(who, width * 0.4), beside, top, bottom, grey=True)
                top = self._put(self._first(what, width * 0.6 - 4), start, top, bottom)
                continue
            top = self._put(self._first(what, width), start, top, bottom)
            if who:
                top = self._put(self._first(who, width, less=1), start, top, bottom, grey=True)
            top += 2

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

    def _first(self, text: str, width: float, *, less: float = 0) -> Block:
        """All of it, or, where months are short, as many words as one line holds; the table has the rest."""
        block = self._words(text, width, less=less)
        words = text.split()
        while self._short and len(block.lines) > 1 and len(words) > 1:
            words.pop()
            block = self._words(" ".join(words) + " …", width, less=less)
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


YEAR_WHEEL = Document(
    key="year_wheel",
    title=N_("Year wheel"),
    about=N_("who does what, month by month, on one page"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="nothing",
    needs_store=True,
    parameters=(Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),),
)
