"""Sealing to a public key: who re-keys a store can give the others the new key without knowing their passphrases."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.keys import seal, unseal

_ONE_USE = bytes(12)  # each lock is made from a fresh key pair and used once, so its nonce may stand still


@dataclass(frozen=True)
class Wrapped:
    """A secret that only the holder of one private key can read. `fresh` is the public half of a pair made for it alone."""

    fresh: bytes
    sealed: bytes


def new_private_key() -> bytes:
    """A private key for X25519 (RFC 7748), 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """The public half of a private key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def wrap(public: bytes, secret: bytes, *, bound: dict[str, object]) -> Wrapped:
    """Encrypt to a public key; `bound` must be told again, unchanged, to read it. Raises ValueError for no such key."""
    fresh = new_private_key()
    lock = _lock(fresh, public, public_key(fresh), public)
    return Wrapped(public_key(fresh), seal(lock, _ONE_USE, secret, bound=bound))


def unwrap(private: bytes, wrapped: Wrapped, *, bound: dict[str, object]) -> bytes | None:
    """What was wrapped, or None where the key or anything bound to it is another."""
    try:
        lock = _lock(private, wrapped.fresh, wrapped.fresh, public_key(private))
    except ValueError:  # not a point of the curve
        return None
    return unseal(lock, _ONE_USE, wrapped.sealed, bound=bound)


def _lock(private: bytes, other: bytes, fresh: bytes, public: bytes) -> bytes:
    """X25519, then HKDF-SHA256 over what both halves agree on; both public keys go in, as RFC 7748 section 6.1 advises."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    agreed = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(other))
    return HKDF(SHA256(), length=32, salt=fresh + public, info=b"overgang key slot").derive(agreed)
