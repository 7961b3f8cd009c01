"""What is remembered about backups outside the register: when a copy left this PC, which one was tried whole, what failed.

It lies beside the store as `.copies` and holds nothing about anybody. Who changes it can silence a reminder and no more.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.base.errors import AppError
from app.store.files import replace_whole, sibling
from app.store.mark import Head


@dataclass(frozen=True)
class Notes:
    """left_at, left_number: when the last copy went to another disk, and its newest event. tried: the name of the newest
    backup whose rows were held against the log. failed: what was wrong with a copy since, in words, and when. second: the
    folder that a copy went to last besides the one beside the store."""

    left_at: str = ""
    left_number: int = 0
    tried: str = ""
    failed: str = ""
    failed_at: str = ""
    second: str = ""


def read(store: Path) -> Notes:
    """What is remembered; nothing where the file is missing or is not what the program wrote."""
    try:
        kept = json.loads(sibling(store, "copies").read_bytes())
        return Notes(**{name: type(value)(kept[name]) for name, value in asdict(Notes()).items()})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Notes()


def left(store: Path, copied: Path, head: Head, now: dt.datetime) -> None:
    """A copy was made; it counts where it lies on another disk than the register."""
    said: dict[str, str | int] = {"second": str(copied.parent)}
    if is_elsewhere(copied.parent, store):
        said |= {"left_at": now.astimezone(dt.UTC).isoformat(), "left_number": head.number}
    _change(store, **said)


def tried(store: Path, made: Path) -> None:
    """A backup was tried whole."""
    _change(store, tried=made.name, failed="", failed_at="")


def failed(store: Path, said: str, now: dt.datetime) -> None:
    """A copy did not pass; said until another one does."""
    _change(store, failed=said, failed_at=now.astimezone(dt.UTC).isoformat())


def left_at(store: Path) -> dt.datetime | None:
    """When a copy last left this PC."""
    try:
        return dt.datetime.fromisoformat(read(store).left_at)
    except ValueError:
        return None


def is_elsewhere(place: Path, store: Path) -> bool:
    """Whether a folder is on another disk than the store: another device, on Windows another drive or share. Two drives
    of one disk look like two here."""
    try:
        here, there = store.parent.stat().st_dev, place.stat().st_dev
    except OSError:
        return False
    if os.name == "nt":
        return place.resolve().drive.casefold() != store.resolve().drive.casefold()
    return here != there


def _change(store: Path, **said: str | int) -> None:
    with suppress(
        AppError
    ):  # a reminder that comes too often costs less than a backup that is said to have failed
        replace_whole(
            sibling(store, "copies"),
            json.dumps(asdict(replace(read(store), **said))).encode(),  # type: ignore[arg-type]
        )
