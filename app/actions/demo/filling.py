"""Fill an empty register with made-up entries, in transactions of some hundred sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.actions.demo.calendar import Diary, planned
from app.actions.demo.cycle import checklist_cycle
from app.actions.demo.material import Chance, texts
from app.actions.demo.people import CRANE_NAME, NEW, House, Resident, house, intake_of, residents
from app.actions.demo.service import service_logs
from app.actions.demo.talks import crane_talk, groups, talks
from app.actions.demo.way_on import way_on
from app.actions.demo.week import Prison, prison_week
from app.actions.desk import Desk
from app.actions.setup import furnish
from app.base.clock import Clock
from app.base.settings import (
    GUIDANCE_CONTACT,
    GUIDANCE_PLACE,
    GUIDANCE_TIMES,
    PRISON_NAME,
    SCHOOL_NAME,
)
from app.records.checklist import ChecklistRound
from app.records.person import Person
from app.records.record import Record
from app.records.registry import type_name
from app.records.session import Session
from app.store.access import everyone_sees
from app.store.keys import FLOOR
from app.store.store import Store

SESSIONS_EACH = 30
_GROUPS_PERCENT = 4
_AT_ONCE = 300  # records in one transaction
PASSPHRASE = "syv svale steiner synger"


@dataclass(frozen=True, kw_only=True)
class DemoSize:
    """How much is made up. sessions: held or called off, None for thirty a person. Same seed and day, same entries."""

    people: int = 60
    sessions: int | None = None
    seed: int = 1


def make_demo(folder: Path, clock: Clock, *, size: DemoSize | None = None) -> tuple[Path, str]:
    """A new register of made-up people in a folder; its path and its passphrase, which protects nothing real.

    The key costs the least that the program accepts, so that it opens quickly.
    """
    path = folder / "demo.db"
    name = str(texts()["counsellor"])
    store, _code = Store.create(path, name=name, passphrase=PASSPHRASE, clock=clock, cost=FLOOR)
    try:
        desk = Desk(store, clock)
        furnish(desk, school=texts()["school"], prison=texts()["prison"])
        fill_demo(desk, size or DemoSize())
    finally:
        store.close()
    return path, PASSPHRASE


def is_empty(desk: Desk) -> bool:
    """Whether the register has no people and no sessions yet."""
    return not any(desk.store.count(kind, viewer=desk.viewer) for kind in (Person, Session))


def fill_demo(desk: Desk, size: DemoSize) -> dict[str, int]:
    """Put made-up entries into a register; how many of each."""
    chance = Chance(size.seed)
    _settings(desk)
    prison = house(chance, size.seed)
    lists = (*prison.wards, *prison.officers, *prison.rooms)
    made: dict[str, int] = {}
    batch: list[Record] = []
    for record in (
        *lists,
        *_everything(chance, size, prison, desk.today),
        *checklist_cycle(chance, desk.today),
        *service_logs(Chance(size.seed), desk.today),
    ):
        kind = type(record).__name__
        made[kind] = made.get(kind, 0) + 1
        batch.append(record)
        if len(batch) >= _AT_ONCE:
            _keep(desk, batch)
            batch = []
    _keep(desk, batch)
    return {
        "people": made.get("Person", 0),
        "sessions": made.get("Session", 0),
        "intakes": made.get("Intake", 0),
        "checklist_rounds": made.get("ChecklistRound", 0),
    }


def _keep(desk: Desk, records: Iterable[Record]) -> None:
    with desk.store.transaction("demo.filled", actor=desk.viewer, undoable=False) as t:
        for record in records:
            of_service = isinstance(record, ChecklistRound) or everyone_sees(type_name(type(record)))
            t.put(record, owner="" if of_service else None)


def _settings(desk: Desk) -> None:
    said = {
        SCHOOL_NAME: "school",
        PRISON_NAME: "prison",
        GUIDANCE_PLACE: "place",
        GUIDANCE_TIMES: "times",
        GUIDANCE_CONTACT: "contact",
    }
    with desk.store.transaction("demo.settings", actor=desk.viewer, undoable=False) as t:
        for setting, key in said.items():
            t.set(setting.name, texts()[key])


def _everything(chance: Chance, size: DemoSize, prison: House, today: dt.date) -> Iterator[Record]:
    everyone = residents(chance, people=size.people, house=prison, today=today)
    total = SESSIONS_EACH * size.people if size.sessions is None else size.sessions
    in_groups = total * _GROUPS_PERCENT // 100
    shares = _shares(chance, everyone, total - in_groups)
    booked_in: dict[str, str] = {}
    talked: list[Session] = []
    for place, resident in enumerate(everyone):
        yield resident.person
        intake = intake_of(chance, resident, place=place, today=today)
        if intake is not None:
            yield intake
        for session in _of_one(chance, resident, shares[place], today):
            booked_in[resident.person.id] = session.id
            talked.append(session)
            yield session
    yield from groups(chance, everyone, count=in_groups, today=today)
    coming = list(planned(chance, Diary(everyone, booked_in), today)) if total else []
    yield from prison_week(Prison(everyone, prison, today, size.seed), talked, coming)
    yield from way_on(size.seed, everyone, today)


def _of_one(chance: Chance, resident: Resident, count: int, today: dt.date) -> Iterator[Session]:
    if resident.person.name == CRANE_NAME and count:
        yield crane_talk(chance, resident, today)
        count -= 1
    yield from talks(chance, resident, count=count, today=today)


def _shares(chance: Chance, everyone: list[Resident], total: int) -> list[int]:
    """How many sessions each person has: by the length of the stay, a little more or less, in sum the total."""
    weights = [_stay(one) * chance.number(60, 140) for one in everyone]
    whole = sum(weights) or 1
    shares = [total * weight // whole for weight in weights]
    left = total - sum(shares)
    for place in range(len(shares)):
        if left and weights[place]:
            shares[place] += 1
            left -= 1
    return shares


def _stay(resident: Resident) -> int:
    """Days of the stay that talks can lie in, roughly; 0 for who has just come."""
    person = resident.person
    if person.arrived is None or resident.part == NEW:
        return 0
    return ((person.left_on - person.arrived).days if person.left_on else 400) or 1
