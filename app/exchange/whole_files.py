"""Files for folders and sticks: each written beside its place, read back from the medium, and only then given its name."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from app.store.files import with_patience


class ReadBackDiffers(OSError):
    """The medium holds something else than was written to it: a broken stick, or one that lies about its size."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EIO, os.strerror(errno.EIO), str(path))


def put_in_place(files: Mapping[Path, bytes]) -> list[Path]:
    """Put all the files in place, or none: no name is given before every file has been read back. Raises OSError.

    After an error no new file lies there. One that was to be replaced is the old one, or the new one, whole.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    named: list[Path] = []
    try:
        for path, content in files.items():
            _write(parts[path], content)
        for path, part in parts.items():
            is_new = not path.exists()
            if is_new:
                named.append(path)  # before it is: a stick may take the name and still answer with an error
            _give_name(part, path)
        for folder in {path.parent for path in files}:
            sync_folder(folder)
        for path, content in files.items():
            _same(path, content)
    except BaseException:
        _forget([*parts.values(), *named])
        raise
    return list(files)


def from_disk(path: Path) -> bytes:
    """The bytes as the medium has them: what the system still remembers of the file is dropped first where it can be."""
    with path.open("rb") as file:
        drop = getattr(os, "posix_fadvise", None)
        if drop is not None:
            drop(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()


def sync_folder(folder: Path) -> None:
    """Make new names durable; Windows has no such call, and some sticks' file systems refuse it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _write(part: Path, content: bytes) -> None:
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        error.filename = error.filename or str(part)  # which of many: a write does not say it by itself
        raise
    _same(part, content)


def _same(path: Path, content: bytes) -> None:
    if from_disk(path) != content:
        raise ReadBackDiffers(path)


def _give_name(part: Path, path: Path) -> None:
    with_patience(lambda: part.replace(path))


def _forget(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):  # the stick is gone, and what was on it is no longer ours to clear away
            path.unlink(missing_ok=True)
