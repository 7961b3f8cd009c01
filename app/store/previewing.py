"""What bringing a backup back would give and take: the backup opened beside the present register, and the two compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.base.clock import Clock
from app.base.errors import AppError
from app.records.registry import TYPES
from app.store import access, bringing_back, events, keys, migrations
from app.store.access import Viewer
from app.store.connection import Connection
from app.store.errors import BackupDamaged, HeadLost, StoreDamaged, StoreMissing
from app.store.files import user_error
from app.store.instance import InstanceLock
from app.store.keys import DatabaseKey, KeyCost
from app.store.mark import read_mark
from app.store.opening import Opened, Unlock

SHOWN = 200  # people and talks that are named; the rest is counted
NAMED = ("person", "session")
_Rows = dict[str, tuple[str, str]]  # id → changed at, voided at


class Count(NamedTuple):
    """How many entries of a type there are in the backup and in the register. here: None where that cannot be read."""

    kind: str
    there: int
    here: int | None


class Line(NamedTuple):
    """A person or a talk that one has and the other has not, or not so. at: when it was written, UTC. name: whose; day: of
    a talk. Both are "" where the viewer may not read them."""

    kind: str
    at: str
    name: str
    day: str
    is_new: bool


@dataclass(frozen=True)
class Preview:
    """saved: the backup's newest event, its time, and how many events the register has beyond it (None where that is not
    known). lost, gained: people and talks, newest first; hidden: how many of the lost belong to colleagues.
    is_readable: whether the present register could be read beside it."""

    source: Path
    events: int
    saved_at: dt.datetime
    beyond: int | None
    counts: tuple[Count, ...]
    lost: tuple[Line, ...] = ()
    lost_count: int = 0
    gained: tuple[Line, ...] = ()
    gained_count: int = 0
    hidden: int = 0
    is_readable: bool = True


def of_closed(
    source: Path, store: Path, unlock: Unlock, clock: Clock, *, floor: KeyCost | None = None
) -> Preview:
    """For a register that is not open, or does not open. Raises what bringing back raises before anything is changed."""
    if not source.is_file():
        raise StoreMissing(path=source)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise user_error(error, store.parent) from error
    lock = InstanceLock.taken(store)
    try:
        key, viewer, _slots = bringing_back.found_key(source, store, unlock, clock, floor or keys.FLOOR)
        with _read(source, key) as there:
            present = _present(store, key)
            try:
                return _compared(
                    source, there, present, Viewer(viewer), clock, beyond=_marked(store, key, there)
                )
            finally:
                if present is not None:
                    present.close()
    finally:
        lock.release()


def of_open(
    source: Path, opened: Opened, unlock: Unlock, clock: Clock, *, floor: KeyCost | None = None
) -> Preview:
    """For the register that is open."""
    if not source.is_file():
        raise StoreMissing(path=source)
    key, _who, _slots = bringing_back.found_key(source, opened.path, unlock, clock, floor or keys.FLOOR)
    with _read(source, key) as there:
        return _compared(source, there, opened.connection, Viewer(opened.counsellor), clock, beyond=None)


@contextmanager
def _read(source: Path, key: DatabaseKey) -> Iterator[Connection]:
    """The backup, every page of it found sound. Raises BackupDamaged, StoreNewer."""
    try:
        connection = Connection.opened(source, key)
    except StoreDamaged as error:
        raise BackupDamaged(path=source) from error
    try:
        connection.run("PRAGMA query_only = on")
        if connection.rows("PRAGMA cipher_integrity_check"):
            raise BackupDamaged(path=source)
        migrations.pending(connection)
        yield connection
    finally:
        connection.close()


def _present(store: Path, key: DatabaseKey) -> Connection | None:
    """The present register, if it opens with the backup's key and reads at all."""
    if not store.exists():
        return None
    try:
        connection = Connection.opened(store, key)
    except AppError:
        return None
    connection.run("PRAGMA query_only = on")
    return connection


