"""What is saved out of a damaged register: from the file, the log and the newest backup, and never who was deleted."""

from __future__ import annotations

from pathlib import Path

from app.base.clock import FixedClock
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store import backup, opening, rescuing
from app.store.erasing import erase_people
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE
from tests.store.test_rescue import add, flip, table_page

UNLOCK = opening.by_passphrase(PASSPHRASE)


def saved(path: Path, clock: FixedClock) -> rescuing.Rescued:
    return rescuing.save(path, UNLOCK, clock, floor=CHEAP)


def opened(path: Path) -> Store:
    return Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)


def names(path: Path) -> set[str]:
    store = opened(path)
    assert store.check() == []
    found = {person.name for person in store.find(Person, viewer=store.me)}
    store.close()
    return found


def test_what_a_damaged_page_held_comes_from_the_log(store: Store, clock: FixedClock) -> None:
    add(store, 300)
    page = table_page(store, "person")
    store.close()
    damaged = store.path
    flip(damaged, page * 4096 - 500)
    before = damaged.read_bytes()
    done = saved(damaged, clock)
    assert dict(done.saved)["person"] == 300
    assert done.from_log > 0
    assert (done.from_backup, done.nameless, done.unread, done.since) == (0, 0, 0, None)
    assert "person" in done.hurt
    assert damaged.read_bytes() == before
    assert len(names(done.path)) == 1
    store = opened(done.path)
    assert (
        store.meta(Person, store.ids(Person, viewer=store.me)[0], viewer=store.me).owner
        == store.me.counsellor
    )
    assert b"SQLite" not in done.path.read_bytes()[:16]
    assert backup.own(backup.folder(damaged), damaged) == []  # what it makes later is nobody else's
    store.close()
    rescuing.throw_away(done.path)
    assert [file.name for file in damaged.parent.glob("saved*")] == []


def test_who_was_deleted_since_the_backup_does_not_come_back(store: Store, clock: FixedClock) -> None:
    person = Person(name="Ospar som er slettet")
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(person)
    add(store, 300)
    store.backup()
    erase_people(store, [person.id], actor=store.me, why="objection")
    page = table_page(store, "person")
    store.close()
    flip(store.path, page * 4096 - 500)
    done = saved(store.path, clock)
    assert done.since == 1
    assert person.name not in names(done.path)


def test_entries_of_somebody_who_did_not_read_stay_under_a_name_that_says_so(
    store: Store, clock: FixedClock
) -> None:
    person = Person(name="Tindre")
    with store.transaction("session.saved", actor=store.me) as t:
        t.put(person)
        t.put(Session(day=clock.today(), note="vil ta kran", attendances=(Attendance(person=person.id),)))
    pages = [table_page(store, name) for name in ("person", "payload")]
    store.close()
    for page in pages:
        flip(store.path, page * 4096 - 500)
    done = saved(store.path, clock)
    assert done.nameless == 1
    assert names(done.path) == {"Lot seg ikke lese"}
    store = opened(done.path)
    assert [talk.note for talk in store.find(Session, viewer=store.me)] == ["vil ta kran"]
    store.close()
