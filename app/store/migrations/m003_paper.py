"""The school's own wording of the sheets, who stands behind each language, and what hangs where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

    Row = tuple[str, str, dict[str, Any] | None, dict[str, Any]]

NAME = "003_paper"
ADDED: Mapping[str, Mapping[str, object]] = {}

_TABLES = (
    """CREATE TABLE sheet_line (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    case_id TEXT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    parent_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    voided_at TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX sheet_line_key ON sheet_line(language, key)",
    """CREATE TABLE language_state (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    case_id TEXT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    parent_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    voided_at TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "day" TEXT
) STRICT""",
    """CREATE TABLE hanging (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    case_id TEXT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    parent_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    voided_at TEXT NOT NULL,
    void_reason TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "made_with" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "approved_by" TEXT NOT NULL,
    "taken_down" TEXT
) STRICT""",
)


def up(tables: Database) -> Iterable[Row]:
    """Make the tables; no row that was there changes."""
    for statement in _TABLES:
        tables.execute(statement)
    return ()