def _marked(store: Path, key: DatabaseKey, there: Connection) -> int | None:
    """By the mark beside a register that cannot be read: how many events it had beyond the backup."""
    try:
        return max(0, read_mark(store, key).number - events.newest(there).number)
    except HeadLost:
        return None


def _compared(
    source: Path,
    there: Connection,
    here: Connection | None,
    viewer: Viewer,
    clock: Clock,
    *,
    beyond: int | None,
) -> Preview:
    newest = there.rows("SELECT number, at FROM event ORDER BY number DESC LIMIT 1")
    number, at = newest[0] if newest else (0, clock.now().isoformat())
    base = Preview(source, int(number), dt.datetime.fromisoformat(at), beyond, ())
    if here is not None:
        try:
            return _beside(base, there, here, viewer, clock)
        except AppError:  # its first page reads, and others do not
            pass
    counts = tuple(Count(kind, len(_live(_rows(there, kind))), None) for kind in TYPES)
    return Preview(source, base.events, base.saved_at, beyond, _some(counts), is_readable=False)


def _beside(base: Preview, there: Connection, here: Connection, viewer: Viewer, clock: Clock) -> Preview:
    for connection in (here, there):
        access.tell_time(connection, clock, stamp=events.stamp)
    counts, lost, gained = [], list[tuple[str, str, str, bool]](), list[tuple[str, str, str, bool]]()
    for kind in TYPES:
        backup, present = _rows(there, kind), _rows(here, kind)
        then, now = _live(backup), _live(present)
        counts.append(Count(kind, len(then), len(now)))
        if kind in NAMED:
            lost += [(now[id][0], kind, id, id not in then) for id in now if now[id] != then.get(id)]
            gained += [(then[id][0], kind, id, True) for id in then if id not in now]
    named = list(_lines(here, sorted(lost, reverse=True)[:SHOWN], viewer))
    beyond = events.newest(here).number - base.events
    return Preview(
        base.source,
        base.events,
        base.saved_at,
        beyond,
        _some(tuple(counts)),
        lost=tuple(line for line in named if line.name),
        lost_count=len(lost),
        gained=tuple(
            line for line in _lines(there, sorted(gained, reverse=True)[:SHOWN], viewer) if line.name
        ),
        gained_count=len(gained),
        hidden=sum(not line.name for line in named),
    )


def _some(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    return tuple(count for count in counts if count.there or count.here)


def _rows(connection: Connection, kind: str) -> _Rows:
    """Every row of a type; none where the backup is from before there was such a type."""
    if not connection.value("SELECT 1 FROM sqlite_schema WHERE name = ?", (kind,)):
        return {}
    found = connection.rows(f"SELECT id, changed_at, voided_at FROM {kind}")
    return {id: (changed, voided) for id, changed, voided in found}


def _live(rows: _Rows) -> _Rows:
    return {id: row for id, row in rows.items() if not row[1]}


def _lines(connection: Connection, found: list[tuple[str, str, str, bool]], viewer: Viewer) -> Iterator[Line]:
    """With names as far as the viewer may read them: a person's name by everyone, a talk by those who may read it."""
    for at, kind, id, is_new in found:
        sql, args = "SELECT name, '' FROM person WHERE id = ?", (id,)
        if kind == "session":
            may = _may(connection, viewer)
            sql = f"""SELECT group_concat(p.name, ', '), s.day FROM session s
                LEFT JOIN attendance a ON a.parent_id = s.id LEFT JOIN person p ON p.id = a.person
                WHERE s.id = ? AND ({may.sql}) GROUP BY s.id"""
            args = (id, *may.args)  # type: ignore[assignment]
        rows = connection.rows(sql, args)
        name, day = rows[0] if rows else ("", "")
        yield Line(kind, at, str(name or ""), str(day or ""), is_new)


def _may(connection: Connection, viewer: Viewer) -> access.Condition:
    """The condition for a talk; a backup from before there was one is read by whose talk it is."""
    if connection.value("SELECT 1 FROM sqlite_schema WHERE name = 'restriction'"):
        return access.may_read("session", viewer, alias="s")
    return access.Condition("s.owner IN (?, '')", (viewer.counsellor,))
