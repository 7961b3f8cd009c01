"""The worker: order, answers on the window's thread, cancelled reads, writes that are never cancelled, and the end."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.actions.desk import Desk
from app.records.person import Person
from app.store.store import Changes
from tests.builders import new_desk
from tests.ui.waiting import until
from ui.work import Work


@pytest.fixture
def wrong() -> list[BaseException]:
    return []


@pytest.fixture
def work(tmp_path: Path, wrong: list[BaseException], clock: object) -> Iterator[Work]:
    made = Work(wrong.append)
    opened: list[Desk] = []
    made.open(lambda: new_desk(tmp_path, clock=clock), opened.append)
    until(lambda: bool(opened))
    yield made
    made.stop(lambda desk: desk.store.close())


def test_everything_is_done_in_order_on_one_other_thread(work: Work) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def note(_desk: Desk, number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(20):
        work.run(note, number, then=done.append)
    until(lambda: len(done) == 20)
    assert done == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_answers_come_on_the_windows_thread(work: Work) -> None:
    seen: list[int] = []
    work.run(lambda _desk: None, then=lambda _none: seen.append(threading.get_ident()))
    until(lambda: bool(seen))
    assert seen == [threading.get_ident()]


def test_what_was_written_is_announced_before_the_answer(work: Work) -> None:
    order: list[str] = []
    work.changed.connect(lambda changes: order.append(f"changed {changes.verb}"))

    def write(desk: Desk) -> Changes:
        with desk.store.transaction("person.saved", actor=desk.viewer, text="Lagret") as t:
            t.put(Person(name="Lyngvar"))
        return t.changes()

    work.run(write, then=lambda _changes: order.append("then"))
    until(lambda: len(order) == 2)
    assert order == ["changed person.saved", "then"]


def test_an_error_goes_to_who_asked_or_to_the_one_place(work: Work, wrong: list[BaseException]) -> None:
    def fail(_desk: Desk) -> None:
        raise ValueError("no")

    mine: list[BaseException] = []
    work.run(fail, failed=mine.append)
    work.run(fail)
    until(lambda: bool(mine) and bool(wrong))
    assert isinstance(mine[0], ValueError)
    assert isinstance(wrong[0], ValueError)


def test_a_newer_read_takes_the_place_of_an_older_one(work: Work) -> None:
    answers: list[str] = []
    held = threading.Event()
    work.run(lambda _desk: held.wait(10))
    for text in ("l", "ly", "lyn"):
        work.ask(lambda _desk, typed: typed, text, then=answers.append, instead_of="people")
    held.set()
    until(lambda: bool(answers))
    settled: list[bool] = []
    work.run(lambda _desk: None, then=lambda _none: settled.append(True))
    until(lambda: bool(settled))
    assert answers == ["lyn"]


def test_a_read_that_runs_stops_soon_and_says_nothing(work: Work, wrong: list[BaseException]) -> None:
    started = threading.Event()
    answers: list[object] = []

    def endless(desk: Desk) -> object:
        started.set()
        count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        return desk.store.connection.value(count)

    job = work.ask(endless, then=answers.append)
    assert started.wait(10)
    job.cancel()
    settled: list[bool] = []
    work.run(lambda _desk: None, then=lambda _none: settled.append(True))
    until(lambda: bool(settled))
    assert answers == []
    assert wrong == []


def test_a_write_is_never_cancelled(work: Work) -> None:
    answers: list[str] = []
    held = threading.Event()
    work.run(lambda _desk: held.wait(10))
    job = work.run(lambda _desk: "written", then=answers.append)
    job.cancel()
    held.set()
    until(lambda: bool(answers))
    assert answers == ["written"]


@pytest.mark.parametrize("bound", [False, True])
def test_an_answer_for_a_page_that_has_gone_is_dropped(
    work: Work, wrong: list[BaseException], bound: bool
) -> None:
    class Asker(QObject):
        def show(self, *_answer: object) -> None:
            raise AssertionError("the page has gone")

    asker = Asker()
    held = threading.Event()
    work.run(lambda _desk: held.wait(10))
    work.run(lambda _desk: 1, then=partial(asker.show, "more") if bound else asker.show)
    asker.deleteLater()
    settled: list[bool] = []
    QTimer.singleShot(0, held.set)
    work.run(lambda _desk: None, then=lambda _none: settled.append(True))
    until(lambda: bool(settled))
    assert wrong == []


def test_the_end_waits_for_everything_that_was_asked_for(tmp_path: Path, wrong: list[BaseException]) -> None:
    from app.base.clock import FixedClock

    work = Work(wrong.append)
    written: list[int] = []
    closed: list[bool] = []
    work.open(lambda: new_desk(tmp_path, clock=FixedClock()), lambda _desk: None)
    until(work.is_open)
    for number in range(50):
        work.run(lambda _desk, n: written.append(n), number)

    def close(desk: Desk) -> None:
        closed.append(len(written) == 50)
        desk.store.close()

    work.stop(close)
    assert closed == [True]
    assert not work.is_open()


def test_what_is_asked_for_after_the_end_is_left_out(work: Work, wrong: list[BaseException]) -> None:
    closed: list[bool] = []
    late: list[object] = []
    work.shut(lambda desk: desk.store.close(), lambda _none: closed.append(True), wrong.append)
    work.run(lambda _desk: "late", then=late.append)
    until(lambda: closed)
    assert late == []
    assert wrong == []


def test_a_timer_that_outlives_the_end_asks_nobody(work: Work, wrong: list[BaseException]) -> None:
    """A window that is about to go may still ask: there is no store any more, and no worker is begun for it."""
    asked: list[object] = []
    work.stop(lambda desk: desk.store.close())
    work.run(lambda desk: asked.append(desk), failed=asked.append)
    work.ask(lambda desk: asked.append(desk), then=asked.append)
    assert work._thread is None
    QApplication.processEvents()
    assert (asked, wrong) == ([], [])


def test_the_end_closes_a_store_that_is_just_being_opened(tmp_path: Path, wrong: list[BaseException]) -> None:
    work, may = Work(wrong.append), threading.Event()
    desk, closed = list[Desk](), list[Desk]()

    def close(open_one: Desk) -> None:
        closed.append(open_one)
        open_one.store.close()

    def opened() -> Desk:
        may.wait(60)
        desk.append(new_desk(tmp_path))
        return desk[0]

    work.open(opened, then=lambda _desk: None)
    assert not work.is_open()
    threading.Timer(0.1, may.set).start()
    work.stop(close)
    assert closed == desk
    assert not work.is_open()
    assert wrong == []


def test_the_end_during_a_closing_closes_once(work: Work, wrong: list[BaseException]) -> None:
    closed: list[str] = []

    def close(name: str, desk: Desk) -> None:
        closed.append(name)
        desk.store.close()

    work.shut(lambda desk: close("shut", desk), lambda _none: None, wrong.append)
    work.stop(lambda desk: close("stop", desk))
    QApplication.processEvents()
    assert closed == ["shut"]
    assert wrong == []


def test_nothing_is_tidied_up_on_the_workers_thread(work: Work) -> None:
    """Python deletes rubbish on whatever thread asks for memory; one of Qt's objects among it would end the program."""
    threads: list[threading.Thread] = []

    class Rubbish:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            threads.append(threading.current_thread())

    def busy(_desk: Desk) -> None:
        for _ in range(2000):
            Rubbish()

    done: list[object] = []
    work.run(busy, then=done.append)
    until(lambda: bool(done))
    gc.collect()
    assert len(threads) == 2000
    assert set(threads) == {threading.main_thread()}
