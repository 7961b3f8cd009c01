"""The growing delay after wrong passphrases: kept beside the store, never a lasting lock."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock
from app.store.errors import TooManyGuesses
from app.store.files import replace_whole, sibling

FREE = 3  # wrong passphrases before the first delay
FIRST = 5  # seconds; doubles with every further one
LONGEST = 60


def delay(failed: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: fewer than ten tries in any minute."""
    return 0 if failed < FREE else int(min(LONGEST, FIRST * 2 ** min(failed - FREE, 10)))


@dataclass(frozen=True)
class Guesses:
    """Counts the tries at one store. A try is counted before it is made, so that ending the program saves none."""

    store: Path
    clock: Clock

    def begin(self) -> None:
        """Count a try. Raises TooManyGuesses while the delay lasts; a clock set back starts the delay anew."""
        failed, until = self._read()
        now = self.clock.now().timestamp()
        left = until - now
        if left > delay(failed):
            left = delay(failed)
            self._write(failed, now + left)
        if left > 0:
            raise TooManyGuesses(seconds=max(1, round(left)))
        self._write(failed + 1, now + delay(failed + 1))

    def succeeded(self) -> None:
        """Forget the wrong tries."""
        self._file.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return sibling(self.store, "guesses")

    def _read(self) -> tuple[int, float]:
        try:
            kept = json.loads(self._file.read_bytes())
            return max(0, int(kept["failed"])), float(kept["until"])
        except FileNotFoundError:
            return 0, 0.0
        except (ValueError, KeyError, TypeError, OverflowError):
            # Someone wrote in it: as after many wrong tries, with the longest delay once from now.
            return FREE + 10, float("inf")

    def _write(self, failed: int, until: float) -> None:
        replace_whole(self._file, json.dumps({"failed": failed, "until": until}).encode())
