"""Saving sheets as PDF files: all of them or none, and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.actions.desk import Desk
from app.actions.outgoing import leaving
from app.actions.papers import Job, make_other
from app.base.errors import AppError
from app.base.languages import N_
from app.exchange.whole_files import put_in_place


class NotSaved(AppError):
    """The file could not be written where it was wanted."""

    says = N_("The file could not be saved in {folder}. Nothing was left behind there.")
    do = N_("Choose another folder, or see that the stick is in and has room.")


def save_sheets(_desk: Desk, targets: Mapping[Path, bytes]) -> list[Path]:
    """Write every file, or none, read back before they get their names. Raises NotSaved."""
    return save_files(_desk, {path.with_suffix(".pdf"): pdf for path, pdf in targets.items()})


def save_out(desk: Desk, targets: Mapping[Path, bytes], jobs: Sequence[Job]) -> list[Path]:
    """The same for papers of the register: the log knows of them before they are files. Raises NotSaved."""
    with leaving(desk, jobs, how="saved", to=", ".join(map(str, targets))):
        return save_files(desk, targets)


def save_other(desk: Desk, job: Job, path: Path) -> list[Path]:
    """The same for one paper in the other form of its document, such as a table for a spreadsheet. Raises NotSaved."""
    return save_out(desk, {path: make_other(desk, job)}, [job])


def save_files(_desk: Desk, targets: Mapping[Path, bytes]) -> list[Path]:
    """The same for files of any kind, under the names they are given. Raises NotSaved."""
    try:
        return put_in_place(targets)
    except OSError as error:
        raise NotSaved(folder=str(next(iter(targets)).parent)) from error
