"""Behind every number of one's own stand as many records as it says, and nothing of a colleague's."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.desk import Desk
from app.actions.statistics import count_period, records_behind
from app.records.arrival import Arrival
from app.records.checklist import ChecklistAnswer, ChecklistRound
from app.records.choices import codes
from app.records.record import Record
from app.records.report import BaseNumber
from app.records.request import Request
from app.records.session import Session
from app.statistics.guarding import guarded
from app.statistics.period import Period
from app.statistics.tables import Row
from app.store.access import Viewer
from app.store.questions import behind as behind_module
from app.store.questions.behind import UNITS, Way, behind, way_to
from tests.builders import PASSPHRASE, add_person, add_talk, new_desk
from tests.unit.test_measures import LAST, TODAY, Register

SINCE = Period(dt.date(2025, 1, 1), TODAY)


class Whole(Register):
    """What the measures are tried on, and what they count beside talks."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder, seed)
        self.chance = random.Random(seed + 99)
        with self.desk.store.transaction("test", actor=self.desk.viewer) as t:
            for record in self._came_and_asked():
                t.put(record)
            for judged in (self._round(dt.date(2024, 5, 1)), self._round(dt.date(2025, 5, 1))):
                t.put(judged, owner="")
            for split in ("sex", "stay", "activity", "country_group", "ward_kind"):
                code = codes("ward.type" if split == "ward_kind" else _CHOICES.get(split, f"person.{split}"))[
                    0
                ]
                t.put(BaseNumber(first=SINCE.first, last=TODAY, split=split, value=code, count=70), owner="")
            for talk in self.desk.store.find(Session, viewer=self.desk.viewer, limit=12):
                why = self.chance.choice(("", "lockdown"))
                t.put(replace(talk, moved_by=self.chance.choice(("school", "prison")), moved_reason=why))

    def _came_and_asked(self) -> Iterator[Record]:
        for one in self.people:
            told = self.chance.choice(((), ("oral",), ("not_yet",)))
            yield Arrival(person=one.id, day=self.day(), told=told)
            state = self.chance.choice(("open", "booked", "booked", "answered", "declined", "left"))
            asked = self.day()
            ended = None if state == "open" else min(TODAY, asked + dt.timedelta(days=20))
            yield Request(person=one.id, day=asked, state=state, ended_on=ended)

    def _round(self, day: dt.date) -> ChecklistRound:
        answers = tuple(
            ChecklistAnswer(question=f"{part}{number}", answer=self.chance.choice(("yes", "no")))
            for part, most in (("T", 8), ("I", 7), ("S", 5), ("K", 4))
            for number in range(1, most + 1)
        )
        return ChecklistRound(checklist="2020-nvl", started_on=day, finished_on=day, answers=answers)


_CHOICES = {"stay": "person.release_band"}


@pytest.fixture(scope="module", params=range(3))
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    made = Whole(tmp_path_factory.mktemp("whole"), request.param)
    yield made
    made.desk.store.close()


def rows_that_differ(desk: Desk, period: Period) -> tuple[list[str], set[str]]:
    """Rows whose number is not what their records make, in words; and the tables that were tried on a number."""
    differ, tried = [], set()
    for table in count_period(desk, period).tables:
        for row in table.rows:
            found = records_behind(desk, period, row.leads_to)
            made = found.total if found.unit else found.count
            if made != row.number:
                differ.append(f"{row.leads_to or (table.key, row.code)}: {row.number}, its records {made}")
            if found.count <= behind_module.SHOWN and len(found.lines) != found.count:
                differ.append(f"{row.leads_to}: {found.count} records, {len(found.lines)} in the list")
            if row.number:
                tried.add(table.key)
    return differ, tried


@pytest.mark.parametrize("period", [LAST, SINCE])
def test_every_number_is_what_the_records_behind_it_make(whole: Whole, period: Period) -> None:
    differ, tried = rows_that_differ(whole.desk, period)
    assert differ == []
    assert len(tried) >= 35
    if period is SINCE:
        every = {table.key for table in count_period(whole.desk, period).tables}
        assert {one for one in every - tried if not one.startswith("reach")} <= {"minutes", "meetings"}


def test_every_row_leads_to_its_records(whole: Whole) -> None:
    found = count_period(whole.desk, SINCE)
    assert all(row.leads_to for table in found.tables for row in table.rows)
    units = {
        records_behind(whole.desk, SINCE, row.leads_to).unit for table in found.tables for row in table.rows
    }
    assert units == {"", *UNITS}


def test_bands_that_were_put_together_lead_to_all_of_their_people(whole: Whole) -> None:
    found = guarded(count_period(whole.desk, LAST))
    for row in found.table("per_person").rows:
        if not row.hidden:
            assert records_behind(whole.desk, LAST, row.leads_to).count == row.number
    assert all(not row.leads_to for table in found.tables for row in table.rows if row.hidden)


def test_a_way_that_finds_too_few_is_seen(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    referrals = Way("referral", "answered", 'r."to" = ?')
    monkeypatch.setattr(behind_module, "WAYS", {**behind_module.WAYS, "referrals": referrals})
    assert any(one.startswith("referrals:") for one in rows_that_differ(whole.desk, SINCE)[0])


def test_a_row_that_leads_nowhere_has_nothing_behind_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    assert way_to("unknown", "x") is None
    assert way_to("feedback_' OR 1", "x") is None
    assert records_behind(desk, LAST, "unknown:x") == records_behind(desk, LAST, "")
    desk.store.close()


def test_more_than_a_list_holds_are_counted_all_the_same(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    person = add_person(desk, "Lyngvar")
    talks = [Session(day=dt.date(2025, 3, 3), state="held", minutes=30) for _number in range(130)]
    with desk.store.transaction("test", actor=desk.viewer) as t:
        for talk in talks:
            t.put(talk)
    add_talk(desk, person, day="2025-03-04", minutes="30")
    found = records_behind(desk, LAST, "minutes:individual")
    assert (len(found.lines), found.count, found.total) == (100, 131, 131 * 30)
    desk.store.close()


def test_a_lead_finds_nothing_of_colleagues_behind_the_numbers(whole: Whole) -> None:
    desk = whole.desk
    other = Viewer(desk.store.add_counsellor(name=f"Solrun {TODAY}", passphrase=PASSPHRASE + " to"))
    desk.store.set_roles(other.counsellor, ("lead",))
    for row in _rows(desk):
        found = behind(desk.store, viewer=other, first=SINCE.first, last=SINCE.last, leads_to=row.leads_to)
        if found.kind not in ("feedback", "checklist_round", ""):
            assert found.records == {}, row.leads_to


def _rows(desk: Desk) -> list[Row]:
    return [row for table in count_period(desk, SINCE).tables for row in table.rows]
