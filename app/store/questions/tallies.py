"""What a period's measures are counted from: rows laid ready once in memory, and nothing but counts given out.

A year of a large register is tens of thousands of talks. Who may be counted is asked once for each kind of row; every
measure is then one short question over what was laid ready. Nothing that names anybody leaves this module; the records
behind a number (app.store.questions.behind) are looked for in the same rows, laid ready of what may be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records.step import OPEN_STATES
from app.store.access import Condition, Viewer, counts_all, may_count

if TYPE_CHECKING:
    from app.store.store import Store

May = Callable[..., Condition]
OFTEN = 4
"""So many individual conversations and more are one row."""
LENGTHS = ((30, "lt30"), (45, "m30_44"), (60, "m45_59"))
"""Minutes below which a talk has this length; longer ones are "m60_plus"."""
_CALLED_OFF = "'cancelled_inmate', 'cancelled_school', 'cancelled_prison', 'no_show', 'moved', 'transferred'"
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_LENGTH = " ".join(f"WHEN minutes < {limit} THEN '{code}'" for limit, code in LENGTHS)
_HELD = "FROM temp.c_session WHERE state = 'held'"
_LISTED = "FROM temp.c_session s, json_each(s.{column}) j WHERE s.state = 'held' GROUP BY 1"
_MEETING = "FROM temp.c_meeting m"

# Each measure's question over what was laid ready: code, number.
COUNTS: Mapping[str, str] = {
    "people": "SELECT 'all', count(DISTINCT person) FROM temp.c_came",
    "group_people": """SELECT 'all', count(DISTINCT c.person) FROM temp.c_came c
        JOIN temp.c_session s ON s.id = c.session WHERE s.form = 'group'""",
    "form": f"SELECT form, count(*) {_HELD} GROUP BY 1",
    "attendances": f"SELECT CASE form WHEN 'group' THEN 'group' ELSE 'alone' END, sum(heads) {_HELD} GROUP BY 1",
    "minutes": f"SELECT CASE form WHEN 'group' THEN 'group' ELSE 'alone' END, sum(minutes) {_HELD} GROUP BY 1",
    "interpreter": f"SELECT 'all', count(*) {_HELD} AND handling LIKE 'interpreter%'",
    "interpreted": f"SELECT language, count(*) {_HELD} AND handling LIKE 'interpreter%' GROUP BY 1",
    "languages": f"SELECT language, count(*) {_HELD} AND form != 'group' GROUP BY 1",
    "state": f"SELECT state, count(*) FROM temp.c_session WHERE state IN ({_CALLED_OFF}) GROUP BY 1",
    "cancelled_why": """SELECT state || '.' || CASE reason WHEN '' THEN 'not_said' ELSE reason END, count(*)
        FROM temp.c_session WHERE state LIKE 'cancelled_%' GROUP BY 1""",
    "moved_why": """SELECT moved_by || '.' || CASE moved_reason WHEN '' THEN 'not_said' ELSE moved_reason END, count(*)
        FROM temp.c_session WHERE moved_by != '' GROUP BY 1""",
    "month": f"SELECT month, count(*) {_HELD} GROUP BY 1",
    "theme": f"SELECT j.value, count(*) {_LISTED.format(column='themes')}",
    "purpose": f"SELECT j.value, count(*) {_LISTED.format(column='purpose')}",
    "length": f"SELECT CASE {_LENGTH} ELSE 'm60_plus' END, count(*) {_HELD} AND form != 'group' GROUP BY 1",
    "group_type": f"SELECT group_type, count(*) {_HELD} AND form = 'group' GROUP BY 1",
    "group_heads": f"SELECT group_type, sum(heads) {_HELD} AND form = 'group' GROUP BY 1",
    "per_person": f"""SELECT CASE WHEN n >= {OFTEN} THEN '{OFTEN}_plus' ELSE n END, count(*) FROM (
        SELECT count(*) AS n FROM temp.c_came c JOIN temp.c_session s ON s.id = c.session WHERE s.form != 'group'
        GROUP BY c.person) GROUP BY 1""",
    "age_band": "SELECT age, count(*) FROM temp.c_person GROUP BY 1",
    "sex": "SELECT sex, count(*) FROM temp.c_person GROUP BY 1",
    "education": "SELECT education, count(*) FROM temp.c_person GROUP BY 1",
    "country_group": "SELECT country_group, count(*) FROM temp.c_person GROUP BY 1",
    "work_before": "SELECT work_before, count(*) FROM temp.c_person GROUP BY 1",
    "ward_kind": "SELECT ward_kind, count(*) FROM temp.c_person GROUP BY 1",
    "stay": "SELECT stay, count(*) FROM temp.c_person GROUP BY 1",
    "activity": "SELECT activity, count(*) FROM temp.c_person GROUP BY 1",
    "intakes": "SELECT 'all', count(*) FROM temp.c_intake UNION ALL SELECT 'told', sum(told) FROM temp.c_intake",
    "offer": "SELECT offer, count(*) FROM temp.c_intake GROUP BY 1",
    "meetings": f"""SELECT 'meetings', count(*) {_MEETING} UNION ALL SELECT 'guests', sum(guest_count) {_MEETING}
        UNION ALL SELECT 'participants', sum(heads) {_MEETING}""",
    "guests": f"SELECT g.value, count(*) {_MEETING}, json_each(m.guests) g GROUP BY 1",
}


@dataclass(frozen=True)
class Tally:
    """The counts of a period, both days included: measure → code → number. Codes without any are left out."""

    first: dt.date
    last: dt.date
    counts: Mapping[str, Mapping[str, int]]

    def of(self, measure: str) -> Mapping[str, int]:
        """The counts of a measure by code."""
        return self.counts[measure]

    def one(self, measure: str, code: str = "all") -> int:
        """One number; 0 where there is none."""
        return self.counts[measure].get(code, 0)

    def total(self, measure: str) -> int:
        """All numbers of a measure together."""
        return sum(self.counts[measure].values())


def tally(store: Store, *, viewer: Viewer, first: dt.date, last: dt.date) -> Tally:
    """Count a period, as far as the viewer may count."""
    with laid_ready(store, viewer, first, last):
        found = {name: _counted(store, sql) for name, sql in COUNTS.items()}
    found |= {name: _counted(store, *question) for name, question in _beside(viewer, first, last).items()}
    return Tally(first, last, found)


def _counted(store: Store, sql: str, args: tuple[object, ...] = ()) -> dict[str, int]:
    return {str(code): int(number) for code, number in store.connection.rows(sql, args) if number}


@contextmanager
def laid_ready(
    store: Store, viewer: Viewer, first: dt.date, last: dt.date, *, may: May = may_count
) -> Iterator[None]:
    """Temporary tables in memory with the period's rows that the viewer may count, or as `may` says; gone at the end."""
    made: list[str] = []
    try:
        for name, question in _rows(viewer, first, last, may).items():
            # a question that was given up may not have got so far as to take its rows away
            store.connection.run(f"DROP TABLE IF EXISTS temp.{name}")
            store.connection.run(f"CREATE TEMP TABLE {name} AS {question.sql}", question.args)
            made.append(name)
        yield
    finally:
        for name in made:
            store.connection.run(f"DROP TABLE temp.{name}")


