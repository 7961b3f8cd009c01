"""One poster made by a process that does nothing else: what is timed against the same page by reportlab's Paragraph."""

from __future__ import annotations

import datetime as dt
import sys

from app.documents.document import Request
from app.documents.inmate_poster import POSTER

REQUEST = Request(
    today=dt.date(2026, 1, 19), values={"place": "Skolen, rom 12", "times": "mandag–torsdag 9–15"}
)

if __name__ == "__main__":
    sys.stdout.buffer.write(POSTER.make(None, None, REQUEST))
