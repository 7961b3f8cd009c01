"""A year's numbers of a register of 100,000 sessions, guarded and on paper, against the bare questions to the store."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.documents.statistics_pages import StatisticsPages, draw
from app.statistics.counts import statistics
from app.statistics.guarding import guarded
from app.statistics.period import Period, a_year_earlier
from app.store.access import may_count
from app.store.questions.arrivals import told_by_language
from app.store.questions.queue import waits
from app.store.questions.tallies import tally
from app.store.store import Store, Viewer
from tests.bench import test_access

pytestmark = pytest.mark.bench
YEAR = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
TURNS = 5


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Viewer]]:
    """The register of tests.bench.test_access, as the head of the department counts it."""
    made = test_access.full.__wrapped__(tmp_path_factory)  # type: ignore[attr-defined]
    found = next(made)
    yield found.store, found.viewers["all"]
    next(made, None)


def middle(what: Callable[[], object]) -> float:
    """Seconds of the processor, the middle one of some turns; the first fills the cache and does not count."""
    what()
    took = []
    for _turn in range(TURNS):
        begun = time.process_time()
        what()
        took.append(time.process_time() - begun)
    return sorted(took)[TURNS // 2]


def test_a_year_on_paper_costs_little_more_than_its_questions(register: tuple[Store, Viewer]) -> None:
    store, viewer = register
    earlier = a_year_earlier(YEAR)
    assert earlier is not None

    def bare() -> None:
        for span in (YEAR, earlier):
            tally(store, viewer=viewer, first=span.first, last=span.last)
            waits(store, viewer=viewer, since=span.first, until=span.last, may=may_count)
            told_by_language(store, viewer=viewer, since=span.first, until=span.last)

    def whole() -> None:
        found = guarded(statistics(store, viewer=viewer, period=YEAR, today=test_access.NOW.date()))
        assert draw(StatisticsPages(language="nb", period="2024", found=found)).finish()

    questions, paper = middle(bare), middle(whole)
    print(
        f"\nbare questions {questions:.2f} s, counted, guarded and on paper {paper:.2f} s: {paper / questions:.2f}"
    )
    assert paper / questions <= 1.5


def test_a_figure_is_made_again_without_counting(register: tuple[Store, Viewer], tmp_path: Path) -> None:
    store, viewer = register
    found = guarded(statistics(store, viewer=viewer, period=YEAR, today=test_access.NOW.date()))
    counted = middle(lambda: tally(store, viewer=viewer, first=YEAR.first, last=YEAR.last))
    one = StatisticsPages(language="nb", period="2024", found=found)
    drawn = middle(lambda: draw(one).finish())
    print(f"\nall figures drawn {drawn:.2f} s, one year counted {counted:.2f} s: {drawn / counted:.2f}")
    assert drawn / counted <= 1
