"""A copy of the open store, made a little at a time between saves, and handed to a process of its own to be tried.

The store's thread copies for some milliseconds, does whatever else is asked, and goes on. Each page that is saved is
encrypted from a fresh random start that stands at its end, so the ends of the pages tell which blocks have changed since
they were copied: those are copied again. A round in which the first page, which every commit writes, has stayed the same
shows the store of one moment. Where somebody saves in every round, the last one is done in one go: it reads all and copies
next to nothing.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.base import languages
from app.base.clock import Clock
from app.store import backup, notes
from app.store.connection import PAGE
from app.store.files import sibling, user_error
from app.store.opening import Opened
from app.store.trying import BLOCK, Order, block_digest

STEP = 0.012  # seconds of copying between which a save can come
ROUNDS = 4  # after the first; the last of them in one go
HALF_HOUR, ASKED = "halfhour", "asked"  # why a copy is made
_STARTS = range(PAGE - 80, PAGE - 72)  # half of a page's random start: 64 bits


class Copying:
    """One copy on its way. `step` until it gives an order; `stop` throws it away. Belongs to the store's thread."""

    def __init__(self, opened: Opened, clock: Clock, *, why: str = HALF_HOUR, second: str = "") -> None:
        """second: the folder for another copy, where it is not the one that the settings name."""
        self._opened, self._second = opened, second
        self._starts: list[bytes] = []
        self._digests: list[bytes] = []
        self._round = self._at = 0
        place = backup.folder(opened.path)
        try:
            place.mkdir(parents=True, exist_ok=True)
            _cleared(place, opened.path)
            self._target = backup.next_name(place, opened.path, clock, why)
            self._part = sibling(self._target, backup.TRYING)
            self._file: BinaryIO = self._part.open("wb")
            self._first = self._read(0, PAGE)
        except OSError as error:
            raise user_error(error, place) from error

    def step(self) -> Order | None:
        """Copy a little more. What the other process needs, once all is copied. Raises DiskFull, FolderReadOnly."""
        last = self._round >= ROUNDS
        ends = time.perf_counter() + STEP
        try:
            while self._block():
                if not last and time.perf_counter() > ends:
                    return None
            if not last and self._read(0, PAGE) != self._first:
                self._round, self._at, self._first = self._round + 1, 0, self._read(0, PAGE)
                return None
            self._end()
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

    def _block(self) -> bool:
        """Copy the next block unless it is as it was; False at the end."""
        block = self._read(self._at * BLOCK, BLOCK)
        if not block:
            return False
        starts = b"".join(block[at::PAGE] for at in _STARTS)
        if self._at == len(self._starts):
            self._starts.append(b"")
            self._digests.append(b"")
        if self._starts[self._at] != starts:
            self._file.seek(self._at * BLOCK)
            self._file.write(block)
            self._starts[self._at], self._digests[self._at] = starts, block_digest(block)
        self._at += 1
        return True

    def _end(self) -> None:
        """A store that was written anew may be shorter than it was."""
        del self._starts[self._at :], self._digests[self._at :]
        self._file.truncate(self._opened.path.stat().st_size)
        self._file.close()

    def _read(self, at: int, length: int) -> bytes:
        self._opened.file.seek(at)
        return self._opened.file.read(length)

    def _order(self) -> Order:
        opened = self._opened
        return Order(
            store=opened.path,
            part=self._part,
            target=self._target,
            digests=tuple(self._digests),
            key=opened.key,
            head=opened.head,
            slots=opened.slots,
            second=self._second or backup.second_folder(opened),
            language=languages.current(),
        )


def _cleared(place: Path, store: Path) -> None:
    """What a killed program left of a copy: the copy itself, and a key file and a mark that got no copy to lie beside."""
    for half in place.glob(f"{store.stem}-*.db.{backup.TRYING}"):
        half.unlink()
    for kind in ("keys", "head"):
        for file in place.glob(f"{store.stem}-*.db.{kind}"):
            if not file.with_suffix("").exists():
                file.unlink()


def trial(opened: Opened) -> Order | None:
    """An order to try the newest backup, where it was made too quickly for that; None where it was tried."""
    newest: Path | None = next(
        (one.path for one in backup.own(backup.folder(opened.path), opened.path)), None
    )
    if newest is None or newest.name == notes.read(opened.path).tried:
        return None
    return Order(
        store=opened.path,
        part=newest,
        target=newest,
        digests=(),
        key=opened.key,
        head=None,
        slots=opened.slots,
        second="",
        language=languages.current(),
    )
