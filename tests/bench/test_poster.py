"""How fast a poster is: against reportlab's Paragraph with the same text, warm and as a whole process.

Every figure is a ratio within one run, the middle of several turns taken in alternation, so that a slow machine or a
busy moment falls on both.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import pytest

from app.base.paths import program_folder
from app.documents.inmate_poster import POSTER
from tests.bench.one_poster import REQUEST
from tests.bench.paragraph_poster import paragraph_poster

pytestmark = pytest.mark.bench


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
    assert found < 1.2  # aim: at most one; measured 0.9 to 1.1


@pytest.mark.parametrize(("way", "bound"), [("engine", 1.15), ("command line", 1.6)])
def test_as_a_whole_process(way: str, bound: float, record_property: Callable[[str, object], None]) -> None:
    """Aim: below one. The command line carries its own parser (click) as well, which Paragraph's process does not."""
    ours = {
        "engine": [sys.executable, "-m", "tests.bench.one_poster"],
        "command line": [sys.executable, "-m", "app", "poster", "--language", "nb", "--size", "A4"],
    }[way]
    theirs = [sys.executable, "-m", "tests.bench.paragraph_poster", *texts()]
    found = ratio(lambda: run(ours), lambda: run(theirs), turns=9)
    record_property(f"poster ÷ Paragraph, whole process, {way}", round(found, 2))
    print(f"poster ÷ Paragraph, whole process, {way}: {found:.2f}")
    assert found < bound


def run(command: list[str]) -> None:
    made = subprocess.run(command, cwd=program_folder(), capture_output=True, check=True)
    assert made.stdout.startswith(b"%PDF")
