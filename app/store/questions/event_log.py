"""The event log for reading: one person's, one counsellor's or everybody's, newest first; lines as they come into view."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.base.errors import AppError
from app.base.languages import N_
from app.records.registry import TYPES
from app.store import events
from app.store.access import Condition, Viewer, everyone_sees, may_read

if TYPE_CHECKING:
    from app.store.store import Store

HEAD = "head"
_AT_ONCE = 400  # ids in one question


class LogNotYours(AppError):
    """Somebody else's log, or that of a case that is not open to the reader."""

    says = N_("This log is not open to you.")
    do = N_(
        "You read the logs of your own cases and of what you did; the head of the department reads every log."
    )


@dataclass(frozen=True)
class WhichLog:
    """Whose doings, or the doings about whom: exactly one of the two is named; with neither it is everybody's.

    verbs: only these; besides: or all others than these. since, until: days, both included.
    """

    person: str = ""
    counsellor: str = ""
    verbs: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LogPlace:
    """An event's place in the list."""

    number: int
    day: dt.date


@dataclass(frozen=True)
class LoggedEvent:
    """One event. at: local time; who: the counsellor's name, "" for the program; people: (id, name) of those it is about.

    payload: what it holds, None where that was deleted; of rows that the viewer may not read only whose they are.
    open: whether the viewer may read the cases of all of them, so that what was written may be shown too.
    """

    number: int
    at: dt.datetime
    who: str
    verb: str
    people: tuple[tuple[str, str], ...]
    payload: Mapping[str, Any] | None
    open: bool


def reads_all_logs(store: Store, viewer: Viewer) -> bool:
    """Whether this is the head of the school department, who answers for what everybody does."""
    sql = "SELECT roles FROM counsellor WHERE id = ? AND left_at = ''"
    return HEAD in json.loads(store.connection.value(sql, (viewer.counsellor,)) or "[]")


def check_readable(store: Store, which: WhichLog, *, viewer: Viewer) -> None:
    """Raise LogNotYours unless it is one's own, that of a case one may read, or one is the head."""
    if reads_all_logs(store, viewer):
        return
    if which.counsellor == viewer.counsellor and not which.person:
        return
    if not which.person or not _readable(store, [which.person], viewer):
        raise LogNotYours()


def places(store: Store, which: WhichLog, *, viewer: Viewer, limit: int) -> list[LogPlace]:
    """The newest events of a log. Raises LogNotYours."""
    check_readable(store, which, viewer=viewer)
    wanted = _wanted(which)
    source, order = "event e", "e.number"
    if which.person:
        source, order = "event_person x JOIN event e ON e.number = x.event", "x.event"
    sql = f"SELECT e.number, e.at FROM {source} WHERE {wanted.sql} ORDER BY {order} DESC LIMIT ?"
    return [
        LogPlace(number, _local(at).date())
        for number, at in store.connection.each(sql, (*wanted.args, limit))
    ]


def count(store: Store, which: WhichLog, *, viewer: Viewer) -> int:
    """How many events a log has. Raises LogNotYours."""
    check_readable(store, which, viewer=viewer)
    wanted = _wanted(which)
    source = "event_person x JOIN event e ON e.number = x.event" if which.person else "event e"
    return int(store.connection.value(f"SELECT count(*) FROM {source} WHERE {wanted.sql}", wanted.args))


def lines(
    store: Store, which: WhichLog, numbers: Collection[int], *, viewer: Viewer
) -> dict[int, LoggedEvent]:
    """These events of a log; what does not stand in it is left out. Raises LogNotYours."""
    check_readable(store, which, viewer=viewer)
    found: dict[int, LoggedEvent] = {}
    for some in _portions(sorted(numbers)):
        found |= _lines(store, which, some, viewer)
    return found


def line(store: Store, number: int, *, viewer: Viewer) -> LoggedEvent:
    """One event that the viewer may see in some log: their own doing, of a case they may read, or anything for the head.

    Raises LogNotYours."""
    actor = store.connection.value("SELECT actor FROM event WHERE number = ?", (number,))
    for which in (
        WhichLog(counsellor=str(actor)),
        *(WhichLog(person=one) for one in store.people_of(number)),
    ):
        try:
            return lines(store, which, [number], viewer=viewer)[number]
        except LogNotYours:
            continue
    raise LogNotYours()


