"""A closed period keeps its numbers whatever is deleted later; an open one counts what is left of a deleted talk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.erasing import erase_entry, erase_person
from app.actions.periods import ClosedAlready, NotOverYet, close_period, period_of, periods_view, within
from app.actions.statistics import count_period
from app.entry.problems import Invalid
from app.records.session import Session
from app.statistics.counts import CLOSED, PARTLY_CLOSED
from app.statistics.period import Period
from tests.builders import add_person, add_talk, new_desk

DECEMBER, JANUARY = period_of("month", dt.date(2025, 12, 1)), period_of("month", dt.date(2026, 1, 1))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


def two_people(desk: Desk) -> tuple[str, str]:
    lyngvar, rognulf = add_person(desk, "Lyngvar"), add_person(desk, "Rognulf")
    for person in (lyngvar, rognulf):
        add_talk(desk, person, day="2025-12-08", minutes="40")
        add_talk(desk, person, day="2026-01-12", minutes="30")
    return lyngvar, rognulf


def overview(desk: Desk, period: Period) -> dict[str, int]:
    return {row.code: row.number for row in count_period(desk, period).table("overview").rows}


def test_periods_have_their_days() -> None:
    assert period_of("half", dt.date(2026, 9, 3)) == Period(dt.date(2026, 7, 1), dt.date(2026, 12, 31))
    year = period_of("year", dt.date(2024, 5, 5))
    assert len(list(within(year))) == 1 + 2 + 12
    assert period_of("month", dt.date(2024, 2, 5)).last == dt.date(2024, 2, 29)


def test_a_closed_period_keeps_its_numbers_when_somebody_is_deleted(desk: Desk) -> None:
    lyngvar, _rognulf = two_people(desk)
    close_period(desk, "month", dt.date(2025, 12, 1))
    before = count_period(desk, DECEMBER)
    erase_person(desk, lyngvar, why="objection", typed="lyngvar")
    after = count_period(desk, DECEMBER)
    assert after.tables == before.tables
    assert after.table("overview").number("unique_people") == 2
    assert desk.store.check() == []
    with pytest.raises(ClosedAlready):
        close_period(desk, "month", dt.date(2025, 12, 1))


def test_an_open_period_counts_the_talk_and_nothing_of_the_person(desk: Desk) -> None:
    lyngvar, _rognulf = two_people(desk)
    before = overview(desk, JANUARY)
    erase_person(desk, lyngvar, why="objection", typed="Lyngvar")
    after = overview(desk, JANUARY)
    for code in ("individual_sessions", "individual_minutes", "attendances"):
        assert after[code] == before[code]
    assert (before["unique_people"], after["unique_people"]) == (2, 1)


def test_what_was_entered_in_error_is_not_counted(desk: Desk) -> None:
    lyngvar, _rognulf = two_people(desk)
    talks = desk.store.find(Session, viewer=desk.viewer, case=lyngvar, order="-day")
    erase_entry(desk, "session", talks[0].id, why="error")
    assert overview(desk, JANUARY)["individual_sessions"] == 1


def test_the_reader_is_told_what_a_closed_period_means(desk: Desk) -> None:
    two_people(desk)
    close_period(desk, "year", dt.date(2025, 12, 1))
    from app.base.languages import _

    assert count_period(desk, DECEMBER).rule[0] == _(CLOSED)
    assert count_period(desk, Period(dt.date(2025, 12, 3), dt.date(2026, 1, 3))).rule[0] == _(PARTLY_CLOSED)
    assert _(CLOSED) not in count_period(desk, JANUARY).rule


def test_a_period_that_goes_on_stays_open(desk: Desk) -> None:
    two_people(desk)
    with pytest.raises(NotOverYet):
        close_period(desk, "month", desk.today)
    lines = periods_view(desk).lines
    assert [(one.kind, one.first.isoformat()) for one in lines] == [
        ("year", "2025-01-01"),
        ("half", "2025-07-01"),
        ("month", "2025-12-01"),
    ]


def test_another_word_than_the_name_deletes_nothing(desk: Desk) -> None:
    lyngvar, _rognulf = two_people(desk)
    with pytest.raises(Invalid):
        erase_person(desk, lyngvar, why="objection", typed="slett")
    with pytest.raises(Invalid):
        erase_person(desk, lyngvar, why="", typed="Lyngvar")
    assert overview(desk, JANUARY)["unique_people"] == 2
