"""Backups: a plain copy of the store between transactions, with its keys and its mark, tried before it gets its name.

A backup lies as a store does: the file, and beside it `.keys` and `.head`. It is whole if the file has its name.
The running program reads the store through the handle it already has: opening and closing the file once more would
make the operating system drop SQLite's locks on it. Opening the copy is another file and harms nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.base.clock import Clock
from app.store import events, notes
from app.store.connection import Connection
from app.store.errors import (
    BackupDamaged,
    BackupExists,
    BackupUnlike,
    CopyUnreadable,
    OlderCopy,
    SecondFolderMissing,
    StoreDamaged,
)
from app.store.files import is_there, replace_durably, sibling, user_error, write_durably
from app.store.keys import DatabaseKey
from app.store.mark import Head, read_mark, write_mark
from app.store.opening import Opened
from app.store.slots import write_slots
from app.store.thinning import Made, to_keep

SECOND_FOLDER = "backup.second_folder"
_BLOCK = 1 << 20
AT_ONCE = (
    64 << 20
)  # bytes of a register whose rows are held against the log while somebody waits: some four seconds
_NAME = re.compile(r"(?P<stem>.+)-(?P<number>\d{5,})-(?P<at>\d{8}T\d{6})(-(?P<why>\w+))?\.db")
TRYING = "trying"  # what a copy is called while a process of its own tries it
DAMAGED = "damaged"  # why a copy was kept that is no backup: the register as it was before it was replaced


@dataclass(frozen=True)
class Backup:
    """A backup in a folder, by its name. why: such as "closed", "asked", "import"."""

    path: Path
    made: Made
    why: str = ""


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
            found.append(Backup(path, Made(int(match["number"]), at), match["why"] or ""))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def own(place: Path, store: Path) -> list[Backup]:
    """This store's backups in a folder, newest first, without what was only kept for being damaged."""
    name = f"{store.stem}-"
    return [one for one in listed(place) if one.path.name.startswith(name) and one.why != DAMAGED]


