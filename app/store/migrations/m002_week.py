"""The prison week: requests, timetable, interpreters, arrivals, rooms, officers, partners, reminders."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

    Row = tuple[str, str, dict[str, Any] | None, dict[str, Any]]

NAME = "002_week"
ADDED: Mapping[str, Mapping[str, object]] = {
    "session": {"room": "", "series": "", "moved_by": "", "moved_reason": ""},
    "referral": {"contact": ""},
    "ward": {"former": ""},
}

_TABLES = (
    """CREATE TABLE interpreter (
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
    "kind" TEXT NOT NULL,
    "order_number" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "cancelled_by" TEXT NOT NULL,
    "minutes" INTEGER
) STRICT""",
    "CREATE INDEX interpreter_parent ON interpreter(parent_id)",
    """CREATE TABLE series (
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
    "day" TEXT NOT NULL,
    "weeks" INTEGER NOT NULL,
    "until" TEXT
) STRICT""",
    """CREATE TABLE request (
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
    "day" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ward" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ended_on" TEXT,
    "reason" TEXT NOT NULL,
    "ask_again" TEXT,
    "session" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX request_state ON request(state, day)",
    "CREATE INDEX request_session ON request(session)",
    "CREATE INDEX request_person ON request(person)",
    """CREATE TABLE arrival (
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
    "person" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "told" TEXT NOT NULL,
    "told_language" TEXT NOT NULL,
    "told_on" TEXT
) STRICT""",
    "CREATE INDEX arrival_person ON arrival(person)",
    """CREATE TABLE reminder (
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
    "rule" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "until" TEXT,
    "step" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX reminder_about ON reminder(about)",
    """CREATE TABLE movement_print (
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
    "day" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "lines" TEXT NOT NULL
) STRICT""",
    """CREATE TABLE timetable (
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
    "valid_from" TEXT NOT NULL
) STRICT""",
    """CREATE TABLE timetable_slot (
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
    "weekday" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX timetable_slot_parent ON timetable_slot(parent_id)",
    """CREATE TABLE closed_day (
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
    "day" TEXT NOT NULL,
    "until" TEXT,
    "name" TEXT NOT NULL
) STRICT""",
    """CREATE TABLE room (
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
    "name" TEXT NOT NULL,
    "seats" INTEGER,
    "former" TEXT NOT NULL,
    "hidden" INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE officer (
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
    "name" TEXT NOT NULL,
    "ward" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "former" TEXT NOT NULL,
    "hidden" INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE partner (
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
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "former" TEXT NOT NULL,
    "hidden" INTEGER NOT NULL
) STRICT""",
    """CREATE TABLE contact (
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
    "name" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "former" TEXT NOT NULL,
    "hidden" INTEGER NOT NULL
) STRICT""",
    """ALTER TABLE session ADD COLUMN "room" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE session ADD COLUMN "series" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE session ADD COLUMN "moved_by" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE session ADD COLUMN "moved_reason" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE referral ADD COLUMN "contact" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE ward ADD COLUMN "former" TEXT NOT NULL DEFAULT ''""",
    "CREATE INDEX session_series ON session(series) WHERE series != ''",
    # What the lists of sessions and the week ask for, answered from the index alone.
    "CREATE INDEX session_listed ON session(day, clock, state, form, owner, voided_at, id)",
)
# A contact officer was a line of text in each person's record: each name becomes one officer, and the record names it.
_WITH_ONE = "SELECT * FROM person WHERE contact_officer != ''"
_OFFICER = """INSERT INTO officer (id, owner, case_id, parent_id, position, created_at, changed_at, voided_at,
    void_reason, "name", "ward", "phone", "former", "hidden")
    VALUES (:id, '', NULL, '', 0, :at, :at, '', '', :name, '', '', '', 0)"""


def up(tables: Database) -> Iterable[Row]:
    """Make the tables of the week, and turn each written name of a contact officer into a record of its own."""
    for statement in _TABLES:
        tables.execute(statement)
    before, drafts = _rows(tables, _WITH_ONE), _drafts(tables)
    # Python's strip: SQL's trim leaves tabs and hard spaces.
    names = {one.strip() for one in (*(row["contact_officer"] for row in before), *_said(drafts))} - {""}
    officers = {name: uuid.uuid4().hex for name in sorted(names)}
    at = str(tables.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')").fetchone()[0])
    for name, id in officers.items():
        tables.execute(_OFFICER, {"id": id, "name": name, "at": at})
    for draft, body in drafts.items():
        body["raw"]["contact_officer"] = officers.get(body["raw"]["contact_officer"].strip(), "")
        kept = json.dumps(body, ensure_ascii=False, sort_keys=True)
        tables.execute("UPDATE draft SET body = ? WHERE id = ?", [kept, draft])
    for row in before:
        named = officers.get(row["contact_officer"].strip(), "")
        tables.execute("UPDATE person SET contact_officer = ? WHERE id = ?", [named, row["id"]])
        yield "person", row["id"], row, {**row, "contact_officer": named}
    for row in _rows(tables, "SELECT * FROM officer"):
        yield "officer", row["id"], None, row


def _drafts(tables: Database) -> dict[str, dict[str, Any]]:
    """The half-written forms that say who the contact officer is: the form of today only understands a record."""
    found = {id: json.loads(body) for id, body in tables.execute("SELECT id, body FROM draft").fetchall()}
    return {id: body for id, body in found.items() if body["raw"].get("contact_officer")}


def _said(drafts: Mapping[str, dict[str, Any]]) -> Iterable[str]:
    return (body["raw"]["contact_officer"] for body in drafts.values())


def _rows(tables: Database, sql: str) -> list[dict[str, Any]]:
    """Rows as the log keeps them: without `number`, which is their place in the file."""
    return [{name: value for name, value in row.items() if name != "number"} for row in tables.query(sql)]
