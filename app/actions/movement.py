"""The movement list leaves the program: what the duty officer now has in hand, so that changes can be told."""

from __future__ import annotations

import datetime as dt

from app.actions.desk import Desk
from app.records.movement_print import MovementPrint
from app.store.questions.movement import MovementState, handed_out_ways, movement_state, written
from app.store.store import Changes

KEPT = dt.timedelta(days=14)
"""How long after its last day a list is kept: nothing is compared with it any more."""


def handed_out(desk: Desk, since: dt.date, until: dt.date) -> Changes:
    """A list of these days was printed or saved; the next one tells what differs from it. Looking at one is no print.

    It cannot be undone, since paper cannot; lists of days long past are voided along with it.
    """
    ways = handed_out_ways(desk.store, viewer=desk.viewer, since=since, until=until)
    old = [
        one.id for one in desk.store.find(MovementPrint, viewer=desk.viewer) if one.until < desk.today - KEPT
    ]
    with desk.store.transaction("movement_list.handed_out", actor=desk.viewer, undoable=False) as t:
        for one in old:
            t.void(MovementPrint, one, reason="past")
        t.put(MovementPrint(day=since, until=until, lines=written(ways)))
    return t.changes()


def movement_list_state(desk: Desk) -> MovementState:
    """Whether the newest list handed out for today still holds."""
    return movement_state(desk.store, viewer=desk.viewer, day=desk.today)
