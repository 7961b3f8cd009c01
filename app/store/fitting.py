"""Whether a key is the one that a closed store file or a backup is encrypted with, without opening it."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from app.store.connection import PAGE
from app.store.keys import DatabaseKey

_SEAL = 64  # bytes at the end of each page: its check sum
_MASK = 0x3A  # what SQLCipher adds to each byte of the salt for the key of the check sums
_ROUNDS = 2


def fits(path: Path, key: DatabaseKey) -> bool:
    """Whether the first page bears this key's check sum. Only for files that no connection has open: closing another
    handle would drop SQLite's locks."""
    with path.open("rb") as file:
        page = file.read(PAGE)
    salt = bytes(byte ^ _MASK for byte in key.salt)
    lock = hashlib.pbkdf2_hmac("sha512", key.key, salt, _ROUNDS, dklen=32)
    said = page[len(key.salt) : PAGE - _SEAL] + (1).to_bytes(4, "little")
    right = hmac.new(lock, said, hashlib.sha512).digest()
    return page[: len(key.salt)] == key.salt and hmac.compare_digest(right, page[PAGE - _SEAL :])
