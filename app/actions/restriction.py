"""Close a case that is kept, and open it again: beside deletion, for as long as something about it is disputed."""

from __future__ import annotations

from dataclasses import replace

from app.actions.desk import Desk
from app.base.languages import N_, _
from app.entry.problems import Invalid, Problem
from app.store import events, restriction
from app.store.restriction import Restricted
from app.store.store import Changes


def restrict(desk: Desk, person: str, *, reason: str) -> Changes:
    """Close a case: kept whole, read by nobody. Raises Invalid without a reason, NotYours."""
    if not reason.strip():
        raise Invalid([Problem(("reason",), N_("Write why. It is read by those who may lift it."))])
    since = events.stamp(desk.clock.now())
    with desk.store.transaction(
        "case.restricted", actor=desk.viewer, text=_("The case is restricted"), undoable=False
    ) as t:
        restriction.close(t, desk.store, person, actor=desk.viewer, reason=reason.strip(), since=since)
        t.about(person)
    return replace(t.changes(), people=frozenset({person}))


def lift_restriction(desk: Desk, person: str) -> Changes:
    """Open the case again. Raises NotYours."""
    with desk.store.transaction(
        "case.restriction_lifted", actor=desk.viewer, text=_("The restriction is lifted"), undoable=False
    ) as t:
        restriction.lift(t, desk.store, person, actor=desk.viewer)
        t.about(person)
    return replace(t.changes(), people=frozenset({person}))


def restriction_of(desk: Desk, person: str) -> Restricted | None:
    """Whether a case that is not to be read is closed, and since when."""
    return restriction.restriction_of(desk.store, person, viewer=desk.viewer)


def restricted_cases(desk: Desk) -> tuple[Restricted, ...]:
    """Every closed case, by its existence alone."""
    return restriction.restricted(desk.store, viewer=desk.viewer)
