"""A PDF locked with a passphrase (AES-256, any reader opens it), written to a folder or stick and read back."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

from app.base.errors import AppError
from app.base.languages import N_
from app.exchange.whole_files import from_disk, sync_folder
from app.store.files import with_patience


class PlaceMissing(AppError):
    """The folder or stick is not there (any more)."""

    says = N_("The folder {folder} is not there. Was the stick pulled out? Nothing was left behind.")
    do = N_("Put the stick in again, or choose another folder.")


class PlaceFull(AppError):
    """The folder's disk or stick has no room left."""

    says = N_("There is not enough room in {folder}. Nothing was left behind.")
    do = N_("Make room, or choose another folder or stick.")


class PlaceRefuses(AppError):
    """The folder may not be written to."""

    says = N_("The program may not write in {folder}. Nothing was left behind.")
    do = N_("Choose another folder or stick; some are locked against writing.")


class FileThere(AppError):
    """A file with this name lies there already."""

    says = N_("There is already a file {path}. It was left as it is.")
    do = N_("Move it away, or choose another folder.")


class ReadBackFailed(AppError):
    """What was read back is not what was written."""

    says = N_("What {folder} gave back is not what was written to it. The file was removed.")
    do = N_("Do not trust this stick. Use another one.")


def locked(pdf: bytes, passphrase: str) -> bytes:
    """The PDF encrypted with AES-256 (revision 6), in memory: nothing unlocked touches a disk."""
    import pikepdf

    target = io.BytesIO()
    rights = pikepdf.Permissions(extract=True, accessibility=True)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            target,
            encryption=pikepdf.Encryption(
                user=passphrase, owner=passphrase, R=6, allow=rights, metadata=True
            ),
        )
    return target.getvalue()


def write_read_back(path: Path, content: bytes, *, passphrase: str) -> None:
    """Put a locked PDF in place: under another name first, waited for, renamed, read back and opened.

    Raises PlaceMissing, PlaceFull, PlaceRefuses, FileThere, ReadBackFailed; then nothing lies there that looks whole.
    """
    try:
        taken = path.exists()
    except OSError as error:
        raise _said(error, path.parent) from error
    if taken:
        raise FileThere(path=path)
    part = path.with_name(f"{path.name}.part")
    try:
        _write(part, content)
        with_patience(lambda: part.replace(path))
        sync_folder(path.parent)
    except OSError as error:
        _remove(part)
        raise _said(error, path.parent) from error
    if not _is_whole(path, content, passphrase):
        _remove(path)
        raise ReadBackFailed(folder=path.parent)


def _write(part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _is_whole(path: Path, content: bytes, passphrase: str) -> bool:
    """Whether the file reads back to the same bytes and opens with the passphrase to a document with pages."""
    import pikepdf

    try:
        found = from_disk(path)
        if hashlib.sha256(found).digest() != hashlib.sha256(content).digest():
            return False
        with pikepdf.open(io.BytesIO(found), password=passphrase) as document:
            return len(document.pages) > 0
    except (OSError, pikepdf.PdfError):
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the stick is gone, and the file with it


def _said(error: OSError, folder: Path) -> AppError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return PlaceFull(folder=folder)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return PlaceRefuses(folder=folder)
    return PlaceMissing(folder=folder)
