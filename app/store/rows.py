"""A record as a row and back: columns are the declared scalar fields, beside the same bookkeeping in every table."""

from __future__ import annotations

import datetime as dt
import json
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from app.records.field import Children, Kind
from app.records.record import Record
from app.records.registry import TYPES, collections, scalars, type_name

R = TypeVar("R", bound=Record)
Values = dict[str, Any]
BOOKKEEPING = (
    "number",
    "id",
    "owner",
    "case_id",
    "parent_id",
    "position",
    "created_at",
    "changed_at",
    "voided_at",
    "void_reason",
)


@dataclass(frozen=True)
class Meta:
    """What the store knows of a record: whose it is, which case it belongs to, when it was written (UTC)."""

    owner: str
    case: str
    created_at: dt.datetime
    changed_at: dt.datetime
    voided_at: dt.datetime | None
    void_reason: str


@dataclass(frozen=True)
class Shape:
    """How one record type lies in its table."""

    name: str
    record: type[Record]
    columns: tuple[str, ...]
    children: Mapping[str, Children]
    _into: Mapping[str, Callable[[Any], Any]] = field(repr=False)
    _outof: Mapping[str, Callable[[Any], Any]] = field(repr=False)

    @property
    def select(self) -> str:
        """The list of columns that `read` understands: the id and every declared scalar."""
        return ", ".join(f'"{column}"' for column in ("id", *self.columns))

    def values(self, record: Record) -> Values:
        """The declared scalars as they are stored."""
        return {column: self._into[column](getattr(record, column)) for column in self.columns}

    def read(self, row: tuple[Any, ...], children: Mapping[str, tuple[Record, ...]]) -> Record:
        """The record of one row selected by `select`, with the given collections."""
        values: Values = {"id": row[0], **children}
        for column, stored in zip(self.columns, row[1:], strict=True):
            values[column] = self._outof[column](stored)
        return self.record(**values)

    def column(self, name: str) -> str:
        """The name quoted for SQL. Raises KeyError for what is no column of this type."""
        if name not in self.columns and name not in BOOKKEEPING:
            raise KeyError(f"{self.name} has no column {name}")
        return f'"{name}"'

    def value(self, column: str, stored: Any) -> Any:
        """What a stored column says, as the record has it."""
        return self._outof[column](stored)

    def stored(self, column: str, value: object) -> Any:
        """A value as the column keeps it, for comparing in a query."""
        return self._into[column](value) if column in self._into else value


@cache
def shape(name: str) -> Shape:
    """The shape of the record type with this name."""
    into: dict[str, Callable[[Any], Any]] = {}
    outof: dict[str, Callable[[Any], Any]] = {}
    for column, (declared, _) in scalars(name).items():
        into[column], outof[column] = _ways(declared.type)
    return Shape(name, TYPES[name], tuple(into), collections(name), into, outof)


def shape_of(kind: type[Record]) -> Shape:
    """The shape of a record type."""
    return shape(type_name(kind))


@cache
def reference_to(name: str, target: str) -> str:
    """The field of `name` that refers to a record of type `target`, "" for none."""
    for column, (_, spec) in scalars(name).items():
        if spec.kind is Kind.REF and spec.choices == target:
            return column
    return ""


@cache
def made_in(name: str) -> tuple[str, ...]:
    """The record types that are written in the form of this one, owned or not."""
    return tuple(children.of for children in collections(name).values())


def children_of(record: Record) -> Iterator[tuple[Children, tuple[Record, ...]]]:
    """Each collection of a record with its rows."""
    for name, spec in shape_of(type(record)).children.items():
        yield spec, cast("tuple[Record, ...]", getattr(record, name))


def _same(value: Any) -> Any:
    return value


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _day(stored: str | None) -> dt.date | None:
    return dt.date.fromisoformat(stored) if stored is not None else None


def _list(value: Any) -> str:
    return json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))


def _tuple(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored != "[]" else ()


def _ways(plain: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How a Python type is stored and read back. Raises TypeError for a type that no column can hold."""
    options = [option for option in typing.get_args(plain) if option is not type(None)]
    base = options[0] if options and typing.get_origin(plain) is not tuple else plain
    if typing.get_origin(base) is tuple:
        return _list, _tuple
    if base is dt.date:
        return _iso, _day
    if base is bool:
        return int, bool
    if base in (str, int):
        return _same, _same
    raise TypeError(f"no column can hold {plain}")
