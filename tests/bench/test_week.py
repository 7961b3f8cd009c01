"""A term of 4,000 bookings: what it costs to call off or move a whole day, against the bare insert of the same rows."""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.actions import cancelling, corrections, moving
from app.actions.desk import Desk
from app.base.clock import FixedClock
from app.records.attendance import Attendance
from app.records.interpreter import InterpreterOrder
from app.records.person import Person
from app.records.request import Request
from app.records.session import Session
from app.store import events, migrations
from app.store.connection import Connection
from app.store.keys import DatabaseKey
from app.store.questions.queue import queue
from tests.builders import MONDAY, new_desk

pytestmark = pytest.mark.bench
DAYS, A_DAY, PEOPLE = 80, 50, 600
ROUNDS = 15


def timed(work: Callable[[], object]) -> float:
    begins = time.perf_counter()
    work()
    return time.perf_counter() - begins


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Eighty days with fifty bookings each; half of the people had asked, every tenth booking has an interpreter."""
    desk = new_desk(tmp_path_factory.mktemp("term"), clock=FixedClock(MONDAY))
    people = [Person(name=f"Lyngvar {n}") for n in range(PEOPLE)]
    with desk.store.transaction("filled", actor=desk.viewer, undoable=False) as t:
        for person in people:
            t.put(person)
        for n in range(DAYS * A_DAY):
            person = people[n * 7 % PEOPLE]
            order = (InterpreterOrder(language="pl", state="confirmed"),) if n % 10 == 0 else ()
            day = MONDAY.date() + dt.timedelta(days=n // A_DAY)
            session = Session(
                day=day,
                clock=f"{9 + n % 6:02}:00",
                state="planned",
                attendances=(Attendance(person=person.id),),
                interpreters=order,
            )
            t.put(session)
            if n % 2:
                asked = day - dt.timedelta(days=30)
                t.put(
                    Request(day=asked, person=person.id, state="booked", session=session.id, ended_on=asked)
                )
    yield desk
    desk.store.close()


def inserting(desk: Desk, number: int, folder: Path) -> Callable[[], Callable[[], None]]:
    """The bare durable insert of the rows of one event, in the same journal mode, with nothing around it; it is timed
    itself, and the rows are taken away again before the next."""
    raw = Connection.opened(folder / f"raw{number}.db", DatabaseKey.new())
    migrations.apply(raw, now=MONDAY)
    rows = [
        (table, after)
        for table, _key, _before, after in events.payload(desk.store.connection, number)["rows"]
    ]

    def insert() -> None:
        for table, row in rows:
            columns = ", ".join(f'"{column}"' for column in row)
            values: list[Any] = [None if column == "case_id" else value for column, value in row.items()]
            raw.run(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", values)
        raw.commit()

    def fresh() -> Callable[[], None]:
        raw.begin()
        for table in dict.fromkeys(table for table, _row in rows):
            raw.run(f"DELETE FROM {table}")
        raw.commit()
        raw.begin()
        return insert

    return fresh


def test_calling_off_a_day_of_a_full_term(desk: Desk, tmp_path: Path) -> None:
    """Aim: at most 8 times the bare insert of the rows that it writes, which is far below a second for fifty talks."""
    day = MONDAY.date() + dt.timedelta(days=40)
    changes = cancelling.cancel_day(desk, day, by="prison", reason="staffing")
    insert = inserting(desk, changes.event, tmp_path)
    corrections.undo(desk)
    took: dict[str, list[float]] = {"cancel a day": [], "undo it": [], "bare insert": []}
    for _ in range(ROUNDS):
        took["cancel a day"].append(
            timed(lambda: cancelling.cancel_day(desk, day, by="prison", reason="staffing"))
        )
        took["undo it"].append(timed(lambda: corrections.undo(desk)))
        took["bare insert"].append(timed(insert()))
    middle = told(took)
    print(
        f"{len(changes.records)} rows; queue of {len(queue(desk.store, viewer=desk.viewer, day=desk.today))}"
    )
    print(f"cancel / bare insert {middle['cancel a day'] / middle['bare insert']:.1f}")
    assert middle["cancel a day"] <= 8 * middle["bare insert"]


def test_moving_a_day_of_a_full_term(desk: Desk, tmp_path: Path) -> None:
    """Aim: as for calling it off."""
    day, other = (MONDAY.date() + dt.timedelta(days=ahead) for ahead in (50, 51))
    where = {"day": day, "state": "planned"}
    ids = desk.store.ids(Session, viewer=desk.viewer, where=where)
    changes = moving.move_to(desk, ids, day=other)
    insert = inserting(desk, changes.event, tmp_path)
    corrections.undo(desk)
    took: dict[str, list[float]] = {"move a day": [], "bare insert": []}
    for _ in range(ROUNDS):
        took["move a day"].append(timed(lambda: moving.move_to(desk, ids, day=other)))
        corrections.undo(desk)
        took["bare insert"].append(timed(insert()))
    middle = told(took)
    print(f"move / bare insert {middle['move a day'] / middle['bare insert']:.1f}")
    assert middle["move a day"] <= 8 * middle["bare insert"]


def told(took: dict[str, list[float]]) -> dict[str, float]:
    """The middle of each, printed with the slowest."""
    print()
    for name, times in took.items():
        print(f"{name}: median {statistics.median(times) * 1000:.1f} ms, most {max(times) * 1000:.1f} ms")
    return {name: statistics.median(times) for name, times in took.items()}
