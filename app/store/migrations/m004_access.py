"""Who may see what, what was disclosed on which ground, what is closed, and whom each event of the log is about."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

    Row = tuple[str, str, dict[str, Any] | None, dict[str, Any]]

NAME = "004_access"
ADDED: Mapping[str, Mapping[str, object]] = {
    "counsellor": {"roles": "[]", "left_at": ""},
    "release": {"explained_by": "", "recipient_name": ""},
    "person": {"representative": "", "representative_role": "", "representative_contact": ""},
}
# Record types whose rows belong to a case: as they were when this step was written.
_OF_A_CASE = (
    "person",
    "intake",
    "session",
    "request",
    "arrival",
    "step",
    "referral",
    "release",
    "sheet",
    "reminder",
)

_TABLES = (
    "ALTER TABLE counsellor ADD COLUMN roles TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE counsellor ADD COLUMN left_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE release ADD COLUMN explained_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE release ADD COLUMN recipient_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN representative TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN representative_role TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN representative_contact TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE disclosure (
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
    "ground" TEXT NOT NULL,
    "release" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "contents" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX disclosure_case ON disclosure(case_id)",
    # A case that is open to somebody who does not own it. since, until: UTC; until '' has no end.
    """CREATE TABLE case_access (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    counsellor TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    given_by TEXT NOT NULL,
    seen_at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX case_access_counsellor ON case_access(counsellor, until)",
    "CREATE INDEX case_access_case ON case_access(case_id)",
    # Somebody stands in for somebody else, from the first to the last day.
    """CREATE TABLE substitution (
    id TEXT PRIMARY KEY,
    absent TEXT NOT NULL,
    substitute TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    given_by TEXT NOT NULL,
    ended_at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX substitution_substitute ON substitution(substitute, last_day)",
    # A case that is kept and closed (GDPR article 18).
    """CREATE TABLE restriction (
    case_id TEXT PRIMARY KEY REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_by TEXT NOT NULL
) STRICT""",
    # Whom an event is about: lets a person's log be read, and goes with the person.
    """CREATE TABLE event_person (
    person TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (person, event)
) STRICT, WITHOUT ROWID""",
    # Which key each way in is sealed to (app.store.slots).
    """CREATE TABLE slot_key (
    slot TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    counsellor TEXT NOT NULL,
    public_key TEXT NOT NULL
) STRICT""",
    # What is left of a deleted talk in a period that is not closed yet: whose work it was, and nothing of anybody else.
    """CREATE TABLE anonymous_talk (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    month TEXT NOT NULL,
    form TEXT NOT NULL,
    state TEXT NOT NULL,
    minutes INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX anonymous_talk_month ON anonymous_talk(month)",
    # The list of sessions is answered from its index alone, so what says who may read a row stands in it too.
    "DROP INDEX session_listed",
    "CREATE INDEX session_listed ON session(day, clock, state, form, owner, case_id, voided_at, id)",
    # All that is asked of somebody's attendances before the talk itself: no row has to be read for the others.
    "DROP INDEX IF EXISTS attendance_person",
    "CREATE INDEX attendance_of ON attendance(person, voided_at, came, parent_id)",
    "CREATE INDEX session_owner ON session(owner)",
    # A period whose numbers are kept as they were counted.
    """CREATE TABLE closed_period (
    id TEXT PRIMARY KEY,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    closed_at TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    tables TEXT NOT NULL
) STRICT""",
)


def up(tables: Database) -> Iterable[Row]:
    """Make the tables, give the first counsellor every role, each case's rows to its counsellor, each event its people."""
    for statement in _TABLES:
        tables.execute(statement)
    yield from _roles(tables)
    yield from _owners(tables)
    _people_of_events(tables)


def _roles(tables: Database) -> Iterator[Row]:
    for at, before in enumerate(_rows(tables, "SELECT * FROM counsellor ORDER BY since, id")):
        roles = ["counsellor", "lead", "head"] if at == 0 else ["counsellor"]
        after = {**before, "roles": json.dumps(roles, separators=(",", ":"))}
        tables.execute("UPDATE counsellor SET roles = ? WHERE id = ?", (after["roles"], after["id"]))
        yield "counsellor", after["id"], before, after


def _owners(tables: Database) -> Iterator[Row]:
    """What somebody wrote about another's case belongs to that case's counsellor; the log knows who wrote it."""
    for table in _OF_A_CASE:
        sql = f"""SELECT t.*, p.owner AS keeper FROM {table} t JOIN person p ON p.id = t.case_id
            WHERE t.owner != p.owner AND p.owner != ''"""
        for before in _rows(tables, sql):
            after = {**before, "owner": before.pop("keeper")}
            after.pop("keeper")
            tables.execute(f"UPDATE {table} SET owner = ? WHERE id = ?", (after["owner"], after["id"]))
            yield table, after["id"], before, after


def _people_of_events(tables: Database) -> None:
    cursor = tables.execute("SELECT event, body FROM payload ORDER BY event")
    for event, body in cursor.fetchall():
        people: set[str] = set()
        for table, key, before, after in json.loads(zlib.decompress(body))["rows"]:
            people |= {key} if table == "person" else set()
            people |= {row["case_id"] for row in (before, after) if row and row.get("case_id")}
        for person in sorted(people):
            tables.execute("INSERT OR IGNORE INTO event_person VALUES (?, ?)", (person, event))


def _rows(tables: Database, sql: str) -> list[dict[str, Any]]:
    cursor = tables.execute(sql)
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in found:
        row.pop("number", None)
    return found
