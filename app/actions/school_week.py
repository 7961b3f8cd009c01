"""The hours that the school keeps: which timetable holds on a day, closed days, and writing both down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.actions.desk import Desk
from app.actions.hours import DayHours
from app.base.days import clock_of, minutes_of_day, show_day
from app.base.languages import N_, _, current
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.entry.spans import Hours, read_hours, write_hours
from app.entry.validate import validated
from app.entry.when import read_day
from app.records.timetable import WEEKDAYS, ClosedDay, Timetable, TimetableSlot
from app.store.questions import hours as kept_hours
from app.store.questions.hours import table_of, timetables
from app.store.store import Changes

A_DAY = dt.timedelta(days=1)
KINDS = ("guidance", "teaching", "lockup", "meeting")
"""The codes of timetable.kind in the order in which they are asked."""
SOUGHT_DAYS = 90
"""How far ahead a day or an hour that is open is looked for."""


@dataclass(frozen=True)
class WrittenWeek:
    """A timetable as it is typed. valid_from: a day as any date field reads it; cells: (weekday, kind) → hours."""

    valid_from: str
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)


def hours_of(desk: Desk, day: dt.date) -> DayHours:
    """The hours of one day."""
    return hours_between(desk, day, day)[0]


def hours_between(desk: Desk, since: dt.date, until: dt.date) -> tuple[DayHours, ...]:
    """The hours of each day from one to another, both included."""
    store, viewer = desk.store, desk.viewer
    return kept_hours.hours_between(store, viewer=viewer, since=since, until=until, language=current())


def is_kept(desk: Desk) -> bool:
    """Whether any timetable is kept."""
    return desk.store.count(Timetable, viewer=desk.viewer) > 0


def open_day(desk: Desk, day: dt.date) -> dt.date:
    """The first day from this one on that has hours of guidance; the day itself where there is none for long."""
    hours = hours_between(desk, day, day + A_DAY * SOUGHT_DAYS)
    return next((one.day for one in hours if one.open), day)


def timetable_starts(desk: Desk) -> tuple[dt.date, ...]:
    """The days from which a timetable was written down, the earliest first."""
    kept = desk.store.find(Timetable, viewer=desk.viewer, order="valid_from")
    return tuple(one.valid_from for one in kept)


def written_week(desk: Desk, day: dt.date) -> WrittenWeek:
    """The timetable of a day as it is typed, to change it from that day on."""
    table = table_of(day, timetables(desk.store, viewer=desk.viewer))
    return WrittenWeek(day.isoformat(), {(w, k): _written(table, w, k) for w in WEEKDAYS for k in KINDS})


def save_timetable(desk: Desk, written: WrittenWeek) -> Changes:
    """Keep the hours that hold from a day on; what held before stays as it was. One that began the same day is
    replaced. Raises Invalid with problems at (weekday, kind) and at valid_from."""
    day = read_day(written.valid_from, today=desk.today)
    if day is None:
        raise Invalid([Problem(("valid_from",), N_("Write a day such as 1.8 or man."))])
    slots = _slots(written)
    same = desk.store.find(Timetable, viewer=desk.viewer, where={"valid_from": day}, limit=1)
    table = replace(same[0], slots=slots) if same else Timetable(valid_from=day, slots=slots)
    text = _("The hours hold from {day}", day=show_day(day, today=desk.today, language=current()))
    with desk.store.transaction("timetable.saved", actor=desk.viewer, text=text) as t:
        t.put(table, owner="")
    return t.changes()


def _slots(written: WrittenWeek) -> tuple[TimetableSlot, ...]:
    slots: list[TimetableSlot] = []
    problems: list[Problem] = []
    for (weekday, kind), text in written.cells.items():
        hours = read_hours(text)
        if hours is None:
            problems.append(Problem((weekday, kind), N_("Write hours such as 9-11.30, 12.30-15.")))
        for start, end, called in hours or ():
            slots.append(
                TimetableSlot(
                    weekday=weekday, start=clock_of(start), end=clock_of(end), kind=kind, label=called
                )
            )
    if problems:
        raise Invalid(problems)
    return tuple(slots)


def _written(table: Timetable, weekday: str, kind: str) -> str:
    return write_hours(
        Hours(minutes_of_day(one.start), minutes_of_day(one.end), one.label)
        for one in sorted(table.slots, key=lambda slot: slot.start)
        if (one.weekday, one.kind) == (weekday, kind)
    )


def closed_days(desk: Desk) -> tuple[ClosedDay, ...]:
    """The days that are kept as closed, oldest first; public holidays are not among them."""
    return tuple(desk.store.find(ClosedDay, viewer=desk.viewer, order="day"))


def save_closed_day(desk: Desk, draft: Draft) -> Changes:
    """Keep a day, or some days in a row, as closed. Raises Invalid with problems at day, until and name."""
    closed = validated(draft, ClosedDay, today=desk.today)
    text = _(
        "Closed: {name}", name=" ".join(part for part in (closed_said(desk, closed), closed.name) if part)
    )
    with desk.store.transaction("closed_day.saved", actor=desk.viewer, text=text) as t:
        t.put(closed, owner="")
    return t.changes()


def remove_closed_day(desk: Desk, id: str) -> Changes:
    """The day is open again."""
    closed = desk.get(ClosedDay, id)
    text = _("Open again: {days}", days=closed_said(desk, closed))
    with desk.store.transaction("closed_day.removed", actor=desk.viewer, text=text) as t:
        t.void(ClosedDay, id, reason="open again")
    return t.changes()


def closed_said(desk: Desk, closed: ClosedDay) -> str:
    """The day, or the first and the last of them, in words."""
    days = dict.fromkeys((closed.day, closed.until or closed.day))
    return " – ".join(show_day(day, today=desk.today, language=current()) for day in days)
