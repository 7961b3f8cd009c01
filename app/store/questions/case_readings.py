"""Who has opened a case and let something of it out, by role alone: what the person may know, staff names left out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from app.store import events
from app.store.access import Viewer
from app.store.rights import EMERGENCY, SHARED

if TYPE_CHECKING:
    from app.store.store import Store

Role = Literal["keeper", "emergency", "shared", "stand_in", "head", "other", "program"]
"""As what somebody did it: the case's counsellor, in an emergency, because it was shared, standing in, the head, else."""


@dataclass(frozen=True)
class Doing:
    """One event about the case. payload: what it says besides rows, None where that was deleted. reason: of an emergency."""

    day: dt.date
    role: Role
    verb: str
    payload: Any
    reason: str


def doings(store: Store, *, viewer: Viewer, person: str, verbs: Sequence[str]) -> list[Doing]:
    """The events with these verbs about a case, oldest first. Raises RecordGone for a case that is not open."""
    from app.records.person import Person

    store.get(Person, person, viewer=viewer)
    keeper = store.connection.value("SELECT owner FROM person WHERE id = ?", (person,))
    marks = ", ".join("?" * len(verbs))
    sql = f"""SELECT e.at, e.actor, e.verb, p.body FROM event_person x JOIN event e ON e.number = x.event
        LEFT JOIN payload p ON p.event = e.number
        WHERE x.person = ? AND e.verb IN ({marks}) ORDER BY e.number"""
    found = []
    for at, actor, verb, body in store.connection.rows(sql, (person, *verbs)):
        role, reason = _role(store, person, actor, at, keeper=str(keeper or ""))
        # what was written is another matter: a group's event holds the others' lines too
        payload = {**events.opened(body), "rows": []} if body is not None else None
        day = dt.datetime.fromisoformat(at).astimezone().date()
        found.append(Doing(day, role, verb, payload, reason))
    return found


def _role(store: Store, person: str, actor: str, at: str, *, keeper: str) -> tuple[Role, str]:
    """As what this counsellor did something then."""
    if not actor:
        return "program", ""
    if actor == keeper:
        return "keeper", ""
    sql = """SELECT kind, reason FROM case_access WHERE case_id = ? AND counsellor = ? AND since <= ?
        AND (until = '' OR until >= ?) ORDER BY since DESC LIMIT 1"""
    for kind, reason in store.connection.rows(sql, (person, actor, at, at)):
        if kind == EMERGENCY:
            return "emergency", str(reason)
        if kind == SHARED:
            return "shared", ""
    sql = """SELECT 1 FROM substitution WHERE substitute = ? AND absent = ?
        AND ? BETWEEN first_day AND last_day LIMIT 1"""
    if store.connection.value(sql, (actor, keeper, at[:10])):
        return "stand_in", ""
    roles = json.loads(store.connection.value("SELECT roles FROM counsellor WHERE id = ?", (actor,)) or "[]")
    return ("head", "") if "head" in roles else ("other", "")