def _rows(viewer: Viewer, first: dt.date, last: dt.date, may: May) -> dict[str, Condition]:
    """Each temporary table's question, in the order that they are made."""
    days = Condition("s.day BETWEEN ? AND ? AND s.voided_at = ''", (first.isoformat(), last.isoformat()))
    sessions = may("session", viewer, alias="s") & days
    return {
        "c_came": _came(may("attendance", viewer, alias="a"), sessions),
        "c_session": _sessions(viewer, sessions, first, last),
        "c_person": _people(may("person", viewer, alias="p"), last),
        "c_intake": _intakes(may("intake", viewer, alias="s") & days),
        "c_meeting": Condition(
            """SELECT x.guests, x.guest_count, s.heads FROM temp.c_session s JOIN main.activity x ON x.parent_id = s.id
            AND x.voided_at = '' WHERE s.state = 'held' AND x.guests != '[]'"""
        ),
    }


def _came(may: Condition, sessions: Condition) -> Condition:
    return Condition(
        f"""SELECT a.parent_id AS session, a.person AS person FROM session s JOIN attendance a ON a.parent_id = s.id
            AND a.came AND a.voided_at = '' WHERE s.state = 'held' AND {sessions.sql} AND ({may.sql})""",
        (*sessions.args, *may.args),
    )


