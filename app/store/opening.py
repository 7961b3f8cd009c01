"""Making, opening and closing a store: lock, keys, salt, schema, mark, in an order that a kill at any point survives."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.base.clock import Clock
from app.store import events, last_used, migrations, restoring
from app.store.connection import PAGE, TO_WRITE_ANEW, Connection
from app.store.errors import (
    HeadLost,
    OlderCopy,
    StoreDamaged,
    StoreExists,
    StoreMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.store.files import is_there, replace_durably, sibling, user_error
from app.store.guesses import Guesses
from app.store.instance import InstanceLock
from app.store.keys import DatabaseKey, KeyCost
from app.store.mark import Head, OpenMark, read_mark, write_mark
from app.store.recovery import RecoveryCode
from app.store.slots import Found, Slots, new_slots, read_slots, slots_file, write_slots

RESERVE = 1 << 20  # bytes set aside so that deleting and drafts still work on a full disk
_ROOMY = 64 << 20
FIRST_ROLES = (
    '["counsellor","lead","head"]'  # whoever makes the register does everything until others are let in
)


@dataclass(frozen=True)
class Unlock:
    """A way to open a slot: what it finds, and whether it could be guessed, so that tries are counted."""

    open: Callable[[Slots], Found | None]
    guessable: bool


@dataclass
class Opened:
    """An open store's parts. `file` is the store's own file, opened before the connection and closed after it: closing a
    second handle in between would make the operating system drop SQLite's locks."""

    path: Path
    connection: Connection
    key: DatabaseKey
    slots: Slots
    counsellor: str
    head: Head
    lock: InstanceLock
    file: BinaryIO
    mark: OpenMark
    way: Found | None = None  # how it was opened, until app.store.counsellors.settle has seen to it

    def close(self) -> None:
        """Close everything, the lock last."""
        try:
            self.close_files()
        finally:
            self.lock.release()

    def close_files(self) -> None:
        """Close the files and keep the lock."""
        try:
            self.mark.close()
            self.connection.close()
        finally:
            self.file.close()


def create(
    path: Path, *, name: str, passphrase: str, clock: Clock, cost: KeyCost, floor: KeyCost
) -> RecoveryCode:
    """Make a store with one counsellor and a recovery code. The store file gets its name last, so it is whole or not
    there. Raises StoreExists, FolderReadOnly, DiskFull."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise user_error(error, path.parent) from error
    lock = InstanceLock.taken(path)
    try:
        if path.exists():
            raise StoreExists(path=path)
        put_aside(slots_file(path))
        return _created(path, name=name, passphrase=passphrase, clock=clock, cost=cost, floor=floor)
    except OSError as error:
        raise user_error(error, path.parent) from error
    finally:
        lock.release()


def _created(
    path: Path, *, name: str, passphrase: str, clock: Clock, cost: KeyCost, floor: KeyCost
) -> RecoveryCode:
    key, code, counsellor = DatabaseKey.new(), RecoveryCode.new(), uuid.uuid4().hex
    slots = new_slots(floor).with_passphrase(key, counsellor=counsellor, passphrase=passphrase, cost=cost)
    slots = slots.with_recovery(key, counsellor=counsellor, code=code)
    fresh = sibling(path, "new")
    fresh.unlink(missing_ok=True)
    connection = Connection.opened(fresh, key)
    try:
        migrations.apply(connection, folder=path.parent, now=clock.now())
        head = _first_event(connection, slots, counsellor=counsellor, name=name, clock=clock)
    finally:
        connection.close()
    write_mark(path, head, key)
    write_slots(path, slots)
    Guesses(path, clock).succeeded()
    replace_durably(fresh, path)
    return code


def _first_event(connection: Connection, slots: Slots, *, counsellor: str, name: str, clock: Clock) -> Head:
    row = {
        "id": counsellor,
        "name": name,
        "since": events.stamp(clock.now()),
        "roles": FIRST_ROLES,
        "left_at": "",
    }
    ways = [slot.row() for slot in slots.slots]
    rows = [["counsellor", counsellor, None, row], *(["slot_key", way["slot"], None, way] for way in ways)]
    payload = {"rows": rows}
    connection.begin()
    connection.run(
        "INSERT INTO counsellor (id, name, since, roles, left_at) VALUES (?, ?, ?, ?, ?)", tuple(row.values())
    )
    connection.run_many(
        "INSERT INTO slot_key (slot, kind, counsellor, public_key) VALUES (?, ?, ?, ?)",
        (tuple(way.values()) for way in ways),
    )
    head = events.append(
        connection, events.NOTHING, now=clock.now(), actor=counsellor, verb="store.created", payload=payload
    )
    connection.commit()
    return head


def put_aside(file: Path) -> None:
    """A key file without its store may still open a backup: keep it under another name."""
    if file.exists():
        replace_durably(file, sibling(file, uuid.uuid4().hex[:8]))


def open_store(
    path: Path,
    unlock: Unlock,
    clock: Clock,
    *,
    accept_older: bool,
    floor: KeyCost,
    before_migrating: Callable[[Opened], object],
    progress: Callable[[float], None] | None = None,
) -> Opened:
    """Open a store for this program alone. See Store.open for what it raises."""
    if not path.parent.is_dir() or not (is_there(path) or restoring.is_pending(path)):
        raise StoreMissing(path=path)
    lock = InstanceLock.taken(path)
    try:
        restoring.finish(path)
        found, slots = unlocked(path, unlock, clock, floor=floor)
        opened = _connected(path, found, slots, lock)
    except OSError as error:
        lock.release()
        raise user_error(error, path.parent) from error
    except BaseException:
        lock.release()
        raise
    try:
        waiting = migrations.pending(opened.connection)
        opened.head = events.newest(opened.connection)
        _compare_mark(opened, clock, accept_older=accept_older)
        if waiting:
            tell = progress or (lambda share: None)
            tell(0.0)
            before_migrating(opened)
            _made_current(opened, clock, tell)
        ensure_reserve(path)
        last_used.remember(path, found.slot.id)
    except OSError as error:
        opened.close()
        raise user_error(error, path.parent) from error
    except BaseException:
        opened.close()
        raise
    return opened


def unlocked(path: Path, unlock: Unlock, clock: Clock, *, floor: KeyCost) -> tuple[Found, Slots]:
    """What the way in found, and all slots. Raises WrongPassphrase, TooManyGuesses, KeysDamaged …"""
    slots = read_slots(path, floor=floor).in_order(last_used.slots(path))
    return tried(slots, unlock, Guesses(path, clock)), slots


def tried(slots: Slots, unlock: Unlock, guesses: Guesses) -> Found:
    """What the way in finds in these slots. A passphrase is counted as a guess; the 160 random bits of a recovery code
    are not, so the sheet opens even while a delay lasts. Raises WrongPassphrase, WrongRecoveryCode, TooManyGuesses."""
    if unlock.guessable:
        guesses.begin()
    found = unlock.open(slots)
    if found is None:
        raise WrongPassphrase() if unlock.guessable else WrongRecoveryCode()
    guesses.succeeded()
    return found


def by_passphrase(passphrase: str) -> Unlock:
    """Unlock with a counsellor's passphrase."""
    return Unlock(lambda slots: slots.open(passphrase), guessable=True)


