"""The only place where an exception becomes something to read: the user's problems as they are, bugs as a report."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from app.base import crash
from app.base.crash import described
from app.base.errors import AppError
from app.base.languages import N_, _

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
        return crash.write(self._folder, described(error), self._now())

    @property
    def folder(self) -> Path:
        """Where the reports lie."""
        return self._folder

    def catch_all(self) -> None:
        """Send what nobody caught, in slots and elsewhere, here as well."""
        crash.tell_all_to(self._uncaught)

    def _uncaught(self, error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(130)
        if threading.current_thread() is threading.main_thread():
            self.handle(error)
        else:  # only the window's own thread may show something
            self.report(error)
