"""Who works with a store: their roles, and how each gets in, by a passphrase of their own or with the recovery sheet."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.base.languages import N_, _
from app.store import events, forgetting, keys
from app.store.errors import (
    DiskFull,
    FolderReadOnly,
    HasWayIn,
    HeadOnly,
    KeysNotRenewed,
    LastHead,
    NoLongerHere,
    NotOneself,
    RecordGone,
    RekeyFailed,
    WriteFailed,
    WrongPassphrase,
)
from app.store.keys import KeyCost
from app.store.recovery import RecoveryCode
from app.store.slots import PASSPHRASE, RECOVERY, Found, Slot, Slots, write_slots

if TYPE_CHECKING:
    from app.store.store import Store
    from app.store.transaction import Transaction

COUNSELLOR, LEAD, HEAD = "counsellor", "lead", "head"
ROLES = (COUNSELLOR, LEAD, HEAD)
SHEET_USED = "keys.sheet_used"  # setting: since when the recovery sheet should be replaced, "" for not
REKEYING = "keys.rekeying"  # setting: true from the decision to make a new key until it is made
SHEET = N_("the recovery sheet")


@dataclass(frozen=True)
class Counsellor:
    """Someone who works, or worked, with this store. since, left_at: UTC; left_at "" for those who are here."""

    id: str
    name: str
    roles: frozenset[str] = frozenset({COUNSELLOR})
    since: str = ""
    left_at: str = ""

    @property
    def here(self) -> bool:
        """Whether this one still works here."""
        return not self.left_at

    @property
    def is_head(self) -> bool:
        """Whether this one is here and leads the school department."""
        return self.here and HEAD in self.roles


def everyone(store: Store) -> list[Counsellor]:
    """All counsellors in order of name, with those who have left."""
    rows = store.connection.rows("SELECT id, name, roles, since, left_at FROM counsellor ORDER BY name, id")
    return [
        Counsellor(id, name, frozenset(json.loads(roles)), since, left_at)
        for id, name, roles, since, left_at in rows
    ]


def one(store: Store, counsellor: str) -> Counsellor:
    """The counsellor with this id. Raises RecordGone."""
    found = [each for each in everyone(store) if each.id == counsellor]
    if not found:
        raise RecordGone()
    return found[0]


def with_way_in(store: Store) -> frozenset[str]:
    """The ids of those whose passphrase is in the key file."""
    return frozenset(slot.counsellor for slot in store.opened.slots.slots if slot.kind == PASSPHRASE)


def keyless(store: Store, *, leaving: str = "") -> list[str]:
    """Whom a new key could not be handed to, by name, the recovery sheet last: slots of the first version."""
    names = {each.id: each.name for each in everyone(store)}
    known = _public_keys(store)
    slots = [slot for slot in store.opened.slots.slots if not _is_of(slot, leaving)]
    left_out = [slot for slot in slots if not slot.public or known.get(slot.id) != slot.public]
    people = sorted(names.get(slot.counsellor, "") for slot in left_out if slot.kind == PASSPHRASE)
    return people + [_(SHEET) for slot in left_out if slot.kind == RECOVERY]


def _sheet_is_keyless(store: Store) -> bool:
    known = _public_keys(store)
    sheets = [slot for slot in store.opened.slots.slots if slot.kind == RECOVERY]
    return any(not slot.public or known.get(slot.id) != slot.public for slot in sheets)


# --- who is here ---


def add(store: Store, *, name: str, passphrase: str, roles: Collection[str] = (COUNSELLOR,)) -> str:
    """Enter a counsellor, then make the slot: a kill in between leaves a name without a way in, which harms nothing, and
    `give_passphrase` mends it. Raises HeadOnly."""
    _ask_head(store)
    counsellor = uuid.uuid4().hex
    slots = _with_passphrase(store, counsellor, passphrase)
    now = events.stamp(store.clock.now())
    with store.transaction("counsellor.added", actor=store.me, undoable=False) as t:
        row = {"id": counsellor, "name": name, "since": now, "roles": _kept(roles), "left_at": ""}
        t.write_row("counsellor", counsellor, row)
        _put_keys(store, t, slots.of(counsellor))
    _write(store, slots)
    return counsellor


def give_passphrase(store: Store, counsellor: str, passphrase: str) -> None:
    """Let somebody in who has no slot: one who was kept from getting it, or whose slot could not be renewed.

    Raises HeadOnly, NoLongerHere, HasWayIn.
    """
    _ask_head(store)
    who = one(store, counsellor)
    if not who.here:
        raise NoLongerHere()
    if counsellor in with_way_in(store):
        raise HasWayIn(name=who.name)
    slots = _with_passphrase(store, counsellor, passphrase)
    with store.transaction("keys.slot_added", actor=store.me, undoable=False) as t:
        _put_keys(store, t, slots.of(counsellor))
    _write(store, slots)


def set_roles(store: Store, counsellor: str, roles: Collection[str]) -> None:
    """Give a counsellor these roles. Raises HeadOnly, LastHead, NoLongerHere."""
    _ask_head(store)
    who = one(store, counsellor)
    if not who.here:
        raise NoLongerHere()
    if HEAD not in roles:
        _ask_other_head(store, counsellor)
    with store.transaction("counsellor.roles_set", actor=store.me, undoable=False) as t:
        t.write_row("counsellor", counsellor, {**_row(store, counsellor), "roles": _kept(roles)})


def remove(store: Store, counsellor: str, *, drop_keyless: bool = False) -> None:
    """Take somebody's way in away and give the store a new key, sealed to those who stay. What was written stays.

    From the first step on it is decided: killed anywhere after it, the next opening by anybody else ends it. Backups
    that are there already open with the old key. drop_keyless: go on without those whom `keyless` names.
    Raises HeadOnly, LastHead, NotOneself, NoLongerHere, KeysNotRenewed, and RekeyFailed where the removal holds but the
    new key waits for the next opening.
    """
    _ask_head(store)
    if not one(store, counsellor).here:
        raise NoLongerHere()
    _ask_other_head(store, counsellor)
    if counsellor == store.me.counsellor:
        raise NotOneself()
    names = keyless(store, leaving=counsellor)
    if names and not drop_keyless:
        raise KeysNotRenewed(names=", ".join(names))
    now = events.stamp(store.clock.now())
    with store.transaction("counsellor.removed", actor=store.me, undoable=False) as t:
        t.write_row("counsellor", counsellor, {**_row(store, counsellor), "left_at": now})
        for slot in _slots_known(store, counsellor=counsellor, kind=PASSPHRASE):
            t.write_row("slot_key", slot, None)
        t.set(REKEYING, True)
        if _sheet_is_keyless(store):
            t.set(SHEET_USED, now)
    rekey(store)


def _ask_head(store: Store) -> None:
    if not one(store, store.me.counsellor).is_head:
        raise HeadOnly()


def _ask_other_head(store: Store, counsellor: str) -> None:
    heads = {each.id for each in everyone(store) if each.is_head}
    if counsellor in heads and len(heads) == 1:
        raise LastHead()


def _kept(roles: Collection[str]) -> str:
    return json.dumps([role for role in ROLES if role in roles], separators=(",", ":"))


def _row(store: Store, counsellor: str) -> dict[str, Any]:
    return store.connection.dicts("SELECT * FROM counsellor WHERE id = ?", (counsellor,))[0]


# --- passphrases and the sheet ---


def change_passphrase(store: Store, *, old: str, new: str) -> None:
    """Replace the own slot; a kill leaves the old passphrase or the new one. Raises WrongPassphrase."""
    own = store.opened.slots.only(store.me.counsellor)
    if own.open(old) is None:
        raise WrongPassphrase()
    _set_passphrase(store, new, verb="keys.passphrase_changed")


def recovered(store: Store, new_passphrase: str) -> None:
    """After the recovery sheet has opened the store: whoever made it gets a new passphrase, or the first head who is
    here, so that the sheet opens for as long as anybody works here. The sheet should be replaced now."""
    way = store.opened.way
    if way is None or way.slot.kind != RECOVERY:
        raise RuntimeError("the store was not opened with the sheet")
    heads = sorted((each for each in everyone(store) if each.is_head), key=lambda each: (each.since, each.id))
    if heads and store.me.counsellor not in {each.id for each in heads}:
        store.opened.counsellor = heads[0].id
    _set_passphrase(store, new_passphrase, verb="keys.recovered", used=True)


def new_recovery_code(store: Store) -> RecoveryCode:
    """A new code in the place of the old one. From before the old one stops working until somebody says that the new one
    is on paper (`sheet_is_kept`), a setting says that a sheet is due. Raises HeadOnly."""
    _ask_head(store)
    code, opened = RecoveryCode.new(), store.opened
    slots = opened.slots.with_recovery(opened.key, counsellor=opened.counsellor, code=code)
    with store.transaction("keys.sheet_begun", actor=store.me, undoable=False) as t:
        t.set(SHEET_USED, events.stamp(store.clock.now()))
    _write(store, slots)
    with store.transaction("keys.recovery_renewed", actor=store.me, undoable=False) as t:
        _put_keys(store, t, slots.of(opened.counsellor, RECOVERY))
    return code


def sheet_is_kept(transaction: Transaction) -> None:
    """Note that the newest sheet is on paper and right: no other is due."""
    transaction.set(SHEET_USED, "")


def _set_passphrase(store: Store, new: str, *, verb: str, used: bool = False) -> None:
    slots = _with_passphrase(store, store.opened.counsellor, new)
    _write(store, slots)
    with store.transaction(verb, actor=store.me, undoable=False) as t:
        _put_keys(store, t, slots.of(store.opened.counsellor))
        if used:
            t.set(SHEET_USED, events.stamp(store.clock.now()))


def _with_passphrase(store: Store, counsellor: str, passphrase: str) -> Slots:
    opened = store.opened
    cost = _cost(opened.slots)
    return opened.slots.with_passphrase(opened.key, counsellor=counsellor, passphrase=passphrase, cost=cost)


def _cost(slots: Slots) -> KeyCost:
    """What the slots of this store cost already, so that it need not be measured again."""
    costs = [slot.cost for slot in slots.slots if slot.cost]
    return max(costs, key=lambda cost: (cost.memory, cost.passes)) if costs else keys.FULL


# --- keys ---


def settle(store: Store) -> None:
    """What is left to do once a store is open: renew an own slot of the first version, end a change of key and a
    deletion that were broken off. None keeps anybody from working where the disk is full. Raises NoLongerHere."""
    way, store.opened.way = store.opened.way, None
    if not one(store, store.me.counsellor).here:
        raise NoLongerHere()
    with suppress(RekeyFailed, DiskFull, WriteFailed, FolderReadOnly):
        if way is not None and way.slot.kind == PASSPHRASE:
            _settle_own(store, way)
        if store.setting(REKEYING, False) or store.opened.slots.is_between_keys:
            rekey(store)
    forgetting.finish(store)


def _settle_own(store: Store, way: Found) -> None:
    """Renew the slot where it is of the first version; see to it that the store knows its public key."""
    slots = store.opened.slots
    if not way.slot.public:
        slots = slots.renewed(way)
        _write(store, slots)
    slot = slots.of(way.counsellor)
    if slot and _public_keys(store).get(slot.id) != slot.public:
        with store.transaction("keys.slot_renewed", actor=store.me, undoable=False) as t:
            _put_keys(store, t, slot)


def rekey(store: Store) -> None:
    """Give the store a new key, sealed to the public keys that stand in it, never to what the key file says.

    Until the file is encrypted anew, both keys are in the key file; the mark of the last save is known by either.
    Raises RekeyFailed, DiskFull, WriteFailed; then the old key holds, and the next opening tries again.
    """
    opened, old = store.opened, store.opened.key
    new, public = old.followed(), _public_keys(store)
    between = opened.slots.sealed_to(public, (old, new))
    if between.of(opened.counsellor) is None:
        raise RekeyFailed()  # nobody shuts the one out who does it
    _write(store, between)
    opened.connection.rekey(opened.path, old, new)
    opened.key = new
    opened.mark.rekeyed(opened.head, new)
    _write(store, between.sealed_to(public, (new,)))
    with store.transaction("keys.rekeyed", actor=store.me, undoable=False) as t:
        t.set(REKEYING, False)


def _public_keys(store: Store) -> dict[str, bytes]:
    """Slot → public key, as the store itself knows them, of those who are here and of the sheet."""
    rows = store.connection.rows(
        """SELECT k.slot, k.public_key FROM slot_key k LEFT JOIN counsellor c ON c.id = k.counsellor
        WHERE k.kind = ? OR c.left_at = ''""",
        (RECOVERY,),
    )
    return {slot: bytes.fromhex(public) for slot, public in rows}


def _slots_known(store: Store, *, counsellor: str, kind: str) -> Iterable[str]:
    """The slots that the store knows for this counsellor, or for the sheet, whoever made it."""
    sql = "SELECT slot FROM slot_key WHERE kind = ? AND (kind = ? OR counsellor = ?)"
    return [slot for (slot,) in store.connection.rows(sql, (kind, RECOVERY, counsellor))]


def _put_keys(store: Store, transaction: Transaction, slot: Slot | None) -> None:
    """Write the slot's public key in the place of the one before it."""
    if slot is None:
        raise RuntimeError("there is no such slot")
    for known in _slots_known(store, counsellor=slot.counsellor, kind=slot.kind):
        if known != slot.id:
            transaction.write_row("slot_key", known, None)
    transaction.write_row("slot_key", slot.id, slot.row())


def _write(store: Store, slots: Slots) -> None:
    write_slots(store.path, slots)
    store.opened.slots = slots


def _is_of(slot: Slot, counsellor: str) -> bool:
    return slot.kind == PASSPHRASE and slot.counsellor == counsellor
