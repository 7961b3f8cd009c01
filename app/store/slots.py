"""The key file beside the store: one slot for each counsellor's passphrase and one for the recovery sheet."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import uuid
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app.store import keys
from app.store.errors import KeyCostLowered, KeysDamaged, KeysMissing, StoreNewer
from app.store.files import replace_whole, sibling
from app.store.keys import DatabaseKey, KeyCost
from app.store.recovery import RecoveryCode

VERSION = 1
PASSPHRASE, RECOVERY = "passphrase", "recovery"


@dataclass(frozen=True)
class Slot:
    """The database key, sealed for one way in. Everything in it may be read by anyone."""

    id: str
    kind: str
    counsellor: str
    cost: KeyCost | None
    salt: bytes
    nonce: bytes
    sealed: bytes

    def bound(self, vault: str) -> dict[str, object]:
        """What the seal is tied to: a slot moved, renamed or made cheaper does not open."""
        cost = asdict(self.cost) if self.cost else None
        return {
            "vault": vault,
            "slot": self.id,
            "kind": self.kind,
            "counsellor": self.counsellor,
            "cost": cost,
        }


@dataclass(frozen=True)
class Slots:
    """All slots of one store; `vault` is the store's own id, `floor` the least cost a slot may have."""

    vault: str
    floor: KeyCost
    slots: tuple[Slot, ...] = ()

    def with_passphrase(self, key: DatabaseKey, *, counsellor: str, passphrase: str, cost: KeyCost) -> Slots:
        """The slots with this counsellor's passphrase slot put in or replaced."""
        salt = secrets.token_bytes(16)
        lock = keys.passphrase_key(passphrase, salt=salt, cost=cost)
        return self._with(PASSPHRASE, counsellor, key, lock, salt, cost)

    def with_recovery(self, key: DatabaseKey, *, counsellor: str, code: RecoveryCode) -> Slots:
        """The slots with one recovery slot; the sheet before it stops working."""
        salt = secrets.token_bytes(16)
        return self._with(RECOVERY, counsellor, key, keys.recovery_key(code, salt=salt), salt, None)

    def open(self, passphrase: str) -> tuple[DatabaseKey, str] | None:
        """The database key and the counsellor whose passphrase this is, or None."""
        for slot in self.slots:
            if slot.kind == PASSPHRASE and slot.cost is not None:
                found = self._unsealed(slot, keys.passphrase_key(passphrase, salt=slot.salt, cost=slot.cost))
                if found:
                    return found, slot.counsellor
        return None

    def open_with(self, code: RecoveryCode) -> tuple[DatabaseKey, str] | None:
        """The database key and the counsellor who made the recovery sheet, or None."""
        for slot in self.slots:
            if slot.kind == RECOVERY:
                found = self._unsealed(slot, keys.recovery_key(code, salt=slot.salt))
                if found:
                    return found, slot.counsellor
        return None

    def _unsealed(self, slot: Slot, lock: bytes) -> DatabaseKey | None:
        packed = keys.unseal(lock, slot.nonce, slot.sealed, bound=slot.bound(self.vault))
        return DatabaseKey.unpacked(packed) if packed else None

    def _with(
        self, kind: str, counsellor: str, key: DatabaseKey, lock: bytes, salt: bytes, cost: KeyCost | None
    ) -> Slots:
        nonce = secrets.token_bytes(12)
        empty = Slot(uuid.uuid4().hex, kind, counsellor, cost, salt, nonce, b"")
        full = replace(empty, sealed=keys.seal(lock, nonce, key.packed, bound=empty.bound(self.vault)))
        one_only = [
            s for s in self.slots if s.kind != kind or (kind == PASSPHRASE and s.counsellor != counsellor)
        ]
        return replace(self, slots=(*one_only, full))


def new_slots(floor: KeyCost) -> Slots:
    """No slots yet, for a new store with an id of its own."""
    return Slots(vault=uuid.uuid4().hex, floor=floor)


def slots_file(store: Path) -> Path:
    """Where a store's key file lies."""
    return sibling(store, "keys")


def write_slots(store: Path, slots: Slots) -> None:
    """Put the key file in place in one step: a kill leaves the old slots or the new, each of which opens."""
    replace_whole(slots_file(store), as_bytes(slots))


def read_slots(store: Path, *, floor: KeyCost) -> Slots:
    """The key file's slots. Raises KeysMissing, KeysDamaged, StoreNewer, or KeyCostLowered where a slot or the file's
    own floor asks for less work than `floor`."""
    try:
        content = slots_file(store).read_bytes()
    except FileNotFoundError as error:
        raise KeysMissing(path=slots_file(store)) from error
    slots = _parsed(content)
    for slot in slots.slots:
        if slot.cost and not (slot.cost.reaches(floor) and slot.cost.reaches(slots.floor)):
            raise KeyCostLowered()
    if not slots.floor.reaches(floor):
        raise KeyCostLowered()
    return slots


def as_bytes(slots: Slots) -> bytes:
    """The key file: readable JSON with a checksum, so that damage is told from a wrong passphrase."""
    body = {
        "what": "Keys of the Overgang register beside this file. Keep a copy of both.",
        "version": VERSION,
        "vault": slots.vault,
        "floor": asdict(slots.floor),
        "slots": [_slot_json(slot) for slot in slots.slots],
    }
    return json.dumps({**body, "sum": _sum(body)}, indent=1).encode()


def _parsed(content: bytes) -> Slots:
    try:
        body = json.loads(content)
        if int(body["version"]) > VERSION:
            raise StoreNewer()
        if body.pop("sum") != _sum(body):
            raise KeysDamaged()
        return Slots(
            vault=str(body["vault"]),
            floor=KeyCost(**body["floor"]),
            slots=tuple(_slot_from(slot) for slot in body["slots"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KeysDamaged() from error


def _sum(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _slot_json(slot: Slot) -> dict[str, Any]:
    blobs = {name: base64.b64encode(getattr(slot, name)).decode() for name in ("salt", "nonce", "sealed")}
    return {**asdict(slot), **blobs}


def _slot_from(kept: dict[str, Any]) -> Slot:
    blobs = {name: base64.b64decode(kept[name], validate=True) for name in ("salt", "nonce", "sealed")}
    cost = KeyCost(**kept["cost"]) if kept["cost"] else None
    return Slot(**{**kept, **blobs, "cost": cost})
