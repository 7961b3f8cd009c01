"""The only place where an exception becomes something to read: the user's problems as they are, bugs as a report."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from app.base.errors import AppError
from app.base.languages import N_, _

KEPT_REPORTS = 10
_BUG = N_("Something went wrong in the program itself. What was saved is safe, and so is the draft.")
_BUG_DO = N_(
    "Try once more. If it happens again, close the program and open it again. A report without any "
    "personal data lies in {folder}."
)


class Notice(NamedTuple):
    """What is shown of an error: what happened and what was kept, and what to do."""

    text: str
    todo: str
    bug: bool = False


class Errors:
    """Turns exceptions into notices; `show` is given by the window that is open."""

    def __init__(self, folder: Path, now: Callable[[], dt.datetime]) -> None:
        self._folder, self._now = folder, now
        self.show: Callable[[Notice], None] = lambda notice: print(notice.text, notice.todo, file=sys.stderr)

    def handle(self, error: BaseException) -> None:
        """Show an error, whatever it is."""
        self.show(self.notice(error))

    def notice(self, error: BaseException) -> Notice:
        """What to say of an error; a bug leaves a report on the disk."""
        from app.entry.problems import Invalid

        if isinstance(error, AppError):
            return Notice(error.text(), error.todo())
        if isinstance(error, Invalid):
            return Notice(str(error), "")
        self.report(error)
        return Notice(_(_BUG), _(_BUG_DO, folder=self._folder), bug=True)

    def report(self, error: BaseException) -> Path | None:
        """Write where a bug happened: types, files, functions and lines, never a value or a message.

        Returns the file, or None where it could not be written.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._thin()
            path = self._folder / f"bug-{self._now():%Y%m%d-%H%M%S}.txt"
            path.write_text(described(error), encoding="utf-8")
        except OSError:  # a full or read-only disk must not hide the error itself
            return None
        return path

    def catch_all(self) -> None:
        """Send what nobody caught, in slots and elsewhere, here as well."""
        sys.excepthook = self._uncaught

    def _uncaught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(130)
        self.handle(error)

    def _thin(self) -> None:
        for old in sorted(self._folder.glob("bug-*.txt"))[: -KEPT_REPORTS + 1]:
            old.unlink(missing_ok=True)


def described(error: BaseException) -> str:
    """The chain of an exception as types and places. Messages and values are left out: they may hold names."""
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            place = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join([*lines, f"Python {sys.version.split()[0]} on {sys.platform}", ""])
