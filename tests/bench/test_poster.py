"""How fast a poster is: against reportlab's Paragraph with the same text, warm and as a whole process.

Every figure is a ratio within one run, the middle of several turns taken in alternation, so that a slow machine or a
busy moment falls on both.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import pytest

from app.base.paths import program_folder
from app.documents.document import Request
from app.documents.inmate_poster import POSTER
from tests.bench.paragraph_poster import paragraph_poster

pytestmark = pytest.mark.bench
REQUEST = Request(
    today=dt.date(2026, 1, 19), values={"place": "Skolen, rom 12", "times": "mandag–torsdag 9–15"}
)


def texts() -> list[str]:
    """What stands on the bokmål poster."""
    data = POSTER.data(None, None, REQUEST)
    parts = [data.title, data.lead, *data.messages, *data.facts, data.contact]
    return [part if isinstance(part, str) else part.text for part in parts if part is not None]


def ratio(one: Callable[[], object], other: Callable[[], object], *, turns: int) -> float:
    """How many times as long the first takes as the second."""
    spent: tuple[list[float], list[float]] = ([], [])
    one(), other()  # both warm
    for _turn in range(turns):
        for place, made in enumerate((one, other)):
            start = time.perf_counter()
            made()
            spent[place].append(time.perf_counter() - start)
    return median(spent[0]) / median(spent[1])


def test_warm(record_property: Callable[[str, object], None]) -> None:
    words = texts()
    found = ratio(lambda: POSTER.make(None, None, REQUEST), lambda: paragraph_poster(words), turns=30)
    record_property("poster ÷ Paragraph, warm", round(found, 2))
    print(f"poster ÷ Paragraph, warm: {found:.2f}")
    assert found < 1.0


def test_as_a_whole_process(record_property: Callable[[str, object], None]) -> None:
    ours = [sys.executable, "-m", "app", "poster", "--language", "nb", "--size", "A4"]
    theirs = [sys.executable, "-m", "tests.bench.paragraph_poster", *texts()]
    found = ratio(lambda: run(ours), lambda: run(theirs), turns=7)
    record_property("poster ÷ Paragraph, whole process", round(found, 2))
    print(f"poster ÷ Paragraph, whole process: {found:.2f}")
    assert found < 1.0


def run(command: list[str]) -> None:
    made = subprocess.run(command, cwd=program_folder(), capture_output=True, check=True)
    assert made.stdout.startswith(b"%PDF")
