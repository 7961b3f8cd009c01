"""What a pack of the A3 poster in all languages costs: gathered on the worker thread, drawn by a process of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.packs import gathered
from app.actions.papers import Job
from app.base import languages
from tests.bench.measured import in_a_process
from tests.builders import new_desk

pytestmark = pytest.mark.bench

Note = Callable[[str, object], None]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.store.close()


def jobs() -> list[tuple[str, Job]]:
    """One poster a language."""
    return [(one.own_name, Job("inmate_poster", one.code, "A3")) for one in languages.sheet_languages()]


def test_all_languages_in_one_file(desk: Desk, record_property: Note) -> None:
    start = time.thread_time()
    given = gathered(desk, jobs(), title="Posters")
    spent = time.thread_time() - start
    record_property("gathering a pack, milliseconds of the worker thread", round(spent * 1000))
    print(f"gathering {len(jobs())} posters: {spent * 1000:.0f} ms, {len(given) / 1000:.0f} kB handed over")
    made, drawn = min(
        (in_a_process(["-m", "app", "draw"], given) for _turn in range(3)), key=lambda one: one[1]
    )
    record_property("drawing a pack, seconds of the child process", round(drawn, 2))
    print(
        f"drawing them: {drawn:.2f} s, {len(made) / 1000:.0f} kB, {len(made) / len(jobs()) / 1000:.1f} kB a sheet"
    )
    assert (
        spent < 0.25
    )  # aim: below 0.06 where the catalogues are read, as they are once the Paper page was open
    assert drawn < 2.0  # the aim, on a quiet machine; measured 0.8
