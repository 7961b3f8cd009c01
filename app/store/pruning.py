"""Older backups taken away on purpose, because they still hold what was deleted from the register."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock
from app.store import backup
from app.store.backup import SECOND_FOLDER, Backup
from app.store.files import sibling
from app.store.mark import said_number
from app.store.opening import Opened
from app.store.thinning import lifetime


@dataclass(frozen=True)
class Holding:
    """Backups that still hold what is deleted now: how many in which folders, the newest one, and by when they have been
    thinned away by themselves if backups go on being made."""

    count: int
    folders: tuple[Path, ...]
    newest: dt.datetime | None
    until: dt.date | None


def holding(opened: Opened) -> Holding:
    """All backups of this store made so far, wherever they are known to lie: what is deleted now is in each of them."""
    return _held(_known(opened))


def outdated(opened: Opened) -> Holding:
    """The backups from before the latest deletion: they still hold what was deleted."""
    return _held(_outdated(opened))


def _lifetime(found: list[Backup]) -> dict[Path, dt.date]:
    """Until when each stays by the rule of thinning, from the newest one's day on, in its own folder."""
    goes: dict[Path, dt.date] = {}
    for place in {one.path.parent for one in found}:
        there = {one.made: one.path for one in backup.listed(place)}
        from_day = max(made.at for made in there).date()
        goes |= {there[made]: day for made, day in lifetime(there, from_day).items()}
    return {one.path: goes[one.path] for one in found if one.path in goes}


def _held(found: list[Backup]) -> Holding:
    if not found:
        return Holding(0, (), None, None)
    newest = max(one.made.at for one in found)
    until = max(_lifetime(found).values())
    return Holding(len(found), tuple(dict.fromkeys(one.path.parent for one in found)), newest, until)


def prune(opened: Opened, clock: Clock) -> int:
    """Make a new verified backup in every folder, then take those away that are older than the latest deletion; how many.

    Copies on sticks and those put elsewhere by hand are not known here. Raises what a backup raises; then all are kept.
    """
    old = _outdated(opened)
    if not old:
        return 0
    backup.into_folder(opened, clock, why="asked")
    gone = 0
    for one in old:
        if one.path.exists():  # making the new one may have thinned it away
            for path in (one.path, sibling(one.path, "keys"), sibling(one.path, "head")):
                path.unlink(missing_ok=True)
        gone += 1
    for place in _folders(opened):
        for bad in place.glob(f"{opened.path.stem}-*.db.bad"):  # did not pass its test, and holds it as well
            bad.unlink()
    return gone


def _outdated(opened: Opened) -> list[Backup]:
    """By the clock, and by what their marks say they hold: a clock that was set back hides none of them."""
    sql = "SELECT number, at FROM event WHERE verb = 'entry.erased' ORDER BY number DESC LIMIT 1"
    rows = opened.connection.rows(sql)
    if not rows:
        return []
    number, latest = int(rows[0][0]), dt.datetime.fromisoformat(rows[0][1])
    return [one for one in _known(opened) if one.made.at < latest or said_number(one.path) < number]


def _known(opened: Opened) -> list[Backup]:
    own = f"{opened.path.stem}-"
    return [
        one for place in _folders(opened) for one in backup.listed(place) if one.path.name.startswith(own)
    ]


def _folders(opened: Opened) -> list[Path]:
    second = opened.connection.value("SELECT value FROM setting WHERE name = ?", (SECOND_FOLDER,)) or '""'
    places = [backup.folder(opened.path), *([Path(json.loads(second))] if json.loads(second) else [])]
    return [place for place in places if place.is_dir()]
