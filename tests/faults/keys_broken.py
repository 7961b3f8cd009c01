"""Builds that change keys in a wrong order: the harness of the keys counts only after it has failed on them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.store import counsellors, slots
from app.store.connection import Connection
from app.store.keys import DatabaseKey
from app.store.slots import Slots
from app.store.store import Store
from app.store.transaction import Transaction


def forgets_the_old_key() -> None:
    """The key file has the new key alone before the store is encrypted with it."""
    honest = Slots.sealed_to

    def sealed_to(self: Slots, public: Mapping[str, bytes], database_keys: Sequence[DatabaseKey]) -> Slots:
        return honest(self, public, database_keys[-1:])

    Slots.sealed_to = sealed_to  # type: ignore[method-assign]


def seals_the_new_key_too_late() -> None:
    """The key file gets the new key only once the store is encrypted with it."""
    honest = Slots.sealed_to

    def sealed_to(self: Slots, public: Mapping[str, bytes], database_keys: Sequence[DatabaseKey]) -> Slots:
        return honest(self, public, database_keys[:1])

    Slots.sealed_to = sealed_to  # type: ignore[method-assign]


def removes_without_a_new_key() -> None:
    """Whoever is removed keeps a key that still fits, and nothing says that another is to be made."""
    counsellors.rekey = lambda store: None
    _never_set(counsellors.REKEYING)


def encrypts_in_pieces() -> None:
    """The new key is written page by page with no way back."""
    honest = Connection.rekey

    def rekey(self: Connection, path: Path, old: DatabaseKey, new: DatabaseKey) -> None:
        self.run("PRAGMA journal_mode = off")
        honest(self, path, old, new)

    Connection.rekey = rekey  # type: ignore[method-assign]


def writes_in_place() -> None:
    """The key file is written in place, slowly, instead of being replaced."""

    def write(path: Path, content: bytes) -> None:
        with path.open("wb", buffering=0) as file:
            for at in range(0, len(content), 64):
                file.write(content[at : at + 64])
                time.sleep(0.0001)

    slots.replace_whole = write  # type: ignore[attr-defined]


def promises_before_the_slot() -> None:
    """A colleague is entered, and the slot is put off."""
    honest = counsellors.add

    def add(store: Store, **said: Any) -> str:
        counsellors.write_slots, kept = (lambda path, slots: None), counsellors.write_slots  # type: ignore[attr-defined]
        try:
            return honest(store, **said)
        finally:
            counsellors.write_slots = kept  # type: ignore[attr-defined]

    counsellors.add = add


def tells_nobody_of_the_sheet() -> None:
    """The old sheet stops working without a word; so does a used one."""
    _never_set(counsellors.SHEET_USED)


def _never_set(setting: str) -> None:
    honest = Transaction.set

    def put(self: Transaction, name: str, value: object) -> None:
        if name != setting:
            honest(self, name, value)

    Transaction.set = put  # type: ignore[method-assign]


def renews_by_halves() -> None:
    """The slot of the first version goes before the new one is there."""
    honest = counsellors._settle_own

    def settle_own(store: Store, way: Any) -> None:
        if not way.slot.public:
            counsellors.write_slots(store.path, store.opened.slots.without(way.counsellor))  # type: ignore[attr-defined]
        honest(store, way)

    counsellors._settle_own = settle_own


BREAKS: dict[str, Callable[[], None]] = {
    "forgets_the_old_key": forgets_the_old_key,
    "seals_the_new_key_too_late": seals_the_new_key_too_late,
    "removes_without_a_new_key": removes_without_a_new_key,
    "encrypts_in_pieces": encrypts_in_pieces,
    "writes_in_place": writes_in_place,
    "promises_before_the_slot": promises_before_the_slot,
    "tells_nobody_of_the_sheet": tells_nobody_of_the_sheet,
    "renews_by_halves": renews_by_halves,
}
