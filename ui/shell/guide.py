"""The guided way out of a register that does not open: what was found out about it, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from app.base.clock import Clock
from app.base.errors import AppError
from app.base.languages import _
from app.store.errors import (
    DiskFull,
    FolderReadOnly,
    KeyCostLowered,
    KeysDamaged,
    KeysMissing,
    OlderCopy,
    StoreDamaged,
    StoreInUse,
    StoreMissing,
    StoreNewer,
)
from app.store.rescue import Found
from ui.shell.bring_back import said_when
from ui.shell.rescue_words import said_of
from ui.shell.trouble import WayOut

_KEYS = (KeysMissing, KeysDamaged, KeyCostLowered)


def can_be_looked_at(problem: AppError) -> bool:
    """Whether looking at the file and the backups says more about this problem."""
    return isinstance(problem, (StoreDamaged, OlderCopy, *_KEYS))


class Guide:
    """`look` on the worker, the rest in the window."""

    def __init__(self, path: Path, passphrase: str, clock: Clock) -> None:
        self._path, self._passphrase, self._clock = path, passphrase, clock
        self._found = Found()

    def look(self) -> None:
        """Read what can be read and try the backups, newest first. Changes nothing."""
        from app.actions.safety import looked_at

        self._found = looked_at(self._path, passphrase=self._passphrase, clock=self._clock)

    def lines(self) -> list[str]:
        """What is known now."""
        return said_of(self._found, self._clock.today())

    def ways(
        self, problem: AppError, look_at: Callable[[Path], None], keys_back: Callable[[], None]
    ) -> list[WayOut]:
        """What is best done, first: the key file put back, or the newest sound backup looked at."""
        found, ways = self._found, []
        if isinstance(problem, _KEYS) and found.sound is not None:
            text = _("Put the key file back from a backup")
            detail = _("The register stays as it is; what lies there now is kept")
            ways.append(WayOut("key-round", text, detail, keys_back))
        if found.sound is not None and found.sound_at is not None and not self._is_behind(problem):
            sound, when = found.sound, said_when(found.sound_at, self._clock.today())
            text = _("Look at the newest sound backup")
            detail = _("Everything up to {when}; you are asked first", when=when)
            ways.append(WayOut("archive-restore", text, detail, lambda: look_at(sound)))
        return ways

    def _is_behind(self, problem: AppError) -> bool:
        """An older copy put back: a backup that is older still is no way out of it."""
        there = problem.values.get("found")
        return isinstance(problem, OlderCopy) and isinstance(there, int) and self._found.sound_events <= there


class Steps(NamedTuple):
    """What the way in can do about a problem."""

    again: Callable[[], object]
    back: Callable[[], object]
    browse: Callable[[], object]
    new_place: Callable[[], object]
    first_start: Callable[[], object]
    accept: Callable[[], object]


def ways_out(problem: AppError, path: Path, steps: Steps) -> Sequence[WayOut]:
    """What can be done about a problem without knowing more of it, the best first."""
    again = WayOut("rotate-ccw", _("Try again"), "", steps.again)
    back = WayOut("archive-restore", _("Bring a backup back"), _("As it stood then"), steps.back)
    other = WayOut("folder-open", _("Open another register"), _("A file on this PC or a stick"), steps.browse)
    new = WayOut("plus", _("Start a new register"), _("In another folder; this one stays"), steps.new_place)
    if isinstance(problem, OlderCopy):
        text, detail = _("Go on with this register"), _("It is logged that you chose so")
        return (WayOut("check", text, detail, steps.accept), back, other)
    if isinstance(problem, StoreMissing):
        here = WayOut("plus", _("Start a new register here"), str(path.parent), steps.first_start)
        return (other, back, here)
    if isinstance(problem, (StoreInUse, FolderReadOnly, DiskFull)):
        return (again, other, new)
    if isinstance(problem, StoreNewer):
        return (other, new)
    return (back, again, other)
