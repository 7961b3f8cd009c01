"""A large store in an older schema, and everything that stands in it: what an opening by today's program must not lose."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.base.clock import FixedClock
from app.entry.draft import Draft
from app.records.attendance import Attendance
from app.records.person import Person
from app.records.place import Ward
from app.records.referral import Referral
from app.records.release import Release
from app.records.session import Session
from app.records.step import Step
from app.store import events, migrations
from app.store.backup import SECOND_FOLDER
from app.store.connection import Connection
from app.store.keys import DatabaseKey
from app.store.mark import Head, read_mark, write_mark
from app.store.migrations import m001_first
from app.store.slots import read_slots
from app.store.store import Store
from tests.store.conftest import CHEAP, PASSPHRASE

NAME = "overgang.db"
# How contact officers were written: some twice, some with what a table pasted along leaves at the ends.
WRITTEN = (
    "vakt på Furu",
    " Havmod  ",
    "Havmod",
    "\u00a0Ospar\t",
    "Ospar",
    'O\'Lyng "to"',
    "  ",
    "\t",
    "",
    "Ærlig Ås",
)
_A_DAY = 20
_NOT_CONTENT = ("words", "sqlite_", "_sqlite_", "found", "name_key")
Content = dict[str, list[tuple[Any, ...]]]


def make(folder: Path, *, people: int, second_folder: str = "") -> Path:
    """A closed store in the first schema, with so many people, each with a talk, steps, a referral and a release.

    second_folder: the other place for backups that its settings name.
    """
    folder.mkdir(parents=True)
    path = folder / NAME
    store, _ = Store.create(
        path, name="Steinvid", passphrase=PASSPHRASE, clock=FixedClock(), cost=CHEAP, floor=CHEAP
    )
    ward = Ward(name="Avdeling A")
    with store.transaction("ward.saved", actor=store.me) as t:
        t.put(ward)
        t.set("school.name", "Eksempelskolen")
        t.set(SECOND_FOLDER, second_folder)
    for first in range(0, people, _A_DAY):
        with store.transaction("session.saved", actor=store.me) as t:
            for number in range(first, min(first + _A_DAY, people)):
                person, *others = _of_one(number, ward.id)
                for record in (person, *others):
                    t.put(record)
                if number % 17 == 16:
                    t.void(Person, person.id, reason="twice")
    for number in range(5):
        store.put_draft(Draft("session", {"note": f"midt i en set {number}"}), viewer=store.me)
    for officer in ("Havmod ", "Nyskrevet\t"):
        store.put_draft(Draft("person", {"name": "Ospar", "contact_officer": officer}), viewer=store.me)
    _taken_back(store)
    store.close()
    for kind in ("lock", "reserve"):
        path.with_name(f"{path.name}.{kind}").unlink(missing_ok=True)
    return path


def _of_one(number: int, ward: str) -> tuple[Person, Session, Referral, Release]:
    officer = WRITTEN[number % len(WRITTEN)] + (f" {number % 30}" if number % 3 == 0 else "")
    person = Person(name=f"Lyngvar {number}", ward=ward, contact_officer=officer, strengths="tåler mye " * 8)
    steps = tuple(Step(person=person.id, text=f"Sende fagbrev {n}") for n in range(number % 3))
    day = dt.date(2025, 9, 1) + dt.timedelta(days=number % 100)
    note = f"Vil ta kranførerbevis nummer {number} på våren. " * 4
    rows = (Attendance(person=person.id),)
    talk = Session(day=day, note=note, attendances=rows, steps=steps)
    return person, talk, _referral(person.id, number), Release(person=person.id, recipient="nav")


def _referral(person: str, number: int) -> Referral:
    return Referral(person=person, to="nav", question=f"Kurs {number}")


def _taken_back(store: Store) -> None:
    """Make the open store as the first schema left it: what later steps brought is gone, from the log as well."""
    connection = store.connection
    kept = _first_schema()
    there = connection.rows("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    triggers = [(name, sql) for kind, name, sql in there if kind == "trigger"]
    connection.begin()
    for kind in ("index", "table"):
        for name in (name for one, name, _sql in there if one == kind and name not in kept):
            connection.run(f"DROP {kind} {name}")
    added = migrations.columns_added()
    for table in added.keys() & kept:
        for column in added[table]:
            connection.run(f'ALTER TABLE {table} DROP COLUMN "{column}"')
    for name, _sql in triggers:
        connection.run(f"DROP TRIGGER {name}")
    head = _written_anew(connection, added, kept)
    for _name, sql in triggers:
        connection.run(sql)
    connection.run("DELETE FROM _sqlite_migrations WHERE name != ?", (m001_first.NAME,))
    connection.commit()
    store.opened.head = head
    store.opened.mark.move(head)


def _first_schema() -> set[str]:
    from sqlite_utils import Database

    tables = Database(memory=True)
    tuple(m001_first.up(tables))
    names = {row[0] for row in tables.execute("SELECT name FROM sqlite_schema").fetchall()}
    tables.close()
    return names | {"_sqlite_migrations", "idx__sqlite_migrations_migration_set_name"}


def _written_anew(connection: Connection, added: dict[str, dict[str, object]], kept: set[str]) -> Head:
    """The log with images as the first schema wrote them, chained again."""
    log = connection.rows(
        "SELECT e.at, e.actor, e.verb, p.body FROM event e JOIN payload p ON p.event = e.number"
    )
    connection.run("DELETE FROM payload")
    connection.run("DELETE FROM event")
    head = events.NOTHING
    for at, actor, verb, body in log:
        said = json.loads(zlib.decompress(body))
        said["rows"] = [row for row in said["rows"] if row[0] in kept]
        for table, _key, *images in said["rows"]:
            for image in images:
                for column in added.get(table, {}) if image else ():
                    image.pop(column, None)
        now = dt.datetime.fromisoformat(at)
        head = events.append(connection, head, now=now, actor=actor, verb=verb, payload=said, people=False)
    return head


def schema(connection: Connection) -> frozenset[tuple[str, str]]:
    """Everything that the schema has: an old one, a new one, or a mixture."""
    rows = connection.rows("SELECT name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((name, sql) for name, sql in rows) | _applied(connection)


def _applied(connection: Connection) -> frozenset[tuple[str, str]]:
    return frozenset(("step", name) for (name,) in connection.rows("SELECT name FROM _sqlite_migrations"))


def columns(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Table → its columns, for all tables with something in them that somebody wrote."""
    names = [row[0] for row in connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    asked = [name for name in names if not name.startswith(_NOT_CONTENT)]
    return {name: tuple(row[1] for row in connection.rows(f"PRAGMA table_info({name})")) for name in asked}


def content(connection: Connection, asked: dict[str, tuple[str, ...]], *, old: bool) -> Content:
    """Every row of these tables in these columns; a contact officer by name, whichever way it is kept."""
    return {
        table: sorted(_rows(connection, table, names, old=old), key=repr) for table, names in asked.items()
    }


def _rows(
    connection: Connection, table: str, names: tuple[str, ...], *, old: bool
) -> Iterator[tuple[Any, ...]]:
    officers: dict[str, str] = {} if old else dict(connection.rows("SELECT id, name FROM officer"))
    quoted = ", ".join(f'"{name}"' for name in names)
    for row in connection.rows(f"SELECT {quoted} FROM {table}"):
        said = dict(zip(names, row, strict=True))
        if table == "draft":
            draft = said["body"] = json.loads(said["body"])
            _by_name(draft["raw"], officers, old=old)
        if table == "person":
            _by_name(said, officers, old=old)
        yield tuple(repr(value) for value in said.values())


def _by_name(said: dict[str, Any], officers: dict[str, str], *, old: bool) -> None:
    if "contact_officer" in said:
        text = said["contact_officer"]
        known = officers.get(text, f"nobody: {text}" if text else "")
        said["contact_officer"] = text.strip() if old else known


def key_of(path: Path) -> DatabaseKey:
    """The key of such a store, from its own slots."""
    found = read_slots(path, floor=CHEAP).open(PASSPHRASE)
    assert found is not None
    return found[0]


def put_behind(path: Path) -> None:
    """Let the mark beside a closed store say that there was something newer."""
    key = key_of(path)
    write_mark(path, Head(read_mark(path, key).number + 5, "f" * 64), key)
