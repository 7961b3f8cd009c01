"""Writing small files so that a kill, a power loss or a virus scanner leaves the old or the new, never a half."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from app.base.errors import AppError
from app.store.errors import DiskFull, FolderReadOnly, WriteFailed

T = TypeVar("T")
# Windows answers these while a virus scanner or indexer holds the file for a moment:
# access denied, sharing violation, lock violation.
_PASSING = (5, 32, 33)
_PAUSES = (0.01, 0.03, 0.1, 0.3, 0.6, 1.0)


def sibling(path: Path, kind: str) -> Path:
    """The file of this kind that lies beside the store: keys, head, lock, guesses, reserve, journal …"""
    return path.with_name(f"{path.name}.{kind}")


def is_there(path: Path) -> bool:
    """Whether a file or folder has this name. Raises FolderReadOnly where nobody may look."""
    try:
        return path.exists()
    except OSError as error:
        raise user_error(error, path.parent) from error


def with_patience(action: Callable[[], T], *, pause: Callable[[float], None] = time.sleep) -> T:
    """Do it; where Windows says that someone holds the file, wait and try again, two seconds at most."""
    for wait in _PAUSES:
        try:
            return action()
        except OSError as error:
            if getattr(error, "winerror", None) not in _PASSING:
                raise
            pause(wait)
    return action()


def sync_folder(folder: Path) -> None:
    """Make names in this folder durable. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file and wait until the disk has it. Not atomic: for names that nobody reads yet."""
    with path.open("wb") as file:
        for block in [content] if isinstance(content, bytes) else content:
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def replace_durably(source: Path, target: Path) -> None:
    """Give `source` the name `target` in one step and make that durable."""
    with_patience(lambda: source.replace(target))
    sync_folder(target.parent)


def replace_whole(path: Path, content: bytes) -> None:
    """Put new content in the place of a file: readers and crashes see the old or the new."""
    fresh = sibling(path, "new")
    try:
        write_durably(fresh, content)
        replace_durably(fresh, path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise user_error(error, path.parent) from error


def user_error(error: OSError, folder: Path) -> AppError:
    """The problem of the user's world behind an operating system's error."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return FolderReadOnly(folder=folder)
    return WriteFailed()
