"""ST4 and who still needs an intake, each counted a second time by going through the records."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from app.actions.desk import Desk
from app.records.arrival import Arrival
from app.records.intake import Intake
from app.records.person import Person
from app.store.questions.arrivals import called, needing_intake, told_by_language
from tests.builders import new_desk

TODAY = dt.date(2026, 1, 19)
SINCE, UNTIL = dt.date(2025, 12, 1), dt.date(2025, 12, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Eighty people with up to two arrivals and two intakes each, some voided, some gone."""
    made = new_desk(tmp_path_factory.mktemp("arrivals"))
    chance = random.Random(7)
    with made.store.transaction("test", actor=made.viewer) as t:
        for number in range(80):
            person = Person(
                name=f"Lyngvar {number // 2}",
                mother_tongue=chance.choice(["pl", "ar", ""]),
                reads_best=chance.choice(["", "", "en"]),
                arrived=_day(chance) if chance.random() < 0.3 else None,
                left_on=TODAY if chance.random() < 0.2 else None,
            )
            t.put(person, case=person.id)
            for _one in range(chance.randrange(3)):
                told = chance.choice([(), ("not_yet",), ("spoken",), ("spoken", "poster")])
                arrival = Arrival(person=person.id, day=_day(chance), told=told)
                t.put(arrival, case=person.id)
                if chance.random() < 0.1:
                    t.void(Arrival, arrival.id, reason="mistake")
            for _one in range(chance.randrange(3)):
                informed = chance.choice([(), ("not_yet",), ("leaflet",)])
                t.put(Intake(person=person.id, day=_day(chance), informed=informed), case=person.id)
    yield made
    made.store.close()


def _day(chance: random.Random) -> dt.date:
    return dt.date(2025, 11, 15) + dt.timedelta(days=chance.randrange(60))


def told(codes: tuple[str, ...]) -> bool:
    return any(code != "not_yet" for code in codes)


def test_the_share_told_is_the_same_when_counted_by_hand(desk: Desk) -> None:
    people = {one.id: one for one in desk.store.find(Person, viewer=desk.viewer)}
    arrivals = desk.store.find(Arrival, viewer=desk.viewer)
    intakes = desk.store.find(Intake, viewer=desk.viewer)
    came: Counter[str] = Counter()
    knew: Counter[str] = Counter()
    for one in arrivals:
        if not SINCE <= one.day <= UNTIL:
            continue
        later = [other.day for other in arrivals if other.person == one.person and other.day > one.day]
        until = min(later, default=dt.date.max)
        said = any(i.person == one.person and one.day <= i.day < until and told(i.informed) for i in intakes)
        language = people[one.person].reads_best or people[one.person].mother_tongue
        came[language] += 1
        knew[language] += told(one.told) or said
    found = told_by_language(desk.store, viewer=desk.viewer, since=SINCE, until=UNTIL)
    assert {row.language: row.arrived for row in found} == came
    assert {row.language: row.told for row in found} == {language: knew[language] for language in came}
    assert [row.arrived for row in found] == sorted(came.values(), reverse=True)
    assert 0 < sum(knew.values()) < sum(came.values())


def test_who_needs_an_intake_is_the_same_when_looked_for_by_hand(desk: Desk) -> None:
    arrivals = desk.store.find(Arrival, viewer=desk.viewer)
    intakes = desk.store.find(Intake, viewer=desk.viewer)
    expected = set()
    for person in desk.store.find(Person, viewer=desk.viewer):
        days = [one.day for one in arrivals if one.person == person.id]
        day = max(days) if days else person.arrived
        done = any(one.person == person.id and day and one.day >= day for one in intakes)
        if person.left_on is None and day is not None and day >= SINCE and not done:
            expected.add((person.id, day))
    found = needing_intake(desk.store, viewer=desk.viewer, since=SINCE)
    assert {(one.person, one.day) for one in found} == expected
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert expected


def test_people_are_known_by_name_and_alias_those_here_first(desk: Desk) -> None:
    with desk.store.transaction("test", actor=desk.viewer) as t:
        for one in (Person(name="Bjørkind", alias="Lyngvar 3"), Person(name="Lyngvar 3 Havmod")):
            t.put(one, case=one.id)
    found = called(desk.store, viewer=desk.viewer, names=["LYNGVÅR 3", "", "Ingen"])
    lines = found["lyngvar 3"]
    assert {line.name for line in lines} == {"Lyngvar 3", "Bjørkind"}
    assert [line.gone for line in lines] == sorted(line.gone for line in lines)
    assert set(found) == {"lyngvar 3"}
