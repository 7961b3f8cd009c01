"""A copy of the open store, made a few megabytes at a time between saves, and handed to a process of its own to be tried.

The store's thread copies a block, does whatever else is asked, and goes on. Each commit writes the file's first page anew,
encrypted from a fresh random start, so a first page that is the same before and after says that nothing was saved in
between. If something was, the copying begins again; after some times it takes the file in one go.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.base import languages
from app.base.clock import Clock
from app.store import backup
from app.store.connection import PAGE
from app.store.files import sibling, user_error
from app.store.mark import Head
from app.store.opening import Opened
from app.store.trying import Order

BLOCK = 4 << 20  # bytes between which a save can come: some twenty milliseconds
AGAIN = 3  # times that it begins anew before it takes the file in one go
HALF_HOUR = "halfhour"


class Copying:
    """One copy on its way. `step` until it gives an order; `stop` throws it away. Belongs to the store's thread."""

    def __init__(self, opened: Opened, clock: Clock, *, why: str = HALF_HOUR) -> None:
        self._opened, self._begun = opened, 0
        place = backup.folder(opened.path)
        try:
            place.mkdir(parents=True, exist_ok=True)
            for half in place.glob(f"{opened.path.stem}-*.db.{backup.TRYING}"):
                half.unlink()  # what a killed program left
            self._target = backup.next_name(place, opened.path, clock, why)
            self._part = sibling(self._target, backup.TRYING)
            self._file: BinaryIO = self._part.open("wb")
            self._begin()
        except OSError as error:
            raise user_error(error, place) from error

    def step(self) -> Order | None:
        """Copy a block more. What the other process needs, once all is copied. Raises DiskFull, FolderReadOnly."""
        try:
            while not self._is_whole():
                self._block()
                if self._begun <= AGAIN and not self._is_whole():
                    return None
            self._file.close()
        except OSError as error:
            self.stop()
            raise user_error(error, self._part.parent) from error
        return self._order()

    def stop(self) -> None:
        """Throw the copy away."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _begin(self) -> None:
        self._begun += 1
        self._at, self._left, self._digest = 0, 1, hashlib.sha256()
        self._head: Head = self._opened.head
        self._first = self._read(0, PAGE)
        self._file.seek(0)
        self._file.truncate()

    def _is_whole(self) -> bool:
        return not self._left

    def _block(self) -> None:
        if self._read(0, PAGE) != self._first:
            self._begin()
        block = self._read(self._at, BLOCK)
        self._digest.update(block)
        self._file.write(block)
        self._at += len(block)
        self._left = self._size() - self._at

    def _read(self, at: int, length: int) -> bytes:
        self._opened.file.seek(at)
        return self._opened.file.read(length)

    def _size(self) -> int:
        return self._opened.path.stat().st_size

    def _order(self) -> Order:
        opened = self._opened
        return Order(
            store=opened.path,
            part=self._part,
            target=self._target,
            digest=self._digest.hexdigest(),
            key=opened.key,
            head=self._head,
            slots=opened.slots,
            second=backup.second_folder(opened),
            language=languages.current(),
        )


def trial(opened: Opened) -> Order | None:
    """An order to try the newest backup, where it was made too quickly for that; None where it was tried."""
    from app.store import notes

    newest: Path | None = next(
        (one.path for one in backup.own(backup.folder(opened.path), opened.path)), None
    )
    if newest is None or newest.name == notes.read(opened.path).tried:
        return None
    return Order(
        store=opened.path,
        part=newest,
        target=newest,
        digest="",
        key=opened.key,
        head=None,
        slots=opened.slots,
        second="",
        language=languages.current(),
    )
