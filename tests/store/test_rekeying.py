"""Several counsellors and a new key: who gets in before and after, what an open store goes on doing, what is refused."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.person import Person
from app.store import backup, bringing_back, counsellors, keys, last_used, opening, restoring
from app.store.connection import Connection, driver
from app.store.counsellors import HEAD, LEAD, SHEET_USED
from app.store.errors import (
    HasWayIn,
    HeadOnly,
    KeysNotRenewed,
    LastHead,
    NoLongerHere,
    NotOneself,
    RekeyFailed,
    RestoreNeedsKey,
    StoreDamaged,
    WrongPassphrase,
)
from app.store.fitting import fits
from app.store.keys import DatabaseKey
from app.store.recovery import RecoveryCode
from app.store.slots import read_slots, write_slots
from app.store.store import Store
from tests.data import making
from tests.store.conftest import CHEAP, PASSPHRASE

TINDRE, OSPAR = "tindres egen setning", "ospars egen setning"
Opens = Callable[..., Store]


def save_a_person(store: Store, name: str) -> None:
    with store.transaction("person.saved", actor=store.me) as t:
        t.put(Person(name=name))


def names(store: Store) -> list[str]:
    return [one.name for one in store.find(Person, viewer=store.me, order="name")]


@pytest.fixture
def two(store: Store) -> str:
    """Tindre works here as well; her id."""
    save_a_person(store, "Lyngvar")
    return store.add_counsellor(name="Tindre", passphrase=TINDRE)


def test_whoever_is_removed_gets_in_no_more_and_everybody_else_does(
    store: Store, two: str, opens: Opens, path: Path
) -> None:
    store.add_counsellor(name="Ospar", passphrase=OSPAR)
    before, begins = store.opened.key, path.read_bytes()[:16]
    store.remove_counsellor(two)
    save_a_person(store, "Havmod")
    assert names(store) == ["Havmod", "Lyngvar"]
    assert store.check() == []
    assert path.read_bytes()[:16] == begins
    store.close()
    with pytest.raises(WrongPassphrase):
        opens(TINDRE)
    assert not fits(path, before)
    again = opens(OSPAR)
    assert [(one.name, one.here) for one in again.counsellors()] == [
        ("Ospar", True),
        ("Steinvid", True),
        ("Tindre", False),
    ]
    again.close()
    again = opens()
    assert names(again) == ["Havmod", "Lyngvar"]
    assert again.check() == []
    assert all(len(slot.wrapped) == 1 for slot in again.opened.slots.slots)


def test_an_old_key_file_put_back_opens_nothing(store: Store, two: str, opens: Opens, path: Path) -> None:
    kept = read_slots(path, floor=CHEAP)
    store.remove_counsellor(two)
    store.close()
    write_slots(path, kept)
    for passphrase in (TINDRE, PASSPHRASE):
        with pytest.raises(StoreDamaged):
            opens(passphrase)


def test_the_recovery_sheet_stays_good_through_a_new_key(path: Path, clock: FixedClock) -> None:
    store, code = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    gone = store.add_counsellor(name="Tindre", passphrase=TINDRE)
    store.remove_counsellor(gone)
    store.close()
    store = Store.recover(path, code, new_passphrase="etter glemselen", clock=clock, floor=CHEAP)
    assert store.check() == []
    assert store.setting(SHEET_USED)
    store.new_recovery_code()
    assert store.setting(SHEET_USED)  # until it is on paper
    with store.transaction("keys.proved", actor=store.me) as t:
        counsellors.sheet_is_kept(t)
    assert store.setting(SHEET_USED) == ""
    store.close()


def test_a_sheet_opens_for_a_head_when_its_maker_has_left(
    path: Path, clock: FixedClock, opens: Opens
) -> None:
    store, code = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    maker = store.me.counsellor
    head = store.add_counsellor(name="Tindre", passphrase=TINDRE, roles=(HEAD,))
    store.close()
    store = opens(TINDRE)
    store.remove_counsellor(maker)
    store.close()
    store = Store.recover(path, code, new_passphrase="etter glemselen", clock=clock, floor=CHEAP)
    assert store.me.counsellor == head
    store.close()
    assert opens("etter glemselen").me.counsellor == head


def test_only_a_head_lets_in_and_shuts_out(store: Store, two: str, opens: Opens) -> None:
    head = store.me.counsellor
    store.close()
    store = opens(TINDRE)
    for forbidden in (
        lambda: store.add_counsellor(name="x", passphrase="y"),
        lambda: store.remove_counsellor(head),
        lambda: store.set_roles(two, (HEAD,)),
        store.new_recovery_code,
    ):
        with pytest.raises(HeadOnly):
            forbidden()
    assert [one.name for one in store.counsellors()] == ["Steinvid", "Tindre"]


def test_the_last_head_stays_and_stays_head(store: Store, two: str) -> None:
    me = store.me.counsellor
    with pytest.raises(LastHead):
        store.remove_counsellor(me)
    with pytest.raises(LastHead):
        store.set_roles(me, (LEAD,))
    store.set_roles(two, (HEAD, LEAD))
    assert next(one for one in store.counsellors() if one.id == two).roles == {HEAD, LEAD}
    with pytest.raises(NotOneself):
        store.remove_counsellor(me)
    store.set_roles(me, ())
    with pytest.raises(HeadOnly):
        store.set_roles(me, (HEAD,))


def test_whoever_has_left_is_not_let_in_even_before_the_key_is_changed(
    store: Store, two: str, opens: Opens, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: Store) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(counsellors, "rekey", killed)
        with pytest.raises(KeyboardInterrupt):
            store.remove_counsellor(two)
    old = store.opened.key
    store.close()
    with pytest.raises(NoLongerHere):
        opens(TINDRE)
    assert fits(path, old)
    again = opens()  # which ends what was broken off
    again.close()
    assert not fits(path, old)
    with pytest.raises(WrongPassphrase):
        opens(TINDRE)
    again = opens()
    assert again.check() == []
    assert again.opened.key.key == opens_key(path)


def opens_key(path: Path) -> bytes:
    found = read_slots(path, floor=CHEAP).open(PASSPHRASE)
    assert found is not None
    return found.key.key


def test_a_disk_without_room_leaves_the_old_key_and_the_next_opening_tries_again(
    store: Store, two: str, opens: Opens, path: Path
) -> None:
    """The binding itself would go on writing with the new key, and ruin the file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    old, real = store.opened.key, Connection.rekey

    def cramped(self: Connection, *args: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, before[1]))
        try:
            real(self, *args)  # type: ignore[arg-type]
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "rekey", cramped)
        with pytest.raises(RekeyFailed):
            store.remove_counsellor(two)
        save_a_person(store, "Havmod")
        assert store.check() == []
        store.close()
        again = opens()
        assert again.opened.key == old
        again.change_passphrase(old=PASSPHRASE, new="ny setning i mellomtiden")
        again.close()
        with pytest.raises(WrongPassphrase):
            opens(TINDRE)
    again = opens("ny setning i mellomtiden")
    assert again.opened.key != old
    assert names(again) == ["Havmod", "Lyngvar"]
    assert again.check() == []


