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
from app.store.rescuing import Rescued
from ui.shell.bring_back import said_when
from ui.shell.rescue_words import said_of, said_of_saved
from ui.shell.trouble import WayOut

_KEYS = (KeysMissing, KeysDamaged, KeyCostLowered)


def can_be_looked_at(problem: AppError) -> bool:
    """Whether looking at the file and the backups says more about this problem."""
    return isinstance(problem, (StoreDamaged, OlderCopy, *_KEYS))


class Window(NamedTuple):
    """What the window does for the guide: work on the worker (then, or failed), show lines and ways, open a register."""

    apart: Callable[[Callable[[], object], Callable[[object], None], Callable[[BaseException], None]], object]
    show: Callable[[Sequence[str], Sequence[WayOut]], None]
    open: Callable[[Path], None]
    failed: Callable[[BaseException], None]


class Guide:
    """`look` on the worker, the rest in the window."""

    def __init__(self, path: Path, passphrase: str, clock: Clock) -> None:
        self._path, self._passphrase, self._clock = path, passphrase, clock
        self._found = Found()
        self._saved: Rescued | None = None

    def look(self) -> None:
        """Read what can be read and try the backups, newest first. Changes nothing."""
        from app.actions.safety import looked_at

        self._found = looked_at(self._path, passphrase=self._passphrase, clock=self._clock)

    def keys_back(self) -> None:
        """Put the key file of a backup back beside the register."""
        from app.actions.safety import keys_back

        keys_back(self._path, passphrase=self._passphrase, clock=self._clock)

    def lines(self) -> list[str]:
        """What is known now."""
        return said_of(self._found, self._clock.today())

    def ways(
        self,
        problem: AppError,
        look_at: Callable[[Path], None],
        keys_back: Callable[[], None],
        window: Window,
    ) -> list[WayOut]:
        """What is best done, first: the key file put back, the newest sound backup looked at, or what reads saved."""
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
        if isinstance(problem, StoreDamaged) and found.readable:
            text = _("Save what can be read")
            detail = _("A new register beside this one, with the backup's entries; this one stays")
            ways.append(WayOut("save", text, detail, lambda: self._save(window)))
        return ways

    def _save(self, window: Window) -> None:
        """Save on the worker; then say what is in the new register, and what can be done with it."""
        from app.actions.safety import save_readable

        def save() -> None:
            self._saved = save_readable(self._path, passphrase=self._passphrase, clock=self._clock)

        window.show([_("What can be read is being saved. That may take some minutes.")], ())
        window.apart(save, lambda _none: self._show_saved(window), window.failed)

    def _show_saved(self, window: Window) -> None:
        saved = self._saved
        if saved is None:
            return
        opens = WayOut(
            "folder-open",
            _("Open what was saved"),
            _("{file}, with the same passphrases", file=saved.path.name),
            lambda: window.open(saved.path),
        )
        goes = WayOut(
            "trash-2", _("Throw it away again"), _("Everything is as before"), lambda: self._undo(window)
        )
        window.show(said_of_saved(saved), [opens, goes])

    def _undo(self, window: Window) -> None:
        from app.actions.safety import throw_saved_away

        saved, self._saved = self._saved, None
        if saved is not None:
            again = lambda _none: window.open(self._path)  # noqa: E731
            window.apart(lambda: throw_saved_away(saved.path), again, window.failed)

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
