"""Who may read what: the one place where a viewer becomes a condition on rows.

For now a counsellor sees what is their own and what the service shares: rows without an owner, and record types all
of whose fields everyone in the service may see, such as wards and the checklist.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.records.field import Secrecy
from app.records.registry import scalars

SHARED = ""  # the owner of a row that belongs to the service


@dataclass(frozen=True)
class Viewer:
    """The counsellor on whose behalf something is read or written."""

    counsellor: str


@dataclass(frozen=True)
class Condition:
    """A piece of SQL that is true for the rows meant, and the values of its question marks."""

    sql: str
    args: tuple[object, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"({self.sql}) AND ({other.sql})", (*self.args, *other.args))


def may_read(kind: str, viewer: Viewer, *, alias: str = "") -> Condition:
    """The condition that a row of this record type may be read. `alias` is the table's name in the query."""
    if everyone_sees(kind):
        return Condition("1")
    column = f"{alias}.owner" if alias else "owner"
    return Condition(f"{column} IN (?, ?)", (viewer.counsellor, SHARED))


def may_find(viewer: Viewer) -> Condition:
    """The condition that a line of the search index may be shown."""
    return Condition(
        "found.owner IN (?, ?) OR found.secrecy = ?", (viewer.counsellor, SHARED, Secrecy.EXISTS.name)
    )


@cache
def everyone_sees(kind: str) -> bool:
    """True for record types that hold nothing about a case."""
    return all(spec.secrecy is Secrecy.EXISTS for _, spec in scalars(kind).values())
