"""What surrounds a session: actions, agreements, activities, applications, feedback and the numbers a school types in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

    Row = tuple[str, str, dict[str, Any] | None, dict[str, Any]]

NAME = "005_service"
ADDED: Mapping[str, Mapping[str, object]] = {
    "session": {"transitions": "[]"},
    "partner": {
        "reach": "",
        "closeness": "",
        "invited": 0,
        "agreement": "none",
        "covers": "[]",
        "agreed_on": None,
        "review_on": None,
        "note": "",
    },
    "checklist_round": {"about": "", "notes": ""},
}

_HEAD = """number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    case_id TEXT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED,
    parent_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    voided_at TEXT NOT NULL,
    void_reason TEXT NOT NULL,"""

_TABLES = (
    """ALTER TABLE session ADD COLUMN "transitions" TEXT NOT NULL DEFAULT '[]'""",
    """ALTER TABLE partner ADD COLUMN "reach" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE partner ADD COLUMN "closeness" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE partner ADD COLUMN "invited" INTEGER NOT NULL DEFAULT 0""",
    """ALTER TABLE partner ADD COLUMN "agreement" TEXT NOT NULL DEFAULT 'none'""",
    """ALTER TABLE partner ADD COLUMN "covers" TEXT NOT NULL DEFAULT '[]'""",
    """ALTER TABLE partner ADD COLUMN "agreed_on" TEXT""",
    """ALTER TABLE partner ADD COLUMN "review_on" TEXT""",
    """ALTER TABLE partner ADD COLUMN "note" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE checklist_round ADD COLUMN "about" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE checklist_round ADD COLUMN "notes" TEXT NOT NULL DEFAULT ''""",
    # How many sessions somebody may see is counted in these two alone, owner by owner and case by case; the second also
    # says when somebody was last talked with.
    "DROP INDEX session_owner",
    "CREATE INDEX session_owner ON session(owner, voided_at, state, form, case_id)",
    "DROP INDEX session_case",
    "CREATE INDEX session_case ON session(case_id, voided_at, state, day, form, owner, id)",
    # Who came to a talk is read in the index alone.
    "DROP INDEX attendance_parent",
    "CREATE INDEX attendance_parent ON attendance(parent_id, voided_at, came, person)",
    f"""CREATE TABLE activity (
    {_HEAD}
    "aim" TEXT NOT NULL,
    "questions" TEXT NOT NULL,
    "recruitment" TEXT NOT NULL,
    "leader" TEXT NOT NULL,
    "guests" TEXT NOT NULL,
    "guest_count" INTEGER,
    "partner" TEXT NOT NULL,
    "meeting_form" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "devices" TEXT NOT NULL,
    "device_list" TEXT NOT NULL,
    "smile_1" INTEGER,
    "smile_2" INTEGER,
    "smile_3" INTEGER,
    "smile_4" INTEGER,
    "smile_5" INTEGER,
    "outcomes" TEXT NOT NULL,
    "outcome_note" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX activity_parent ON activity(parent_id)",
    f"""CREATE TABLE application (
    {_HEAD}
    "person" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "deadline" TEXT,
    "papers" TEXT NOT NULL,
    "papers_have" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sent_on" TEXT,
    "outcome" TEXT NOT NULL,
    "outcome_on" TEXT,
    "note" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX application_case ON application(case_id)",
    f"""CREATE TABLE release_check (
    {_HEAD}
    "person" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "done_on" TEXT,
    "note" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX release_check_case ON release_check(case_id)",
    f"""CREATE TABLE review (
    {_HEAD}
    "person" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "own_view" TEXT NOT NULL,
    "declined" INTEGER NOT NULL,
    "next_on" TEXT
) STRICT""",
    "CREATE INDEX review_case ON review(case_id)",
    f"""CREATE TABLE interest_list (
    {_HEAD}
    "person" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "liked" TEXT NOT NULL,
    "perhaps" TEXT NOT NULL,
    "note" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX interest_list_case ON interest_list(case_id)",
    f"""CREATE TABLE action (
    {_HEAD}
    "text" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "due" TEXT,
    "state" TEXT NOT NULL,
    "state_on" TEXT,
    "outcome" TEXT NOT NULL,
    "round" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE own_tip (
    {_HEAD}
    "text" TEXT NOT NULL,
    "part" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE duty (
    {_HEAD}
    "what" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "months" TEXT NOT NULL,
    "overall" INTEGER NOT NULL,
    "since" TEXT
) STRICT""",
    f"""CREATE TABLE staff_told (
    {_HEAD}
    "day" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "count" INTEGER,
    "what" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE subject_link (
    {_HEAD}
    "day" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "class_name" TEXT NOT NULL,
    "link" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE staff_education (
    {_HEAD}
    "who" TEXT NOT NULL,
    "education" TEXT NOT NULL,
    "credits" INTEGER,
    "year" INTEGER
) STRICT""",
    f"""CREATE TABLE course_taken (
    {_HEAD}
    "day" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "hours" INTEGER,
    "form" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE time_use (
    {_HEAD}
    "week" TEXT NOT NULL,
    "preparation" INTEGER,
    "administration" INTEGER
) STRICT""",
    f"""CREATE TABLE feedback (
    {_HEAD}
    "day" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "slips" INTEGER,
    "given_out" INTEGER,
    "said" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE feedback_answer (
    {_HEAD}
    "item" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "count" INTEGER
) STRICT""",
    "CREATE INDEX feedback_answer_parent ON feedback_answer(parent_id)",
    f"""CREATE TABLE base_number (
    {_HEAD}
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "split" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "count" INTEGER
) STRICT""",
    f"""CREATE TABLE report_text (
    {_HEAD}
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "block" TEXT NOT NULL,
    "text" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE column_map (
    {_HEAD}
    "name" TEXT NOT NULL,
    "columns" TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE review_rule (
    {_HEAD}
    "band" TEXT NOT NULL,
    "working_days" INTEGER
) STRICT""",
)


def up(tables: Database) -> Iterable[Row]:
    """Make the tables. Rounds of the checklist are the service's: now their owner says so, and their search lines."""
    for statement in _TABLES:
        tables.execute(statement)
    # Up to here a line of the index that got its old number back could cost others their words: see app.store.index.
    tables.execute("INSERT INTO words(words) VALUES ('rebuild')")
    return list(_shared(tables))


def _shared(tables: Database) -> Iterator[Row]:
    for table in ("checklist_round", "checklist_answer"):
        cursor = tables.execute(f"SELECT * FROM {table} ORDER BY number")
        names = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            before = dict(zip(names, values, strict=True))
            before.pop("number")
            after = {**before, "owner": ""}
            tables.execute(f"UPDATE {table} SET owner = '' WHERE id = ?", (after["id"],))
            yield table, after["id"], before, after
