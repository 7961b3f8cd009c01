"""Saving sheets as PDF files: whole or not at all, and read back."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.actions.desk import Desk
from app.actions.outgoing import leaving
from app.actions.papers import Job
from app.base.errors import AppError
from app.base.languages import N_


class NotSaved(AppError):
    """The file could not be written where it was wanted."""

    says = N_("The file could not be saved in {folder}. Nothing was left behind there.")
    do = N_("Choose another folder, or see that the stick is in and has room.")


def save_sheets(_desk: Desk, targets: Mapping[Path, bytes]) -> list[Path]:
    """Write every file, each first under another name and then read back. Raises NotSaved."""
    return save_files(_desk, {path.with_suffix(".pdf"): pdf for path, pdf in targets.items()})


def save_out(desk: Desk, targets: Mapping[Path, bytes], jobs: Sequence[Job]) -> list[Path]:
    """The same for papers of the register: the log knows of them before they are files. Raises NotSaved."""
    with leaving(desk, jobs, how="saved", to=", ".join(map(str, targets))):
        return save_files(desk, targets)


def save_files(_desk: Desk, targets: Mapping[Path, bytes]) -> list[Path]:
    """The same for files of any kind, under the names they are given. Raises NotSaved."""
    return [_save(path, content) for path, content in targets.items()]


def _save(path: Path, content: bytes) -> Path:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if fresh.read_bytes() != content:
            raise OSError("not read back as written")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise NotSaved(folder=str(path.parent)) from error
    return path
