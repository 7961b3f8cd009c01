"""When it falls apart: one booking, a group of them, a room's day or a whole day is called off in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app.actions.bookings import put_sessions
from app.actions.desk import Desk
from app.actions.sessions import back_said, shown_day
from app.base.errors import AppError
from app.base.languages import N_, _, ngettext_
from app.entry.problems import Invalid, Problem
from app.records.choices import codes
from app.records.session import Session
from app.store.store import Changes

BY = ("inmate", "school", "prison")


class NothingPlanned(AppError):
    """None of the bookings that were meant is still planned."""

    says = N_("Nothing is booked here any more. Nothing was changed.")
    do = N_("Look at the week again.")


def cancel(desk: Desk, ids: Sequence[str], *, by: str, reason: str = "") -> Changes:
    """Call off these bookings, those of them that are still planned.

    by: inmate, school or prison; reason: a code of cancel.reason, "" for none said. The people are back in the queue with
    their old dates, interpreters are cancelled (app.actions.bookings). Raises Invalid at `by` or `reason`, NothingPlanned.
    """
    return _cancel(desk, planned(desk, ids), by=by, reason=reason)


def cancel_day(desk: Desk, day: dt.date, *, by: str, reason: str = "", room: str = "") -> Changes:
    """Call off all that is booked on a day, or in one room (its id) on that day. As `cancel`."""
    where = {"day": day, "state": "planned", **({"room": room} if room else {})}
    found = desk.store.find(Session, viewer=desk.viewer, where=where, order="clock")
    return _cancel(desk, found, by=by, reason=reason, on=shown_day(day, desk.today))


def cancelled(session: Session, *, by: str, reason: str) -> Session:
    """The session called off. Raises Invalid at `by` or `reason` for what is not a code."""
    if by not in BY:
        raise Invalid([Problem(("by",), N_("Choose who cancelled."))])
    if reason and reason not in codes("cancel.reason"):
        raise Invalid([Problem(("reason",), N_("Choose one from the list."))])
    return replace(session, state=f"cancelled_{by}", cancel_reason=reason)


def planned(desk: Desk, ids: Sequence[str]) -> list[Session]:
    """The sessions with these ids that are still planned, each once, voided ones left out."""
    where = {"id": list(dict.fromkeys(ids)), "state": "planned"}
    return desk.store.find(Session, viewer=desk.viewer, where=where, order="day,clock")


def _cancel(desk: Desk, found: Sequence[Session], *, by: str, reason: str, on: str = "") -> Changes:
    if not found:
        raise NothingPlanned()
    called_off = [cancelled(one, by=by, reason=reason) for one in found]
    with desk.store.transaction(f"session.cancelled_{by}", actor=desk.viewer) as t:
        back = put_sessions(desk, t, called_off)
        t.text = _said(len(found), back, on)
    return t.changes()


def _said(count: int, back: int, on: str) -> str:
    """What the undo bar says: how many on which day, and who waits again."""
    if on:
        first = ngettext_(
            "{count} session on {day} is cancelled", "{count} sessions on {day} are cancelled", count, day=on
        )
    else:
        first = cancelled_said(count)
    return ", ".join([first, *back_said(back)])


def cancelled_said(count: int) -> str:
    """That one session, or so many, are cancelled."""
    one = _("The session is cancelled")
    return (
        one
        if count == 1
        else ngettext_("{count} session is cancelled", "{count} sessions are cancelled", count)
    )