def test_the_bare_binding_is_not_to_be_trusted_after_a_failure(tmp_path: Path) -> None:
    """Why Connection.rekey connects anew: without it, a save after a failed change of key ruins the store."""
    path, key = tmp_path / "a.db", DatabaseKey.new()
    connection = Connection.opened(path, key)
    connection.run("CREATE TABLE t (a)")
    connection.run_many("INSERT INTO t VALUES (?)", [("x" * 3000,)] * 200)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, before[1]))
    try:
        with pytest.raises(driver().Error):
            connection._raw.execute(f'PRAGMA rekey = "{key.followed().pragma}"')
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    connection.run("INSERT INTO t VALUES ('y')")
    connection.close()
    with pytest.raises(StoreDamaged):
        Connection.opened(path, key).rows("SELECT count(*) FROM t")


def test_a_slot_of_the_first_kind_is_named_and_may_be_dropped(
    store: Store, two: str, opens: Opens, path: Path
) -> None:
    ospar = store.add_counsellor(name="Ospar", passphrase=OSPAR)
    _as_first_version(store, path)
    with pytest.raises(KeysNotRenewed) as named:
        store.remove_counsellor(two)
    assert named.value.values["names"] == "Ospar, nødarket"
    assert next(one for one in store.counsellors() if one.id == two).here
    store.remove_counsellor(two, drop_keyless=True)
    assert store.setting(SHEET_USED)
    assert counsellors.with_way_in(store) == {store.me.counsellor}
    counsellors.give_passphrase(store, ospar, "ospars nye setning")
    with pytest.raises(HasWayIn):
        counsellors.give_passphrase(store, ospar, "en til")
    with pytest.raises(NoLongerHere):
        counsellors.give_passphrase(store, two, "en til")
    store.close()
    again = opens("ospars nye setning")
    assert again.me.counsellor == ospar
    assert again.check() == []


def _as_first_version(store: Store, path: Path) -> None:
    """All slots but the own one as they were before slots had keys."""
    mine = store.me.counsellor
    slots = store.opened.slots
    old = tuple(
        slot
        if (slot.counsellor, slot.kind) == (mine, "passphrase")
        else replace(slot, public=b"", wrapped=())
        for slot in slots.slots
    )
    store.opened.slots = replace(slots, slots=old)
    write_slots(path, store.opened.slots)


