"""The register's safety: backups while it is open, what is to be said about them, and bringing one back."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from app.actions.desk import Desk
from app.base import paths
from app.base.clock import Clock
from app.store import bringing_back, notes, opening
from app.store.copying import ASKED, HALF_HOUR, Copying, trial
from app.store.trying import TRY

AWAY_DAYS = 7  # days after the last copy that left this PC until the reminder comes


def restore_store(source: Path, store: Path, *, passphrase: str, clock: Clock) -> None:
    """Put a backup in the place of the register, which must be closed; the register it replaces is kept.

    passphrase: the one valid now, or the one valid when the backup was made. Raises the AppErrors of app.store.errors.
    """
    bringing_back.restore(source, store, opening.by_passphrase(passphrase), clock)


# --- a backup while the window is open ---


def begin_backup(desk: Desk, *, asked: bool = False, second: str = "") -> Copying | None:
    """Begin a copy; None where the newest backup holds everything already. asked: somebody wants one all the same.
    second: a folder that gets the copy as well, this once in the place of the one that is named."""
    if not asked and not desk.store.wants_backup():
        return None
    copying = Copying(desk.store.opened, desk.clock, why=ASKED if asked else HALF_HOUR, second=second)
    desk.store.has_written = False  # what is written from here on sets it again
    return copying


def copy_on(desk: Desk, copying: Copying) -> bytes | None:
    """Copy some megabytes more; what the other process reads, once all is copied. Raises AppError; then it is gone."""
    order = copying.step()
    return pickle.dumps(order) if order else None


def backup_failed(desk: Desk, copying: Copying | None, said: str) -> None:
    """The copy did not pass, or was broken off with said "": it is made again the next time."""
    if copying is not None:
        copying.stop()
    desk.store.has_written = True
    if said:
        notes.failed(desk.store.path, said, desk.clock.now())


def untried(desk: Desk) -> bytes | None:
    """What the other process reads to try the newest backup whole, where it was made too quickly for that."""
    order = trial(desk.store.opened)
    return pickle.dumps(order) if order else None


def try_command() -> list[str]:
    """The program and arguments of the process that tries a copy: it reads what was copied, and ends with 0, or with
    another number and one line on its third stream that says what is wrong (2: with the second folder alone)."""
    if getattr(sys, "frozen", False):
        name = "overgang-cli.exe" if sys.platform == "win32" else "overgang-cli"
        return [str(paths.program_folder() / name), TRY]
    return [sys.executable, "-m", "app", TRY]
