"""Backups: a plain copy of the store between transactions, with its keys and its mark, tried before it gets its name.

A backup lies as a store does: the file, and beside it `.keys` and `.head`. It is whole if the file has its name.
The running program reads the store through the handle it already has: opening and closing the file once more would
make the operating system drop SQLite's locks on it. Opening the copy is another file and harms nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.base.clock import Clock
from app.store import events
from app.store.connection import Connection
from app.store.errors import (
    BackupDamaged,
    BackupExists,
    CopyUnreadable,
    HeadLost,
    SecondFolderMissing,
    StoreDamaged,
)
from app.store.files import replace_durably, sibling, user_error, write_durably
from app.store.keys import DatabaseKey
from app.store.mark import Head, read_mark, write_mark
from app.store.opening import Opened
from app.store.slots import write_slots
from app.store.thinning import Made, to_keep

SECOND_FOLDER = "backup.second_folder"
_BLOCK = 1 << 20
_NAME = re.compile(r"(?P<stem>.+)-(?P<number>\d{5,})-(?P<at>\d{8}T\d{6})(-\w+)?\.db")


@dataclass(frozen=True)
class Backup:
    """A backup in a folder, by its name."""

    path: Path
    made: Made


def folder(store: Path) -> Path:
    """Where a store's own backups lie."""
    return store.parent / "backups"


def listed(place: Path) -> list[Backup]:
    """The backups in a folder, newest first."""
    found = []
    for path in place.glob("*.db"):
        match = _NAME.fullmatch(path.name)
        if match:
            at = dt.datetime.strptime(match["at"], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
            found.append(Backup(path, Made(int(match["number"]), at)))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def copy(opened: Opened, target: Path) -> Path:
    """Copy the store to `target` (a file, or a folder to put one in) and try the copy. Gives the file.

    Raises BackupExists, DiskFull, FolderReadOnly, and StoreDamaged where the store itself does not read.
    """
    if target.is_dir():
        target = target / f"{opened.path.stem}-{opened.head.number:05}.db"
    if target.exists():
        raise BackupExists(path=target)
    part = sibling(target, "part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        opened.file.seek(0)
        digest = _copied(opened.file, part)
        _tried(part, digest, opened.key, opened.head)
        write_slots(target, opened.slots)
        write_mark(target, opened.head, opened.key)
        replace_durably(part, target)
    except OSError as error:
        raise user_error(error, target.parent) from error
    finally:
        with suppress(
            OSError
        ):  # what kept it from being written is what is said, not that this stays as well
            part.unlink(missing_ok=True)
    return target


def into_folder(opened: Opened, clock: Clock, *, why: str) -> Path:
    """A numbered backup beside the store, and in the second folder if one is named; old ones thinned.

    Raises what `copy` raises, and SecondFolderMissing once the first is safe.
    """
    made = into(folder(opened.path), opened, clock, why=why)
    second = opened.connection.value("SELECT value FROM setting WHERE name = ?", (SECOND_FOLDER,)) or '""'
    place = json.loads(second)
    if place:
        if not Path(place).is_dir():
            raise SecondFolderMissing(folder=place, path=made)
        into(Path(place), opened, clock, why=why)
    return made


def before_migrating(opened: Opened, clock: Clock) -> Path:
    """A numbered backup beside the store alone. A second folder that is away or full keeps nobody from opening, for the
    settings that name it lie behind that; it gets its copy when the store is closed."""
    return into(folder(opened.path), opened, clock, why="migration")


def into(place: Path, opened: Opened, clock: Clock, *, why: str) -> Path:
    """A numbered backup in a folder, which is thinned afterwards. What a killed program left half is cleared away first,
    beside the store alone: in a folder that is shared it may be another PC's that is just being written."""
    if place == folder(opened.path):
        for half in place.glob(f"{opened.path.stem}-*.db.part"):
            half.unlink()
    made = copy(opened, _next_name(place, opened.path, clock, why))
    thin(place, opened.path)
    return made


def is_backed_up(opened: Opened) -> bool:
    """Whether the newest backup beside the store holds its newest event. Drafts change without one."""
    for newest in listed(folder(opened.path))[:1]:
        try:
            return read_mark(newest.path, opened.key) == opened.head
        except HeadLost:
            return False
    return False


def thin(place: Path, store: Path) -> None:
    """Delete this store's backups that are no longer worth their room. The file goes first: without it the rest is
    nothing."""
    own = [backup for backup in listed(place) if backup.path.name.startswith(f"{store.stem}-")]
    kept = to_keep([backup.made for backup in own])
    for backup in own:
        if backup.made not in kept:
            for path in (backup.path, sibling(backup.path, "keys"), sibling(backup.path, "head")):
                path.unlink(missing_ok=True)


def keep_damaged(store: Path, clock: Clock) -> Path:
    """Put a copy of a store that does not open among the backups, as it is, before it is replaced."""
    target = _next_name(folder(store), store, clock, "damaged")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with store.open("rb") as source:
            _copied(source, target)
        for kind in ("keys", "head"):
            if sibling(store, kind).exists():
                write_durably(sibling(target, kind), sibling(store, kind).read_bytes())
    except OSError as error:
        raise user_error(error, target.parent) from error
    return target


def copied(source: Path, target: Path) -> str:
    """Copy a file that nobody has open, durably; the digest of what was read."""
    with source.open("rb") as file:
        return _copied(file, target)


def tried(path: Path, digest: str, key: DatabaseKey, head: Head | None) -> None:
    """Read a copy back and open it: the same bytes, every page sound, the expected newest event. Raises BackupDamaged."""
    try:
        _tried(path, digest, key, head)
    except StoreDamaged as error:
        raise BackupDamaged(path=path) from error


def _next_name(place: Path, store: Path, clock: Clock, why: str) -> Path:
    newest = max((backup.made.number for backup in listed(place)), default=0)
    at = clock.now().astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S")
    return place / f"{store.stem}-{newest + 1:05}-{at}-{why}.db"


def _copied(source: BinaryIO, target: Path) -> str:
    """Copy in blocks, wait for the disk; the digest of what was read."""
    digest = hashlib.sha256()

    def blocks() -> Iterator[bytes]:
        while block := source.read(_BLOCK):
            digest.update(block)
            yield block

    write_durably(target, blocks())
    return digest.hexdigest()


def _tried(path: Path, digest: str, key: DatabaseKey, head: Head | None) -> None:
    with path.open("rb") as file:
        begins = file.read(len(key.salt))
        file.seek(0)
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise CopyUnreadable(path=path)
    if begins != key.salt:
        raise StoreDamaged()
    connection = Connection.opened(path, key)
    try:
        if connection.rows("PRAGMA cipher_integrity_check"):
            raise StoreDamaged()
        if head is not None and events.newest(connection) != head:
            raise StoreDamaged()
    finally:
        connection.close()
