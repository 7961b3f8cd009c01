"""Opening a case to somebody who does not own it, closing it again, and giving it away for good."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.store import counsellors
from app.store.access import NOW, Viewer
from app.store.errors import CaseIsOpen, CaseRestricted, NoLongerHere, OthersCase, RecordGone
from app.store.events import stamp
from app.store.rights import EMERGENCY, SHARED, ask_head, case_rights, left_cases, openings
from app.store.transaction import Changes

if TYPE_CHECKING:
    from app.store.store import Store


def share(
    store: Store,
    person: str,
    *,
    actor: Viewer,
    counsellor: str,
    until: dt.datetime | None = None,
    text: str = "",
) -> Changes:
    """Open one's own case to a colleague, until further notice or a time; again for the same one: till then instead.

    Raises OthersCase, NoLongerHere.
    """
    _ask_own(store, person, actor)
    _ask_here(store, counsellor)
    before = next(
        (one for one in openings(store, person=person, counsellor=counsellor, kinds=(SHARED,))), None
    )
    with store.transaction("case.shared", actor=actor, text=text) as t:
        row = _new_opening(store, person, actor=actor, counsellor=counsellor, kind=SHARED, until=until)
        if before:
            row |= {"id": before.id, "since": stamp(before.since)}
        t.write_row("case_access", row["id"], row)
    return t.changes()


def end_sharing(store: Store, opening: str, *, actor: Viewer, text: str = "") -> Changes:
    """Close one's own case to a colleague again; a colleague may also give back what was shared. Raises OthersCase."""
    row = _opening_row(store, opening)
    if row["counsellor"] != actor.counsellor:
        _ask_own(store, row["case_id"], actor)
    return _end(store, row, actor=actor, verb="case.sharing_ended", text=text)


def hand_over(store: Store, person: str, *, actor: Viewer, to: str, text: str = "") -> Changes:
    """Make one's own case a colleague's, for good; it is then the colleague's to share. Raises OthersCase, NoLongerHere."""
    _ask_own(store, person, actor)
    return _given(store, [person], actor=actor, to=to, verb="case.handed_over", text=text)


def reassign(store: Store, people: Iterable[str], *, actor: Viewer, to: str, text: str = "") -> Changes:
    """Give cases whose counsellor has left to somebody who is here. Raises HeadOnly, OthersCase, NoLongerHere."""
    ask_head(store, actor)
    left = {one.person for one in left_cases(store, viewer=actor)}
    chosen = list(dict.fromkeys(people))
    for person in chosen:
        if person not in left:
            raise OthersCase(name=_name(store, person))
    return _given(store, chosen, actor=actor, to=to, verb="case.reassigned", text=text)


def _given(store: Store, people: list[str], *, actor: Viewer, to: str, verb: str, text: str) -> Changes:
    _ask_here(store, to)
    with store.transaction(verb, actor=actor, text=text, undoable=False) as t:
        t.about(*people)
        t.what["to"] = to
        for person in people:
            t.give_case(person, to=to)
            for one in openings(store, person=person, counsellor=to):
                t.write_row("case_access", one.id, {**_opening_row(store, one.id), "until": _now(store)})
    return t.changes()


def stand_in(
    store: Store,
    *,
    actor: Viewer,
    absent: str,
    substitute: str,
    first: dt.date,
    last: dt.date,
    text: str = "",
) -> Changes:
    """Have somebody look after all of somebody's cases for some days. Said by who will be away, or by the head.

    Raises HeadOnly, NoLongerHere.
    """
    if absent != actor.counsellor:
        ask_head(store, actor)
    _ask_here(store, substitute)
    row = {
        "id": uuid.uuid4().hex,
        "absent": absent,
        "substitute": substitute,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "given_by": actor.counsellor,
        "ended_at": "",
    }
    with store.transaction("substitution.begun", actor=actor, text=text, undoable=False) as t:
        t.write_row("substitution", row["id"], row)
    return t.changes()


