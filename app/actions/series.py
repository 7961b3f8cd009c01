"""Series: the same session every so many weeks, booked in one step, and moved or cancelled from a day on as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.actions.bookings import put_sessions
from app.actions.cancelling import NothingPlanned, cancelled, cancelled_said
from app.actions.desk import Desk
from app.actions.moving import clock_said
from app.actions.school_week import hours_between
from app.actions.sessions import back_said, judged_session
from app.base.languages import N_, ngettext_
from app.entry.draft import Draft
from app.entry.problems import Invalid, Problem
from app.records.attendance import Attendance
from app.records.interpreter import InterpreterOrder
from app.records.session import Session
from app.records.timetable import WEEKDAYS, Series
from app.store.store import Changes

MOST_WEEKS = 26
LONGEST = 400  # days from the first to the last


@dataclass(frozen=True)
class SeriesDays:
    """The days of a series, and those on which the school is closed, which are left out."""

    days: tuple[dt.date, ...]
    closed: tuple[dt.date, ...]


def book_series(desk: Desk, draft: Draft, *, weeks: int, until: dt.date) -> Changes:
    """Book the session of the form on its day and every so many weeks after that until a day, both days included.

    Days on which the school is closed are left out. Orders of interpreters are written for each, as not ordered yet but
    for the first. Raises Invalid with problems of the form, at `weeks` and at `until`.
    """
    draft.raw["state"] = "planned"
    first = judged_session(desk, draft)
    found = series_days(desk, first.day, weeks=weeks, until=until)
    if not found.days:
        raise Invalid([Problem(("until",), N_("The school is closed on all these days."))])
    series = Series(day=first.day, weeks=weeks, until=until)
    sessions = [replace(first, day=found.days[0], series=series.id)]
    sessions += [_again(sessions[0], day) for day in found.days[1:]]
    with desk.store.transaction("series.booked", actor=desk.viewer, text=_booked_said(found)) as t:
        t.put(series)
        put_sessions(desk, t, sessions)
        t.delete_draft(draft.id)
    return t.changes()


def series_days(desk: Desk, first: dt.date, *, weeks: int, until: dt.date) -> SeriesDays:
    """The days from the first on, every so many weeks until a day. Raises Invalid at `weeks` and `until`."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise Invalid(
            [Problem(("weeks",), N_("Write a number from {low} to {high}."), {"low": 1, "high": 26})]
        )
    if until < first:
        raise Invalid([Problem(("until",), N_("This is before the first day."))])
    if (until - first).days > LONGEST:
        raise Invalid([Problem(("until",), N_("A series lasts a year at the most."))])
    shut = {one.day for one in hours_between(desk, first, until) if one.closed}
    days = tuple(_every(first, weeks, until))
    return SeriesDays(
        tuple(day for day in days if day not in shut), tuple(day for day in days if day in shut)
    )


def cancel_series(desk: Desk, series: str, *, since: dt.date, by: str, reason: str = "") -> Changes:
    """Call off what is planned of a series from a day on. As app.actions.cancelling.cancel; each person waits once."""
    called_off = [cancelled(one, by=by, reason=reason) for one in _planned(desk, series, since)]
    with desk.store.transaction(f"session.cancelled_{by}", actor=desk.viewer) as t:
        back = put_sessions(desk, t, called_off)
        t.text = ", ".join([cancelled_said(len(called_off)), *back_said(back)])
    return t.changes()


def move_series(
    desk: Desk,
    series: str,
    *,
    since: dt.date,
    weekday: str = "",
    clock: str = "",
    by: str = "",
    reason: str = "",
) -> Changes:
    """Move what is planned of a series from a day on to another weekday of the same week, another clock, or both.

    weekday: a code of timetable.weekday; by, reason: as `move`. A session whose new day would have passed keeps its day.
    Raises Invalid at `weekday` and `clock`, NothingPlanned.
    """
    if weekday not in {"", *WEEKDAYS}:
        raise Invalid([Problem(("weekday",), N_("Choose one from the list."))])
    at = clock_said(clock)
    moved = [
        replace(
            one,
            day=_on(one.day, weekday, desk.today),
            clock=at or one.clock,
            moved_by=by,
            moved_reason=reason,
        )
        for one in _planned(desk, series, since)
    ]
    text = ngettext_("{count} session is moved", "{count} sessions are moved", len(moved))
    with desk.store.transaction("session.moved", actor=desk.viewer) as t:
        put_sessions(desk, t, moved)
        t.text = text if t.images() else ""
    return t.changes()


def _every(first: dt.date, weeks: int, until: dt.date) -> Iterator[dt.date]:
    day = first
    while day <= until:
        yield day
        day += dt.timedelta(weeks=weeks)


def _again(first: Session, day: dt.date) -> Session:
    """The session once more on another day: who, where and how, and nothing that was said or agreed in the first."""
    return Session(
        day=day,
        clock=first.clock,
        minutes=first.minutes,
        form=first.form,
        state="planned",
        topic=first.topic,
        group_type=first.group_type,
        language=first.language,
        language_handling=first.language_handling,
        place=first.place,
        room=first.room,
        initiated_by=first.initiated_by,
        present=first.present,
        series=first.series,
        attendances=tuple(Attendance(person=row.person, came=row.came) for row in first.attendances),
        interpreters=tuple(
            InterpreterOrder(language=one.language, kind=one.kind, state="wanted")
            for one in first.interpreters
        ),
    )


def _planned(desk: Desk, series: str, since: dt.date) -> Sequence[Session]:
    """What is still planned of a series from a day on. Raises NothingPlanned."""
    where = {"series": series, "state": "planned"}
    found = desk.store.find(Session, viewer=desk.viewer, where=where, order="day,clock")
    later = [one for one in found if one.day >= since]
    if not later:
        raise NothingPlanned()
    return later


def _on(day: dt.date, weekday: str, today: dt.date) -> dt.date:
    if not weekday:
        return day
    moved = day + dt.timedelta(days=WEEKDAYS.index(weekday) - day.weekday())
    return moved if moved >= today else day


def _booked_said(found: SeriesDays) -> str:
    parts = [ngettext_("{count} session is booked", "{count} sessions are booked", len(found.days))]
    if found.closed:
        parts.append(
            ngettext_("{count} closed day left out", "{count} closed days left out", len(found.closed))
        )
    return ", ".join(parts)
