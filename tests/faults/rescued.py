"""What is saved out of a damaged register: every row whose pages are whole, never a wrong one, and sound (row 11).

    python -m tests.faults.rescued [--full] [--seed N]

A register with a history, with or without a backup of its middle, is flipped at several places or loses its end. What is
saved out of it opens with the same passphrase, its check finds nothing, and each of its rows is one that was once saved.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.base.clock import FixedClock
from app.base.errors import AppError
from app.base.languages import _
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.record import Record
from app.records.registry import TYPES
from app.records.session import Session
from app.records.step import Step
from app.store import events, rescuing
from app.store.connection import PAGE, Connection
from app.store.errors import StoreDamaged
from app.store.files import sibling
from app.store.keys import DatabaseKey
from app.store.opening import by_passphrase
from app.store.rescuing import Rescued
from app.store.store import Store
from tests.faults import programme
from tests.store.conftest import CHEAP, PASSPHRASE

PEOPLE, DAYS = 30, 12
_RENEWED = 25  # damages of one register, before another is made
Row = tuple[str, str]


def run(samples: int, seed: int) -> programme.Figures:
    """So many damages."""
    chance, problems = random.Random(seed), list[str]()
    with programme.scratch() as folder:
        for number in range(samples):
            if number % _RENEWED == 0:
                path = _register(folder / f"made-{number}", chance, backed_up=number % (2 * _RENEWED) == 0)
                before, key = _history(path)
            copy = _copied(path, folder / "try")
            what = _damaged(copy, chance)
            found = _saved(copy, before, key)
            problems += [f"{what}: {one}" for one in found[:1]]
            shutil.rmtree(copy.parent)
    return programme.counted(samples, problems)


def _register(folder: Path, chance: random.Random, *, backed_up: bool) -> Path:
    folder.mkdir()
    path = folder / "overgang.db"
    store, _ = Store.create(
        path, name="x", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    people = [
        Person(name=f"Person {n}", strengths="tåler mye " * chance.randint(1, 60)) for n in range(PEOPLE)
    ]
    for person in people:
        _put(store, person)
    for day in range(DAYS):
        if backed_up and day == DAYS // 2:
            store.backup()
        person = chance.choice(people)
        steps = tuple(Step(person=person.id, text=f"Ringe {n}") for n in range(chance.randint(0, 3)))
        rows = (Attendance(person=person.id),)
        note = "kran " * chance.choice((3, 60, 2000))
        _put(store, Session(day=dt.date(2026, 1, day + 1), note=note, attendances=rows, steps=steps))
        _put(store, Person(id=person.id, name=f"{person.name} {day}", strengths="lærer fort"))
    store.put_draft(Draft("session", {"note": "halvveis"}), viewer=store.me)
    store.close()
    return path


def _put(store: Store, record: Record) -> None:
    with store.transaction("entry.saved", actor=store.me) as t:
        t.put(record)


def _history(path: Path) -> tuple[dict[Row, list[dict[str, Any]]], DatabaseKey]:
    """Every row as it ever was, the last way last; and the key."""
    store = Store.open(path, PASSPHRASE, FixedClock(), floor=CHEAP)
    found: dict[Row, list[dict[str, Any]]] = {}
    for (body,) in store.connection.rows("SELECT body FROM payload ORDER BY event"):
        for table, key, _before, after in events.opened(body)["rows"]:
            if table in TYPES and after is not None:
                found.setdefault((table, key), []).append(after)
    key = store.opened.key
    store.close()
    return found, key


def _damaged(path: Path, chance: random.Random) -> str:
    """One to eight flips anywhere behind the first page, or the end gone, or one whole page of rubbish."""
    content = bytearray(path.read_bytes())
    kind = chance.choice(("flips", "flips", "flips", "cut", "page"))
    if kind == "flips":
        places = [chance.randrange(PAGE, len(content)) for _ in range(chance.randint(1, 8))]
        for at in places:
            content[at] ^= 1 << chance.randrange(8)
        kind = f"flips at {places}"
    elif kind == "cut":
        length = chance.randrange(len(content) // 3, len(content))
        del content[length:]
        kind = f"cut at {length}"
    else:
        at = chance.randrange(1, len(content) // PAGE) * PAGE
        content[at : at + PAGE] = chance.randbytes(PAGE)
        kind = f"page at {at}"
    path.write_bytes(content)
    return kind


def _saved(path: Path, before: dict[Row, list[dict[str, Any]]], key: DatabaseKey) -> list[str]:
    damaged = path.read_bytes()
    whole = dict(_whole(path, before, key))
    try:
        done = rescuing.save(path, by_passphrase(PASSPHRASE), FixedClock(), floor=CHEAP)
    except StoreDamaged:
        return [f"nothing saved, and {len(whole)} rows read"] if whole else []
    except Exception as error:
        return [repr(error)]
    found = ["the damaged file was changed"] if path.read_bytes() != damaged else []
    return [*found, *_judged(done, before, whole)]


def _whole(
    path: Path, before: dict[Row, list[dict[str, Any]]], key: DatabaseKey
) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The rows whose pages all read, each asked for by its number on a connection of its own."""
    copy = path.with_name("asked.db")
    shutil.copyfile(path, copy)
    size: dict[str, int] = {}
    for table, _key in before:
        size[table] = size.get(table, 0) + 1
    for table, count in size.items():
        for number in range(1, count + 1):
            try:
                row = _asked(copy, key, table, number)
            except AppError:
                continue
            if (
                row and row in before[table, row["id"]]
            ):  # not what a damaged last page of a long text is given as
                yield (table, row["id"]), row
    copy.unlink()


