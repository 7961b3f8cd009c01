"""Questions that take a shorter way through the index give what the plain question gives, over generated registers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.store import granting
from app.store.access import may_read
from app.store.questions import reminders, session_list
from app.store.restriction import close
from app.store.store import Store, Viewer
from tests.builders import CHEAP, MONDAY, PASSPHRASE

TODAY = MONDAY.date()
STATES = ("held", "held", "held", "planned", "no_show", "cancelled_prison")


class Generated:
    """Three counsellors, their cases, shared and restricted by chance, and talks alone and in groups."""

    def __init__(self, folder: Path, seed: int) -> None:
        chance = random.Random(seed)
        clock = FixedClock(MONDAY)
        self.store, _code = Store.create(
            folder / "overgang.db",
            name="Steinvid",
            passphrase=PASSPHRASE,
            clock=clock,
            cost=CHEAP,
            floor=CHEAP,
        )
        names = ("Tindre", "Solmund")
        others = [
            Viewer(self.store.add_counsellor(name=one, passphrase=f"{one} ved vinduet")) for one in names
        ]
        self.viewers = [self.store.me, *others]
        for number, actor in enumerate(self.viewers):
            people = [
                Person(
                    name=f"Lyngvar{number}{place}",
                    left_on=TODAY if chance.random() < 0.2 else None,
                    left_kind="released",
                )
                for place in range(8)
            ]
            with self.store.transaction("filled", actor=actor, undoable=False) as t:
                for person in people:
                    t.put(person)
                for _talk in range(40):
                    t.put(_talk_with(chance, people))
            for person in chance.sample(people, 3):
                colleague = chance.choice([one for one in self.viewers if one != actor])
                granting.share(self.store, person.id, actor=actor, counsellor=colleague.counsellor)
            with self.store.transaction("case.restricted", actor=actor) as t:
                chosen = chance.choice(people).id
                close(
                    t,
                    self.store,
                    chosen,
                    actor=actor,
                    reason="til det er avklart",
                    since="2026-01-12T09:00:00Z",
                )


def _talk_with(chance: random.Random, people: list[Person]) -> Session:
    group = chance.random() < 0.3
    who = chance.sample(people, chance.randint(1, 4) if group else 1)
    return Session(
        day=TODAY + dt.timedelta(days=chance.randint(-400, 20)),
        clock=chance.choice(("", "09:00", "13:30")),
        form="group" if group else chance.choice(("individual", "phone")),
        topic="CV" if group else "",
        state=chance.choice(STATES),
        attendances=tuple(Attendance(person=one.id, came=chance.random() < 0.8) for one in who),
    )


@pytest.fixture(params=range(4))
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Generated]:
    generated = Generated(tmp_path, request.param)
    yield generated
    generated.store.close()


@pytest.mark.parametrize("chip", session_list.CHIPS)
def test_sessions_are_counted_as_they_are_read(made: Generated, chip: str) -> None:
    for viewer in made.viewers:
        may = may_read("session", viewer, alias="s")
        sql = f"SELECT count(*) FROM session s WHERE s.voided_at = '' AND ({may.sql}) AND {session_list._CHIP[chip]}"
        plain = made.store.connection.value(sql, may.args)
        assert plain or chip != "all"
        assert session_list.session_count(made.store, viewer=viewer, chip=chip) == plain


@pytest.mark.parametrize("chip", session_list.CHIPS)
def test_a_small_part_is_listed_as_a_large_one(
    made: Generated, chip: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for viewer in made.viewers:
        found = []
        for few in (0, 10_000):
            monkeypatch.setattr(session_list, "FEW", few)
            found.append(
                session_list.session_places(made.store, viewer=viewer, today=TODAY, chip=chip, limit=50)
            )
        assert found[0] == found[1]


def test_who_was_not_seen_is_who_came_to_nothing_lately(made: Generated) -> None:
    weeks, before = 8, TODAY - dt.timedelta(weeks=8)
    for viewer in made.viewers:
        may = may_read("person", viewer, alias="p")
        here = made.store.connection.rows(
            f"SELECT p.id FROM person p WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql})",
            may.args,
        )
        expected = {}
        for (person,) in here:
            talks = made.store.connection.rows(
                """SELECT s.day, s.state, a.came FROM attendance a JOIN session s ON s.id = a.parent_id
                WHERE a.person = ? AND a.voided_at = '' AND s.voided_at = ''""",
                (person,),
            )
            last = max((day for day, state, came in talks if state == "held" and came), default="")
            planned = any(state == "planned" and day >= TODAY.isoformat() for day, state, _came in talks)
            if last and last <= before.isoformat() and not planned:
                expected[person] = dt.date.fromisoformat(last)
        found = list(reminders._unseen(made.store, viewer, TODAY, weeks))
        assert {one.person: one.day for one in found} == expected
        assert [one.day for one in found] == sorted(expected.values())
