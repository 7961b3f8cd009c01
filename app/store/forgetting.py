"""What is erased is told nowhere any more: payloads of the log go, what stays is kept in their place, the file is written
anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.base.errors import AppError
from app.store import events, traces
from app.store.connection import TO_WRITE_ANEW, Connection
from app.store.errors import DiskFull, WriteFailed
from app.store.traces import Place, Wanted
from app.store.transaction import KEYS, Transaction

if TYPE_CHECKING:
    from app.store.store import Store

_FEW = 12  # lines
_LOGGED = frozenset(KEYS) - {"draft"}  # drafts change without an event, so no check compares them


@contextmanager
def index_wiped(connection: Connection, lines: int) -> Iterator[None]:
    """Inside this so many lines leave the search index. Wiping each out of every place costs the index 20 to 50 ms; many
    are only struck out, and then the index is written together anew without them."""
    if lines <= _FEW:
        yield
        return
    connection.run("INSERT INTO words(words, rank) VALUES ('secure-delete', 0)")
    yield
    connection.run("INSERT INTO words(words) VALUES ('optimize')")
    connection.run("INSERT INTO words(words, rank) VALUES ('secure-delete', 1)")


def forget(
    store: Store, t: Transaction, wanted: Wanted, touched: Iterable[Place], *, gone: Collection[Place] = ()
) -> frozenset[int]:
    """Delete the payloads that tell of it, and have this event hold the rows that stay and that only those told of.

    gone: rows that are no more. Gives the events whose payloads went.
    """
    connection = store.connection
    found = traces.payloads(connection, wanted)
    for event in found.events:
        connection.run("DELETE FROM payload WHERE event = ?", (event,))
    missing = []
    for table, key in dict.fromkeys((*found.rows, *touched)):
        if (table, key) in gone or table not in _LOGGED:
            continue
        now = connection.dicts(f"SELECT * FROM {table} WHERE {KEYS[table]} = ?", (key,))
        if now:
            t.keep_image(table, key, {name: value for name, value in now[0].items() if name != "number"})
        else:
            missing.append((table, key))
    told = traces.still_told(connection, [key for _table, key in missing])
    for table, key in missing:
        if key in told:
            t.keep_image(table, key, None)
    t.emptied = events.emptied(connection)
    connection.run(f"PRAGMA {TO_WRITE_ANEW} = 1")
    return frozenset(found.events)


def compact(store: Store) -> bool:
    """Write the file anew without what was freed: SQLite wipes what it deletes, but not the copies that it leaves in a page
    when it makes room there. False where the disk has no room for that; `finish` makes up for it."""
    connection = store.connection
    try:
        connection.run("VACUUM")
        connection.run(f"PRAGMA {TO_WRITE_ANEW} = 0")
    except (DiskFull, WriteFailed):
        return False
    return True


def finish(store: Store) -> None:
    """Write the file anew where a deletion still waits for that: at the opening and before a backup. What stands in the way
    keeps nobody from working, and the next time tries again."""
    with suppress(AppError):
        if store.connection.value(f"PRAGMA {TO_WRITE_ANEW}"):
            compact(store)
