"""What time it is: one place to ask, so that a test can say it."""

from __future__ import annotations

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """Wall time with its zone, the day it falls on, and a clock that never runs backwards (seconds)."""

    def now(self) -> dt.datetime: ...
    def today(self) -> dt.date: ...
    def monotonic(self) -> float: ...


class SystemClock:
    """The PC's own clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now().astimezone()

    def today(self) -> dt.date:
        return self.now().date()

    def monotonic(self) -> float:
        return time.monotonic()


class FixedClock:
    """A clock that stands still until it is moved: for tests and for the demonstration store."""

    def __init__(
        self, at: dt.datetime = dt.datetime(2026, 1, 19, 9, 15, tzinfo=dt.UTC), seconds: float = 0.0
    ) -> None:
        self.at, self.seconds = at, seconds

    def now(self) -> dt.datetime:
        return self.at

    def today(self) -> dt.date:
        return self.at.date()

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        """Move both the wall time and the monotonic time forward by this many seconds."""
        self.at += dt.timedelta(seconds=seconds)
        self.seconds += seconds
