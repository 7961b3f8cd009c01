"""Reads of records: by id, by condition, by page; always on behalf of a viewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from app.records.record import Record
from app.store.access import Condition, Viewer, may_read
from app.store.connection import Connection
from app.store.errors import RecordGone
from app.store.rows import Meta, Shape, shape, shape_of

R = TypeVar("R", bound=Record)
_AT_ONCE = 500  # ids in one question


def get(connection: Connection, kind: type[R], record_id: str, *, viewer: Viewer) -> R:
    """The record with its collections, voided or not. Raises RecordGone where it is not there for this viewer."""
    found = page(connection, kind, [record_id], viewer=viewer)
    if not found:
        raise RecordGone()
    return found[0]


def page(connection: Connection, kind: type[R], ids: Sequence[str], *, viewer: Viewer) -> list[R]:
    """The records with these ids, in this order; those that are not there for this viewer are left out."""
    form = shape_of(kind)
    found: dict[str, Record] = {}
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        condition = Condition(f"id IN ({_marks(some)})", tuple(some)) & may_read(form.name, viewer)
        found |= {record.id: record for record in _select(connection, form, condition, "", viewer)}
    return [cast(R, found[record_id]) for record_id in ids if record_id in found]


def find(
    connection: Connection,
    kind: type[R],
    *,
    viewer: Viewer,
    where: Mapping[str, object],
    case: str | None,
    order: str,
    limit: int | None,
    voided: bool,
) -> list[R]:
    """The records that fit. See Store.find."""
    form = shape_of(kind)
    condition = _condition(form, viewer=viewer, where=where, case=case, voided=voided)
    tail = _order(form, order) + (f" LIMIT {int(limit)}" if limit is not None else "")
    return [cast(R, record) for record in _select(connection, form, condition, tail, viewer)]


def ids(
    connection: Connection,
    kind: type[Record],
    *,
    viewer: Viewer,
    where: Mapping[str, object],
    case: str | None,
    order: str,
    voided: bool,
) -> list[str]:
    """The ids of the records that fit, in order: for long lists that fetch their pages as they are shown."""
    form = shape_of(kind)
    condition = _condition(form, viewer=viewer, where=where, case=case, voided=voided)
    sql = f"SELECT id FROM {form.name} WHERE {condition.sql} {_order(form, order)}"
    return [row[0] for row in connection.rows(sql, condition.args)]


def count(
    connection: Connection,
    kind: type[Record],
    *,
    viewer: Viewer,
    where: Mapping[str, object],
    case: str | None,
) -> int:
    """How many records fit, voided ones not counted."""
    form = shape_of(kind)
    condition = _condition(form, viewer=viewer, where=where, case=case, voided=False)
    return int(connection.value(f"SELECT count(*) FROM {form.name} WHERE {condition.sql}", condition.args))


def meta(connection: Connection, kind: type[Record], record_id: str, *, viewer: Viewer) -> Meta:
    """What the store knows of a record. Raises RecordGone."""
    name = shape_of(kind).name
    condition = Condition("id = ?", (record_id,)) & may_read(name, viewer)
    columns = "owner, case_id, created_at, changed_at, voided_at, void_reason"
    rows = connection.rows(f"SELECT {columns} FROM {name} WHERE {condition.sql}", condition.args)
    if not rows:
        raise RecordGone()
    owner, case, created, changed, voided, reason = rows[0]
    return Meta(owner, case or "", _time(created), _time(changed), _time(voided) if voided else None, reason)


def _select(
    connection: Connection, form: Shape, condition: Condition, tail: str, viewer: Viewer
) -> list[Record]:
    sql = f"SELECT {form.select} FROM {form.name} WHERE {condition.sql} {tail}"
    rows = connection.rows(sql, condition.args)
    collections = _collections(connection, form, [row[0] for row in rows], viewer)
    return [
        form.read(row, {name: below.get(row[0], ()) for name, below in collections.items()}) for row in rows
    ]


def _collections(
    connection: Connection, form: Shape, parents: Sequence[str], viewer: Viewer
) -> dict[str, dict[str, tuple[Record, ...]]]:
    """For each collection the rows of each parent, in their order. What was voided by itself is left out."""
    return {
        name: _below(connection, form, shape(spec.of), parents, viewer)
        for name, spec in form.children.items()
    }


def _below(
    connection: Connection, above: Shape, form: Shape, parents: Sequence[str], viewer: Viewer
) -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    may = may_read(form.name, viewer, alias="c")
    select = ", ".join(f'c."{column}"' for column in ("id", *form.columns))
    for at in range(0, len(parents), _AT_ONCE):
        some = parents[at : at + _AT_ONCE]
        sql = (
            f"SELECT c.parent_id, {select} FROM {form.name} c JOIN {above.name} p ON p.id = c.parent_id "
            f"WHERE c.parent_id IN ({_marks(some)}) AND (c.voided_at = '' OR c.voided_at = p.voided_at) "
            f"AND ({may.sql}) ORDER BY c.parent_id, c.position, c.number"
        )
        for parent, *row in connection.rows(sql, (*some, *may.args)):
            nested: dict[str, tuple[Record, ...]] = dict.fromkeys(form.children, ())
            found.setdefault(parent, []).append(form.read(tuple(row), nested))
    return {parent: tuple(rows) for parent, rows in found.items()}


def _condition(
    form: Shape, *, viewer: Viewer, where: Mapping[str, object], case: str | None, voided: bool
) -> Condition:
    condition = may_read(form.name, viewer)
    if not voided:
        condition &= Condition("voided_at = ''")
    if case is not None:
        condition &= Condition("case_id = ?", (case,))
    for name, value in where.items():
        condition &= _equals(form, name, value)
    return condition


def _equals(form: Shape, name: str, value: object) -> Condition:
    column = form.column(name)
    if value is None:
        return Condition(f"{column} IS NULL")
    if isinstance(value, (list, set, frozenset)):
        stored = tuple(form.stored(name, one) for one in value)
        return Condition(f"{column} IN ({_marks(stored)})", stored)
    return Condition(f"{column} = ?", (form.stored(name, value),))


def _order(form: Shape, order: str) -> str:
    """ "-day,clock" as SQL; rows that are equal in it come in the order they were first saved."""
    parts = [
        f"{form.column(part.lstrip('-'))}{' DESC' if part.startswith('-') else ''}"
        for part in order.split(",")
        if part
    ]
    newest_first = order.startswith("-")
    return "ORDER BY " + ", ".join([*parts, "number DESC" if newest_first else "number"])


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _time(stored: str) -> dt.datetime:
    return dt.datetime.fromisoformat(stored)
