"""The log of who opened, printed, exported or changed what: a person's, a counsellor's or everybody's; with staff names."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from app.base.languages import N_
from app.base.settings import SCHOOL_NAME
from app.base.spreadsheet import lifeless
from app.documents.document import Document, Inputs, OtherForm, Parameter, opened
from app.documents.flow import Flow, a4, counted
from app.documents.house_texts import HouseTexts
from app.documents.log_words import ACCESS, KEPT, OUT, READ, WROTE, details, group_of, sentence, verbs_of
from app.documents.paper import Paper

if TYPE_CHECKING:
    from app.store.questions.event_log import LoggedEvent, WhichLog
    from app.store.store import Store, Viewer

MOST = 5000  # lines on paper; what is older is said to be left out
NAMES = 3  # of an event about many, before the rest is only counted
KINDS = {
    READ: N_("Read"),
    OUT: N_("Printed and saved as files"),
    WROTE: N_("Written and changed"),
    ACCESS: N_("Who may see what"),
    KEPT: N_("Keys and the register"),
}
"""The kinds of doing as a reader chooses among them."""


@dataclass(frozen=True, kw_only=True)
class SaidEvent:
    """An event in words. people: whom it is about, "" in the log of that person; more: to whom, for what, why."""

    number: int
    at: dt.datetime
    time: str
    sentence: str
    people: str
    more: str
    kind: str
    verb: str


@dataclass(frozen=True, kw_only=True)
class EventLog:
    """All that stands on the paper."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    events: tuple[SaidEvent, ...]
    days: Mapping[str, str]
    nothing: str
    left_out: str
    foot: str


def said(texts: HouseTexts, event: LoggedEvent, *, without: str = "") -> SaidEvent:
    """The event in words. without: a person whose log this is; nobody else is named there."""
    names = [] if without else [name for _id, name in event.people]
    people = ", ".join(names[:NAMES])
    if len(names) > NAMES:
        people = texts.say(N_("{names} and {count} more"), names=people, count=len(names) - NAMES)
    payload = event.payload
    if payload is not None and not event.open:  # what the bar said may quote what was written
        payload = {**payload, "text": ""}
    return SaidEvent(
        number=event.number,
        at=event.at,
        time=texts.clock(f"{event.at:%H:%M}"),
        sentence=sentence(texts, event.verb, who=event.who or texts.say(N_("The program")), payload=payload),
        people=people,
        more=" · ".join(details(texts, payload)),
        kind=texts.say(KINDS[group_of(event.verb)]),
        verb=event.verb,
    )


def which_log(person: str, counsellor: str, kind: str) -> WhichLog:
    """The log that is asked for. kind: one of `KINDS`, "" for all."""
    from app.store.questions.event_log import WhichLog

    if kind == WROTE:  # with all that has no words
        others = verbs_of(tuple(one for one in KINDS if one != WROTE))
        return WhichLog(person=person, counsellor=counsellor, besides=others)
    return WhichLog(person=person, counsellor=counsellor, verbs=verbs_of((kind,)) if kind else ())


def gather(store: Store | None, viewer: Viewer | None, inputs: Inputs) -> EventLog:
    """The newest lines of the log that is asked for. Raises LogNotYours."""
    from app.store.questions.event_log import count, lines, places

    store, viewer = opened(store, viewer)
    texts = HouseTexts(inputs.language)
    person, counsellor = inputs.values["person"], inputs.values["counsellor"]
    which = which_log(person, counsellor, inputs.values["kind"])
    numbers = [place.number for place in places(store, which, viewer=viewer, limit=MOST)]
    found = lines(store, which, numbers, viewer=viewer)
    if not person:
        inputs.names(one for event in found.values() for one, _name in event.people)
    shown = tuple(said(texts, found[number], without=person) for number in numbers if number in found)
    left = count(store, which, viewer=viewer) - len(shown)
    return EventLog(
        language=inputs.language,
        title=texts.say(N_("Who did what, and when")),
        facts=tuple(fact for fact in _facts(store, texts, inputs) if fact[1]),
        head=tuple(texts.say(one) for one in HEAD),
        events=shown,
        days={f"{one.at:%Y-%m-%d}": texts.day(one.at.date()) for one in shown},
        nothing=texts.say(N_("Nothing stands in this log.")),
        left_out=texts.say(N_("{count} older lines are left out."), count=left) if left > 0 else "",
        foot=texts.say(N_("Internal: names of staff. Printed {day}."), day=texts.day(inputs.today)),
    )


