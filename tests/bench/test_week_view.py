"""A term of 4,000 bookings: what a week costs the window's thread to show and paint, and the worker to read."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.actions.named import add_named
from app.actions.timetable import WeekView, month, week
from app.records.attendance import Attendance
from app.records.interpreter import InterpreterOrder
from app.records.session import Session
from tests.builders import add_person, new_desk
from ui.pages.week.grid import WeekGrid
from ui.pages.week.things import shown_days, things_of
from ui.theme import Theme

pytestmark = pytest.mark.bench
T = TypeVar("T")
TURNS = 9
DAYS, CLOCKS = 100, ("09:00", "09:45", "10:30", "11:15", "12:00", "12:45", "13:30", "14:15")
SHOWS = 0.1  # seconds of the window's thread for a whole week: from the answer to the painted picture


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A hundred school days of forty bookings each, five at once, every fifth with an interpreter."""
    desk = new_desk(tmp_path_factory.mktemp("term"))
    people = [add_person(desk, f"Havmod {number}") for number in range(60)]
    rooms = [add_named(desk, "room", f"rom {number}") for number in range(5)]
    monday = dt.date(2026, 1, 19)
    days = [monday + dt.timedelta(days=7 * (n // 5) + n % 5) for n in range(DAYS)]
    with desk.store.transaction("session.saved", actor=desk.viewer) as t:
        for number, day in enumerate(days):
            for at, clock in enumerate(CLOCKS):
                for beside, room in enumerate(rooms):
                    person = people[(number + at * 5 + beside) % len(people)]
                    t.put(_booking(day, clock, person, room, tolk=beside == 0), case=person)
    yield desk
    desk.store.close()


def _booking(day: dt.date, clock: str, person: str, room: str, *, tolk: bool) -> Session:
    orders = (InterpreterOrder(language="pl"),) if tolk else ()
    who = (Attendance(person=person),)
    return Session(day=day, clock=clock, state="planned", room=room, attendances=who, interpreters=orders)


def _spent(do: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of this thread, the middle of some turns; what else the machine does is not in them."""
    times = []
    for _turn in range(TURNS):
        begins = time.thread_time()
        result = do()
        times.append(time.thread_time() - begins)
    return median(times), result


def test_a_week_of_a_full_term_is_shown_within_a_tenth_of_a_second(
    desk: Desk, qapp: QApplication, record_property: Callable[[str, object], None]
) -> None:
    Theme.install(qapp, "light")
    grid = WeekGrid()
    grid.resize(1100, 780)

    def show(view: WeekView) -> float:
        def paint() -> None:
            days = shown_days(view)
            grid.show_things(days, things_of(view, days), today=desk.today, at=days[0].day)
            grid.grab()

        return _spent(paint)[0]

    reads, full = _spent(lambda: week(desk, dt.date(2026, 3, 11)))
    reads_month, _view = _spent(lambda: month(desk, dt.date(2026, 3, 11)))
    empty = week(desk, dt.date(2027, 3, 10))
    assert (len(full.bookings), len(empty.bookings)) == (200, 0)
    show(empty)
    seconds, beside = show(full), show(empty)
    print(
        f"\n200 bookings of 4,000: shown and painted in {1000 * seconds:.0f} ms of the window's thread, "
        f"{seconds / beside:.1f} empty weeks; read in {1000 * reads:.0f} ms of the worker, "
        f"the month in {1000 * reads_month:.0f} ms"
    )
    record_property("week, full ÷ empty", round(seconds / beside, 1))
    assert seconds < SHOWS
    assert reads < SHOWS
