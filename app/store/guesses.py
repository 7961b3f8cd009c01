"""The growing delay after wrong passphrases: kept beside the store, never a lasting lock."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock
from app.store.errors import TooManyGuesses
from app.store.files import replace_whole, sibling

FREE = 3  # wrong passphrases before the first delay
FIRST = 5  # seconds; doubles with every further one
LONGEST = 60
_MOST = 1000  # counted; the delay has long been the longest by then


def delay(failed: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: fewer than ten tries in any minute."""
    return 0 if failed < FREE else int(min(LONGEST, FIRST * 2 ** min(failed - FREE, 10)))


@dataclass(frozen=True)
class Guesses:
    """Counts the tries at one store. A try is counted before it is made, so that ending the program saves none."""

    store: Path
    clock: Clock

    def begin(self) -> None:
        """Count a try. Raises TooManyGuesses while the delay lasts.

        It is over when both clocks say so: the one on the wall, which anybody may set, and the one that runs since the PC
        was started, which nobody sets. Where one of them was set back or began anew, so does the delay, once.
        """
        failed, *ends = self._read()
        left = max(end - now for end, now in zip(ends, self._now(), strict=True))
        if left > delay(failed):
            left = delay(failed)
            self._write(failed, left)
        if left > 0:
            raise TooManyGuesses(seconds=max(1, round(left)))
        self._write(failed + 1, delay(failed + 1))

    def succeeded(self) -> None:
        """Forget the wrong tries."""
        self._file.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return sibling(self.store, "guesses")

    def _now(self) -> tuple[float, float]:
        return self.clock.now().timestamp(), self.clock.monotonic()

    def _read(self) -> tuple[int, float, float]:
        """How many wrong tries, and when the delay ends by either clock."""
        try:
            kept = json.loads(self._file.read_bytes())
            failed, ends = max(0, int(kept["failed"])), (float(kept["until"]), float(kept["awake"]))
        except FileNotFoundError:
            return 0, 0.0, 0.0
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            failed, ends = FREE + 10, (math.inf, math.inf)
        if any(math.isnan(end) for end in ends) or failed > _MOST:
            failed, ends = FREE + 10, (math.inf, math.inf)
        # Where someone wrote in it: as after many wrong tries, with the longest delay once from now.
        return failed, *ends

    def _write(self, failed: int, wait: float) -> None:
        wall, awake = self._now()
        kept = {"failed": min(failed, _MOST), "until": wall + wait, "awake": awake + wait}
        replace_whole(self._file, json.dumps(kept).encode())