def _lines(store: Store, which: WhichLog, numbers: Sequence[int], viewer: Viewer) -> dict[int, LoggedEvent]:
    wanted = _wanted(which)
    source = "event_person x JOIN event e ON e.number = x.event" if which.person else "event e"
    sql = f"""SELECT e.number, e.at, e.actor, e.verb, p.body FROM {source}
        LEFT JOIN payload p ON p.event = e.number
        WHERE ({wanted.sql}) AND e.number IN ({_marks(numbers)})"""
    rows = store.connection.rows(sql, (*wanted.args, *numbers))
    payloads = {row[0]: events.opened(row[4]) if row[4] is not None else None for row in rows}
    about = {number: sorted(events.people_of(one)) if one else [] for number, one in payloads.items()}
    known = {person for people in about.values() for person in people}
    names, readable = _names(store, known), _readable(store, known, viewer)
    counsellors = {one.id: one.name for one in store.counsellors()}
    theirs = {
        one: _as_open(_to_whom(payload, counsellors), readable, viewer) for one, payload in payloads.items()
    }
    return {
        number: LoggedEvent(
            number,
            _local(at),
            counsellors.get(actor, ""),
            verb,
            tuple((person, names[person]) for person in about[number] if person in names),
            theirs[number],
            set(about[number]) <= readable,
        )
        for number, at, actor, verb, _body in rows
    }


def _to_whom(payload: Any, counsellors: Mapping[str, str]) -> Any:
    """The payload with the name of the colleague to whom a case was opened or given."""
    if not payload:
        return payload
    what = dict(payload.get("what", {}))
    opened = [
        (after or before)["counsellor"]
        for table, _key, before, after in payload["rows"]
        if table == "case_access"
    ]
    to = str(what.get("to") or (opened[0] if opened else ""))
    return {**payload, "what": {**what, "to": counsellors.get(to, to)}} if to else payload


def _as_open(payload: Any, readable: Collection[str], viewer: Viewer) -> Any:
    """The payload with no more of each row than the viewer may read: of others, only whose and which it is."""
    if not payload:
        return payload
    rows = []
    for table, key, *both in payload["rows"]:
        shown = _is_open(table, key, both[1] or both[0] or {}, readable, viewer)
        rows.append([table, key, *(both if shown else map(_closed, both))])
    return {**payload, "rows": rows}


def _is_open(table: str, key: str, row: Mapping[str, Any], readable: Collection[str], viewer: Viewer) -> bool:
    case = key if table == "person" else row.get("case_id")
    if case:
        return case in readable
    kept_apart = table == "draft" or (table in TYPES and not everyone_sees(table))
    return not kept_apart or row.get("owner") in ("", viewer.counsellor)


def _closed(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {name: row[name] for name in ("id", "case_id", "owner") if name in row} if row else None


def _wanted(which: WhichLog) -> Condition:
    found = Condition("1")
    if which.person:
        found &= Condition("x.person = ?", (which.person,))
    if which.counsellor:
        found &= Condition("e.actor = ?", (which.counsellor,))
    if which.verbs:
        found &= Condition(f"e.verb IN ({_marks(which.verbs)})", which.verbs)
    if which.besides:
        found &= Condition(f"e.verb NOT IN ({_marks(which.besides)})", which.besides)
    if which.since:
        found &= Condition("e.at >= ?", (_begins(which.since),))
    if which.until:
        found &= Condition("e.at < ?", (_begins(which.until + dt.timedelta(days=1)),))
    return found


def _begins(day: dt.date) -> str:
    return events.stamp(dt.datetime.combine(day, dt.time()).astimezone())


def _local(at: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at).astimezone()


def _names(store: Store, people: Iterable[str]) -> dict[str, str]:
    """The name of a person is seen by everybody in the service."""
    found: dict[str, str] = {}
    for some in _portions(sorted(people)):
        found |= dict(
            store.connection.rows(f"SELECT id, name FROM person WHERE id IN ({_marks(some)})", some)
        )
    return found


def _readable(store: Store, people: Iterable[str], viewer: Viewer) -> set[str]:
    """Those of these people whose cases the viewer may read."""
    may = may_read("person", viewer)
    found: set[str] = set()
    for some in _portions(sorted(people)):
        sql = f"SELECT id FROM person WHERE id IN ({_marks(some)}) AND ({may.sql})"
        found |= {person for (person,) in store.connection.rows(sql, (*some, *may.args))}
    return found


def _portions(all_: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (all_[at : at + _AT_ONCE] for at in range(0, len(all_), _AT_ONCE))


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
