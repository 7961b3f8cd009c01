"""A copy tried by a process of its own, so that holding a hundred thousand entries against the log stops nobody.

What it needs, the key with it, comes on its standard input and nowhere else. A copy that passes gets its name and goes to
the second folder as well; one that does not is deleted, and why is said in one line. Ended at any point it leaves the
backups before it as they were.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from app.base import languages
from app.base.clock import SystemClock
from app.base.errors import AppError
from app.store import backup, notes
from app.store.errors import BackupDamaged, CopyUnreadable, SecondFolderMissing, StoreDamaged
from app.store.files import replace_durably, sibling, user_error
from app.store.keys import DatabaseKey
from app.store.mark import Head, write_mark
from app.store.slots import Slots, write_slots

TRY = "try"  # the word after which the command line's program is such a child
DONE, PROBLEM, FIRST_ONLY = 0, 1, 2  # how it ends; the last: named here, but not in the second folder
BLOCK = 256 << 10  # bytes of a copy that have a digest of their own
_GENTLE = 10  # of twenty steps of giving way to other processes


class Order(NamedTuple):
    """A copy to be tried. part: where it lies; target: the name it gets. digests: of the blocks that were read; none where
    the copy lies under its name already and is tried once more. head: the newest event it must have. second: the second
    folder, or "". language: in which problems are told."""

    store: Path
    part: Path
    target: Path
    digests: tuple[bytes, ...]
    key: DatabaseKey
    head: Head | None
    slots: Slots
    second: str = ""
    language: str = "nb"


def block_digest(block: bytes) -> bytes:
    """Of a block as it was read from the store, so that the copy can be read back against it."""
    return hashlib.blake2b(block, digest_size=16).digest()


def kept(order: Order) -> None:
    """Try the copy and give it its name. Raises BackupUnlike, BackupDamaged, CopyUnreadable, DiskFull, FolderReadOnly; then
    the copy is gone. A copy that has its name loses it instead: it ends in .bad from then on."""
    try:
        _tried(order)
    except OSError as error:
        _thrown_away(order)
        raise user_error(error, order.part.parent) from error
    except StoreDamaged as error:
        _thrown_away(order)
        raise BackupDamaged(path=order.target.name) from error
    except AppError:
        _thrown_away(order)
        raise
    notes.tried(order.store, order.target)
    if order.part != order.target:
        _named(order, order.part, order.target)


def kept_elsewhere(order: Order) -> None:
    """The same copy in the second folder, read back. Raises SecondFolderMissing, CopyUnreadable, DiskFull …"""
    place, clock = Path(order.second), SystemClock()
    if not place.is_dir():
        raise SecondFolderMissing(folder=place, path=order.target)
    if place.resolve() == order.target.parent.resolve():
        return
    why = next((one.why for one in backup.listed(order.target.parent) if one.path == order.target), "")
    target = backup.next_name(place, order.store, clock, why)
    part = sibling(target, "part")
    try:
        digest = backup.copied(order.target, part)
        if backup.digest_of(part) != digest:
            raise CopyUnreadable(path=part)
        _named(order, part, target)
    except OSError as error:
        raise user_error(error, place) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    if order.head is not None:
        notes.left(order.store, target, order.head, clock.now())


def _tried(order: Order) -> None:
    with order.part.open("r+b") as file:
        os.fsync(file.fileno())  # the store's thread did not wait for the disk
    if order.digests and not _reads_back(order):
        raise CopyUnreadable(path=order.target)
    backup.proved(order.part, order.key, order.head, rows=True)


def _reads_back(order: Order) -> bool:
    with order.part.open("rb") as file:
        found = tuple(block_digest(block) for block in iter(lambda: file.read(BLOCK), b""))
    return found == order.digests


def _named(order: Order, part: Path, target: Path) -> None:
    write_slots(target, order.slots)
    if order.head is not None:
        write_mark(target, order.head, order.key)
    replace_durably(part, target)
    backup.thin(target.parent, order.store)


def _thrown_away(order: Order) -> None:
    with suppress(OSError):
        if order.part == order.target:
            order.target.replace(sibling(order.target, "bad"))
        else:
            order.part.unlink(missing_ok=True)


def main(given: BinaryIO, told: TextIO) -> int:
    """Do what is given; where something is in the way, one line on `told` says so."""
    order: Order = pickle.loads(given.read())
    languages.use(order.language)
    try:
        kept(order)
    except AppError as error:
        print(" ".join(str(error).split()), file=told, flush=True)
        return PROBLEM
    try:
        if order.second:
            kept_elsewhere(order)
    except AppError as error:
        print(" ".join(str(error).split()), file=told, flush=True)
        return FIRST_ONLY
    return DONE


def give_way() -> None:
    """Let the window and everything else on this PC come first."""
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        os.nice(_GENTLE)


def try_copy() -> int:
    """The child, on the process's own streams."""
    give_way()
    return main(sys.stdin.buffer, sys.stderr)
