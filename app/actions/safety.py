"""The register's safety: backups while it is open, what is to be said about them, and bringing one back."""

from __future__ import annotations

import datetime as dt
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

from app.actions.desk import Desk
from app.base import paths
from app.base.clock import Clock
from app.store import (
    backup,
    bringing_back,
    events,
    forgetting,
    mark,
    notes,
    opening,
    previewing,
    rescue,
    rescuing,
)
from app.store.copying import ASKED, HALF_HOUR, Copying, trial
from app.store.previewing import Preview
from app.store.rescue import Found
from app.store.rescuing import Rescued
from app.store.trying import TRY

RESTORED_DAYS = 7  # days in which taking a restore back is offered
AWAY_DAYS = 7  # days after the last copy that left this PC until the reminder comes


def restore_store(source: Path, store: Path, *, passphrase: str, clock: Clock) -> None:
    """Put a backup in the place of the register, which must be closed; the register it replaces is kept.

    passphrase: the one valid now, or the one valid when the backup was made. Raises the AppErrors of app.store.errors.
    """
    bringing_back.restore(source, store, opening.by_passphrase(passphrase), clock)


@dataclass(frozen=True)
class BackupFile:
    """A backup that can be brought back: where it lies, when and why it was made, its size, and how many events it holds
    (0 where that is not said)."""

    path: Path
    made: dt.datetime
    why: str = ""
    bytes: int = 0
    events: int = 0


def backups_of(store: Path, second: str = "") -> list[BackupFile]:
    """The backups beside a register and in the second folder, newest first; one that lies in both is named once."""
    found: dict[str, BackupFile] = {}
    for place in (backup.folder(store), *([Path(second)] if second else [])):
        for one in backup.listed(place):
            size = one.path.stat().st_size if one.path.exists() else 0
            file = BackupFile(one.path, one.made.at, one.why, size, mark.said_number(one.path))
            found.setdefault(f"{file.made}{file.events}{file.bytes}", file)
    return sorted(found.values(), key=lambda file: (file.made, file.path.name), reverse=True)


def backups_to_choose(desk: Desk) -> list[BackupFile]:
    """The same, of the register that is open."""
    return backups_of(desk.store.path, backup.second_folder(desk.store.opened))


def preview_closed(source: Path, store: Path, *, passphrase: str, clock: Clock) -> Preview:
    """What a backup would give and take, while the register is not open. Raises what bringing back raises."""
    return previewing.of_closed(source, store, opening.by_passphrase(passphrase), clock)


def preview_open(desk: Desk, source: Path, passphrase: str) -> Preview:
    """The same for the register that is open."""
    return previewing.of_open(source, desk.store.opened, opening.by_passphrase(passphrase), desk.clock)


def close_and_restore(desk: Desk, source: Path, passphrase: str) -> None:
    """Close the open register and put a backup in its place; what is in it now is kept among the backups."""
    store, clock = desk.store.path, desk.clock
    desk.store.close()
    restore_store(source, store, passphrase=passphrase, clock=clock)


def looked_at(store: Path, *, passphrase: str, clock: Clock) -> Found:
    """What can be read of a register that does not open, and the newest sound backup. Changes nothing."""
    return rescue.looked_at(store, opening.by_passphrase(passphrase), clock)


def save_readable(store: Path, *, passphrase: str, clock: Clock) -> Rescued:
    """Save what can be read of a register that does not open in a new one beside it, which is not opened."""
    return rescuing.save(store, opening.by_passphrase(passphrase), clock)


def throw_saved_away(saved: Path) -> None:
    """Take a register that was saved so away again; the damaged one is as it was."""
    rescuing.throw_away(saved)


def keys_back(store: Path, *, passphrase: str, clock: Clock) -> Path:
    """Put a key file that fits back beside the register; the backup that it comes from."""
    return rescue.keys_back(store, opening.by_passphrase(passphrase), clock)


@dataclass(frozen=True)
class Restored:
    """That a backup was brought back lately. kept: the register as it was before, among the backups."""

    at: dt.datetime
    kept: Path


def restored_lately(desk: Desk) -> Restored | None:
    """The last time a backup was brought back, within the week, while what it replaced is still there."""
    rows = desk.store.connection.rows(
        "SELECT at FROM event WHERE verb = 'store.restored' ORDER BY number DESC LIMIT 1"
    )
    if not rows:
        return None
    at = dt.datetime.fromisoformat(rows[0][0])
    if desk.clock.now() - at > dt.timedelta(days=RESTORED_DAYS):
        return None
    kept = [
        one
        for one in backup.listed(backup.folder(desk.store.path))
        if one.why in ("restore", backup.DAMAGED) and one.made.at >= at.replace(microsecond=0)
    ]
    return Restored(at, kept[-1].path) if kept else None


@dataclass(frozen=True)
class Worries:
    """What is to be said about safety on Today. failed: a copy that did not pass, in words. days: since a copy last left
    this PC, where it is time for another (None: it is not); never: none ever did."""

    failed: str = ""
    days: int | None = None
    never: bool = False
    restored: Restored | None = None


def worries(desk: Desk) -> Worries:
    """Asked when Today is read."""
    days, never = _days_away(desk)
    return Worries(notes.read(desk.store.path).failed, days, never, restored_lately(desk))


def _days_away(desk: Desk) -> tuple[int | None, bool]:
    """Days since a copy left this PC, once they are many and something was written since."""
    left = notes.left_at(desk.store.path)
    connection = desk.store.connection
    if left is None:
        first = connection.value("SELECT at FROM event ORDER BY number LIMIT 1")
        days = (desk.clock.now() - dt.datetime.fromisoformat(first)).days if first else 0
        return (days, True) if days >= AWAY_DAYS else (None, True)
    days = (desk.clock.now() - left).days
    changed = events.last_change(connection) > notes.read(desk.store.path).left_number
    if not changed or 0 <= days < AWAY_DAYS:
        return None, False
    return max(days, AWAY_DAYS), False  # a clock set back says it rather once too often


@dataclass(frozen=True)
class Away:
    """Where a copy goes that is to leave this PC. folder: the second folder, or "" where there is none that will do."""

    folder: str


def way_out(desk: Desk) -> Away:
    """The second folder, where it is there and on another disk."""
    second = backup.second_folder(desk.store.opened)
    return Away(second if second and notes.is_elsewhere(Path(second), desk.store.path) else "")


def is_elsewhere(desk: Desk, folder: str) -> bool:
    """Whether a folder is on another disk than the register."""
    return notes.is_elsewhere(Path(folder), desk.store.path)


# --- a backup while the window is open ---


def begin_backup(desk: Desk, *, asked: bool = False, second: str = "") -> Copying | None:
    """Begin a copy; None where the newest backup holds everything already. asked: somebody wants one all the same.
    second: a folder that gets the copy as well, this once in the place of the one that is named."""
    if not asked and not desk.store.wants_backup():
        return None
    forgetting.finish(desk.store)  # a deletion that found the disk full: no copy takes its remains along
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
