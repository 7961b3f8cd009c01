"""A year's numbers of a register of 100,000 sessions, guarded and on paper, against the bare questions to the store.

A million: tests/bench/test_statistics_million.py.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator

import pytest

from app.actions.desk import Desk
from app.actions.papers import Job, make_paper
from app.base.clock import FixedClock
from app.documents.charts import PAPER, drawn_as
from app.documents.statistics_pages import StatisticsPages, draw
from app.statistics.counts import statistics
from app.statistics.guarding import guarded
from app.statistics.period import Period, a_year_earlier
from app.statistics.tables import Statistics, Table
from app.store.access import may_count
from app.store.questions.arrivals import told_by_language
from app.store.questions.queue import waits
from app.store.questions.tallies import tally
from app.store.store import Store, Viewer
from tests.bench import test_access
from ui.pages.numbers.figure import MOST, drawn

pytestmark = pytest.mark.bench
YEAR = Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
TURNS = 5
MOST_OF_BARE = 1.5
ONE_FIGURE = 0.1
"""What a figure that is drawn again may take of the bare questions; they take about a second of the processor, so that it is
some 100 ms at the most."""


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


def bare(store: Store, viewer: Viewer) -> None:
    """The questions of a year and the one before it, and nothing made of their answers."""
    earlier = a_year_earlier(YEAR)
    assert earlier is not None
    for span in (YEAR, earlier):
        tally(store, viewer=viewer, first=span.first, last=span.last)
        waits(store, viewer=viewer, since=span.first, until=span.last, may=may_count)
        told_by_language(store, viewer=viewer, since=span.first, until=span.last)


def counted(store: Store, viewer: Viewer) -> Statistics:
    """The year as the page and the paper show it to the head."""
    return guarded(statistics(store, viewer=viewer, period=YEAR, today=test_access.NOW.date()))


def on_paper(store: Store, viewer: Viewer) -> bytes:
    """The year's numbers, every table with its picture."""
    found = counted(store, viewer)
    return draw(StatisticsPages(language="nb", period="2024", found=found)).finish()


def report(store: Store) -> bytes:
    """The year's whole report, as Paper makes it for whoever opened the register: the head."""
    desk = Desk(store, FixedClock(test_access.NOW))
    return make_paper(desk, Job("year_report", "nb", values={"period": "last_year"})).pdf


def slowest_figure(found: Statistics) -> tuple[float, Table]:
    """The figure that takes longest to draw as the page shows it, and its seconds: laid out, and made a picture of."""
    shown = [table for table in found.tables if not table.empty and drawn_as(table)]
    took = {table.key: middle(lambda table=table: redrawn(table)) for table in shown}  # type: ignore[misc]
    slowest = max(shown, key=lambda table: took[table.key])
    return took[slowest.key], slowest


def redrawn(table: Table) -> None:
    """One figure as the page draws it."""
    assert drawn(None, table, MOST, 1.5, PAPER)  # type: ignore[arg-type]


def test_a_year_on_paper_costs_little_more_than_its_questions(register: tuple[Store, Viewer]) -> None:
    store, viewer = register
    questions = middle(lambda: bare(store, viewer))
    took = {
        "counted, guarded and on paper": middle(lambda: on_paper(store, viewer)),
        "the year's whole report": middle(lambda: report(store)),
    }
    for name, seconds in took.items():
        print(f"\nbare questions {questions:.2f} s, {name} {seconds:.2f} s: {seconds / questions:.2f}")
    assert max(took.values()) / questions <= MOST_OF_BARE


def test_a_figure_is_made_again_without_counting(register: tuple[Store, Viewer]) -> None:
    store, viewer = register
    found = counted(store, viewer)
    questions = middle(lambda: bare(store, viewer))
    one = StatisticsPages(language="nb", period="2024", found=found)
    every = middle(lambda: draw(one).finish())
    seconds, slowest = slowest_figure(found)
    print(f"\nall figures drawn {every:.2f} s, bare questions {questions:.2f} s: {every / questions:.2f}")
    print(
        f"the slowest figure of the page, {slowest.key}: {seconds * 1000:.0f} ms: {seconds / questions:.3f}"
    )
    assert every / questions <= 1
    assert seconds / questions <= ONE_FIGURE


def test_another_period_is_counted_and_shown_for_little_more_than_its_questions(
    register: tuple[Store, Viewer],
) -> None:
    store, viewer = register
    slowest = slowest_figure(counted(store, viewer))[1].key

    def turned() -> None:
        redrawn(counted(store, viewer).table(slowest))

    questions, took = middle(lambda: bare(store, viewer)), middle(turned)
    print(f"\nbare questions {questions:.2f} s, a period turned {took:.2f} s: {took / questions:.2f}")
    assert took / questions <= MOST_OF_BARE
