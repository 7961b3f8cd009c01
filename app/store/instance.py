"""One program at a time: a lock on a file of its own, which the operating system lets go when the program ends."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.store.errors import StoreInUse
from app.store.files import sibling, user_error

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass
class InstanceLock:
    """Held from before the store file is touched until after it is closed. The file itself stays: only the lock counts,
    so what a crashed program left behind stands in nobody's way."""

    handle: int

    @classmethod
    def taken(cls, store: Path) -> Self:
        """The lock of this store. Raises StoreInUse, or FolderReadOnly where no file can be made."""
        try:
            handle = os.open(sibling(store, "lock"), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise user_error(error, store.parent) from error
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            raise StoreInUse() from error
        return cls(handle)

    def release(self) -> None:
        """Let the next program in."""
        os.close(self.handle)
