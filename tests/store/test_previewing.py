"""What a backup would give and take: told before it is brought back, with names only for those who may read them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store import backup, opening, previewing
from app.store.bringing_back import restore
from app.store.errors import BackupDamaged, RestoreNeedsKey, StoreMissing
from app.store.files import sibling
from app.store.store import Store
from tests.data import making
from tests.store.conftest import CHEAP, PASSPHRASE


def add(store: Store, name: str) -> Person:
    person = Person(name=name)
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(person)
    return person


def talk(store: Store, person: Person) -> Session:
    made = Session(day=dt.date(2026, 1, 19), note="x", attendances=(Attendance(person=person.id),))
    with store.transaction("session.saved", actor=store.me) as t:
        t.put(made)
    return made


def closed(source: Path, path: Path, clock: FixedClock, passphrase: str = PASSPHRASE) -> previewing.Preview:
    return previewing.of_closed(source, path, opening.by_passphrase(passphrase), clock, floor=CHEAP)


def test_what_was_written_since_is_named_newest_first(store: Store, clock: FixedClock) -> None:
    lyngvar = add(store, "Lyngvar")
    old = talk(store, lyngvar)
    copy = store.backup()
    clock.advance(60)
    ospar = add(store, "Ospar")
    clock.advance(60)
    talk(store, lyngvar)
    clock.advance(60)
    with store.transaction("session.voided", actor=store.me) as t:
        t.void(Session, old.id, reason="x")
    found = previewing.of_open(copy, store.opened, opening.by_passphrase(PASSPHRASE), clock, floor=CHEAP)
    assert [(one.kind, one.name, one.is_new) for one in found.lost] == [
        ("session", "Lyngvar", True),
        ("person", "Ospar", True),
    ]
    assert [(one.kind, one.name, one.day) for one in found.gained] == [("session", "Lyngvar", "2026-01-19")]
    assert (found.lost_count, found.gained_count, found.beyond) == (2, 1, 3)
    counts = {one.kind: (one.there, one.here) for one in found.counts}
    assert counts["person"] == (1, 2)
    assert counts["session"] == (1, 1)
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(id=lyngvar.id, name="Lyngvar Ny"))
    store.close()
    again = closed(copy, store.path, clock)
    assert again.lost[0][0] == "person"
    assert not again.lost[0].is_new
    assert again.is_readable
    assert ospar.id


def test_a_colleagues_talk_is_counted_and_not_named(store: Store, clock: FixedClock) -> None:
    copy = store.backup()
    talk(store, add(store, "Rognulf"))
    for table in ("person", "session", "attendance"):
        store.connection.run(f"UPDATE {table} SET owner = 'another'")
    found = previewing.of_open(copy, store.opened, opening.by_passphrase(PASSPHRASE), clock, floor=CHEAP)
    assert found.lost_count == 2
    assert [(one.kind, one.name) for one in found.lost] == [("person", "Rognulf")]
    assert found.hidden == 1


def test_nothing_is_changed_by_looking(store: Store, clock: FixedClock) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    add(store, "Ospar")
    store.close()
    files = [file for file in store.path.parent.rglob("*") if file.is_file() and file.suffix != ".guesses"]
    before = {file: file.read_bytes() for file in files}
    closed(copy, store.path, clock)
    assert {file: file.read_bytes() for file in files} == before


def test_a_register_that_cannot_be_read_is_told_by_its_mark(store: Store, clock: FixedClock) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    for _ in range(3):
        add(store, "Ospar")
    store.close()
    store.path.write_bytes(bytes(store.path.stat().st_size))
    found = closed(copy, store.path, clock)
    assert not found.is_readable
    assert found.beyond == 3
    assert {one.kind: (one.there, one.here) for one in found.counts}["person"] == (1, None)
    sibling(store.path, "head").unlink()
    assert closed(copy, store.path, clock).beyond is None


def test_a_missing_register_is_no_hindrance(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    add(store, "Lyngvar")
    copy = store.backup(tmp_path / "stick" / "copy.db")
    store.close()
    found = closed(copy, tmp_path / "new" / "overgang.db", clock)
    assert (found.events, found.beyond) == (store.opened.head.number, None)


def test_what_cannot_be_looked_at_is_refused(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    with pytest.raises(StoreMissing):
        closed(tmp_path / "none.db", store.path, clock)
    with pytest.raises(RestoreNeedsKey):
        closed(copy, store.path, clock, "not the right one")
    content = bytearray(copy.read_bytes())
    content[-2000] ^= 1
    copy.write_bytes(content)
    with pytest.raises(BackupDamaged):
        closed(copy, store.path, clock)


@pytest.mark.parametrize("schema", ["001", "002", "003", "004"])
def test_a_backup_of_an_older_version_can_be_looked_at(
    schema: str, tmp_path: Path, clock: FixedClock
) -> None:
    for file in making.FOLDER.glob(f"store-{schema}.db*"):
        shutil.copy(file, tmp_path)
    found = previewing.of_closed(
        tmp_path / f"store-{schema}.db",
        tmp_path / "new" / "overgang.db",
        opening.by_passphrase(making.PASSPHRASE),
        clock,
        floor=CHEAP,
    )
    assert any(one.kind == "person" and one.there for one in found.counts)


def test_a_restore_is_found_and_can_be_taken_back(
    store: Store, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    from app.actions.desk import Desk
    from app.actions.safety import restored_lately

    add(store, "Lyngvar")
    copy = store.backup()
    add(store, "Ospar")
    assert restored_lately(Desk(store, clock)) is None
    store.close()
    clock.advance(60)
    restore(copy, store.path, opening.by_passphrase(PASSPHRASE), clock, floor=CHEAP)
    again = opens()
    found = restored_lately(Desk(again, clock))
    assert found is not None
    assert len(again.find(Person, viewer=again.me)) == 1
    again.close()
    seen = closed(found.kept, store.path, clock)
    assert [one.name for one in seen.gained] == ["Ospar"]
    restore(found.kept, store.path, opening.by_passphrase(PASSPHRASE), clock, floor=CHEAP)
    back = opens()
    assert len(back.find(Person, viewer=back.me)) == 2
    clock.advance(8 * 24 * 3600)
    assert restored_lately(Desk(back, clock)) is None
    assert backup.own(backup.folder(store.path), store.path)
