"""Bringing a backup back: tried first, staged beside the store, the present store kept as a backup, then swapped."""

from __future__ import annotations

from pathlib import Path

from app.base.clock import Clock
from app.base.errors import AppError
from app.store import backup, events, keys, migrations, opening, restoring
from app.store.connection import Connection
from app.store.errors import (
    BackupDamaged,
    HeadLost,
    KeysDamaged,
    KeysMissing,
    RestoreNeedsKey,
    StoreMissing,
)
from app.store.files import sibling, user_error
from app.store.fitting import fits
from app.store.guesses import Guesses
from app.store.instance import InstanceLock
from app.store.keys import DatabaseKey, KeyCost
from app.store.mark import Head, read_mark, write_mark
from app.store.opening import Unlock
from app.store.slots import Slots, read_slots, slots_file, write_slots


def restore(source: Path, store: Path, unlock: Unlock, clock: Clock, *, floor: KeyCost | None = None) -> None:
    """Put the backup `source` in the place of `store`, which must not be open. Killed at any point, the store is the old
    one or the restored one, whole. The old one lies among the backups afterwards.

    unlock: opening.by_passphrase(…) or by_code(…), tried on the store's present keys, then on the backup's own.
    Raises StoreMissing, RestoreNeedsKey, BackupDamaged, StoreNewer, StoreInUse, DiskFull, FolderReadOnly.
    """
    if not source.is_file():
        raise StoreMissing(path=source)
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise user_error(error, store.parent) from error
    lock = InstanceLock.taken(store)
    try:
        restoring.finish(store)
        key, counsellor, slots = found_key(source, store, unlock, clock, floor or keys.FLOOR)
        _stage(source, store, key, slots, counsellor, clock)
        _keep_present(store, key, slots, counsellor, lock, clock)
        restoring.decide(store)
    except OSError as error:
        raise user_error(error, store.parent) from error
    finally:
        lock.release()


def found_key(
    source: Path, store: Path, unlock: Unlock, clock: Clock, floor: KeyCost
) -> tuple[DatabaseKey, str, Slots]:
    """The key of the backup, from the store's present slots if they are of the same store (its passphrase may be newer);
    from the backup's own where the store has been given another key since."""
    guesses = Guesses(store, clock)
    if unlock.guessable:
        guesses.begin()
    found = None
    for slots in _ways_in(source, store, floor):
        found = unlock.open(slots)
        if found:
            guesses.succeeded()
            key = next((one for one in found.keys if fits(source, one)), None)
            if key is not None:
                return key, found.counsellor, slots
    if found:  # its own slots open and hold another key than its first page
        raise BackupDamaged(path=source)
    raise RestoreNeedsKey(path=source)


def _ways_in(source: Path, store: Path, floor: KeyCost) -> list[Slots]:
    """The store's present slots if they are of the same store, then the backup's own. Raises KeysMissing for neither."""
    theirs, ours = (_slots(path, floor) for path in (source, store))
    found = [slots for slots in (ours, theirs) if slots and slots.vault == (theirs or slots).vault]
    if not found:
        raise KeysMissing(path=slots_file(source))
    return found


def _slots(path: Path, floor: KeyCost) -> Slots | None:
    try:
        return read_slots(path, floor=floor)
    except (KeysMissing, KeysDamaged):
        return None  # the other's take their place


def _stage(source: Path, store: Path, key: DatabaseKey, slots: Slots, counsellor: str, clock: Clock) -> None:
    """Copy the backup beside the store, try it, and log in the copy that it was brought back."""
    staged = restoring.staged(store)
    digest = backup.copied(source, staged)
    backup.tried(staged, digest, key, _marked(source, key))
    connection = Connection.opened(staged, key)
    try:
        migrations.pending(connection)
        connection.begin()
        head = events.append(
            connection,
            events.newest(connection),
            now=clock.now(),
            actor=counsellor,
            verb="store.restored",
            payload={"text": "", "rows": [], "from": source.name},
        )
        connection.commit()
    finally:
        connection.close()
    write_slots(staged, slots)
    write_mark(staged, head, key)


def _marked(source: Path, key: DatabaseKey) -> Head | None:
    """The mark beside the backup; a backup whose mark was not copied along is judged by itself."""
    if not sibling(source, "head").exists():
        return None
    try:
        return read_mark(source, key)
    except HeadLost as error:
        raise BackupDamaged(path=source) from error


def _keep_present(
    store: Path, key: DatabaseKey, slots: Slots, counsellor: str, lock: InstanceLock, clock: Clock
) -> None:
    """Keep the present store among the backups: tried where it opens, as it is where it does not."""
    if not store.exists():
        return
    try:
        opened = opening.connected(store, key, slots, counsellor, lock)
    except AppError:
        backup.keep_damaged(store, clock)
        return
    try:
        opened.head = events.newest(opened.connection)
        backup.into(backup.folder(store), opened, clock, why="restore")
    finally:
        opened.close_files()