def copy(opened: Opened, target: Path, *, rows: bool = True) -> Path:
    """Copy the store to `target` (a file, or a folder to put one in) and try the copy. Gives the file.

    rows: also hold every row against the log, which takes seconds where there are very many. Raises BackupExists,
    DiskFull, FolderReadOnly, StoreDamaged where the store itself does not read, and BackupUnlike.
    """
    if is_there(target) and target.is_dir():
        target = target / f"{opened.path.stem}-{opened.head.number:05}.db"
    if is_there(target):
        raise BackupExists(path=target)
    part = sibling(target, "part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        opened.file.seek(0)
        digest = _copied(opened.file, part)
        _tried(part, digest, opened.key, opened.head, rows=rows)
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
    place = second_folder(opened)
    if place:
        if not Path(place).is_dir():
            raise SecondFolderMissing(folder=place, path=made)
        left(opened, into(Path(place), opened, clock, why=why), clock)
    return made


def second_folder(opened: Opened) -> str:
    """The second folder for backups; "" where none is named."""
    named = opened.connection.value("SELECT value FROM setting WHERE name = ?", (SECOND_FOLDER,))
    return str(json.loads(named)) if named else ""


def left(opened: Opened, copied: Path, clock: Clock) -> None:
    """Note when a copy was made that may have left this PC: for the reminder that says how long ago that was."""
    notes.left(opened.path, copied, opened.head, clock.now())


def before_migrating(opened: Opened, clock: Clock) -> Path:
    """A numbered backup beside the store alone. A second folder that is away or full keeps nobody from opening, for the
    settings that name it lie behind that; it gets its copy when the store is closed."""
    return into(folder(opened.path), opened, clock, why="migration")


def into(place: Path, opened: Opened, clock: Clock, *, why: str) -> Path:
    """A numbered backup in a folder, which is thinned afterwards. What a killed program left half is cleared away first,
    beside the store alone: in a folder that is shared it may be another PC's that is just being written."""
    beside = place == folder(opened.path)
    if beside:
        for half in place.glob(f"{opened.path.stem}-*.db.part"):
            half.unlink()
    # The second folder gets the same bytes and reads them back; one look at the rows is enough.
    at_once = beside and os.fstat(opened.file.fileno()).st_size <= AT_ONCE
    made = copy(opened, next_name(place, opened.path, clock, why), rows=at_once)
    if at_once:
        notes.tried(opened.path, made)
    thin(place, opened.path)
    return made


def is_backed_up(opened: Opened) -> bool:
    """Whether the newest backup beside the store holds its newest change; what was only read since needs none. Drafts
    change without an event."""
    for newest in own(folder(opened.path), opened.path)[:1]:
        try:
            mark = read_mark(newest.path, opened.key)
            events.compare(opened.connection, mark)
        except OlderCopy:
            return False
        return mark.number >= events.last_change(opened.connection)
    return False


def thin(place: Path, store: Path) -> None:
    """Delete this store's backups that are no longer worth their room. The file goes first: without it the rest is
    nothing."""
    name = f"{store.stem}-"
    found = [one for one in listed(place) if one.path.name.startswith(name)]
    kept = to_keep([backup.made for backup in found])
    for backup in found:
        if backup.made not in kept:
            drop(backup.path)


def drop(path: Path) -> None:
    """Delete a backup. The file goes first: without it the rest is nothing."""
    for file in (path, sibling(path, "keys"), sibling(path, "head")):
        file.unlink(missing_ok=True)


def keep_damaged(store: Path, clock: Clock) -> Path:
    """Put a copy of a store that does not open among the backups, as it is, before it is replaced."""
    target = next_name(folder(store), store, clock, DAMAGED)
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


def digest_of(path: Path) -> str:
    """The digest of what a file holds now."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tried(path: Path, digest: str, key: DatabaseKey, head: Head | None) -> None:
    """Read a copy back and open it: the same bytes, every page sound, the expected newest event. Raises BackupDamaged."""
    try:
        _tried(path, digest, key, head, rows=False)
    except StoreDamaged as error:
        raise BackupDamaged(path=path) from error


def next_name(place: Path, store: Path, clock: Clock, why: str) -> Path:
    """The name of the next backup in a folder. A number that is being tried under is taken."""
    numbers = [backup.made.number for backup in listed(place)]
    for half in place.glob(f"*.db.{TRYING}"):
        match = _NAME.fullmatch(half.name.removesuffix(f".{TRYING}"))
        numbers += [int(match["number"])] if match else []
    newest = max(numbers, default=0)
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


def _tried(path: Path, digest: str, key: DatabaseKey, head: Head | None, *, rows: bool) -> None:
    if digest_of(path) != digest:
        raise CopyUnreadable(path=path)
    proved(path, key, head, rows=rows)


def proved(path: Path, key: DatabaseKey, head: Head | None, *, rows: bool) -> None:
    """Open a copy: its first bytes, every page, the whole chain up to the expected newest event and, with `rows`, every
    row against what the log says was last saved of it. Raises StoreDamaged, BackupUnlike."""
    with path.open("rb") as file:
        if file.read(len(key.salt)) != key.salt:
            raise StoreDamaged()
    connection = Connection.opened(path, key)
    try:
        if connection.rows("PRAGMA cipher_integrity_check"):
            raise StoreDamaged()
        if head is not None and events.newest(connection) != head:
            raise StoreDamaged()
        _like_its_log(connection, rows=rows)
    finally:
        connection.close()


def _like_its_log(connection: Connection, *, rows: bool) -> None:
    from app.store import migrations
    from app.store.log_check import LogRead

    if not rows or migrations.pending(connection):
        return  # what is older than this program's schema is read by the program that wrote it
    log = LogRead(connection)
    wrong = len(set(events.broken(connection))) + len(set(log.unlike_people())) + len(list(log.unlike_rows()))
    if wrong:
        raise BackupUnlike(count=wrong)
