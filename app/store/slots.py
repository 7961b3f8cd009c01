"""The key file beside the store: one slot for each counsellor's passphrase and one for the recovery sheet.

A slot locks a private key with what its holder knows, and the database key is sealed to the public half of it. So a
store can be given a new key for everybody who stays, without their passphrases. Slots of the first version lock the
database key itself; they are renewed when their holder next gets in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from app.store import keys, sealing
from app.store.errors import KeyCostLowered, KeysDamaged, KeysMissing, StoreNewer
from app.store.files import replace_whole, sibling
from app.store.keys import DatabaseKey, KeyCost
from app.store.recovery import RecoveryCode
from app.store.sealing import Wrapped

VERSION = 2
PASSPHRASE, RECOVERY = "passphrase", "recovery"
_BLOBS = ("salt", "nonce", "sealed", "public")


@dataclass(frozen=True)
class Slot:
    """One way in. Everything in it may be read by anyone.

    sealed: the private key, locked with the passphrase or the code; in the first version the database key.
    public: the public half; empty in the first version. wrapped: the database key sealed to it, twice (the old one,
    then the new one) while the store is given a new key.
    """

    id: str
    kind: str
    counsellor: str
    cost: KeyCost | None
    salt: bytes
    nonce: bytes
    sealed: bytes
    public: bytes = b""
    wrapped: tuple[Wrapped, ...] = ()

    def bound(self, vault: str) -> dict[str, object]:
        """What its seals are tied to: a slot moved, renamed or made cheaper does not open."""
        cost = asdict(self.cost) if self.cost else None
        bound: dict[str, object] = {
            "vault": vault,
            "slot": self.id,
            "kind": self.kind,
            "counsellor": self.counsellor,
            "cost": cost,
        }
        return {**bound, "public": self.public.hex()} if self.public else bound

    def row(self) -> dict[str, str]:
        """What the store itself keeps of it (table slot_key)."""
        return {
            "slot": self.id,
            "kind": self.kind,
            "counsellor": self.counsellor,
            "public_key": self.public.hex(),
        }


class Found(NamedTuple):
    """What a way in gave. key: the database key; `keys` has the old and the new one while a store is given a new key.
    lock: what opened the slot, so that it can be renewed without asking again."""

    key: DatabaseKey
    counsellor: str
    keys: tuple[DatabaseKey, ...]
    slot: Slot
    lock: bytes

    def __repr__(self) -> str:
        return f"Found({self.counsellor!r})"


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
        return self._with(key, Slot(uuid.uuid4().hex, PASSPHRASE, counsellor, cost, salt, b"", b""), lock)

    def with_recovery(self, key: DatabaseKey, *, counsellor: str, code: RecoveryCode) -> Slots:
        """The slots with one recovery slot; the sheet before it stops working."""
        salt = secrets.token_bytes(16)
        lock = keys.recovery_key(code, salt=salt)
        return self._with(key, Slot(uuid.uuid4().hex, RECOVERY, counsellor, None, salt, b"", b""), lock)

    def renewed(self, found: Found) -> Slots:
        """The slots with a slot of the first version as one of today's; what opens it stays the same."""
        return self._with(found.key, replace(found.slot, wrapped=()), found.lock)

    def without(self, counsellor: str) -> Slots:
        """The slots without this counsellor's passphrase."""
        left = (s for s in self.slots if not (s.kind == PASSPHRASE and s.counsellor == counsellor))
        return replace(self, slots=tuple(left))

    def sealed_to(self, public: Mapping[str, bytes], database_keys: Sequence[DatabaseKey]) -> Slots:
        """The slots named in `public` (slot → its public key, which must come from within the store), with these
        database keys sealed to them and no others. A slot that is not what is said there is left out."""
        kept = (slot for slot in self.slots if slot.public and public.get(slot.id) == slot.public)
        return replace(self, slots=tuple(self._wrapped(slot, database_keys) for slot in kept))

    @property
    def is_between_keys(self) -> bool:
        """Whether the store was being given a new key when this was written."""
        return any(len(slot.wrapped) > 1 for slot in self.slots)

    def of(self, counsellor: str, kind: str = PASSPHRASE) -> Slot | None:
        """This counsellor's slot."""
        return next((s for s in self.slots if (s.kind, s.counsellor) == (kind, counsellor)), None)

    def only(self, counsellor: str) -> Slots:
        """This counsellor's passphrase slot alone."""
        return replace(self, slots=tuple(slot for slot in (self.of(counsellor),) if slot))

    def in_order(self, first: Sequence[str]) -> Slots:
        """The same slots, those with these ids tried first: each try of a passphrase takes about half a second."""
        order = {slot: place for place, slot in enumerate(first)}
        slots = sorted(self.slots, key=lambda slot: order.get(slot.id, len(order)))
        return replace(self, slots=tuple(slots))

    def open(self, passphrase: str) -> Found | None:
        """What this passphrase gives, or None."""
        for slot in self.slots:
            if slot.kind == PASSPHRASE and slot.cost is not None:
                lock = keys.passphrase_key(passphrase, salt=slot.salt, cost=slot.cost)
                if found := self._found(slot, lock):
                    return found
        return None

    def open_with(self, code: RecoveryCode) -> Found | None:
        """What this recovery code gives, or None. The counsellor is the one who made the sheet."""
        for slot in self.slots:
            if slot.kind == RECOVERY and (
                found := self._found(slot, keys.recovery_key(code, salt=slot.salt))
            ):
                return found
        return None

    def _found(self, slot: Slot, lock: bytes) -> Found | None:
        bound = slot.bound(self.vault)
        secret = keys.unseal(lock, slot.nonce, slot.sealed, bound=bound)
        if secret is None:
            return None
        packed = (
            [sealing.unwrap(secret, one, bound=bound) for one in slot.wrapped] if slot.public else [secret]
        )
        found = tuple(DatabaseKey.unpacked(one) for one in packed if one)
        return Found(found[0], slot.counsellor, found, slot, lock) if found else None

    def _with(self, key: DatabaseKey, slot: Slot, lock: bytes) -> Slots:
        """The slot with a key pair of its own, in the place of the one that it follows."""
        private = sealing.new_private_key()
        slot = replace(slot, public=sealing.public_key(private), nonce=secrets.token_bytes(12))
        sealed = keys.seal(lock, slot.nonce, private, bound=slot.bound(self.vault))
        full = self._wrapped(replace(slot, sealed=sealed), [key])
        others = [
            s
            for s in self.slots
            if s.kind != slot.kind or (slot.kind == PASSPHRASE and s.counsellor != slot.counsellor)
        ]
        return replace(self, slots=(*others, full))

    def _wrapped(self, slot: Slot, database_keys: Sequence[DatabaseKey]) -> Slot:
        bound = slot.bound(self.vault)
        return replace(
            slot, wrapped=tuple(sealing.wrap(slot.public, k.packed, bound=bound) for k in database_keys)
        )


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
            floor=_cost_from(body["floor"]),
            slots=tuple(_slot_from(slot) for slot in body["slots"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise KeysDamaged() from error


def _sum(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _slot_json(slot: Slot) -> dict[str, Any]:
    blobs = {name: _text(getattr(slot, name)) for name in _BLOBS}
    wrapped = [{"fresh": _text(one.fresh), "sealed": _text(one.sealed)} for one in slot.wrapped]
    return {**asdict(slot), **blobs, "wrapped": wrapped}


def _slot_from(kept: dict[str, Any]) -> Slot:
    blobs = {name: _blob(kept.get(name, "")) for name in _BLOBS}
    wrapped = tuple(Wrapped(_blob(one["fresh"]), _blob(one["sealed"])) for one in kept.get("wrapped", ()))
    if kept["kind"] not in (PASSPHRASE, RECOVERY) or (kept["kind"] == PASSPHRASE) != bool(kept["cost"]):
        raise KeysDamaged()
    if len(blobs["salt"]) != 16 or len(blobs["nonce"]) != 12:
        raise KeysDamaged()
    return Slot(
        id=str(kept["id"]),
        kind=str(kept["kind"]),
        counsellor=str(kept["counsellor"]),
        cost=_cost_from(kept["cost"]) if kept["cost"] else None,
        wrapped=wrapped,
        **blobs,
    )


def _cost_from(kept: dict[str, Any]) -> KeyCost:
    cost = KeyCost(**kept)
    if any(type(number) is not int for number in asdict(cost).values()):
        raise KeysDamaged()
    return cost


def _text(blob: bytes) -> str:
    return base64.b64encode(blob).decode()


def _blob(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
