"""Who works with a store and how each gets in: passphrases and the recovery sheet. Only slots change, never the data."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store import keys
from app.store.errors import WrongPassphrase
from app.store.keys import KeyCost
from app.store.recovery import RecoveryCode
from app.store.slots import Slots, write_slots

if TYPE_CHECKING:
    from app.store.store import Store


@dataclass(frozen=True)
class Counsellor:
    """Someone who works, or worked, with this store."""

    id: str
    name: str


def everyone(store: Store) -> list[Counsellor]:
    """All counsellors in order of name."""
    return [
        Counsellor(*row) for row in store.connection.rows("SELECT id, name FROM counsellor ORDER BY name, id")
    ]


def change_passphrase(store: Store, *, old: str, new: str) -> None:
    """Replace the own slot; a kill leaves the old passphrase or the new one. Raises WrongPassphrase."""
    found = store.opened.slots.open(old)
    if found is None or found[1] != store.opened.counsellor:
        raise WrongPassphrase()
    set_passphrase(store, new, verb="keys.passphrase_changed")


def set_passphrase(store: Store, new: str, *, verb: str) -> None:
    """Give the counsellor who opened the store a new passphrase."""
    opened = store.opened
    _write(
        store,
        opened.slots.with_passphrase(
            opened.key, counsellor=opened.counsellor, passphrase=new, cost=_cost(opened.slots)
        ),
        verb=verb,
    )


def add(store: Store, *, name: str, passphrase: str) -> str:
    """Enter a counsellor, then make the slot: a kill in between leaves a name without a way in, which harms nothing."""
    counsellor = uuid.uuid4().hex
    with store.transaction("counsellor.added", actor=store.me, undoable=False) as transaction:
        transaction.write_counsellor(counsellor, name)
    opened = store.opened
    slots = opened.slots.with_passphrase(
        opened.key, counsellor=counsellor, passphrase=passphrase, cost=_cost(opened.slots)
    )
    _write(store, slots, verb="keys.slot_added")
    return counsellor


def new_recovery_code(store: Store) -> RecoveryCode:
    """A new code in the place of the old one."""
    code = RecoveryCode.new()
    opened = store.opened
    _write(
        store,
        opened.slots.with_recovery(opened.key, counsellor=opened.counsellor, code=code),
        verb="keys.recovery_renewed",
    )
    return code


def _write(store: Store, slots: Slots, *, verb: str) -> None:
    write_slots(store.path, slots)
    store.opened.slots = slots
    with store.transaction(verb, actor=store.me, undoable=False):
        pass


def _cost(slots: Slots) -> KeyCost:
    """What the slots of this store cost already, so that it need not be measured again."""
    costs = [slot.cost for slot in slots.slots if slot.cost]
    return max(costs, key=lambda cost: (cost.memory, cost.passes)) if costs else keys.FULL
