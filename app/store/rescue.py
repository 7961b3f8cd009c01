"""A register that does not open: what of it can be read, the newest backup that is sound, and what was written since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import AppError
from app.records.registry import TYPES
from app.store import backup, bringing_back, events, keys, mark, notes, opening
from app.store.backup import Backup
from app.store.connection import Connection
from app.store.errors import HeadLost, KeysDamaged, KeysMissing, RestoreNeedsKey, TooManyGuesses
from app.store.fitting import fits
from app.store.guesses import Guesses
from app.store.instance import InstanceLock
from app.store.keys import DatabaseKey, KeyCost
from app.store.mark import read_mark
from app.store.opening import Unlock
from app.store.slots import read_slots, slots_file, write_slots

STRANGE = 2  # backups that the passphrase does not open, after which it is not tried on older ones: each try takes a while


@dataclass(frozen=True)
class Found:
    """readable: entries of each type that read; broken: types some of whose entries do not. sound: the newest sound
    backup, with its newest event and its time; passed_over: newer ones that are damaged. missing: how many events of the
    register are not in it; None where neither the register nor its mark says so."""

    readable: tuple[tuple[str, int], ...] = ()
    broken: tuple[str, ...] = ()
    sound: Path | None = None
    sound_at: dt.datetime | None = None
    sound_events: int = 0
    passed_over: int = 0
    missing: int | None = None


def looked_at(store: Path, unlock: Unlock, clock: Clock, *, floor: KeyCost | None = None) -> Found:
    """Look at everything, change nothing. Raises StoreInUse, and TooManyGuesses."""
    lock = InstanceLock.taken(store)
    try:
        sound, ways, passed_over = newest_sound(store, unlock, clock, floor or keys.FLOOR)
        here = _key_of(store, unlock, clock, floor or keys.FLOOR, ways)
        readable, broken, newest = _readable(store, here) if here is not None else ((), (), None)
        found = Found(readable, broken, passed_over=passed_over)
        if sound is None:
            return found
        marked = newest if newest is not None else _marked(store, [*ways, *([here] if here else [])])
        return _with(found, sound, ways[-1], marked)
    finally:
        lock.release()


def newest_sound(
    store: Path, unlock: Unlock, clock: Clock, floor: KeyCost
) -> tuple[Backup | None, list[DatabaseKey], int]:
    """The newest backup that opens and whose every page is sound; the keys found on the way, its own last; how many were
    passed over."""
    ways: list[DatabaseKey] = []
    passed_over = strange = 0
    for one in _backups(store):
        if strange >= STRANGE:
            break
        try:
            key, _who, _slots = bringing_back.found_key(one.path, store, unlock, clock, floor)
            ways.append(key)
            backup.proved(one.path, key, None, rows=False)
            return one, ways, passed_over
        except TooManyGuesses:
            raise
        except RestoreNeedsKey:
            strange += 1
        except AppError:
            passed_over += 1
    return None, ways, passed_over


def keys_back(store: Path, unlock: Unlock, clock: Clock, *, floor: KeyCost | None = None) -> Path:
    """Put the key file of the newest backup whose key is the register's back beside it; that backup. The file that was
    there is kept under another name. Raises KeysMissing where none fits, and what a wrong passphrase raises."""
    lock = InstanceLock.taken(store)
    try:
        guesses = Guesses(store, clock)
        for one in _backups(store):
            try:
                slots = read_slots(one.path, floor=floor or keys.FLOOR)
            except AppError:
                continue
            found = opening.tried(slots, unlock, guesses)
            if any(fits(store, key) for key in found.keys):
                opening.put_aside(slots_file(store))
                write_slots(store, slots)
                return one.path
        raise KeysMissing(path=slots_file(store))
    finally:
        lock.release()


def _backups(store: Path) -> Iterator[Backup]:
    """Newest first by what they hold, from the folder beside the store and from the second place that was used last."""
    places = [backup.folder(store), *([Path(second)] if (second := notes.read(store).second) else [])]
    found = {one.path.resolve(): one for place in places for one in backup.own(place, store)}
    yield from sorted(found.values(), key=lambda one: (mark.said_number(one.path), one.made.at), reverse=True)


def _key_of(
    store: Path, unlock: Unlock, clock: Clock, floor: KeyCost, known: list[DatabaseKey]
) -> DatabaseKey | None:
    """The register's own key: one that is known, or what its key file gives."""
    if not store.exists():
        return None
    for key in known:
        if fits(store, key):
            return key
    with suppress(KeysMissing, KeysDamaged):
        slots = read_slots(store, floor=floor)
        return opening.tried(slots, unlock, Guesses(store, clock)).key
    return known[0] if known else None


def _readable(
    store: Path, key: DatabaseKey
) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...], int | None]:
    """Each type read row by row until it ends or breaks, and the newest event. Each on a connection of its own: one that
    has met a damaged page reads nothing any more."""
    read, broken = [], []
    for kind in TYPES:
        count, whole = _read(store, key, kind)
        read += [(kind, count)] if count else []
        broken += [] if whole else [kind]
    newest = None
    with suppress(AppError), _connected(store, key) as connection:
        newest = events.newest(connection).number
    return tuple(read), tuple(broken), newest


def _read(store: Path, key: DatabaseKey, kind: str) -> tuple[int, bool]:
    count = 0
    try:
        with _connected(store, key) as connection:
            if not connection.value("SELECT 1 FROM sqlite_schema WHERE name = ?", (kind,)):
                return 0, True  # from before there was such a type
            for _row in connection.each(f"SELECT * FROM {kind}"):
                count += 1
    except AppError:
        return count, False
    return count, True


@contextmanager
def _connected(store: Path, key: DatabaseKey) -> Iterator[Connection]:
    connection = Connection.opened(store, key)
    try:
        connection.run("PRAGMA query_only = on")
        yield connection
    finally:
        connection.close()


def _marked(store: Path, known: list[DatabaseKey]) -> int | None:
    """The number of the newest event by the mark beside the register."""
    for key in known:
        with suppress(HeadLost):
            return read_mark(store, key).number
    return None


def _with(found: Found, sound: Backup, key: DatabaseKey, newest: int | None) -> Found:
    connection = Connection.opened(sound.path, key)
    try:
        number, at = connection.rows("SELECT number, at FROM event ORDER BY number DESC LIMIT 1")[0]
    finally:
        connection.close()
    return replace(
        found,
        sound=sound.path,
        sound_at=dt.datetime.fromisoformat(at),
        sound_events=int(number),
        missing=None if newest is None else max(0, newest - int(number)),
    )