HEAD = (N_("Time"), N_("What was done"), N_("About"))
_CSV_HEAD = (
    "number",
    "time",
    "verb",
    "kind",
    "what",
    "about",
    "more",
)  # for programs: the same in every language


def _facts(store: Store, texts: HouseTexts, inputs: Inputs) -> tuple[tuple[str, str], ...]:
    person, counsellor, kind = (inputs.values[name] for name in ("person", "counsellor", "kind"))
    name = store.connection.value("SELECT name FROM person WHERE id = ?", (person,)) if person else ""
    return (
        (texts.say(N_("School")), inputs.values["school"]),
        (texts.say(N_("Person")), str(name or "")),
        (texts.say(N_("Counsellor")), store.counsellor_name(counsellor) if counsellor else ""),
        (texts.say(N_("Only")), texts.say(KINDS[kind]) if kind else ""),
    )


PARTS = (0.09, 0.61, 0.3)
ALONE = (0.09, 0.91)


def draw(data: EventLog) -> Paper:
    """The log as a PDF, a heading for each day."""
    return counted(lambda pages: _written(data, pages))


def _written(data: EventLog, pages: int) -> Flow:
    flow = Flow(a4(title=data.title, language=data.language), foot=data.foot, pages=pages, size=9.5)
    flow.title(data.title)
    for label, value in data.facts:
        flow.fact(label, value)
    parts = PARTS if any(one.people for one in data.events) else ALONE
    if data.events:
        with flow.table():
            flow.row(data.head[: len(parts)], parts)
    for day, events in groupby(data.events, key=lambda one: f"{one.at:%Y-%m-%d}"):
        flow.heading(data.days[day], keep=50)
        with flow.table():
            for one in events:
                what = " · ".join(part for part in (one.sentence, one.more) if part)
                flow.row((one.time, what, one.people)[: len(parts)], parts)
    flow.gap(10)
    flow.paragraph(data.left_out if data.events else data.nothing, grey=True)
    return flow


def as_csv(data: EventLog) -> bytes:
    """The log for a spreadsheet: semicolons, UTF-8 with the mark that Excel asks for, and no cell that could compute."""
    return csv_of(data.events)


def csv_of(events: Iterable[SaidEvent]) -> bytes:
    """Lines of the log for a spreadsheet, in the same form."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_CSV_HEAD)
    for one in events:
        at = one.at.isoformat(sep=" ", timespec="seconds")
        cells = (at, one.verb, one.kind, one.sentence, one.people, one.more)
        writer.writerow((one.number, *map(lifeless, cells)))
    return text.getvalue().encode("utf-8-sig")


EVENT_LOG = Document(
    key="event_log",
    title=N_("Who did what, and when"),
    about=N_("the log, with names of staff: for internal use"),
    place="desk",
    gather=gather,
    draw=draw,
    leaves="in_service",
    other=OtherForm("csv", as_csv),
    needs_store=True,
    offered=False,
    warning=N_(
        "These pages name your colleagues and are for internal use. Shred them when they have been read."
    ),
    parameters=(
        Parameter(name="person", label=N_("Person"), kind="record", of="person"),
        Parameter(name="counsellor", label=N_("Counsellor")),
        Parameter(
            name="kind",
            label=N_("Only"),
            kind="choice",
            choices=(("", N_("Everything")), *KINDS.items()),
        ),
        Parameter(name="school", label=N_("School"), setting=SCHOOL_NAME),
    ),
)
