"""One poster made by a process that does nothing else: what is timed against the same page by its rivals."""

from __future__ import annotations

import datetime as dt
import sys

from app.documents.document import Request
from app.documents.inmate_poster import POSTER


def request(room: int = 12) -> Request:
    """A bokmål poster for the wall, the room of which may change."""
    values = {"place": f"Skolen, rom {room}", "times": "mandag–torsdag 9–15"}
    return Request(today=dt.date(2026, 1, 19), values=values)


if __name__ == "__main__":
    sys.stdout.buffer.write(POSTER.make(None, None, request()))
