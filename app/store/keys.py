"""The database key and how a passphrase or a recovery code seals it: Argon2id, then an authenticated cipher."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from app.store.recovery import RecoveryCode


@dataclass(frozen=True)
class KeyCost:
    """How much work one guess takes: memory in KiB, passes over it, lanes side by side (RFC 9106)."""

    memory: int
    passes: int
    lanes: int

    def reaches(self, floor: KeyCost) -> bool:
        """Whether this is at least as much work as the floor, and not absurdly more (a file could ask for all memory)."""
        enough = self.memory >= floor.memory and self.passes >= floor.passes and self.lanes >= floor.lanes
        return enough and self.memory <= 4 * FULL.memory and self.passes <= 20 and self.lanes <= 16


FULL = KeyCost(memory=256 * 1024, passes=3, lanes=4)
FLOOR = KeyCost(memory=64 * 1024, passes=3, lanes=4)
_STEPS = (256, 192, 128, 96)  # MiB that a calibration chooses from before it ends at the floor


@dataclass(frozen=True, repr=False)
class DatabaseKey:
    """The random key that encrypts the store, and the salt that stands in the file's first 16 bytes."""

    key: bytes
    salt: bytes

    @classmethod
    def new(cls) -> DatabaseKey:
        """A fresh key; with it every store is readable by its own slots alone."""
        return cls(secrets.token_bytes(32), secrets.token_bytes(16))

    @classmethod
    def unpacked(cls, packed: bytes) -> DatabaseKey:
        """The key from what a slot sealed."""
        return cls(packed[:32], packed[32:])

    def followed(self) -> DatabaseKey:
        """A fresh key under the same salt, which is no secret: so the file's first bytes stay through a change of key."""
        return DatabaseKey(secrets.token_bytes(32), self.salt)

    @property
    def packed(self) -> bytes:
        """What a slot seals: 48 bytes."""
        return self.key + self.salt

    @property
    def pragma(self) -> str:
        """The raw key in SQLCipher's notation; no key derivation of its own runs."""
        return f"x'{self.packed.hex()}'"

    def mark_key(self) -> bytes:
        """A key of its own for the mark of the last save, so that nobody without the store's key can forge it."""
        return hashlib.blake2b(b"mark of the last save", key=self.key, digest_size=32).digest()


def normalised(passphrase: str) -> bytes:
    """The passphrase as bytes, the same from every keyboard: NFKC, blanks around it dropped."""
    return unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8")


def passphrase_key(passphrase: str, *, salt: bytes, cost: KeyCost) -> bytes:
    """Argon2id over the normalised passphrase; takes about half a second at the usual cost."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=max(cost.memory, 8 * cost.lanes),
    )
    return kdf.derive(normalised(passphrase))


def recovery_key(code: RecoveryCode, *, salt: bytes) -> bytes:
    """A key from 160 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.blake2b(code.secret, key=salt, person=b"recovery", digest_size=32).digest()


def seal(key: bytes, nonce: bytes, secret: bytes, *, bound: dict[str, object]) -> bytes:
    """Encrypt and authenticate; `bound` must be told again, unchanged, to open it."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(nonce, secret, _canonical(bound))


def unseal(key: bytes, nonce: bytes, sealed: bytes, *, bound: dict[str, object]) -> bytes | None:
    """What was sealed, or None where the key or anything bound to it is another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, _canonical(bound))
    except InvalidTag:
        return None


def _canonical(bound: dict[str, object]) -> bytes:
    return json.dumps(bound, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def calibrated(*, seconds: float = 0.5, timer: Callable[[], float] = time.perf_counter) -> KeyCost:
    """The largest cost up to FULL that this PC does in about so many seconds; never below FLOOR.

    One derivation at the floor is timed; the time grows with the memory.
    """
    began = timer()
    passphrase_key("calibration", salt=bytes(16), cost=FLOOR)
    a_unit = (timer() - began) / FLOOR.memory
    for mebibytes in _STEPS:
        if a_unit * mebibytes * 1024 <= seconds:
            return KeyCost(mebibytes * 1024, FULL.passes, FULL.lanes)
    return FLOOR