def _asked(path: Path, key: DatabaseKey, table: str, number: int) -> dict[str, Any]:
    connection = Connection.opened(path, key)
    try:
        rows = connection.dicts(f"SELECT * FROM {table} WHERE number = ?", (number,))
        return {name: value for row in rows for name, value in row.items() if name != "number"}
    finally:
        connection.close()


def _judged(
    done: Rescued, before: dict[Row, list[dict[str, Any]]], whole: dict[Row, dict[str, Any]]
) -> list[str]:
    try:
        store = Store.open(done.path, PASSPHRASE, FixedClock(), floor=CHEAP)
    except AppError as error:
        return [f"what was saved does not open: {error!r}"]
    try:
        found = [finding.text() for finding in store.check()]
        there: dict[Row, dict[str, Any]] = {}
        for table in {table for table, _key in before}:
            for row in store.connection.dicts(f"SELECT * FROM {table}"):
                row.pop("number")
                there[table, row["id"]] = row
        nameless = [place for place, row in there.items() if row.get("name") == _(rescuing.UNREAD)]
        found += ["people that never were"] if len(nameless) != done.nameless else []
        found += [f"row that never was: {place}" for place in there.keys() - before.keys()]
        saved = len(there)
        there = {place: row for place, row in there.items() if place not in nameless}
        for place, row in there.items():
            if before.get(place, [row])[-1].get("parent_id") and not row["parent_id"]:
                lone = {name: before[place][-1][name] for name in ("parent_id", "position")}
                if any(key == lone["parent_id"] for _table, key in there):
                    found.append(f"let go of what is there: {place}")
                row |= lone
        found += [f"wrong: {place}" for place, row in there.items() if row not in before.get(place, [row])]
        found += [f"not as it read: {place}" for place, row in whole.items() if there.get(place) != row]
        if sum(count for _kind, count in done.saved) != saved:
            found.append("another number is told than was saved")
        return found
    finally:
        store.close()


def _copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in (path, *(sibling(path, kind) for kind in ("keys", "head"))):
        shutil.copy(file, folder)
    if (path.parent / "backups").exists():
        shutil.copytree(path.parent / "backups", folder / "backups")
    return folder / path.name


HARNESSES = (
    programme.Harness(
        "rescued",
        11,
        "What is saved out of a damaged register is sound, holds every row whose pages are whole, and never a wrong one",
        sample=4,
        full=1_000,
        run=run,
    ),
)

if __name__ == "__main__":
    programme.main(HARNESSES)
