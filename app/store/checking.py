"""Is the store whole? Every page, every reference, the event chain, the index: what is wrong, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from app.base.errors import AppError
from app.base.languages import N_, _
from app.records.registry import TYPES
from app.store import events, index
from app.store.connection import Connection
from app.store.errors import OlderCopy
from app.store.log_check import LogRead
from app.store.mark import read_mark
from app.store.opening import Opened
from app.store.rows import made_in
from app.store.slots import read_slots

PAGES = N_("{count} pages of the register file are damaged.")
STRUCTURE = N_("The register's inner structure is damaged: {count} faults.")
REFERENCES = N_("{count} entries refer to something that is not there.")
EVENTS = N_("{count} events of the log are not as they were written.")
PEOPLE = N_("{count} events of the log are not about those whom they were about.")
ROWS = N_("{count} entries are not what the log says was last saved.")
INDEX = N_("{count} entries are missing or wrong in the search.")
FIRST_BYTES = N_("The first bytes of the register file have been changed.")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `what` is a stable code, `count` how often, `says` an English source text."""

    what: str
    count: int
    says: str

    def text(self) -> str:
        """What is wrong, in the window's language."""
        return _(self.says, count=self.count)


def check(opened: Opened) -> list[Finding]:
    """Everything that is wrong with an open store. Once pages are damaged, what lies on them is not asked for."""
    findings = [*_first_bytes(opened), *_beside(opened)]
    connection = opened.connection
    log = cache(lambda: LogRead(connection))  # read when the pages it lies on are known to be sound
    for what, says, count in (
        ("pages", PAGES, lambda: len(connection.rows("PRAGMA cipher_integrity_check"))),
        ("structure", STRUCTURE, lambda: _structure(connection)),
        ("references", REFERENCES, lambda: _references(connection)),
        ("events", EVENTS, lambda: len(set(events.broken(connection)))),
        ("people", PEOPLE, lambda: len(set(log().unlike_people()))),
        ("rows", ROWS, lambda: len(list(log().unlike_rows()))),
        ("index", INDEX, lambda: len(set(index.differences(connection)))),
    ):
        found = _counted(count)
        if found:
            findings.append(Finding(what, found, says))
            if what in ("pages", "structure"):
                break
    return findings


def _counted(count: Callable[[], int]) -> int:
    try:
        return count()
    except AppError:
        return 1


def _first_bytes(opened: Opened) -> Iterator[Finding]:
    opened.file.seek(0)
    if opened.file.read(len(opened.key.salt)) != opened.key.salt:
        yield Finding("first_bytes", 1, FIRST_BYTES)


def _beside(opened: Opened) -> Iterator[Finding]:
    """The key file and the mark."""
    try:
        read_slots(opened.path, floor=opened.slots.floor)
    except AppError as problem:
        yield Finding("keys", 1, type(problem).says)
    try:
        events.compare(opened.connection, read_mark(opened.path, opened.key))
    except OlderCopy as problem:
        yield Finding("mark", 1, type(problem).says)


def _structure(connection: Connection) -> int:
    rows = connection.rows("PRAGMA integrity_check")
    broken = 0 if rows == [("ok",)] else len(rows)
    connection.run("INSERT INTO words(words) VALUES ('integrity-check')")
    return broken


def _references(connection: Connection) -> int:
    missing = len(connection.rows("PRAGMA foreign_key_check"))
    for above in TYPES:
        for below in made_in(above):
            others = [name for name in TYPES if below in made_in(name)]
            there = " UNION ALL ".join(f"SELECT id FROM {name}" for name in others)
            missing += connection.value(
                f"SELECT count(*) FROM {below} WHERE parent_id <> '' AND parent_id NOT IN ({there})"
            )
    return missing