def _sessions(viewer: Viewer, sessions: Condition, first: dt.date, last: dt.date) -> Condition:
    """Talks, and after them what is left of deleted ones of the months that begin in the period."""
    counts = counts_all(viewer)
    sql = f"""SELECT s.id, substr(s.day, 1, 7) AS month, s.form, s.state, s.minutes, s.language,
            s.language_handling AS handling, s.themes, s.purpose, s.group_type, s.cancel_reason AS reason, s.moved_by,
            s.moved_reason, CASE s.form WHEN 'group' THEN max(coalesce(n.came, 0), coalesce(s.headcount, 0))
                ELSE coalesce(n.came, 0) END AS heads
        FROM session s LEFT JOIN (SELECT session, count(*) AS came FROM temp.c_came GROUP BY session) n
            ON n.session = s.id WHERE {sessions.sql}
        UNION ALL SELECT id, month, form, state, minutes, '', '', '[]', '[]', '', '', '', '', state = 'held'
        FROM anonymous_talk WHERE month || '-01' BETWEEN ? AND ? AND (owner = ? OR {counts.sql})"""
    args = (*sessions.args, first.isoformat(), last.isoformat(), viewer.counsellor, *counts.args)
    return Condition(sql, args)


def _people(may: Condition, last: dt.date) -> Condition:
    """Those who came to a talk that was held. How long they would stay is what was written at their last intake by then;
    the year of birth is counted at the end of the period's year."""
    year = last.year
    sql = f"""SELECT p.id, p.sex, p.education, p.country_group, p.work_before, coalesce(w.kind, 'unknown') AS ward_kind,
        CASE WHEN p.birth_year IS NULL THEN 'not_recorded' WHEN {year} - p.birth_year < 20 THEN 'lt20'
            WHEN {year} - p.birth_year < 25 THEN 'a20_24' WHEN {year} - p.birth_year < 30 THEN 'a25_29'
            WHEN {year} - p.birth_year < 50 THEN 'a30_49' ELSE 'a50_plus' END AS age,
        CASE WHEN p.activity IN ('[]', '["not_asked"]') THEN 'not_asked'
            WHEN EXISTS (SELECT 1 FROM json_each(p.activity) j WHERE j.value = 'school') THEN 'school'
            WHEN EXISTS (SELECT 1 FROM json_each(p.activity) j WHERE j.value = 'workshop') THEN 'workshop'
            ELSE 'none' END AS activity,
        coalesce((SELECT nullif(i.stay_at_intake, '') FROM intake i WHERE i.person = p.id AND i.voided_at = ''
            AND i.day <= ? ORDER BY i.day DESC, i.number DESC LIMIT 1), 'not_recorded') AS stay
        FROM person p LEFT JOIN ward w ON w.id = p.ward
        WHERE p.id IN (SELECT person FROM temp.c_came) AND p.voided_at = '' AND ({may.sql})"""
    return Condition(sql, (last.isoformat(), *may.args))


def _intakes(within: Condition) -> Condition:
    told = "EXISTS (SELECT 1 FROM json_each(s.informed) j WHERE j.value != 'not_yet')"
    return Condition(f"SELECT s.offer, {told} AS told FROM intake s WHERE {within.sql}", within.args)


