"""The week on the counsellor's wall: hours, lock-up, closed days and bookings. Only initials and rooms, since it hangs
where others pass by; no names, no themes, and of a group how many come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.base.days import clock_of
from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.days_asked import DAY, day_asked
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.fitting import largest
from app.documents.flow import BLACK, GREY, LINE, a4
from app.documents.house_texts import HouseTexts
from app.documents.names import initials
from app.documents.paper import MM, Paper

if TYPE_CHECKING:
    from app.store.questions.bookings import Booking
    from app.store.questions.hours import DayHours
    from app.store.store import Store, Viewer
    from app.typeset.paragraph import Block

EARLIEST, LATEST = 9 * 60, 15 * 60  # what is shown at least
FILLS = {"lockup": "#c8c8c8", "teaching": "#ececec", "meeting": "#ececec"}
CLOSED_FILL = "#dcdcdc"
EDGE = 14 * MM
RULER = 34.0  # the hours at the side
HEAD = 40.0  # weekday and date
FOOT = 30.0
TEXT_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
WORKDAYS = 5


@dataclass(frozen=True, kw_only=True)
class PlanSpan:
    """Some time that is not for talks. Minutes after midnight."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PlanBooking:
    """A booking in its place. lane, lanes: which of so many side by side it is, where some are at the same time."""

    start: int
    end: int
    time: str
    who: str
    room: str
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, kw_only=True)
class PlanDay:
    """A day's column. closed: why nobody comes; below: bookings without a time."""

    name: str
    date: str
    closed: str
    spans: tuple[PlanSpan, ...]
    bookings: tuple[PlanBooking, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeekPlan:
    """All that stands on the plan. first, last: the hours it shows, in minutes after midnight."""

    language: str
    title: str
    about: str
    first: int
    last: int
    days: tuple[PlanDay, ...]
    foot: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> WeekPlan:
    """Monday to Friday of the week that the day lies in; from a weekend on, of the week to come."""
    from app.store.questions.bookings import bookings
    from app.store.questions.hours import hours_between

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    day = day_asked(inputs)
    ahead = 7 if day.weekday() >= WORKDAYS and not inputs.values["day"] else 0
    monday = day + dt.timedelta(days=ahead - day.weekday())
    friday = monday + dt.timedelta(days=WORKDAYS - 1)
    hours = hours_between(store, viewer=viewer, since=monday, until=friday, language=inputs.language)
    booked = bookings(store, viewer=viewer, since=monday, until=friday + dt.timedelta(days=2))
    inputs.names(person.person for one in booked for person in one.people)
    clocked = [one for one in booked if one.clock and one.day <= friday]
    first, last = _range(hours, clocked)
    return WeekPlan(
        language=inputs.language,
        title=texts.say("Week {week}", week=monday.isocalendar().week),
        about=" · ".join(part for part in (inputs.values["school"], _dates(texts, monday, friday)) if part),
        first=first,
        last=last,
        days=tuple(_day(texts, one, [each for each in booked if each.day == one.day]) for one in hours),
        foot=_foot(texts, inputs.today, [one for one in booked if one.day > friday]),
    )


def _range(hours: Iterable[DayHours], booked: Iterable[Booking]) -> tuple[int, int]:
    """Whole hours that hold everything."""
    spans = [(one.start, one.end) for day in hours for one in day.spans]
    spans += [(one.starts, one.ends) for one in booked]
    first = min((start for start, _end in spans), default=EARLIEST)
    last = max((end for _start, end in spans), default=LATEST)
    return min(first, EARLIEST) // 60 * 60, min(-(-max(last, LATEST) // 60) * 60, 24 * 60)


def _dates(texts: HouseTexts, monday: dt.date, friday: dt.date) -> str:
    return texts.say("{first} to {last}", first=texts.day(monday), last=texts.day(friday))


def _foot(texts: HouseTexts, today: dt.date, later: Iterable[Booking]) -> str:
    """When it was printed, and before that what lies on the weekend, where the plan has no column."""
    weekend = [f"{texts.short_day(one.day)} {texts.clock(one.clock)} {_who(texts, one)}" for one in later]
    return " · ".join((*weekend, texts.say("Printed {day}", day=texts.day(today))))


def _day(texts: HouseTexts, hours: DayHours, booked: Sequence[Booking]) -> PlanDay:
    weekday, _blank, date = texts.day(hours.day).partition(" ")
    return PlanDay(
        name=weekday,
        date=date.rsplit(" ", 1)[0],
        closed=hours.closed,
        spans=tuple(
            PlanSpan(
                kind=one.kind,
                start=one.start,
                end=one.end,
                text=one.label or texts.label("timetable.kind", one.kind),
            )
            for one in hours.spans
            if one.kind in FILLS and not hours.closed
        ),
        bookings=tuple(_in_lanes(_booking(texts, one) for one in booked if one.clock)),
        below=tuple(_who(texts, one) for one in booked if not one.clock and one.state == "planned"),
    )


def _booking(texts: HouseTexts, one: Booking) -> PlanBooking:
    end = min(one.ends, 24 * 60)
    time = f"{texts.clock(one.clock)}–{texts.clock(clock_of(end))}"
    return PlanBooking(start=one.starts, end=end, time=time, who=_who(texts, one), room=one.room)


def _who(texts: HouseTexts, one: Booking) -> str:
    """Initials; of more than two people only how many, so that a group is told by nothing."""
    if one.form == "group" or len(one.people) > 2:
        return texts.say("group, {count}", count=len(one.people))
    return " + ".join(initials(person.name) for person in one.people)


def _in_lanes(found: Iterable[PlanBooking]) -> Iterator[PlanBooking]:
    """Bookings that share time side by side, each as wide as the most that meet in their cluster allow."""
    cluster: list[PlanBooking] = []
    ends: list[int] = []
    for one in sorted(found, key=lambda booking: (booking.start, booking.end)):
        if cluster and one.start >= max(ends):
            yield from (replace(each, lanes=len(ends)) for each in cluster)
            cluster, ends = [], []
        lane = next((place for place, end in enumerate(ends) if end <= one.start), len(ends))
        ends[lane : lane + 1] = [one.end]
        cluster.append(replace(one, lane=lane))
    yield from (replace(each, lanes=len(ends)) for each in cluster)


# --- on paper ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Grid:
    """Where the hours lie on the page."""

    paper: Paper
    top: float
    bottom: float
    first: int
    last: int

    @property
    def column(self) -> float:
        """The width of a day."""
        return (self.paper.width - 2 * EDGE - RULER) / WORKDAYS

    def start(self, day: int) -> float:
        """Where a day's column begins."""
        return EDGE + RULER + day * self.column

    def at(self, minute: int) -> float:
        """How far down a minute of the day lies."""
        inside = min(max(minute, self.first), self.last)
        return self.top + (inside - self.first) * (self.bottom - self.top) / (self.last - self.first)


def draw(data: WeekPlan) -> Paper:
    """The plan as a PDF of one page."""
    paper = a4(title=data.title, language=data.language)
    top = _title(paper, data)
    grid = _Grid(paper, top + HEAD, paper.height - EDGE - FOOT, data.first, data.last)
    _ruler(grid)
    for place, day in enumerate(data.days):
        with paper.part("Sect"):
            _draw_day(grid, place, day)
    foot = paper.set(data.foot, size=8, width=paper.width - 2 * EDGE)
    paper.put(foot, EDGE, paper.height - EDGE - foot.height, colour=GREY)
    return paper


def _title(paper: Paper, data: WeekPlan) -> float:
    """The heading; how far down it reaches."""
    width = paper.width - 2 * EDGE
    title = paper.set(data.title, size=26, bold=True, width=width, leading=1.15)
    about = paper.set(data.about, size=10.5, width=width)
    paper.put(title, EDGE, EDGE, role="H1")
    paper.put(about, EDGE, EDGE + title.height, colour=GREY)
    return EDGE + title.height + about.height + 10


def _ruler(grid: _Grid) -> None:
    for minute in range(grid.first, grid.last + 1, 60):
        block = grid.paper.set(str(minute // 60), size=9, width=RULER - 8, align="end")
        grid.paper.put(block, EDGE, grid.at(minute) - block.height / 2, role="Artifact", colour=GREY)
        grid.paper.rule(
            EDGE + RULER, grid.at(minute), grid.paper.width - 2 * EDGE - RULER, 0.5, LINE, dashed=True
        )


def _draw_day(grid: _Grid, place: int, day: PlanDay) -> None:
    paper, start, width = grid.paper, grid.start(place), grid.column
    name = paper.set(day.name, size=12, bold=True, width=width - 8)
    date = paper.set(day.date, size=9, width=width - 8)
    paper.put(name, start + 4, grid.top - HEAD + 2, role="H2")
    paper.put(date, start + 4, grid.top - HEAD + 2 + name.height, colour=GREY)
    if day.closed:
        paper.rectangle(start, grid.top, width, grid.bottom - grid.top, fill=CLOSED_FILL)
        paper.put(_in_one_line(paper, day.closed, width - 12), start + 6, grid.top + 8)
    for span in day.spans:
        _draw_span(grid, start, span)
    for one in day.bookings:
        _draw_booking(grid, start, one)
    if day.below:
        text = paper.set(", ".join(day.below), size=9, width=width - 8)
        paper.put(text, start + 4, grid.bottom + 4)
    paper.rectangle(start, grid.top, width, grid.bottom - grid.top, stroke=BLACK, thick=0.8)


def _draw_span(grid: _Grid, start: float, span: PlanSpan) -> None:
    top, bottom = grid.at(span.start), grid.at(span.end)
    grid.paper.rectangle(start, top, grid.column, bottom - top, fill=FILLS[span.kind])
    block = grid.paper.set(span.text, size=9, width=grid.column - 12)
    if block.height <= bottom - top + 1:
        grid.paper.put(block, start + 6, top + min(3, (bottom - top - block.height) / 2))


def _draw_booking(grid: _Grid, start: float, one: PlanBooking) -> None:
    width = (grid.column - 4) / one.lanes
    left, top = start + 2 + one.lane * width, grid.at(one.start) + 1
    height = max(grid.at(one.end) - 1 - top, 12)
    grid.paper.rectangle(left, top, width - 1, height, fill="#ffffff", stroke=BLACK, thick=1.2, radius=3)
    inside = width - 9
    down = top + 2
    for block in _fitting(grid.paper, one, inside, height - 4):
        grid.paper.put(block, left + 4, down)
        down += block.height


def _fitting(paper: Paper, one: PlanBooking, width: float, height: float) -> list[Block]:
    """Who first, then when and where as far as there is room; a short booking says time and who in one line."""
    starts = one.time.split("–")[0]
    who = _in_one_line(paper, one.who, width)
    time = paper.set(one.time if one.lanes == 1 else starts, size=8, width=width, leading=1.2)
    room = paper.set(one.room, size=8, width=width, leading=1.2) if one.room else None
    if time.height + who.height > height:
        return [paper.set(f"{starts} {one.who}", size=8, bold=True, width=width, leading=1.1)]
    blocks = [time, who]
    if room is not None and time.height + who.height + room.height <= height:
        blocks.append(room)
    return blocks


def _in_one_line(paper: Paper, text: str, width: float) -> Block:
    """Bold text as large as gives one line; in lines where even the smallest is too wide."""

    def made(size: float) -> Block:
        return paper.set(text, size=size, bold=True, width=width, leading=1.15)

    return largest(TEXT_SIZES, made, lambda block: block.line_count == 1) or made(TEXT_SIZES[-1])


WEEK_PLAN = Document(
    key="week_plan",
    title=N_("Week plan"),
    about=N_("for your wall, with initials only"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="in_service",
    needs_store=True,
    parameters=(DAY, Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME)),
)
