"""The search index: one line for each record and level of secrecy, written in the record's own transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.base.folding import fold, sort_key
from app.records.field import Kind, Secrecy, Use
from app.records.person import Person
from app.records.record import Record
from app.records.registry import TYPES, day_of, scalars, search_text
from app.records.step import Step
from app.store.connection import Connection
from app.store.marked import pieces
from app.store.rows import made_in, shape
from app.store.tokens import token

# The columns that a record's day is read from (app.records.registry.day_of).
DAYS = frozenset({"day", "started_on", "given_on", "made_on", "state_on", "due", "arrived"})
_A_DAY = 20  # bits for the lines of one day
_PEOPLE = 1 << 21  # added to the day's ordinal: people come before everything else
# Between a line that goes and one that may get its number. In one go, and wiping what goes, the index would lose words of
# other lines of the same transaction (SQLite 3.53; tests/faults/index.py finds it).
_FLUSH = "INSERT INTO words(words) VALUES ('flush')"


@dataclass(frozen=True)
class Line:
    """What one line of the index says, without its row number."""

    kind: str
    record: str
    case: str | None
    owner: str
    secrecy: str
    place: int
    text: str


def refresh(connection: Connection, kind: str, record_id: str) -> None:
    """Make the index say what the record's row says now; nothing for a voided or missing one."""
    old = connection.rows("SELECT number FROM found WHERE record = ?", (record_id,))
    for (number,) in old:
        connection.run("DELETE FROM words WHERE rowid = ?", (number,))
        connection.run("DELETE FROM found WHERE number = ?", (number,))
    if old:
        connection.run(_FLUSH)
    if kind == "person":
        _write_name_key(connection, record_id)
    for line in lines(connection, kind, record_id):
        number = _free_number(connection, line.place)
        connection.run("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, line.text))
        connection.run(
            "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)",
            (number, line.kind, line.record, line.case, line.owner, line.secrecy),
        )


def lines(connection: Connection, kind: str, record_id: str) -> Iterator[Line]:
    """The lines that a record gives, from its row."""
    form = shape(kind)
    sql = f"SELECT owner, case_id, parent_id, created_at, {form.select} FROM {kind} WHERE id = ? AND voided_at = ''"
    for owner, case, parent, created, *row in connection.rows(sql, (record_id,)):
        record = form.read(tuple(row), dict.fromkeys(form.children, ()))
        place = _place(record, _parent_day(connection, kind, parent), created)
        owners = [token("owner", one) for one in sorted({owner, *_keeper(connection, kind, case)})]
        tokens = " ".join([*_case_tokens(connection, kind, record_id, case), *owners])
        for level, text in search_text(record).items():
            mark = f" {_OPEN}" if level is Secrecy.EXISTS else ""
            yield Line(
                kind,
                record_id,
                case,
                owner,
                level.name,
                place,
                f" {fold(text)} {pieces(text)} {tokens}{mark}",
            )


@cache
def searched_kinds() -> tuple[str, ...]:
    """The record types that have words to be found."""
    return tuple(name for name in TYPES if any(Use.SEARCH in spec.use for _, spec in scalars(name).values()))


@cache
def levels(kind: str) -> dict[str, tuple[str, ...]]:
    """The searched columns of a record type by level of secrecy, in the order in which `search_text` joins them."""
    found: dict[str, tuple[str, ...]] = {}
    for name, (_, spec) in scalars(kind).items():
        if Use.SEARCH in spec.use and spec.kind in (Kind.LINE, Kind.NOTE):
            found[spec.secrecy.name] = (*found.get(spec.secrecy.name, ()), name)
    return found


def rebuild(connection: Connection) -> None:
    """Write the whole index anew from the records, oldest first. Inside a transaction."""
    for table in ("words", "found", "name_key"):
        connection.run(f"DELETE FROM {table}")
    connection.run(_FLUSH)
    for kind in searched_kinds():
        for (record_id,) in connection.rows(f"SELECT id FROM {kind} ORDER BY number"):
            refresh(connection, kind, record_id)


def differences(connection: Connection) -> Iterator[str]:
    """The ids of records whose lines are not what a rebuild would write. Record type by record type, with one number held
    for each record: a million of them have room."""
    kinds = tuple(searched_kinds())
    for kind in kinds:
        yield from _differences_of(connection, kind)
    marks = ", ".join("?" * len(kinds))
    yield from (
        one for (one,) in connection.each(f"SELECT record FROM found WHERE kind NOT IN ({marks})", kinds)
    )
    keys = set(connection.rows("SELECT person, folded, sort FROM name_key"))
    yield from (key[0] for key in keys ^ set(_name_keys(connection)))


def _differences_of(connection: Connection, kind: str) -> Iterator[str]:
    held: dict[str, int] = {}
    for number, record, case, owner, secrecy, text in connection.each(
        "SELECT f.number, f.record, f.case_id, f.owner, f.secrecy, w.text "
        "FROM found f LEFT JOIN words w ON w.rowid = f.number WHERE f.kind = ?",
        (kind,),
    ):
        line = Line(kind, record, case, owner, secrecy, number >> _A_DAY, text)
        held[record] = held.get(record, 0) + _digest(line)
    for (record,) in connection.each(f"SELECT id FROM {kind}"):
        if held.pop(record, 0) != _digests(connection, kind, record):
            yield record
    yield from held


def _digests(connection: Connection, kind: str, record: str) -> int | None:
    """What a rebuild would write for a record; None for a row that no record can be made of, changed past the program."""
    try:
        return sum(_digest(line) for line in lines(connection, kind, record))
    except ValueError:
        return None


def _digest(line: Line) -> int:
    """Short, for a check holds one for every record at once; those of a record's lines are added up."""
    found = hashlib.blake2b(repr(line).encode("utf-8", "surrogatepass"), digest_size=16)
    return int.from_bytes(found.digest(), "big")


def day_of_number(number: int) -> dt.date:
    """The day that a line's number stands for."""
    return dt.date.fromordinal((number >> _A_DAY) & (_PEOPLE - 1))


def open_token() -> str:
    """Stands in lines that everyone in the service may see."""
    return _OPEN


_OPEN = token("secrecy", Secrecy.EXISTS.name)


def _place(record: Record, parent_day: dt.date | None, created: str) -> int:
    """What newest first sorts by: the day of the talk that something was said in, else its own day, else the day it was
    written. A step's due day lies ahead and says nothing of when it was agreed."""
    written = dt.date.fromisoformat(created[:10])
    if isinstance(record, Person):
        return written.toordinal() | _PEOPLE
    own: dt.date | None = None if isinstance(record, Step) else day_of(record)
    return (parent_day or own or written).toordinal()


def _parent_day(connection: Connection, kind: str, parent: str) -> dt.date | None:
    for above in TYPES if parent else ():
        if kind not in made_in(above):
            continue
        form = shape(above)
        for row in connection.rows(f"SELECT {form.select} FROM {above} WHERE id = ?", (parent,)):
            day: dt.date | None = day_of(form.read(row, dict.fromkeys(form.children, ())))
            return day
    return None


@cache
def carrying(kind: str) -> tuple[str, ...]:
    """The searched record types whose lines carry the case of rows of this type: the talk its participants'."""
    return tuple(
        name
        for name in searched_kinds()
        if any(children.owned and children.of == kind for children in shape(name).children.values())
    )


@cache
def dated_by(kind: str) -> tuple[str, ...]:
    """The searched record types whose place in the order is the day of a record of this type."""
    return tuple(name for name in made_in(kind) if name in searched_kinds())


@cache
def watched(kind: str) -> frozenset[str]:
    """The columns of a record type that its lines are made from."""
    if kind not in searched_kinds():
        return frozenset()
    words = {name for name, (_, spec) in scalars(kind).items() if Use.SEARCH in spec.use}
    return frozenset(words) | DAYS | {"id", "case_id", "owner", "voided_at", "parent_id"}


def cases_below(connection: Connection, kind: str, record_id: str) -> set[str]:
    """The cases of a record's owned rows: those who take part in a talk."""
    found: set[str] = set()
    for children in shape(kind).children.values():
        if children.owned:
            sql = f"SELECT case_id FROM {children.of} WHERE parent_id = ? AND voided_at = '' AND case_id IS NOT NULL"
            found.update(row[0] for row in connection.rows(sql, (record_id,)))
    return found


def _case_tokens(connection: Connection, kind: str, record_id: str, case: str | None) -> list[str]:
    """A group's common note is found from each participant's page, so it carries all their tokens."""
    cases = cases_below(connection, kind, record_id) | ({case} if case else set())
    return [token("case", one) for one in sorted(cases)]


def _keeper(connection: Connection, kind: str, case: str | None) -> set[str]:
    """Whose case an own line in a talk is about: that counsellor finds it too."""
    if kind != "attendance" or not case:
        return set()
    return {row[0] for row in connection.rows("SELECT owner FROM person WHERE id = ?", (case,))}


def _free_number(connection: Connection, place: int) -> int:
    first = place << _A_DAY
    last = connection.value(
        "SELECT max(number) FROM found WHERE number BETWEEN ? AND ?", (first, first + (1 << _A_DAY) - 1)
    )
    return first if last is None else int(last) + 1


def _write_name_key(connection: Connection, person: str) -> None:
    connection.run("DELETE FROM name_key WHERE person = ?", (person,))
    for key in _name_keys(connection, "AND id = ?", (person,)):
        connection.run("INSERT INTO name_key VALUES (?, ?, ?)", key)


def _name_keys(
    connection: Connection, also: str = "", args: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, str]]:
    """What people are found and sorted by: id, name and alias folded, and a key in Norwegian order."""
    for person, name, alias in connection.rows(
        f"SELECT id, name, alias FROM person WHERE voided_at = '' {also}", args
    ):
        yield person, f"{fold(name)} {fold(alias)}".strip(), sort_key(name)
