"""Backups: tried before they count, thinned, at two places; and bringing one back, whole or not at all."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import backup, events, files, opening
from app.store.bringing_back import restore
from app.store.errors import (
    BackupDamaged,
    BackupExists,
    CopyUnreadable,
    DiskFull,
    KeysMissing,
    OlderCopy,
    RestoreNeedsKey,
    SecondFolderMissing,
    StoreDamaged,
    StoreInUse,
    StoreMissing,
)
from app.store.files import sibling
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE


def add(store: Store, name: str) -> None:
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name=name))


def names(store: Store) -> list[str]:
    return [person.name for person in store.find(Person, viewer=store.me)]


def bring_back(source: Path, path: Path, clock: FixedClock, passphrase: str = PASSPHRASE) -> None:
    restore(source, path, opening.by_passphrase(passphrase), clock, floor=CHEAP)


def test_a_backup_is_a_store_of_its_own(store: Store, tmp_path: Path) -> None:
    add(store, "Lyngvar")
    copy = store.backup(tmp_path / "stick" / "copy.db")
    add(store, "Ospar")  # the store goes on
    with pytest.raises(StoreInUse):
        Store.open(store.path, PASSPHRASE, store.clock, floor=CHEAP)
    assert store.check() == []
    other = Store.open(copy, PASSPHRASE, store.clock, floor=CHEAP)
    assert names(other) == ["Lyngvar"]
    assert other.check() == []
    other.close()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(BackupExists):
        store.backup(target)
    assert target.read_text() == "mine"
    first = store.backup(tmp_path)
    assert first.parent == tmp_path
    with pytest.raises(BackupExists):
        store.backup(tmp_path)  # nothing has changed since


def test_closing_backs_up_only_what_changed(store: Store, path: Path, opens: Callable[..., Store]) -> None:
    add(store, "Lyngvar")
    store.close(backup_changes=True)
    assert len(backup.listed(backup.folder(path))) == 1
    again = opens()
    again.close(backup_changes=True)
    assert len(backup.listed(backup.folder(path))) == 1
    crashed = opens()
    add(crashed, "Ospar")
    crashed.close()
    opens().close(backup_changes=True)  # what a crash left without a backup gets one
    assert len(backup.listed(backup.folder(path))) == 2


def test_backups_go_to_a_second_folder_and_its_absence_is_said(store: Store, tmp_path: Path) -> None:
    second = tmp_path / "other disk"
    with store.transaction("settings", actor=store.me) as t:
        t.set(backup.SECOND_FOLDER, str(second))
    with pytest.raises(SecondFolderMissing) as missing:
        store.backup()
    assert Path(str(missing.value.values["path"])).exists()
    second.mkdir()
    store.backup()
    assert len(backup.listed(second)) == 1
    assert len(backup.listed(backup.folder(store.path))) == 2


def test_old_backups_are_thinned_with_their_keys(store: Store, clock: FixedClock) -> None:
    for _ in range(12):
        store.backup()
        clock.advance(60)
    place = backup.folder(store.path)
    kept = backup.listed(place)
    assert [one.made.number for one in kept] == [12, 11, 10, 9, 8]
    assert len(list(place.iterdir())) == 3 * len(kept)


def test_a_second_stores_backups_are_left_alone(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    place = backup.folder(store.path)
    place.mkdir()
    stranger = place / "another-00001-19990101T000000-asked.db"
    stranger.write_bytes(b"x")
    for _ in range(8):
        store.backup()
    assert stranger.exists()


@pytest.mark.parametrize("at", [5, 3000, 9000, -1])
def test_a_copy_that_reads_back_otherwise_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """A fake stick says it has written; reading back tells."""
    honest = files.write_durably

    def lying(path: Path, content: Any) -> None:
        honest(path, content)
        damaged = bytearray(path.read_bytes())
        damaged[at] ^= 1
        path.write_bytes(damaged)

    monkeypatch.setattr(backup, "write_durably", lying)
    with pytest.raises(CopyUnreadable):
        store.backup(tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []


def test_a_full_stick_leaves_nothing_that_looks_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: Any) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(backup, "write_durably", full)
    with pytest.raises(DiskFull):
        store.backup(tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []


def test_bringing_back_and_changing_ones_mind(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    add(store, "Ospar")
    with pytest.raises(StoreInUse):
        bring_back(copy, path, clock)
    store.close()
    bring_back(copy, path, clock)
    again = opens()  # a restore is no older copy
    assert names(again) == ["Lyngvar"]
    assert events.log(again.connection)[0].verb == "store.restored"
    assert again.check() == []
    again.close()
    before_restore = backup.listed(backup.folder(path))[0]
    assert before_restore.path.name.endswith("-restore.db")
    bring_back(before_restore.path, path, clock)
    assert sorted(names(opens())) == ["Lyngvar", "Ospar"]


def test_bringing_back_onto_an_empty_pc(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    add(store, "Lyngvar")
    copy = store.backup(tmp_path / "copy.db")
    fresh = tmp_path / "new pc" / "overgang.db"
    bring_back(copy, fresh, clock)
    again = Store.open(fresh, PASSPHRASE, clock, floor=CHEAP)
    assert names(again) == ["Lyngvar"]
    again.close()


def test_the_present_passphrase_brings_back_an_older_backup(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    copy = store.backup()
    store.change_passphrase(old=PASSPHRASE, new="ny setning")
    store.close()
    bring_back(copy, path, clock, "ny setning")
    opens("ny setning").close()
    bring_back(copy, path, clock, PASSPHRASE)  # the passphrase of the backup's own day works too
    opens(PASSPHRASE)


def test_a_wrong_passphrase_or_source_changes_nothing(
    store: Store, path: Path, clock: FixedClock, tmp_path: Path, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    with pytest.raises(RestoreNeedsKey):
        bring_back(copy, path, clock, "feil")
    with pytest.raises(StoreMissing):
        bring_back(tmp_path / "nothing.db", path, clock)
    assert names(opens()) == ["Lyngvar"]


@pytest.mark.parametrize("kind", ["", "head"])
def test_a_damaged_backup_is_refused(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store], kind: str
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    damaged = sibling(copy, kind) if kind else copy
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(BackupDamaged):
        bring_back(copy, path, clock)
    assert names(opens()) == ["Lyngvar"]


def test_a_damaged_store_is_kept_aside_when_a_backup_comes_back(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    path.write_bytes(b"ruined")
    with pytest.raises(StoreDamaged):
        opens()
    bring_back(copy, path, clock)
    assert names(opens()) == ["Lyngvar"]
    kept = backup.listed(backup.folder(path))[0].path
    assert kept.name.endswith("-damaged.db")
    assert kept.read_bytes() == b"ruined"


def test_a_store_whose_keys_are_gone_comes_back_from_a_backup(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    sibling(path, "keys").unlink()
    bring_back(copy, path, clock)
    assert names(opens()) == ["Lyngvar"]


def test_a_backup_without_its_keys_opens_with_the_present_ones(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    sibling(copy, "keys").unlink()
    bring_back(copy, path, clock)
    again = opens()
    assert names(again) == ["Lyngvar"]
    again.close()
    sibling(path, "keys").write_bytes(b"")
    with pytest.raises(KeysMissing):
        bring_back(copy, path, clock)


def test_an_old_journal_is_not_played_into_the_restored_store(
    store: Store, path: Path, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    add(store, "Lyngvar")
    copy = store.backup()
    store.close()
    path.unlink()
    path.with_name(f"{path.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 504)
    bring_back(copy, path, clock)
    assert names(opens()) == ["Lyngvar"]
    assert not path.with_name(f"{path.name}-journal").exists()


def test_a_backup_copied_over_the_store_by_hand_is_noticed(
    store: Store, path: Path, opens: Callable[..., Store]
) -> None:
    copy = store.backup()
    add(store, "Lyngvar")
    store.close()
    path.write_bytes(copy.read_bytes())
    with pytest.raises(OlderCopy):
        opens()


def test_windows_holding_a_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    answers = [5, 32, 33]

    def busy() -> str:
        if answers:
            error = OSError("busy")
            error.winerror = answers.pop()  # type: ignore[attr-defined]
            raise error
        return "done"

    assert files.with_patience(busy, pause=waits.append) == "done"
    assert len(waits) == 3
    answers[:] = [32] * 50
    with pytest.raises(OSError, match="busy"):
        files.with_patience(busy, pause=waits.append)
    assert sum(waits) < 5
    answers[:] = [2]
    with pytest.raises(OSError, match="busy"):
        files.with_patience(busy, pause=waits.append)


def test_the_second_folder_is_kept_as_json(store: Store) -> None:
    with store.transaction("settings", actor=store.me) as t:
        t.set(backup.SECOND_FOLDER, "")
    assert json.loads(store.connection.value("SELECT value FROM setting")) == ""
    store.backup()
