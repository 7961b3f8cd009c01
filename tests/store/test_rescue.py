"""A register that does not open: what reads, the newest sound backup, what is missing from it, and the keys put back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import backup, opening, rescue
from app.store.errors import KeysMissing, StoreDamaged, WrongPassphrase
from app.store.files import sibling
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE

UNLOCK = opening.by_passphrase(PASSPHRASE)


def add(store: Store, count: int) -> None:
    with store.transaction("person.saved", actor=store.me) as t:
        for _ in range(count):
            t.put(Person(name="Lyngvar " + "x" * 40))


def looked(store: Store, clock: FixedClock) -> rescue.Found:
    return rescue.looked_at(store.path, UNLOCK, clock, floor=CHEAP)


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def table_page(store: Store, name: str) -> int:
    return int(store.connection.value("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)))


def test_a_damaged_page_costs_what_lies_on_it_and_nothing_else(
    store: Store, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    add(store, 300)
    sound = store.backup()
    add(store, 2)
    page = table_page(store, "person")
    store.close()
    flip(store.path, page * 4096 - 500)
    found = looked(store, clock)
    assert found.broken == ("person",)
    assert dict(found.readable).get("person", 0) < 302
    assert found.sound == sound
    assert (found.missing, found.passed_over) == (1, 0)


def test_damaged_backups_are_passed_over_and_the_mark_tells_what_is_missing(
    store: Store, clock: FixedClock
) -> None:
    add(store, 1)
    sound = store.backup()
    add(store, 1)
    bad = store.backup()
    add(store, 3)
    store.close()
    flip(bad, -3000)
    store.path.write_bytes(b"no register any more")
    found = looked(store, clock)
    assert found.sound == sound
    assert (found.readable, found.passed_over, found.missing) == ((), 1, 2)
    assert found.sound_events == store.opened.head.number - 2


def test_without_a_backup_that_is_said(store: Store, clock: FixedClock) -> None:
    add(store, 1)
    store.close()
    found = looked(store, clock)
    assert (found.sound, found.missing) == (None, None)
    assert dict(found.readable)["person"] == 1


def test_nothing_is_changed_by_looking(store: Store, clock: FixedClock) -> None:
    add(store, 2)
    store.backup()
    add(store, 1)
    store.close()
    flip(store.path, 9000)
    files = [file for file in store.path.parent.rglob("*") if file.is_file() and file.suffix != ".guesses"]
    before = {file: file.read_bytes() for file in files}
    looked(store, clock)
    assert {file: file.read_bytes() for file in files} == before


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_key_file_comes_back_from_a_backup(
    store: Store, clock: FixedClock, opens: Callable[..., Store], damage: str
) -> None:
    add(store, 1)
    store.backup()
    add(store, 1)
    store.close()
    keys = sibling(store.path, "keys")
    if damage == "missing":
        keys.unlink()
    else:
        keys.write_bytes(b"{")
    assert looked(store, clock).sound is not None
    rescue.keys_back(store.path, UNLOCK, clock, floor=CHEAP)
    assert len(opens().find(Person, viewer=store.me)) == 2
    assert len(list(store.path.parent.glob("*.keys.*"))) == (damage == "damaged")


def test_a_key_file_that_does_not_fit_is_not_used(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    other, _code = Store.create(
        tmp_path / "other" / "overgang.db",
        name="Ospar",
        passphrase=PASSPHRASE,
        clock=clock,
        cost=CHEAP,
        floor=CHEAP,
    )
    other.backup()
    other.close()
    store.close()
    place = backup.folder(store.path)
    backup.folder(other.path).rename(place)
    sibling(store.path, "keys").unlink()
    with pytest.raises(KeysMissing):
        rescue.keys_back(store.path, UNLOCK, clock, floor=CHEAP)
    with pytest.raises(WrongPassphrase):
        rescue.keys_back(store.path, opening.by_passphrase("no"), clock, floor=CHEAP)
    assert not sibling(store.path, "keys").exists()


def test_a_proof_of_the_whole_file_is_not_promised(store: Store, opens: Callable[..., Store]) -> None:
    """What opening proves and what it does not: a page deep inside is found by the next backup."""
    add(store, 300)
    page = table_page(store, "person")
    store.close()
    flip(store.path, page * 4096 - 500)
    again = opens()
    with pytest.raises(StoreDamaged):
        again.backup()
