"""The attendance list of a group: who is expected, with room for who came, and empty lines for those who just turn up.

It is put into the form of the session afterwards, in the same order, and shredded. Ward and name only: what a group is
about stands in the head, never beside a name.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.documents.days_asked import DAY, day_asked
from app.documents.document import Document, Inputs, Parameter, opened
from app.documents.flow import GREY, LINE, MARGIN, Flow, a4
from app.documents.house_texts import HouseTexts
from app.documents.paper import Paper
from app.documents.writing import tick_box

if TYPE_CHECKING:
    from app.store.questions.bookings import Booking
    from app.store.store import Store, Viewer

EMPTY_LINES = 8
ALL_EMPTY = 20
ROW = 27.0
SOUGHT_DAYS = 60
COLUMNS = (0.06, 0.40, 0.24, 0.12, 0.18)


class Group(NamedTuple):
    """One group: what stands above the list, and its people as name and ward."""

    title: str
    about: str
    people: tuple[tuple[str, str], ...]


class AttendanceList(NamedTuple):
    """The groups of a day, a page each; nobody: what is said where there is none."""

    language: str
    title: str
    head: tuple[str, ...]
    groups: tuple[Group, ...]
    nobody: str
    foot: str


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> AttendanceList:
    """The groups of the day; without a day, of the next day that has one."""
    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    groups = _groups(store, viewer, inputs)
    inputs.names(person.person for one in groups for person in one.people)
    head = ("", N_("Name"), N_("Ward"), N_("Came"), N_("Language"))
    return AttendanceList(
        language=inputs.language,
        title=texts.say("Attendance list"),
        head=tuple(texts.say(one) if one else "" for one in head),
        groups=tuple(_group(texts, one) for one in groups),
        nobody=texts.say("No group is planned. Here is an empty list."),
        foot=" · ".join(
            part
            for part in (
                inputs.values["school"],
                texts.say("Shred this when it has been put into the program."),
            )
            if part
        ),
    )


def _groups(store: Store, viewer: Viewer, inputs: Inputs) -> list[Booking]:
    from app.store.questions.bookings import bookings

    since = until = day_asked(inputs)
    if not inputs.values["day"]:
        until = since + dt.timedelta(days=SOUGHT_DAYS)
    found = bookings(store, viewer=viewer, since=since, until=until, states=("planned", "held"))
    groups = [one for one in found if one.form == "group"]
    first = min((one.day for one in groups), default=since)
    return [one for one in groups if one.day == first]


def _group(texts: HouseTexts, one: Booking) -> Group:
    when = " ".join(part for part in (texts.day(one.day), texts.clock(one.clock)) if part)
    people = sorted(one.people, key=lambda person: (person.ward.casefold(), person.name.casefold()))
    return Group(
        title=one.topic or texts.say("Group"),
        about=" · ".join(part for part in (when, one.room) if part),
        people=tuple((person.name, person.ward) for person in people),
    )


def draw(data: AttendanceList) -> Paper:
    """A page or more for each group; an empty list where there is none."""
    flow = Flow(a4(title=data.title, language=data.language), foot=data.foot, size=12, numbered=False)
    groups = data.groups or (Group("", data.nobody, ()),)
    for number, group in enumerate(groups):
        if number:
            flow.need(flow.bottom)
        _draw(flow, data, group)
    return flow.paper


def _draw(flow: Flow, data: AttendanceList, group: Group) -> None:
    flow.title(f"{data.title}: {group.title}" if group.title else data.title)
    flow.paragraph(group.about)
    flow.gap(10)
    rows = [*group.people, *[("", "")] * (EMPTY_LINES if group.people else ALL_EMPTY)]
    with flow.table():
        _row(flow, data.head, grey=True)
        for number, (name, ward) in enumerate(rows, 1):
            _row(flow, (str(number), name, ward, "", ""), box=True)


def _row(flow: Flow, cells: tuple[str, ...], *, grey: bool = False, box: bool = False) -> None:
    """A row with a hair line below it, and a box to tick in the column of those who came."""
    widths = [part * flow.width for part in COLUMNS]
    size = flow.size * 0.8 if grey else flow.size
    blocks = [
        flow.paper.set(cell, size=size, width=width - 6, value=not grey)
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(*(block.height + 6 for block in blocks), 0.0 if grey else ROW)
    flow.need(height)
    start = MARGIN
    with flow.paper.part("TR"):
        for place, (cell, block, width) in enumerate(zip(cells, blocks, widths, strict=True)):
            if cell:
                top = flow.top + (height - block.height) / 2
                flow.paper.put(
                    block, start, top, role="TH" if grey else "TD", colour=GREY if grey else "#000000"
                )
            if box and place == 3:
                tick_box(flow, start, flow.top + (height - 14) / 2, 14)
            start += width
    flow.top += height
    flow.paper.rule(MARGIN, flow.top, flow.width, 0.5, LINE)


ATTENDANCE = Document(
    key="attendance_list",
    title=N_("Attendance list"),
    about=N_("of a group, with empty lines"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="in_service",
    needs_store=True,
    parameters=(
        DAY._replace(hint=N_("Empty is the next day that has a group")),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
