"""The steps from one schema to the next: literal, append-only, each tried by a test. A file newer than the last step
is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.records.registry import TYPES
from app.store import events, index
from app.store.connection import Connection, translated
from app.store.errors import StoreNewer
from app.store.migrations import m001_first, m002_week, m003_paper, m004_access, m005_service

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

Row = tuple[str, str, Mapping[str, Any] | None, Mapping[str, Any] | None]
"""A row that a step changed: table, key, the row before and after, as the event log keeps them."""


class Step(Protocol):
    """A migration: its name, the columns it adds to tables that were there, and what it does."""

    NAME: str
    ADDED: Mapping[str, Mapping[str, object]]

    def up(self, tables: Database, /) -> Iterable[Row]:
        """Change the schema, and the rows where they must change; those rows, for the log."""
        ...


Progress = Callable[[float], None]
SET = "overgang"
_STEPS_SHARE = 0.4  # of the work of a large register; the rest is bringing the search up to date
STEPS: tuple[Step, ...] = (m001_first, m002_week, m003_paper, m004_access, m005_service)


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


def apply(
    connection: Connection,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    progress: Progress = lambda share: None,
) -> None:
    """Take the store to the newest schema, each step with an event of the rows it changed. All steps are one transaction,
    so that a kill leaves the schema that was there or the newest one, and the search is never between the two.

    folder: where the store lies, for what is said. progress: told the share that is done, from 0 to 1.

    Raises DiskFull, WriteFailed, FolderReadOnly; then nothing has changed.
    """
    tables = connection.tables()
    with translated(folder), tables.atomic():
        _steps(connection, now, progress).apply(tables)


def columns_added() -> dict[str, dict[str, object]]:
    """Table → column → what the column held when a step added it: what an image in the log from before it stands for."""
    added: dict[str, dict[str, object]] = {}
    for step in STEPS:
        for table, columns in step.ADDED.items():
            added.setdefault(table, {}).update(columns)
    return added


def _steps(connection: Connection, now: dt.datetime, progress: Progress) -> Migrations:
    from sqlite_utils.migrations import Migrations

    steps = Migrations(SET)
    changed: list[Row] = []
    for step in STEPS:
        steps(name=step.NAME)(_logged(step, connection, now, changed, progress))
    return steps


def _logged(
    step: Step, connection: Connection, now: dt.datetime, changed: list[Row], progress: Progress
) -> Callable[[Database], None]:
    """The step with its event; the last one also brings the search up to date, which only knows the newest schema."""

    def up(tables: Database) -> None:
        rows = list(step.up(tables))
        if rows:
            payload = {"text": "", "undoes": 0, "rows": rows}
            head = events.newest(connection)
            linked = step.NAME >= m004_access.NAME
            events.append(
                connection, head, now=now, actor="", verb="store.migrated", payload=payload, people=linked
            )
        changed.extend(rows)
        progress(_STEPS_SHARE * (STEPS.index(step) + 1) / len(STEPS))
        if step is STEPS[-1]:
            lines = list(dict.fromkeys((row[0], row[1]) for row in changed if row[0] in TYPES))
            for at, (kind, record_id) in enumerate(lines, start=1):
                index.refresh(connection, kind, record_id)
                progress(_STEPS_SHARE + (1 - _STEPS_SHARE) * at / len(lines))

    return up
