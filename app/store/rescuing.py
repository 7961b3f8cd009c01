"""Saving what can be read of a damaged register: a new, sound one beside it, with what the log and the newest backup know.

Nothing is guessed: every row was read from a page whose check sum is right, or is the image that the log holds of it, or
stands in the newest sound backup. The new register has the same key and key file, so the same passphrases open it, and its
rows keep their owners. The damaged file is only copied, never opened itself.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.base.clock import Clock
from app.base.languages import N_, _
from app.records.person import Person
from app.records.registry import TYPES
from app.store import backup, erasing, events, index, keys, migrations, opening, rescue
from app.store.connection import Connection
from app.store.errors import KeysDamaged, KeysMissing, StoreDamaged
from app.store.files import replace_durably, sibling, user_error
from app.store.fitting import fits
from app.store.guesses import Guesses
from app.store.instance import InstanceLock
from app.store.keys import DatabaseKey, KeyCost
from app.store.log_check import LogRead, Place
from app.store.mark import Head, write_mark
from app.store.opening import Unlock
from app.store.rescued_pages import Damaged, Read
from app.store.rows import made_in, shape
from app.store.slots import Found, Slots, read_slots, write_slots
from app.store.transaction import KEYS

VERB = "store.rescued"
UNREAD = N_("Could not be read")
"""What a person is called of whom only other entries could be read."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Rescued:
    """The new register, and what is in it. saved: rows of each type; hurt: types some of whose entries may be missing;
    from_log, from_backup: rows that did not read and came from there; nameless: people of whom only other entries read;
    since: events after the newest sound backup, None without one; unread: events of the log that did not read."""

    path: Path
    saved: tuple[tuple[str, int], ...]
    hurt: tuple[str, ...]
    from_log: int
    from_backup: int
    nameless: int
    since: int | None
    unread: int


@dataclass
class _Log:
    """What the log says, of the damaged register and of the backup together."""

    events: dict[int, events.Event]
    payloads: dict[int, tuple[bytes, bytes]]
    people: set[tuple[str, int]]
    images: dict[Place, tuple[int, Row | None]] = field(default_factory=dict)
    newest_unread: int = 0
    unread: int = 0


def save(store: Path, unlock: Unlock, clock: Clock, *, floor: KeyCost | None = None) -> Rescued:
    """Make a new register of what can be read. Raises what a wrong passphrase raises, StoreInUse, DiskFull,
    FolderReadOnly, and StoreDamaged where nothing reads."""
    lock = InstanceLock.taken(store)
    target = _free_name(store)
    part, copy = sibling(target, "part"), sibling(target, "reading")
    try:
        found, slots, sound = _way_in(store, unlock, clock, floor or keys.FLOOR)
        _copied(store, copy)
        with Damaged(copy, found.key) as damaged:
            return _saved(damaged, sound, found, slots, part, target, clock)
    except OSError as error:
        raise user_error(error, store.parent) from error
    finally:
        for file in (part, copy):
            for one in (file, file.with_name(f"{file.name}-journal")):
                with suppress(OSError):
                    one.unlink(missing_ok=True)
        lock.release()


def throw_away(target: Path) -> None:
    """Take a register that was saved so away again: the damaged one and its backups are as they were."""
    backup.drop(target)
    for kind in ("lock", "reserve", "last", "guesses"):
        sibling(target, kind).unlink(missing_ok=True)


def _free_name(store: Path) -> Path:
    """Beside the store, and never beginning as its own backups do."""
    number = 1
    while (target := store.with_name(f"saved{number}-{store.name}")).exists():
        number += 1
    return target


