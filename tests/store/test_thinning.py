"""Thinning: the newest backup survives every schedule and every clock."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.store.thinning import DAYS, MONTHS, NEWEST, WEEKS, Made, lifetime, to_keep

START = dt.datetime(2026, 1, 19, 15, 20, tzinfo=dt.UTC)
# Seconds between two backups: minutes, days, and a clock that jumps up to ten years either way.
PAUSES = (
    st.integers(60, 3600)
    | st.integers(1, 9).map(lambda days: days * 86400)
    | st.integers(-(10**8) * 3, 10**8 * 3)
)


def made(pauses: list[int]) -> list[Made]:
    at, backups = START, []
    for number, pause in enumerate(pauses, start=1):
        at = min(max(at + dt.timedelta(seconds=pause), START.replace(year=1990)), START.replace(year=2090))
        backups.append(Made(number, at))
    return backups


@given(st.lists(PAUSES, min_size=1, max_size=60))
def test_the_newest_always_survive_and_the_rest_is_bounded(pauses: list[int]) -> None:
    backups = made(pauses)
    kept = to_keep(backups)
    assert set(backups[-NEWEST:]) <= kept <= set(backups)
    assert len(kept) <= NEWEST + DAYS + WEEKS + MONTHS
    assert to_keep(kept) == kept  # thinning again takes nothing more


@given(st.lists(PAUSES, min_size=1, max_size=80))
def test_thinning_after_every_backup_loses_no_more_than_thinning_once(pauses: list[int]) -> None:
    kept: set[Made] = set()
    for backup in made(pauses):
        kept = to_keep({*kept, backup})
        assert backup in kept


def test_a_year_of_school_days_keeps_days_weeks_and_months() -> None:
    days = [
        Made(n, START + dt.timedelta(days=n))
        for n in range(365)
        if (START + dt.timedelta(days=n)).weekday() < 5
    ]
    kept = sorted(to_keep(days))
    assert [one.at.date() for one in kept[-DAYS:]] == [one.at.date() for one in days[-DAYS:]]
    months = {(one.at.year, one.at.month) for one in days}
    assert {(one.at.year, one.at.month) for one in kept} == months
    assert len(kept) < DAYS + WEEKS + MONTHS


def test_nothing_in_nothing_out() -> None:
    assert to_keep([]) == set()


def test_until_when_each_stays_is_what_then_happens() -> None:
    today = START.date()
    backups = [Made(n, START - dt.timedelta(days=30 - n)) for n in range(1, 31)]
    kept = to_keep(backups)
    says = lifetime(kept, today)
    assert set(says) == kept
    alive, day, number = set(kept), today, 30
    while alive & kept:
        day += dt.timedelta(days=1)
        if day.isoweekday() > 5:
            continue
        number += 1
        before = alive & kept
        alive = to_keep(alive | {Made(number, dt.datetime.combine(day, dt.time(12), dt.UTC))})
        assert before - alive == {made for made, gone in says.items() if gone == day}
    assert max(says.values()) - today < dt.timedelta(days=31 * (MONTHS + 1))
