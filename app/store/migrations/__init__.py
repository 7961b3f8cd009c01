"""The steps from one schema to the next: literal, append-only, each tried by a test. A file newer than the last step
is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.connection import Connection, translated
from app.store.errors import StoreNewer
from app.store.migrations import m001_first

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

SET = "overgang"
STEPS = (m001_first,)


def pending(connection: Connection) -> list[str]:
    """The names of the steps that this store still lacks. Raises StoreNewer where it has some that nobody here knows."""
    known = [step.NAME for step in STEPS]
    applied = _applied(connection)
    if applied - set(known):
        raise StoreNewer()
    return [name for name in known if name not in applied]


def _applied(connection: Connection) -> set[str]:
    """Read without sqlite-utils, whose import would be felt at every unlocking."""
    if not connection.value("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'"):
        return set()
    return {
        row[0]
        for row in connection.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (SET,))
    }


def apply(connection: Connection) -> None:
    """Take the store to the newest schema, each step in a transaction of its own."""
    tables = connection.tables()
    with translated():
        _steps().apply(tables)


def _steps() -> Migrations:
    from sqlite_utils.migrations import Migrations

    steps = Migrations(SET)
    for step in STEPS:
        steps(name=step.NAME)(step.up)
    return steps