def _copied(store: Path, copy: Path) -> None:
    shutil.copyfile(store, copy)
    journal = store.with_name(f"{store.name}-journal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))


def _way_in(
    store: Path, unlock: Unlock, clock: Clock, floor: KeyCost
) -> tuple[Found, Slots, tuple[Path, DatabaseKey] | None]:
    """What the passphrase opens, by the register's own key file or by its newest sound backup's."""
    sound, ways, _passed = rescue.newest_sound(store, unlock, clock, floor)
    slots = None
    for path in (store, *([sound.path] if sound else [])):
        with suppress(KeysMissing, KeysDamaged):
            slots = read_slots(path, floor=floor)
            break
    if slots is None:
        raise KeysMissing(path=sibling(store, "keys"))
    found = opening.tried(slots, unlock, Guesses(store, clock))
    with suppress(OSError):
        fitting = [key for key in found.keys if fits(store, key)]
        found = found._replace(key=fitting[0]) if fitting else found
    return found, slots, (sound.path, ways[-1]) if sound else None


def _saved(
    damaged: Damaged,
    sound: tuple[Path, DatabaseKey] | None,
    found: Found,
    slots: Slots,
    part: Path,
    target: Path,
    clock: Clock,
) -> Rescued:
    tables = (*KEYS, "event", "payload", "event_person")
    here = {table: damaged.table(table) for table in tables}
    before = _of_backup(sound, tables)
    if not any(here[kind].rows for kind in (*TYPES, "event")):
        raise StoreDamaged()
    newest_before = max((row["number"] for row in before["event"].rows), default=0) if before else 0
    since = [row for row in here["event"].rows if row["number"] > newest_before]
    if before and any(row["verb"] == erasing.VERB for row in since):
        before = {}  # what was deleted since stays deleted
    log = _log(here, before)
    chosen, counts, hurt = _chosen(here, before, log)
    head, saved, nameless = _written(part, found, log, chosen, clock)
    backup.proved(part, found.key, head, rows=True)
    write_slots(target, slots)
    write_mark(target, head, found.key)
    replace_durably(part, target)
    return Rescued(
        target,
        tuple((kind, count) for kind, count in saved.items() if kind in TYPES),
        hurt,
        counts["log"],
        counts["backup"],
        nameless,
        len(since) if sound else None,
        log.unread,
    )


def _of_backup(sound: tuple[Path, DatabaseKey] | None, tables: Iterable[str]) -> dict[str, Read]:
    if sound is None:
        return {}
    connection = Connection.opened(*sound)
    try:
        if migrations.pending(connection):
            return {}  # of an older schema: it can be brought back, not put together with a newer one
        return {table: Read(connection.dicts(f"SELECT * FROM {table}"), True) for table in tables}
    finally:
        connection.close()


# --- what the log says ---


def _log(here: dict[str, Read], before: dict[str, Read]) -> _Log:
    """Both logs as one; the damaged register's own word counts first."""
    names = ("number", "at", "actor", "verb", "digest", "chain")
    found: dict[int, events.Event] = {}
    payloads: dict[int, tuple[bytes, bytes]] = {}
    people: set[tuple[str, int]] = set()
    for read in (before, here):
        if not read:
            continue
        found |= {row["number"]: events.Event(*(row[name] for name in names)) for row in read["event"].rows}
        people |= {(row["person"], row["event"]) for row in read["event_person"].rows}
        payloads |= {row["event"]: (row["salt"], row["body"]) for row in read["payload"].rows}
    if here["payload"].whole:  # what is not there was deleted
        kept = {row["event"] for row in here["payload"].rows}
        payloads = {number: both for number, both in payloads.items() if number in kept}
    if here["event_person"].whole:
        people = {(row["person"], row["event"]) for row in here["event_person"].rows}
    log = _Log(found, payloads, people)
    _take_images(log, all_payloads=here["payload"].whole)
    if not here["event"].whole:  # nobody knows what came last
        log.newest_unread = max(log.events, default=0) + 1
    return log


def _take_images(log: _Log, *, all_payloads: bool) -> None:
    added = migrations.columns_added()
    for number in range(1, max(log.events, default=0) + 1):
        event, payload = log.events.get(number), log.payloads.get(number)
        if event and payload and events.seals(event.digest, *payload):
            said = events.opened(payload[1])
            for table, key, _before, after in (*said["rows"], *said.get("kept", ())):
                image = {**added.get(table, {}), **after} if after else None
                log.images[table, key] = (number, image)
            continue
        log.payloads.pop(number, None)
        if event is None or payload or not all_payloads:
            log.newest_unread, log.unread = number, log.unread + 1


# --- which rows ---


def _chosen(
    here: dict[str, Read], before: dict[str, Read], log: _Log
) -> tuple[dict[Place, Row], Counter[str], tuple[str, ...]]:
    """Every row that is kept, by its table and key; how many came from elsewhere; the types that may lack some."""
    chosen: dict[Place, Row] = {}
    counts: Counter[str] = Counter()
    for table, column in KEYS.items():
        for row in here[table].rows:
            place = (table, row[column])
            number, image = log.images.get(place, (0, None))
            sure = number > log.newest_unread
            if not sure or _same(row, image):
                chosen[place] = row
            elif image is not None:
                chosen[place] = image  # a page of an older day
        if here[table].whole:
            continue
        for row in before[table].rows if before else ():
            place = (table, row[column])
            if place not in chosen and log.images.get(place, (0, row))[1] is not None:
                chosen[place] = {name: value for name, value in row.items() if name != "number"}
                counts["backup"] += 1
    for place, (_number, image) in log.images.items():
        table = place[0]
        if table not in KEYS or table == "draft" or here[table].whole or image is None:
            continue
        if place not in chosen or "number" not in chosen[place]:
            counts["backup"] -= place in chosen
            counts["log"] += 1
            chosen[place] = image
    hurt = tuple(kind for kind in TYPES if not here[kind].whole)
    return chosen, counts, hurt


def _same(row: Row, image: Row | None) -> bool:
    return image is not None and {name: value for name, value in row.items() if name != "number"} == image


# --- the new register ---


def _written(
    part: Path, found: Found, log: _Log, chosen: dict[Place, Row], clock: Clock
) -> tuple[Head, Counter[str], int]:
    part.unlink(missing_ok=True)
    connection = Connection.opened(part, found.key)
    saved: Counter[str] = Counter()
    try:
        migrations.apply(connection, folder=part.parent, now=clock.now())
        connection.begin()
        for place, row in sorted(chosen.items(), key=lambda one: "number" not in one[1]):
            _put(connection, place[0], row)
            saved[place[0]] += 1
        nameless = _name_the_nameless(connection, chosen, events.stamp(clock.now()))
        saved["person"] += nameless
        _let_go(connection)
        head = _written_log(connection, log)
        index.rebuild(connection)
        head = _told(connection, head, found, clock)
        connection.commit()
    finally:
        connection.close()
    return head, saved, nameless


def _put(connection: Connection, table: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def _name_the_nameless(connection: Connection, chosen: dict[Place, Row], now: str) -> int:
    """A case whose person did not read keeps its entries, under a name that says so."""
    there = {key for table, key in chosen if table == "person"}
    owners = {
        row["case_id"]: row.get("owner", "")
        for (table, _key), row in chosen.items()
        if row.get("case_id") and row["case_id"] not in there
    }
    for person, owner in owners.items():
        said = {"id": person, "owner": owner, "case_id": person, "parent_id": "", "position": 0}
        said |= {"created_at": now, "changed_at": now, "voided_at": "", "void_reason": ""}
        _put(connection, "person", {**said, **shape("person").values(Person(id=person, name=_(UNREAD)))})
    return len(owners)


def _let_go(connection: Connection) -> None:
    """What was written in a form that did not read stands by itself."""
    for kind in TYPES:
        above = [name for name in TYPES if kind in made_in(name)]
        there = " UNION ALL ".join(f"SELECT id FROM {name}" for name in above)
        if there:
            sql = f"UPDATE {kind} SET parent_id = '', position = 0 WHERE parent_id != '' AND parent_id NOT IN ({there})"
            connection.run(sql)


def _written_log(connection: Connection, log: _Log) -> Head:
    """The log up to the first event that did not read: from there on the chain would prove nothing."""
    head = events.NOTHING
    while (event := log.events.get(head.number + 1)) and events.follows(head, event):
        connection.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", tuple(asdict(event).values()))
        if payload := log.payloads.get(event.number):
            connection.run("INSERT INTO payload VALUES (?, ?, ?)", (event.number, *payload))
        head = Head(event.number, event.chain)
    kept = [(person, number) for person, number in sorted(log.people) if number <= head.number]
    told = {number for number in log.payloads if number <= head.number}
    said = {
        (person, number)
        for number in told
        for person in events.people_of(events.opened(log.payloads[number][1]))
    }
    people = said | {(person, number) for person, number in kept if number not in told}
    connection.run_many("INSERT INTO event_person VALUES (?, ?)", sorted(people))
    return head


def _told(connection: Connection, head: Head, found: Found, clock: Clock) -> Head:
    """One event that holds the image of every row of which the log says otherwise, or nothing."""
    kept = []
    for table, key in sorted(set(LogRead(connection).unlike_rows()) | _untold(connection)):
        rows = connection.dicts(f"SELECT * FROM {table} WHERE {KEYS[table]} = ?", (key,))
        row = {name: value for name, value in rows[0].items() if name != "number"} if rows else None
        kept.append([table, key, None, row])
    emptied = asdict(events.emptied(connection))
    payload = {"text": "", "undoes": 0, "rows": [], "kept": kept, "emptied": emptied}
    return events.append(
        connection, head, now=clock.now(), actor=found.counsellor, verb=VERB, payload=payload
    )


def _untold(connection: Connection) -> set[Place]:
    """Rows of which no payload says anything."""
    told: set[Place] = set()
    for (body,) in connection.each("SELECT body FROM payload"):
        said = events.opened(body)
        told |= {(table, key) for table, key, *_images in (*said["rows"], *said.get("kept", ()))}
    there = {
        (table, key)
        for table, column in KEYS.items()
        if table != "draft"
        for (key,) in connection.rows(f"SELECT {column} FROM {table}")
    }
    return there - told
