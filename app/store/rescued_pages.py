"""Reading a damaged file row by row: past every page that does not read, to every row that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from app.base.errors import AppError
from app.store.connection import Connection, Row
from app.store.keys import DatabaseKey

_MOST = 4_000  # looks at one table that fail, a few milliseconds each, before the rest of it is given up
_ON_A_PAGE = 100  # more rows than a page holds
# Asked after each row, while it is open: a last page of a long text that is damaged is given as zeros, without an error, and
# only what is asked next fails.
_STILL_READS = ("PRAGMA shrink_memory", "SELECT count(*) FROM sqlite_schema")
_FARTHEST = 1 << 40  # more rows than there can be


@dataclass(frozen=True)
class Read:
    """What was read of a table, and whether that is all of it."""

    rows: list[dict[str, Any]]
    whole: bool


class Damaged:
    """A copy of a damaged file. A connection that has met a damaged page reads nothing any more, so there are many."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._path, self._key = path, key
        self._connection: Connection | None = None
        self._failed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_said: object) -> None:
        self._close()

    def table(self, name: str) -> Read:
        """Every row of a table that reads, in the order in which they lie there."""
        self._failed = 0
        known = self._tried(lambda one: one.rows("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)))
        columns = self._tried(lambda one: one.rows(f"PRAGMA table_info({name})"))
        if known == []:
            return Read([], True)  # from before there was such a table
        if not known or not columns:
            return Read([], False)
        names = [column[1] for column in columns]
        found: dict[int, Row] = {}
        if "WITHOUT ROWID" in known[0][0]:
            whole = self._each(f"SELECT 0, * FROM {name}", lambda row: found.update({len(found): row}))
        else:
            whole = self._onwards(name, found)
            if not whole:
                self._one_by_one(name, found)
        return Read([dict(zip(names, found[at][1:], strict=True)) for at in sorted(found)], whole)

    def _onwards(self, name: str, found: dict[int, Row]) -> bool:
        """From row to row; past a page that does not read in steps that double. Whether nothing was in the way."""
        at, step, whole = -1, 0, True
        while step < _FARTHEST:
            before = len(found)
            sql = f"SELECT rowid, * FROM {name} WHERE rowid > {at + step} ORDER BY rowid"
            if self._each(sql, lambda row: found.update({row[0]: row})):
                return whole
            whole = False
            if len(found) > before:
                at, step = max(found), 0
            step = step * 2 or 1
        return False

    def _one_by_one(self, name: str, found: dict[int, Row]) -> None:
        """What was stepped over, asked for by its number: as the index of keys names them, else every number."""
        numbers: list[int] = []
        indexes = self._tried(lambda one: one.rows(f"PRAGMA index_list({name})")) or []
        keyed = [row[1] for row in indexes if row[1].startswith("sqlite_autoindex")]
        listed = f"SELECT rowid FROM {name} INDEXED BY {keyed[0]}" if keyed else ""
        if not listed or not self._each(listed, lambda row: numbers.append(row[0])):
            numbers += range(1, max(found, default=0) + _ON_A_PAGE)
        for number in sorted(set(numbers) - found.keys()):
            if self._failed > _MOST:
                return
            sql = f"SELECT rowid, * FROM {name} WHERE rowid = {number}"
            self._each(sql, lambda row: found.update({row[0]: row}))

    def _each(self, sql: str, take: Callable[[Row], object]) -> bool:
        """Every row until one does not read; whether all did."""

        def read(connection: Connection) -> bool:
            for row in connection.each(sql):
                for question in _STILL_READS:
                    connection.rows(question)
                take(row)
            return True

        return self._tried(read) is not None

    def _tried(self, ask: Callable[[Connection], Any]) -> Any:
        """What a question gives, None where a page of it does not read."""
        try:
            if self._connection is None:
                self._connection = Connection.opened(self._path, self._key)
                self._connection.run("PRAGMA query_only = on")
            return ask(self._connection)
        except (AppError, UnicodeDecodeError):
            self._failed += 1
            self._close()
            return None

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
