"""Older backups are taken away only where they hold what was deleted, and only once a new one is safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import backup, pruning
from app.store.bringing_back import restore
from app.store.erasing import erase_people
from app.store.errors import DiskFull
from app.store.opening import by_passphrase
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE


def erased(store: Store, clock: FixedClock) -> None:
    """Two backups with Lyngvar, who is then deleted."""
    lyngvar = Person(name="Lyngvar")
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(lyngvar)
        t.put(Person(name="Rognulf"))
    for _ in range(2):
        store.backup()
        clock.advance(3600)
    erase_people(store, [lyngvar.id], actor=store.me, why="objection")
    clock.advance(60)


def test_backups_are_known_to_hold_it_until_they_are_pruned(store: Store, clock: FixedClock) -> None:
    assert pruning.holding(store.opened).count == 0
    erased(store, clock)
    found = pruning.outdated(store.opened)
    assert (found.count, found.folders) == (2, (backup.folder(store.path),))
    assert found.until is not None
    assert found.until > clock.today()
    assert pruning.prune(store.opened, clock) == 2
    assert pruning.outdated(store.opened).count == 0
    assert pruning.holding(store.opened).count == 1
    assert pruning.prune(store.opened, clock) == 0


def test_what_is_left_opens_and_holds_nothing_of_it(store: Store, path: Path, clock: FixedClock) -> None:
    erased(store, clock)
    pruning.prune(store.opened, clock)
    (left,) = backup.listed(backup.folder(path))
    store.close()
    restore(left.path, path, by_passphrase(PASSPHRASE), clock, floor=CHEAP)
    again = Store.open(path, PASSPHRASE, clock, floor=CHEAP)
    assert [person.name for person in again.find(Person, viewer=again.me)] == ["Rognulf"]
    again.close()


def test_nothing_goes_when_the_new_one_cannot_be_made(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased(store, clock)

    def full(*_args: object, **_named: object) -> Path:
        raise DiskFull

    monkeypatch.setattr(backup, "into_folder", full)
    with pytest.raises(DiskFull):
        pruning.prune(store.opened, clock)
    assert pruning.outdated(store.opened).count == 2
