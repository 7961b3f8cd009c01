"""Behind every number of one's own stand as many records as it says, and nothing of a colleague's."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.statistics import count_period, records_behind
from app.records.activity import Activity
from app.records.attendance import Attendance
from app.records.session import Session
from app.statistics.period import Period
from app.store.questions.behind import kind_behind
from tests.builders import add_person, add_talk, new_desk

YEAR = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
THEMES = ("cv", "digital", "apprenticeship", "cv,digital")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_number_and_what_stands_behind_it_agree(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    names = ("Lyngvar", "Rognulf", "Havmod", "Ospar", "Tindre")
    people = [add_person(desk, name, sex=chance.choice("mfx")) for name in names]
    for _talk in range(25):
        day = dt.date(2024, 12, 1) + dt.timedelta(days=chance.randrange(405))
        add_talk(
            desk,
            chance.choice(people),
            "Om vegen videre.",
            day=day.isoformat(),
            minutes=str(chance.choice((20, 30, 45, 60))),
            themes=chance.choice(THEMES),
            language=chance.choice(("nb", "pl", "ar")),
            language_handling=chance.choice(("", "interpreter_phone")),
            state=chance.choice(("held", "held", "no_show", "cancelled_prison")),
        )
    for kind in ("course", "info", "course"):
        _group(desk, people, kind)
    tried = 0
    for table in count_period(desk, YEAR).tables:
        for row in table.rows:
            if row.leads_to:
                found = records_behind(desk, YEAR, row.leads_to)
                assert kind_behind(row.leads_to) is not None, row.leads_to
                assert len(found.sessions) + len(found.people) == row.number, (table.key, row.code)
                assert not found.most
                tried += bool(row.number)
    assert tried > 25


def _group(desk: Desk, people: list[str], kind: str) -> None:
    """A group that was held, with two kinds of guests."""
    guests = Activity(guests=("employer", "employee"), guest_count=3)
    came = tuple(Attendance(person=one, came=True) for one in people[:3])
    day = dt.date(2025, 5, 6)
    held = Session(
        day=day,
        minutes=60,
        form="group",
        group_type=kind,
        state="held",
        activities=(guests,),
        attendances=came,
    )
    with desk.store.transaction("test", actor=desk.viewer) as t:
        t.put(held)


def test_a_row_that_leads_nowhere_has_nothing_behind_it(desk: Desk) -> None:
    assert kind_behind("") is None
    assert records_behind(desk, YEAR, "unknown:x") == records_behind(desk, YEAR, "")
