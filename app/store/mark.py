"""The mark of the last save, kept outside the store file: what notices that an older file was put back.

After each commit the number and the chain value of the newest event are written here, in place, and the disk is waited
for: after a power loss the mark lags behind by no more than the save that was never said to be kept, so that an older copy
is noticed then as well. That is one more wait of about a millisecond, on a block that was there before (measured in
tests/bench/test_store.py). A mark that lags is accepted where the store's own chain still holds the marked event.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from pathlib import Path

from app.store.errors import HeadLost
from app.store.files import replace_whole, sibling, user_error
from app.store.keys import DatabaseKey

_wait = getattr(os, "fdatasync", os.fsync)  # the mark's length never changes, so its contents are enough
_LENGTH = 256  # one sector holds it, so it is written whole or not at all


@dataclass(frozen=True)
class Head:
    """The newest event: its number and the chain value over everything up to it."""

    number: int
    chain: str


def mark_file(store: Path) -> Path:
    """Where a store's mark lies."""
    return sibling(store, "head")


def as_bytes(head: Head, key: DatabaseKey) -> bytes:
    """The mark as it is written: authenticated with a key that only the opened store has."""
    text = json.dumps({"number": head.number, "chain": head.chain})
    seal = hmac.new(key.mark_key(), text.encode(), hashlib.sha256).hexdigest()
    return f"{text} {seal}".encode().ljust(_LENGTH - 1) + b"\n"


def read_mark(store: Path, key: DatabaseKey) -> Head:
    """The mark beside the store. Raises HeadLost where it is missing, cut off or not what this store wrote."""
    try:
        content = mark_file(store).read_bytes()
        text = content.decode().rsplit("}", 1)[0] + "}"
        kept = json.loads(text)
        head = Head(int(kept["number"]), str(kept["chain"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise HeadLost() from error
    if not hmac.compare_digest(content, as_bytes(head, key)):
        raise HeadLost()
    return head


def said_number(store: Path) -> int:
    """The number that the mark beside a file names, read without its key: for a list to choose from, and no proof."""
    try:
        return int(json.loads(mark_file(store).read_bytes().decode().rsplit("}", 1)[0] + "}")["number"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0


def write_mark(store: Path, head: Head, key: DatabaseKey) -> None:
    """Put a new mark in place, durably: when a store is made, restored, copied or closed."""
    replace_whole(mark_file(store), as_bytes(head, key))


class OpenMark:
    """The mark of a store that is open, written in place after each commit."""

    def __init__(self, store: Path, key: DatabaseKey) -> None:
        self._key, self._folder = key, store.parent
        # Made where it is missing: an empty mark is no mark, so the next opening still tells of it.
        handle = os.open(mark_file(store), os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._file = os.fdopen(handle, "r+b", buffering=0)

    def move(self, head: Head) -> None:
        """Write the mark. An error is left to the next write: the save it follows is already safe, and a mark that
        lags is accepted at the next opening."""
        try:
            self._file.seek(0)
            self._file.write(as_bytes(head, self._key))
            self._file.truncate()
            _wait(self._file.fileno())
        except OSError:
            return

    def rekeyed(self, head: Head, key: DatabaseKey) -> None:
        """Write the mark with the store's new key, durably. Raises WriteFailed, DiskFull."""
        self._key = key
        try:
            self._file.seek(0)
            self._file.write(as_bytes(head, key))
            os.fsync(self._file.fileno())
        except OSError as error:
            raise user_error(error, self._folder) from error

    def close(self) -> None:
        """Wait until the disk has the mark, and let the file go."""
        try:
            os.fsync(self._file.fileno())
        finally:
            self._file.close()
