"""The decrypted pages of the register file as they lie on the disk, free ones too: what a deletion is proved on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from app.store.connection import PAGE
from app.store.keys import DatabaseKey

_IV, _SEAL = 16, 64  # bytes at the end of each page: where its cipher begins, and its check sum


def decrypted(file: BinaryIO, key: DatabaseKey) -> Iterator[bytes]:
    """Every page of a store file in order, used or free. Reads through a handle that is open already, so that no lock of
    SQLite's is dropped; nobody may write meanwhile."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES256
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    cipher = AES256(key.key)
    file.seek(0)
    begin = len(key.salt)  # the first page begins with the salt, which is not encrypted
    while len(page := _whole_page(file)) == PAGE:
        body, iv = page[begin : PAGE - _IV - _SEAL], page[PAGE - _IV - _SEAL : PAGE - _SEAL]
        decryptor = Cipher(cipher, CBC(iv)).decryptor()
        yield decryptor.update(body) + decryptor.finalize()
        begin = 0


def _whole_page(file: BinaryIO) -> bytes:
    """One page; an unbuffered handle may give less at a time."""
    parts = b""
    while len(parts) < PAGE and (more := file.read(PAGE - len(parts))):
        parts += more
    return parts
