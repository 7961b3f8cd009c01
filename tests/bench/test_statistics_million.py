"""A year's numbers over a million sessions, as a long run with a name.

`python3 dev.py full tests/bench/test_statistics_million.py` takes some twenty minutes, 2 GB of the disk and less than 1 GB
of memory; OVERGANG_SESSIONS makes it smaller. Figures of the last run: costs.md beside this file.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.base.clock import FixedClock
from app.records.activity import Activity
from app.records.attendance import Attendance
from app.records.choices import codes
from app.records.intake import Intake
from app.records.person import Person
from app.records.referral import Referral
from app.records.request import Request
from app.records.session import Session
from app.store.questions.behind import behind
from app.store.store import Store
from tests.bench.test_access import NOW
from tests.bench.test_statistics import YEAR, bare, counted, on_paper, redrawn, report, slowest_figure
from tests.store.conftest import CHEAP, PASSPHRASE

pytestmark = pytest.mark.full
SESSIONS = int(os.environ.get("OVERGANG_SESSIONS", "1000000"))
WRITTEN, TALKS_EACH = (
    10_000,
    50,
)  # talks that are written as the program does, the rest copies of them; talks of a person
DAYS = 3620
MEMORY = 4 << 30
MOST_OF_BARE = 1.5
GROWS, FROM = 30, 100_000
"""How many times as long ten times as many sessions may take. Times are judged from so many on: fewer lie in the cache as a
whole, and drawing takes as long as counting."""


def made(path: Path, sessions: int) -> Store:
    """A register of ten years with so many talks, one in ten a group."""
    store, _code = Store.create(
        path, name="all", passphrase=PASSPHRASE, clock=FixedClock(NOW), cost=CHEAP, floor=CHEAP
    )
    chance = random.Random(7)
    written = min(WRITTEN, sessions)
    people = [_person(chance, number) for number in range(max(20, sessions // TALKS_EACH))]
    for begin in range(0, len(people), 2000):
        with store.transaction("filled", actor=store.me, undoable=False) as t:
            for person in people[begin : begin + 2000]:
                for record in (person, *_around(chance, person)):
                    t.put(record)
    for begin in range(0, written, 2000):
        with store.transaction("filled", actor=store.me, undoable=False) as t:
            for _number in range(begin, min(begin + 2000, written)):
                t.put(_talk(chance, people))
    _copy(store, sessions // written)
    return store


def _day(chance: random.Random) -> dt.date:
    return NOW.date() - dt.timedelta(days=chance.randrange(DAYS))


def _person(chance: random.Random, number: int) -> Person:
    return Person(
        name=f"Ospar {number}",
        sex=chance.choice(codes("person.sex")),
        birth_year=chance.randrange(1950, 2006),
        education=chance.choice(codes("person.education")),
        country_group=chance.choice(codes("person.country_group")),
    )


def _around(chance: random.Random, person: Person) -> Iterator[Intake | Referral | Request]:
    day = _day(chance)
    yield Intake(person=person.id, day=day, offer=chance.choice(codes("intake.offer")))
    if chance.random() < 0.3:
        yield Referral(person=person.id, to=chance.choice(codes("referral.to")), made_on=day)
        yield Request(person=person.id, day=day, state="booked", ended_on=day)


def _talk(chance: random.Random, people: list[Person]) -> Session:
    group = chance.random() < 0.1
    came = chance.sample(people, chance.randrange(3, 9)) if group else [chance.choice(people)]
    return Session(
        day=_day(chance),
        clock="09:00",
        minutes=chance.choice((20, 30, 45, 60)),
        form="group" if group else "individual",
        group_type="course" if group else "",
        state=chance.choice(("held", "held", "held", "held", "no_show")),
        language=chance.choice(("nb", "pl", "ar")),
        language_handling=chance.choice(("norwegian", "interpreter_phone")),
        themes=tuple(chance.sample(codes("session.theme"), 2)),
        purpose=(chance.choice(codes("session.purpose")),),
        attendances=tuple(Attendance(person=one.id) for one in came),
        activities=(Activity(guests=("employer",)),) if group and chance.random() < 0.3 else (),
    )


def _copy(store: Store, times: int) -> None:
    """Every talk so many times in all, some days apart, with somebody else who came: without the log and the search index,
    which no statistic reads and which would take an hour to write. The indexes are made anew at the end."""
    people = int(store.connection.value("SELECT count(*) FROM person"))
    another = f"(SELECT p.id FROM person p WHERE p.number = 1 + (o.number * 31 + ? * 7) % {people})"
    changed = {
        "session": {"day": "date(o.day, '-' || (? % 300) || ' days')"},
        "attendance": {"parent_id": "? || '-' || o.parent_id", "person": another},
        "activity": {"parent_id": "? || '-' || o.parent_id"},
    }
    for kind, told in changed.items():
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql != ''"
        indexes = store.connection.rows(sql, (kind,))
        for name, _sql in indexes:
            store.connection.run(f"DROP INDEX {name}")
        names = [row[1] for row in store.connection.rows(f"PRAGMA table_info({kind})") if row[1] != "number"]
        told |= {"id": "? || '-' || o.id"}
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(told.get(name, f'o."{name}"') for name in names)
        store.connection.run(f"CREATE TEMP TABLE first AS SELECT * FROM {kind}")
        for copy in range(1, times):
            marks = (f"{copy:05}",) * values.count("?")
            store.connection.run(f"INSERT INTO {kind} ({columns}) SELECT {values} FROM temp.first o", marks)
        store.connection.run("DROP TABLE temp.first")
        for _name, index in indexes:
            store.connection.run(index)


def least(what: Callable[[], object]) -> float:
    """Seconds of the processor, the quicker of two."""
    took = []
    for _turn in range(2):
        begun = time.process_time()
        what()
        took.append(time.process_time() - begun)
    return min(took)


def _told(name: str, path: Path, sessions: int) -> dict[str, float]:
    """Seconds of everything that is asked of a register of this size, printed."""
    store = made(path, sessions)
    assert store.connection.value("SELECT count(*) FROM session") == sessions
    found = counted(store, store.me)
    seconds, slowest = slowest_figure(found)
    took = {
        "bare questions": least(lambda: bare(store, store.me)),
        "counted, guarded and on paper": least(lambda: on_paper(store, store.me)),
        "the year's whole report": least(lambda: report(store)),
        "a period turned": least(lambda: redrawn(counted(store, store.me).table(slowest.key))),
        "one figure drawn again": seconds,
        "the talks behind a number": least(
            lambda: behind(
                store, viewer=store.me, first=YEAR.first, last=YEAR.last, leads_to="overview:attendances"
            )
        ),
    }
    held = found.table("form").of
    store.close()
    print(f"\n{name}: {sessions} sessions, {held} held in the year, {path.stat().st_size / 1e6:.0f} MB")
    for what, spent in took.items():
        print(f"  {what:32} {spent:7.3f} s  {spent / took['bare questions']:.2f}")
    return took


def test_a_million_sessions_against_a_tenth_of_them(tmp_path: Path) -> None:
    """Ten times as many sessions take about ten times as long and no more memory than a small PC has; what is made of the
    numbers costs little beside its questions."""
    took = {
        name: _told(name, tmp_path / f"{name}.db", sessions)
        for name, sessions in (("tenth", SESSIONS // 10), ("all", SESSIONS))
    }
    for what in ("bare questions", "counted, guarded and on paper"):
        print(f"{what}, all ÷ a tenth: {took['all'][what] / took['tenth'][what]:.1f}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"most memory {most / 1e6:.0f} MB")
    assert most < MEMORY
    every, questions = took["all"], took["all"]["bare questions"]
    made_of_them = ("counted, guarded and on paper", "the year's whole report", "a period turned")
    if SESSIONS // 10 >= FROM:
        assert max(every[name] for name in made_of_them) / questions <= MOST_OF_BARE
        assert questions / took["tenth"]["bare questions"] < GROWS
