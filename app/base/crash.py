"""What is told of a bug: the kinds of the exceptions and where they were raised, never a value or a message.

Messages and values may hold names and notes, so they are in no report and on no stream, whoever raised them and wherever.
"""

from __future__ import annotations

import datetime as dt
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = "reports"  # beside what else the program remembers outside the register
KEPT = 10


def described(error: BaseException) -> str:
    """The chain of an exception as types and places. Messages and values are left out: they may hold names."""
    import traceback

    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            place = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join([*lines, f"Python {sys.version.split()[0]} on {sys.platform}", ""])


def kept(folder: Path) -> list[Path]:
    """The reports there are, newest first."""
    return sorted(folder.glob("bug-*.txt"), reverse=True)


def write(folder: Path, text: str, now: dt.datetime) -> Path | None:
    """Keep a report, and the newest ten. None where it could not be written: that must not hide the error itself."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in kept(folder)[KEPT - 1 :]:
            old.unlink(missing_ok=True)
        path = folder / f"bug-{now:%Y%m%d-%H%M%S}.txt"
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path


def tell_all_to(tell: Callable[[BaseException], None]) -> None:
    """Whatever nobody caught goes to `tell`: in the main thread, in another one, and where Python itself can't raise.

    Python's own words for these would print the message and the value of whatever broke.
    """

    def uncaught(_kind: type[BaseException], error: BaseException, _trace: Any) -> None:
        tell(error)

    def unraisable(said: Any) -> None:
        if said.exc_value is not None:
            tell(said.exc_value)

    def in_a_thread(said: threading.ExceptHookArgs) -> None:
        if said.exc_value is not None:
            tell(said.exc_value)

    sys.excepthook, sys.unraisablehook, threading.excepthook = uncaught, unraisable, in_a_thread


def told_on_stderr(error: BaseException) -> None:
    """Kinds and places for whoever sits at the command line, and for the parent of a child process."""
    if isinstance(error, KeyboardInterrupt):
        return
    print(described(error), file=sys.stderr, end="", flush=True)