def test_a_backup_from_before_the_new_key_opens_with_the_old_passphrases(
    store: Store, two: str, opens: Opens, path: Path, clock: FixedClock
) -> None:
    older = store.backup(path.parent / "older.db")
    store.remove_counsellor(two)
    newer = store.backup(path.parent / "newer.db")
    save_a_person(store, "Havmod")
    store.close()
    with pytest.raises(RestoreNeedsKey):
        bringing_back.restore(newer, path, opening.by_passphrase(TINDRE), clock, floor=CHEAP)
    clock.advance(600)
    for source in (newer, older):
        bringing_back.restore(source, path, opening.by_passphrase(PASSPHRASE), clock, floor=CHEAP)
        again = opens()
        assert names(again) == ["Lyngvar"]
        assert again.check() == []
        again.close()
    assert opens(TINDRE).me.counsellor == two  # as it was then
    assert not restoring.is_pending(path)
    assert len(backup.listed(backup.folder(path))) == 2


def test_the_slot_used_last_here_is_tried_first(
    store: Store, two: str, opens: Opens, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        store.add_counsellor(name=f"Kollega {number}", passphrase=f"setning nummer {number}")
    store.close()
    opens("setning nummer 2").close()
    assert _derivations(monkeypatch, lambda: opens("setning nummer 2").close()) == 1
    assert _derivations(monkeypatch, lambda: opens(TINDRE).close()) > 1
    assert _derivations(monkeypatch, lambda: opens(TINDRE).close()) == 1
    assert _derivations(monkeypatch, lambda: opens("setning nummer 2").close()) == 2
    for content in (b"", b"{}", b"[[1]]", b"\xff", os.urandom(50)):
        path.with_name(f"{path.name}.last").write_bytes(content)
        opens(TINDRE).close()
        assert len(last_used.slots(path)) == 1


def _derivations(monkeypatch: pytest.MonkeyPatch, action: Callable[[], None]) -> int:
    honest, count = keys.passphrase_key, [0]

    def counting(*args: object, **said: object) -> bytes:
        count[0] += 1
        return honest(*args, **said)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(keys, "passphrase_key", counting)
        action()
    return count[0]


def test_a_function_of_the_program_outlasts_a_new_key(store: Store, two: str) -> None:
    store.connection.function("moment_of_test", 0, lambda: "now")
    store.remove_counsellor(two)
    assert store.connection.value("SELECT moment_of_test()") == "now"


def test_a_new_sheet_is_due_from_before_the_old_one_stops_working(
    store: Store, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(counsellors, "write_slots", killed)
        with pytest.raises(KeyboardInterrupt):
            store.new_recovery_code()
    assert store.setting(SHEET_USED)
    assert isinstance(store.new_recovery_code(), RecoveryCode)
    assert store.setting(SHEET_USED)
    assert store.check() == []


@pytest.mark.parametrize("schema", ["001", "002", "003"])
def test_a_released_store_gets_slots_of_today_at_its_first_opening(schema: str, tmp_path: Path) -> None:
    name = f"store-{schema}.db"
    for file in making.FOLDER.glob(f"{name}*"):
        shutil.copy(file, tmp_path)
    path, clock = tmp_path / name, FixedClock()
    before = read_slots(path, floor=CHEAP)
    assert [slot.public for slot in before.slots] == [b"", b""]
    store = Store.open(path, making.PASSPHRASE, clock, floor=making.COST)
    after = read_slots(path, floor=CHEAP)
    own = after.of(store.me.counsellor)
    assert own is not None
    assert own.public
    assert own.cost == before.slots[0].cost
    assert len(counsellors.keyless(store)) == 1  # the sheet, until the next one is made
    store.new_recovery_code()
    assert counsellors.keyless(store) == []
    gone = store.add_counsellor(name="Tindre", passphrase=TINDRE)
    store.remove_counsellor(gone)
    store.close()
    store = Store.open(path, making.PASSPHRASE, clock, floor=making.COST)
    assert store.check() == []
    store.close()


def test_a_sheet_of_the_first_kind_still_opens(path: Path, clock: FixedClock) -> None:
    store, code = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    slots = store.opened.slots
    found = slots.open_with(code)
    assert found is not None
    old = replace(found.slot, public=b"", wrapped=())
    sealed = keys.seal(found.lock, old.nonce, found.key.packed, bound=old.bound(slots.vault))
    others = tuple(slot for slot in slots.slots if slot.id != old.id)
    write_slots(path, replace(slots, slots=(*others, replace(old, sealed=sealed))))
    store.close()
    store = Store.recover(path, code, new_passphrase="etter glemselen", clock=clock, floor=CHEAP)
    assert store.check() == []
    assert store.setting(SHEET_USED)
    store.close()
    Store.open(path, "etter glemselen", clock, floor=CHEAP).close()