def by_code(code: RecoveryCode) -> Unlock:
    """Unlock with the recovery sheet."""
    return Unlock(lambda slots: slots.open_with(code), guessable=False)


def _connected(path: Path, found: Found, slots: Slots, lock: InstanceLock) -> Opened:
    """Connected with the key that the file has. There are two to try where a change of key was broken off; trying the
    wrong one harms nothing, and a journal that was left is played back all the same (tests/faults/keys_kills.py)."""
    *newer, oldest = reversed(found.keys)
    for key in newer:
        with suppress(StoreDamaged):
            opened = connected(path, key, slots, found.counsellor, lock)
            opened.way = found
            return opened
    opened = connected(path, oldest, slots, found.counsellor, lock)
    opened.way = found
    return opened


def connected(path: Path, key: DatabaseKey, slots: Slots, counsellor: str, lock: InstanceLock) -> Opened:
    """The parts of a store whose lock is held. Raises StoreDamaged where the file is not whole at first sight."""
    file = path.open("rb", buffering=0)
    try:
        if file.read(len(key.salt)) != key.salt:
            raise StoreDamaged()  # the cipher itself does not look at these bytes
        connection = Connection.opened(path, key)
    except BaseException:
        file.close()
        raise
    try:
        size, there = connection.value("PRAGMA page_count") * PAGE, os.fstat(file.fileno()).st_size
        if size != there:
            _cut(path, connection, size, there)
        mark = OpenMark(path, key)
    except BaseException:
        connection.close()
        file.close()
        raise
    return Opened(path, connection, key, slots, counsellor, events.NOTHING, lock, file, mark)


def _cut(path: Path, connection: Connection, size: int, there: int) -> None:
    """A file that was being written anew and was killed before its end was cut off. Raises StoreDamaged for any other."""
    if there < size or not connection.value(f"PRAGMA {TO_WRITE_ANEW}"):
        raise StoreDamaged()
    os.truncate(path, size)


def _made_current(opened: Opened, clock: Clock, progress: Callable[[float], None]) -> None:
    migrations.apply(opened.connection, folder=opened.path.parent, now=clock.now(), progress=progress)
    opened.head = events.newest(opened.connection)
    opened.mark.move(opened.head)


def _marked(opened: Opened) -> Head:
    """The mark, known by either key where a change of key was broken off."""
    for key in opened.way.keys if opened.way else ():
        if key.key != opened.key.key:
            with suppress(HeadLost):
                return read_mark(opened.path, key)
    return read_mark(opened.path, opened.key)


def _compare_mark(opened: Opened, clock: Clock, *, accept_older: bool) -> None:
    """Notice an older file; once the user has accepted it, log that and mark it as the newest."""
    try:
        events.compare(opened.connection, _marked(opened))
    except OlderCopy as older:
        if not accept_older:
            raise
        opened.connection.begin()
        opened.head = events.append(
            opened.connection,
            opened.head,
            now=clock.now(),
            actor=opened.counsellor,
            verb="store.older_accepted",
            payload={"text": "", "rows": [], "expected": older.values.get("expected")},
        )
        opened.connection.commit()
    opened.mark.move(opened.head)


def ensure_reserve(path: Path) -> None:
    """Set a little room aside while there is plenty, to be given up when the disk is full. Where a quota leaves none,
    the store opens without: this is asked for again at the next opening."""
    file = sibling(path, "reserve")
    if file.exists() or shutil.disk_usage(path.parent).free <= _ROOMY:
        return
    try:
        file.write_bytes(os.urandom(RESERVE))
    except OSError:
        file.unlink(missing_ok=True)


def give_up_reserve(path: Path) -> None:
    """Free the room set aside, so that drafts and deletions still work."""
    sibling(path, "reserve").unlink(missing_ok=True)
