"""Short marks in the index that stand for a person or an owner, so that a search can be kept to them."""

from __future__ import annotations

import hashlib

_FIRST, _HOW_MANY = 0xE000, 6400  # the private-use characters; folding turns those in a text into blanks


def token(kind: str, key: str) -> str:
    """Three private-use characters for this key: one entry of the index, which no text can hold. Two keys share one
    once in 10¹¹ pairs: good enough to narrow a search, never to decide who may read (app.store.access does)."""
    digest = hashlib.blake2b(key.encode(), digest_size=6, person=kind.encode()).digest()
    number = int.from_bytes(digest, "big")
    return "".join(chr(_FIRST + number // _HOW_MANY**place % _HOW_MANY) for place in range(3))