def end_standing_in(store: Store, standing: str, *, actor: Viewer, text: str = "") -> Changes:
    """End it before its day: by either of the two, or by the head. Raises HeadOnly, RecordGone."""
    rows = store.connection.dicts("SELECT * FROM substitution WHERE id = ?", (standing,))
    if not rows:
        raise RecordGone()
    if actor.counsellor not in (rows[0]["absent"], rows[0]["substitute"]):
        ask_head(store, actor)
    with store.transaction("substitution.ended", actor=actor, text=text, undoable=False) as t:
        t.write_row("substitution", standing, {**rows[0], "ended_at": _now(store)})
    return t.changes()


def open_in_emergency(
    store: Store, person: str, *, actor: Viewer, reason: str, hours: int, text: str = ""
) -> Changes:
    """The head opens a colleague's case for some hours, and its counsellor is told.

    Raises HeadOnly, CaseRestricted, CaseIsOpen.
    """
    ask_head(store, actor)
    rights = case_rights(store, person, viewer=actor)
    if rights.restricted:
        raise CaseRestricted(name=rights.name)
    if rights.readable:
        raise CaseIsOpen(name=rights.name)
    until = store.clock.now() + dt.timedelta(hours=hours)
    row = _new_opening(store, person, actor=actor, counsellor=actor.counsellor, kind=EMERGENCY, until=until)
    with store.transaction("case.emergency", actor=actor, text=text, undoable=False) as t:
        t.write_row("case_access", row["id"], {**row, "reason": reason})
        t.what |= {"reason": reason, "hours": hours}
    return t.changes()


def end_emergency(store: Store, opening: str, *, actor: Viewer, text: str = "") -> Changes:
    """Close the case again before its time: by who opened it, or by its counsellor. Raises OthersCase."""
    row = _opening_row(store, opening)
    if row["counsellor"] != actor.counsellor:
        _ask_own(store, row["case_id"], actor)
    return _end(store, row, actor=actor, verb="case.emergency_ended", text=text)


def have_seen(store: Store, opening: str, *, actor: Viewer) -> Changes:
    """The case's counsellor has taken note of an emergency opening. Raises OthersCase."""
    row = _opening_row(store, opening)
    _ask_own(store, row["case_id"], actor)
    with store.transaction("case.emergency_seen", actor=actor, undoable=False) as t:
        t.write_row("case_access", opening, {**row, "seen_at": _now(store)})
    return t.changes()


def _new_opening(
    store: Store, person: str, *, actor: Viewer, counsellor: str, kind: str, until: dt.datetime | None
) -> dict[str, Any]:
    return {
        "id": uuid.uuid4().hex,
        "case_id": person,
        "counsellor": counsellor,
        "kind": kind,
        "reason": "",
        "since": _now(store),
        "until": stamp(until) if until else "",
        "given_by": actor.counsellor,
        "seen_at": "",
    }


def _opening_row(store: Store, opening: str) -> dict[str, Any]:
    rows = store.connection.dicts("SELECT * FROM case_access WHERE id = ?", (opening,))
    if not rows:
        raise RecordGone()
    return rows[0]


def _end(store: Store, row: dict[str, Any], *, actor: Viewer, verb: str, text: str) -> Changes:
    with store.transaction(verb, actor=actor, text=text, undoable=False) as t:
        t.write_row("case_access", row["id"], {**row, "until": _now(store)})
    return t.changes()


def _ask_own(store: Store, person: str, actor: Viewer) -> None:
    owner = store.connection.value("SELECT owner FROM person WHERE id = ?", (person,))
    if owner not in (actor.counsellor, ""):
        raise OthersCase(name=_name(store, person))


def _ask_here(store: Store, counsellor: str) -> None:
    if not counsellors.one(store, counsellor).here:
        raise NoLongerHere()


def _name(store: Store, person: str) -> str:
    return str(store.connection.value("SELECT name FROM person WHERE id = ?", (person,)) or "")


def _now(store: Store) -> str:
    """Now as an opening keeps it: never before the newest event, so that what is ended is ended."""
    return str(store.connection.value(f"SELECT {NOW}"))
