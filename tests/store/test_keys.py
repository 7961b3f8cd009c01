"""Keys: which passphrase opens, what is bound to a slot, what is refused, and how guessing slows down."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.store import guesses, keys
from app.store.errors import (
    KeyCostLowered,
    KeysDamaged,
    KeysMissing,
    StoreNewer,
    TooManyGuesses,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.store.guesses import Guesses
from app.store.keys import FLOOR, FULL, DatabaseKey, KeyCost, calibrated
from app.store.recovery import RecoveryCode
from app.store.slots import Slots, as_bytes, new_slots, read_slots, slots_file, write_slots
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE


def some_slots(passphrase: str = PASSPHRASE) -> tuple[Slots, DatabaseKey]:
    key = DatabaseKey.new()
    return new_slots(CHEAP).with_passphrase(key, counsellor="s", passphrase=passphrase, cost=CHEAP), key


def opened(slots: Slots, passphrase: str) -> tuple[DatabaseKey, str] | None:
    found = slots.open(passphrase)
    return (found.key, found.counsellor) if found else None


def test_a_passphrase_opens_however_its_letters_are_composed() -> None:
    slots, key = some_slots("blåbær på Åsen")
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert opened(slots, unicodedata.normalize(form, " blåbær på Åsen\n")) == (key, "s")  # type: ignore[arg-type]
    assert slots.open("blabær pa Asen") is None
    assert slots.open("Blåbær på Åsen") is None


def test_a_slot_is_bound_to_its_vault_id_kind_counsellor_and_cost() -> None:
    slots, key = some_slots()
    (slot,) = slots.slots
    dearer = KeyCost(CHEAP.memory, CHEAP.passes + 1, CHEAP.lanes)
    for change in ({"id": "other"}, {"counsellor": "other"}, {"cost": dearer}, {"salt": bytes(16)}):
        assert replace(slots, slots=(replace(slot, **change),)).open(PASSPHRASE) is None  # type: ignore[arg-type]
    assert replace(slots, vault="other").open(PASSPHRASE) is None
    assert opened(slots, PASSPHRASE) == (key, "s")


def test_each_counsellor_has_a_slot_and_the_sheet_has_one() -> None:
    slots, key = some_slots()
    code = RecoveryCode.new()
    slots = slots.with_recovery(key, counsellor="s", code=code)
    slots = slots.with_passphrase(key, counsellor="t", passphrase="en annen setning", cost=CHEAP)
    assert opened(slots, "en annen setning") == (key, "t")
    found = slots.open_with(code)
    assert found
    assert found[:2] == (key, "s")
    newer = slots.with_recovery(key, counsellor="s", code=RecoveryCode.new())
    assert newer.open_with(code) is None
    assert len(newer.slots) == 3


def test_slots_are_read_as_they_were_written(tmp_path: Path) -> None:
    slots, _ = some_slots()
    write_slots(tmp_path / "a.db", slots)
    assert read_slots(tmp_path / "a.db", floor=CHEAP) == slots


def test_a_missing_newer_or_damaged_key_file_is_said(tmp_path: Path) -> None:
    slots, _ = some_slots()
    with pytest.raises(KeysMissing):
        read_slots(tmp_path / "a.db", floor=CHEAP)
    content = as_bytes(slots)
    file = slots_file(tmp_path / "a.db")
    for damaged in (b"", b"[]", b"null", content[:-40], content.replace(b"vault", b"vaulT"), b"\xff" * 90):
        file.write_bytes(damaged)
        with pytest.raises(KeysDamaged):
            read_slots(tmp_path / "a.db", floor=CHEAP)
    file.write_bytes(content.replace(b'"version": 2', b'"version": 3'))
    with pytest.raises(StoreNewer):
        read_slots(tmp_path / "a.db", floor=CHEAP)


def test_a_key_file_below_the_floor_is_refused(tmp_path: Path) -> None:
    slots, _ = some_slots()
    write_slots(tmp_path / "a.db", slots)
    with pytest.raises(KeyCostLowered):
        read_slots(tmp_path / "a.db", floor=FLOOR)
    # The store's own floor holds too: a slot made cheaper than it is refused even by a program that asks for less.
    write_slots(tmp_path / "a.db", replace(slots, floor=KeyCost(CHEAP.memory * 2, 1, 1)))
    with pytest.raises(KeyCostLowered):
        read_slots(tmp_path / "a.db", floor=CHEAP)


def test_a_key_file_that_asks_for_all_memory_is_refused() -> None:
    assert not KeyCost(2**31, 3, 4).reaches(FLOOR)
    assert FULL.reaches(FLOOR)
    assert FLOOR.reaches(FLOOR)


def test_the_product_opens_nothing_below_its_floor_unless_told(
    store: Store, path: Path, clock: FixedClock
) -> None:
    store.close()
    with pytest.raises(KeyCostLowered):
        Store.open(path, PASSPHRASE, clock)


@pytest.mark.parametrize(("seconds", "memory"), [(0.05, 256), (0.15, 192), (0.24, 128), (0.3, 96), (9.0, 64)])
def test_a_weak_pc_gets_a_cheaper_key_but_never_below_the_floor(
    seconds: float, memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "passphrase_key", lambda *a, **k: b"")
    ticks: Iterator[float] = iter([0.0, seconds])
    cost = calibrated(seconds=0.5, timer=lambda: next(ticks))
    assert cost == KeyCost(memory * 1024, 3, 4)
    assert cost.reaches(FLOOR)


def test_changing_the_passphrase_touches_only_the_slot(
    store: Store, path: Path, opens: Callable[..., Store]
) -> None:
    with pytest.raises(WrongPassphrase):
        store.change_passphrase(old="ikke den", new="ny setning med seks ord her")
    store.change_passphrase(old=PASSPHRASE, new="ny setning med seks ord her")
    assert store.check() == []
    store.close()
    with pytest.raises(WrongPassphrase):
        opens()
    opens("ny setning med seks ord her")


def test_the_recovery_sheet_opens_and_sets_a_new_passphrase(path: Path, clock: FixedClock) -> None:
    store, code = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    me = store.me
    store.close()
    with pytest.raises(WrongRecoveryCode):
        Store.recover(path, RecoveryCode.new(), new_passphrase="x", clock=clock, floor=CHEAP)
    store = Store.recover(
        path, RecoveryCode.parse(code.text), new_passphrase="etter glemselen", clock=clock, floor=CHEAP
    )
    assert store.me == me
    newer = store.new_recovery_code()
    store.close()
    with pytest.raises(WrongRecoveryCode):
        Store.recover(path, code, new_passphrase="x", clock=clock, floor=CHEAP)
    Store.recover(path, newer, new_passphrase="etter glemselen", clock=clock, floor=CHEAP).close()
    Store.open(path, "etter glemselen", clock, floor=CHEAP).close()


def test_another_counsellor_gets_an_own_passphrase(store: Store, opens: Callable[..., Store]) -> None:
    other = store.add_counsellor(name="Tindre", passphrase="helt egen setning")
    assert [one.name for one in store.counsellors()] == ["Steinvid", "Tindre"]
    store.close()
    again = opens("helt egen setning")
    assert again.me.counsellor == other
    assert again.counsellor_name(other) == "Tindre"
    assert again.counsellor_name("nobody") == ""


def test_wrong_guesses_wait_longer_and_longer_but_never_for_ever(tmp_path: Path, clock: FixedClock) -> None:
    tries, ends = 0, clock.monotonic() + 600
    per_minute: dict[int, int] = {}
    while clock.monotonic() < ends:
        try:
            Guesses(tmp_path / "a.db", clock).begin()  # a new one each time: a restart does not help
            tries += 1
            minute = int(clock.monotonic() // 60)
            per_minute[minute] = per_minute.get(minute, 0) + 1
        except TooManyGuesses as wait:
            seconds = wait.values["seconds"]
            assert isinstance(seconds, int)
            assert 1 <= seconds <= guesses.LONGEST
        clock.advance(1)
    assert max(per_minute.values()) < 10
    assert tries >= 10  # one a minute remains possible
    Guesses(tmp_path / "a.db", clock).succeeded()
    Guesses(tmp_path / "a.db", clock).begin()


@pytest.mark.parametrize("hours", [-24 * 365 * 20, -1])
def test_a_clock_set_back_neither_helps_nor_locks_out(tmp_path: Path, clock: FixedClock, hours: int) -> None:
    for _ in range(guesses.FREE):
        Guesses(tmp_path / "a.db", clock).begin()
    clock.advance(3600 * hours)
    with pytest.raises(TooManyGuesses) as wait:
        Guesses(tmp_path / "a.db", clock).begin()
    seconds = wait.value.values["seconds"]
    assert isinstance(seconds, int)
    assert seconds <= guesses.LONGEST
    clock.advance(seconds + 1)
    Guesses(tmp_path / "a.db", clock).begin()


def test_a_changed_count_of_guesses_waits_once(tmp_path: Path, clock: FixedClock) -> None:
    for content in (b"", b"{}", b"[1]", b'{"failed": "x", "until": 0}', json.dumps({"failed": 1}).encode()):
        (tmp_path / "a.db.guesses").write_bytes(content)
        with pytest.raises(TooManyGuesses):
            Guesses(tmp_path / "a.db", clock).begin()
        clock.advance(guesses.LONGEST + 1)
        Guesses(tmp_path / "a.db", clock).begin()


def test_opening_counts_wrong_passphrases(
    store: Store, clock: FixedClock, opens: Callable[..., Store]
) -> None:
    store.close()
    for _ in range(guesses.FREE):
        with pytest.raises(WrongPassphrase):
            opens("feil")
    with pytest.raises(TooManyGuesses):
        opens()
    clock.advance(guesses.LONGEST)
    opens()


def test_the_recovery_sheet_opens_while_a_delay_lasts(path: Path, clock: FixedClock) -> None:
    store, code = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, floor=CHEAP
    )
    store.close()
    for _ in range(guesses.FREE):
        with pytest.raises(WrongPassphrase):
            Store.open(path, "feil", clock, floor=CHEAP)
    for _ in range(20):  # and a wrong code, which nobody guesses, lengthens nothing
        with pytest.raises(WrongRecoveryCode):
            Store.recover(path, RecoveryCode.new(), new_passphrase="x", clock=clock, floor=CHEAP)
    with pytest.raises(TooManyGuesses):
        Store.open(path, PASSPHRASE, clock, floor=CHEAP)
    Store.recover(path, code, new_passphrase="etter glemselen", clock=clock, floor=CHEAP).close()
