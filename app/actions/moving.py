"""Bookings get another time: one, a group of them, or all of a day in one step. Nobody loses a place by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app.actions.bookings import put_sessions
from app.actions.cancelling import NothingPlanned
from app.actions.desk import Desk
from app.actions.sessions import day_to_come, shown_day
from app.base.languages import N_, _, ngettext_
from app.entry.problems import Invalid, Problem
from app.entry.when import read_clock
from app.records.session import Session
from app.store.store import Changes


def move(desk: Desk, ids: Sequence[str], *, when: str, by: str = "", reason: str = "") -> Changes:
    """Move bookings to the day that is typed, and to its clock where one is said; else each keeps its own.

    What was cancelled is planned again by that; what was held stays. Confirmed interpreters need a new confirmation.
    by, reason: codes of moved.by and cancel.reason, "" for not said.
    Raises Invalid at `when`, NothingPlanned.
    """
    read = day_to_come(desk, when)
    return move_to(desk, ids, day=read.day, clock=read.clock, by=by, reason=reason)


def move_to(
    desk: Desk, ids: Sequence[str], *, day: dt.date, clock: str = "", by: str = "", reason: str = ""
) -> Changes:
    """Move bookings to a day, and to a clock (HH:MM or as typed); "" keeps each one's own. As `move`.

    Raises Invalid at `day` for one that has passed and at `clock` for what is none.
    """
    if day < desk.today:
        raise Invalid([Problem(("day",), N_("This day has passed. Write a day to come, such as +14."))])
    at = clock_said(clock)
    found = _movable(desk, ids)
    if not found:
        raise NothingPlanned()
    moved = [replace(_moved(one, day, at or one.clock), moved_by=by, moved_reason=reason) for one in found]
    with desk.store.transaction("session.moved", actor=desk.viewer) as t:
        put_sessions(desk, t, moved)
        t.text = _said(desk, moved) if t.images() else ""  # no offer to take back what changed nothing
    return t.changes()


def clock_said(text: str) -> str:
    """A time of day as HH:MM, "" for none said. Raises Invalid at `clock`."""
    read = read_clock(text) if text.strip() else ""
    if read is None:
        raise Invalid([Problem(("clock",), N_("Write a time such as 9, 915 or 09.15."))])
    return read


def _movable(desk: Desk, ids: Sequence[str]) -> list[Session]:
    """The sessions of these that have not been held, voided ones left out."""
    where = {"id": list(dict.fromkeys(ids))}
    found = desk.store.find(Session, viewer=desk.viewer, where=where, order="day,clock")
    return [one for one in found if one.state != "held"]


def _moved(session: Session, day: dt.date, clock: str) -> Session:
    return replace(session, day=day, clock=clock, state="planned", cancel_reason="")


def _said(desk: Desk, moved: Sequence[Session]) -> str:
    day = shown_day(moved[0].day, desk.today)
    if len(moved) == 1:
        return _("The session is moved to {day}", day=day)
    return ngettext_(
        "{count} session is moved to {day}", "{count} sessions are moved to {day}", len(moved), day=day
    )