def _beside(viewer: Viewer, first: dt.date, last: dt.date) -> dict[str, tuple[str, tuple[object, ...]]]:
    """Measures of what does not hang on talks: each its own question."""
    days = (first.isoformat(), last.isoformat())
    made = may_count("referral", viewer, alias="r") & Condition(
        "r.voided_at = '' AND r.made_on BETWEEN ? AND ?", days
    )
    steps = may_count("step", viewer, alias="t") & Condition("t.voided_at = ''")
    day = "coalesce(x.sent_on, substr(x.created_at, 1, 10))"
    helped = may_count("application", viewer, alias="x") & Condition(
        f"x.voided_at = '' AND x.state != 'dropped' AND {day} BETWEEN ? AND ?", days
    )
    open_then = f"(t.state IN ({_OPEN}) OR t.state_on > ?) AND substr(t.created_at, 1, 10) <= ?"
    asked = may_count("request", viewer, alias="s") & Condition(
        "s.day BETWEEN ? AND ? AND s.voided_at = '' AND s.source != 'cancelled'", days
    )
    waiting = may_count("request", viewer, alias="s") & Condition(
        "s.voided_at = '' AND s.day <= ? AND (s.state = 'open' OR s.ended_on > ?)", (days[1], days[1])
    )
    weeks = may_count("time_use", viewer, alias="u") & Condition(
        "u.voided_at = '' AND u.week BETWEEN ? AND ?", days
    )
    return {
        "referrals": (f'SELECT r."to", count(*) FROM referral r WHERE {made.sql} GROUP BY 1', made.args),
        "answered": (
            f'SELECT r."to", count(*) FROM referral r WHERE {made.sql} AND r.answered_on IS NOT NULL GROUP BY 1',
            made.args,
        ),
        "applications": (
            f"SELECT x.kind, count(*) FROM application x WHERE {helped.sql} GROUP BY 1",
            helped.args,
        ),
        "outcomes": (
            f"SELECT coalesce(nullif(x.outcome, ''), 'unknown'), count(*) FROM application x WHERE {helped.sql} GROUP BY 1",
            helped.args,
        ),
        "steps": (
            f"""SELECT t.state, count(*) FROM step t WHERE {steps.sql} AND t.state IN ('done', 'dropped')
                AND t.state_on BETWEEN ? AND ? GROUP BY 1
                UNION ALL SELECT 'open', count(*) FROM step t WHERE {steps.sql} AND {open_then}
                UNION ALL SELECT 'overdue', count(*) FROM step t WHERE {steps.sql} AND {open_then} AND t.due <= ?""",
            (*steps.args, *days, *steps.args, days[1], days[1], *steps.args, days[1], days[1], days[1]),
        ),
        "step_category": (
            f"SELECT coalesce(nullif(t.category, ''), 'other'), count(*) FROM step t WHERE {steps.sql} "
            "AND t.state = 'done' AND t.state_on BETWEEN ? AND ? GROUP BY 1",
            (*steps.args, *days),
        ),
        "requests": (f"SELECT 'all', count(*) FROM request s WHERE {asked.sql}", asked.args),
        "waiting": (f"SELECT 'all', count(*) FROM request s WHERE {waiting.sql}", waiting.args),
        "feedback": (
            """SELECT a.item || '.' || a.answer, sum(a.count) FROM feedback f JOIN feedback_answer a ON a.parent_id = f.id
                AND a.voided_at = '' WHERE f.voided_at = '' AND f.day BETWEEN ? AND ? GROUP BY 1""",
            days,
        ),
        "slips": (
            "SELECT 'all', sum(f.slips) FROM feedback f WHERE f.voided_at = '' AND f.day BETWEEN ? AND ?",
            days,
        ),
        "office": (
            f"""SELECT 'preparation', sum(u.preparation) FROM time_use u WHERE {weeks.sql}
                UNION ALL SELECT 'administration', sum(u.administration) FROM time_use u WHERE {weeks.sql}""",
            (*weeks.args, *weeks.args),
        ),
    }
