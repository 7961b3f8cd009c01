"""The one encrypted connection: how it is opened, and the only place where the binding's errors are caught."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from app.base.errors import AppError
from app.store.errors import DiskFull, FolderReadOnly, RekeyFailed, StoreDamaged, StoreInUse, WriteFailed
from app.store.keys import DatabaseKey

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = tuple[Any, ...]
Args = Sequence[object]
CACHE_KIB = 16 * 1024
PAGE = 4096
# In the file's first page, so that it is kept or taken back with the deletion that sets it: that the file still has to be
# written anew (app.store.forgetting). A kill or a full disk leaves it set, and whoever opens the store next goes on.
TO_WRITE_ANEW = "user_version"
_FULL, _CORRUPT, _NOT_A_DATABASE, _IO, _READ_ONLY, _CANNOT_OPEN = 13, 11, 26, 10, 8, 14
_BUSY, _LOCKED, _INTERRUPTED, _CONSTRAINT = 5, 6, 9, 19
_FOREIGN_KEY = "FOREIGN KEY"  # the binding tells no extended codes, only words
# What sets a connection up. DELETE and EXTRA: no damage to the journal can drop an acknowledged save unseen.
_SETTINGS = (
    "PRAGMA cipher_log = off",
    "PRAGMA cipher_memory_security = off",
    "PRAGMA journal_mode = delete",
    "PRAGMA synchronous = extra",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    "PRAGMA temp_store = memory",
    "PRAGMA secure_delete = on",
    "PRAGMA foreign_keys = on",
    "PRAGMA busy_timeout = 2000",
)


class ReadCancelled(Exception):
    """A read was stopped because nobody waits for it any more. Not shown to anyone."""


class StillReferred(Exception):
    """A row cannot go, for another still refers to it. A mistake, unless an undo asked for it."""


@cache
def driver() -> ModuleType:
    """The encrypted SQLite binding, under the name that sqlite-utils looks for, so that both speak of the same errors."""
    import sqlcipher3
    import sqlcipher3.dbapi2

    sys.modules["pysqlite3"] = sqlcipher3
    sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
    return sqlcipher3.dbapi2  # type: ignore[no-any-return]


class Connection:
    """SQL on one encrypted file. Every problem of the user's world comes out as an AppError."""

    def __init__(self, path: Path, key: DatabaseKey) -> None:
        self._folder = path.parent
        self._functions: dict[tuple[str, int], Callable[..., object]] = {}
        self._connect(path, key)

    @classmethod
    def opened(cls, path: Path, key: DatabaseKey) -> Connection:
        """Connect with the raw key. Raises StoreDamaged where the file does not read with it."""
        return cls(path, key)

    def _connect(self, path: Path, key: DatabaseKey) -> None:
        with translated(self._folder):
            self._raw: Any = driver().connect(str(path), isolation_level=None, cached_statements=256)
        try:
            self.run(_SETTINGS[0])
            self.run(f'PRAGMA key = "{key.pragma}"')
            for setting in _SETTINGS[1:]:
                self.run(setting)
            self.rows("SELECT count(*) FROM sqlite_schema")
            for (name, arguments), call in self._functions.items():
                self.function(name, arguments, call)
        except BaseException:
            self._raw.close()
            raise

    def function(self, name: str, arguments: int, call: Callable[..., object]) -> None:
        """Let statements call a function of the program; it outlasts a change of key."""
        self._functions[name, arguments] = call
        with translated(self._folder):
            self._raw.create_function(name, arguments, call)

    def rekey(self, path: Path, old: DatabaseKey, new: DatabaseKey) -> None:
        """Encrypt the whole file with another key of the same salt, in one transaction of its own.

        The binding is connected anew in any case: where this fails for lack of room, it goes on writing with the new
        key into the file that has the old one, which would ruin it (tried: tests/store/test_rekeying.py). Raises
        RekeyFailed; then the old key holds.
        """
        try:
            self._raw.execute(f'PRAGMA rekey = "{new.pragma}"')
        except driver().Error as error:
            self._raw.close()
            self._connect(path, old)
            raise RekeyFailed() from error
        self._raw.close()
        self._connect(path, new)

    def close(self) -> None:
        """Close the file; an open transaction is taken back."""
        with translated(self._folder):
            self._raw.close()

    def rows(self, sql: str, args: Args | dict[str, object] = ()) -> list[Row]:
        """All rows of a query."""
        with translated(self._folder):
            return self._raw.execute(sql, args).fetchall()  # type: ignore[no-any-return]

    def dicts(self, sql: str, args: Args = ()) -> list[dict[str, Any]]:
        """All rows of a query by column name."""
        with translated(self._folder):
            cursor = self._raw.execute(sql, args)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def each_dict(self, sql: str, args: Args = ()) -> Iterator[dict[str, Any]]:
        """The rows of a query by column name, one by one."""
        with translated(self._folder), closing(self._raw.execute(sql, args)) as cursor:
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def value(self, sql: str, args: Args = ()) -> Any:
        """The first column of the first row, or None."""
        with translated(self._folder):
            row = self._raw.execute(sql, args).fetchone()
        return row[0] if row else None

    def each(self, sql: str, args: Args = ()) -> Iterator[Row]:
        """The rows of a query one by one, for those who may stop early."""
        with translated(self._folder), closing(self._raw.execute(sql, args)) as cursor:
            yield from cursor

    def run(self, sql: str, args: Args = ()) -> None:
        """A statement that gives no rows."""
        with translated(self._folder):
            self._raw.execute(sql, args)

    def run_many(self, sql: str, rows: Iterable[Args]) -> None:
        """One statement for many rows."""
        with translated(self._folder):
            self._raw.executemany(sql, rows)

    def begin(self) -> None:
        """Start a transaction that will write."""
        self.run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End the transaction; on return it is on the disk."""
        self.run("COMMIT")

    def roll_back(self) -> None:
        """Take the transaction back whole; nothing to do where an error has already done so."""
        if self._raw.in_transaction:
            self.run("ROLLBACK")

    @contextmanager
    def while_wanted(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Reads inside stop with ReadCancelled once `wanted()` is false. Never put around a write."""
        self._raw.set_progress_handler(lambda: 0 if wanted() else 1, 4000)
        try:
            yield
        finally:
            self._raw.set_progress_handler(None, 0)

    def tables(self) -> Database:
        """The same connection as sqlite-utils sees it: for migrations."""
        driver()
        from sqlite_utils import Database

        with translated(self._folder):
            return Database(self._raw, execute_plugins=False)


@contextmanager
def translated(folder: Path | None = None) -> Iterator[None]:
    """Turn the binding's errors inside into the user's problems; a programming mistake passes as it is."""
    try:
        yield
    except driver().Error as error:
        meant = _meaning(int(getattr(error, "sqlite_errorcode", 0) or 0), str(error), folder)
        if meant is None:
            raise
        raise meant from error


def _meaning(code: int, words: str, folder: Path | None) -> Exception | None:
    kind = code & 0xFF
    if kind == _CONSTRAINT and words.startswith(_FOREIGN_KEY):
        return StillReferred()
    if kind == _INTERRUPTED:
        return ReadCancelled()
    if kind in (_READ_ONLY, _CANNOT_OPEN):
        return FolderReadOnly(folder=folder or "")
    found = _PROBLEMS.get(kind)
    return found() if found else None


_PROBLEMS: dict[int, type[AppError]] = {
    _FULL: DiskFull,
    _IO: WriteFailed,  # a page that fails its check is reported as corrupt, so this is the disk
    _CORRUPT: StoreDamaged,
    _NOT_A_DATABASE: StoreDamaged,
    _BUSY: StoreInUse,
    _LOCKED: StoreInUse,
}
