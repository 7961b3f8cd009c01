"""What a period's measures are counted from: rows laid ready once in memory, and nothing but counts given out.

A year of a large register is tens of thousands of talks. Who may be counted is asked once for each kind of row; every
measure is then one short question over what was laid ready. Nothing that names anybody leaves this module; the records
behind a number (app.store.questions.behind) are looked for in the same rows, laid ready of what may be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.access import Condition, Viewer, counts_all, may_count
from app.store.questions.counted import SETS, rows_of

if TYPE_CHECKING:
    from app.store.store import Store

May = Callable[..., Condition]
OFTEN = 4
"""So many individual conversations and more are one row."""
LENGTHS = ((30, "lt30"), (45, "m30_44"), (60, "m45_59"))
"""Minutes below which a talk has this length; longer ones are "m60_plus"."""
CALLED_OFF = "'cancelled_inmate', 'cancelled_school', 'cancelled_prison', 'no_show', 'moved', 'transferred'"
OUTCOME = "coalesce(nullif(r.outcome, ''), 'unknown')"
CATEGORY = "coalesce(nullif(r.category, ''), 'other')"
"""What an application or a step without one is counted under; its table is called r."""
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
    "state": f"SELECT state, count(*) FROM temp.c_session WHERE state IN ({CALLED_OFF}) GROUP BY 1",
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
    store: Store,
    viewer: Viewer,
    first: dt.date,
    last: dt.date,
    *,
    may: May = may_count,
    only: Collection[str] = (),
) -> Iterator[None]:
    """Temporary tables in memory with the period's rows that the viewer may count, or as `may` says; gone at the end.
    only: the tables that are needed, which come after those that they are made from; none for all."""
    made: list[str] = []
    try:
        for name, question in _rows(viewer, first, last, may).items():
            if only and name not in only:
                continue
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
        coalesce((SELECT nullif(i.stay_at_intake, '') FROM intake i WHERE i.case_id = p.id AND i.voided_at = ''
            AND i.day <= ? ORDER BY i.day DESC, i.number DESC LIMIT 1), 'not_recorded') AS stay
        FROM person p LEFT JOIN ward w ON w.id = p.ward
        WHERE p.id IN (SELECT person FROM temp.c_came) AND p.voided_at = '' AND ({may.sql})"""
    return Condition(sql, (last.isoformat(), *may.args))


def _intakes(within: Condition) -> Condition:
    told = "EXISTS (SELECT 1 FROM json_each(s.informed) j WHERE j.value != 'not_yet')"
    return Condition(f"SELECT s.id, s.offer, {told} AS told FROM intake s WHERE {within.sql}", within.args)


def _beside(viewer: Viewer, first: dt.date, last: dt.date) -> dict[str, tuple[str, tuple[object, ...]]]:
    """Measures of what does not hang on talks: each its own question."""

    def by(code: str, name: str, number: str = "count(*)", *, more: str = "", only: str = "1") -> Condition:
        within = rows_of(name, viewer, first, last, may=may_count) & Condition(only)
        sql = f"SELECT {code}, {number} FROM {SETS[name].kind} r {more} WHERE {within.sql} GROUP BY 1"
        return Condition(sql, within.args)

    answers = "JOIN feedback_answer a ON a.parent_id = r.id AND a.voided_at = ''"
    asked = {
        "referrals": [by('r."to"', "referrals")],
        "answered": [by('r."to"', "answered")],
        "applications": [by("r.kind", "applications")],
        "outcomes": [by(OUTCOME, "applications")],
        "steps": [
            by("r.state", "steps_ended"),
            by("'open'", "steps_open"),
            by("'overdue'", "steps_overdue"),
        ],
        "step_category": [by(CATEGORY, "steps_ended", only="r.state = 'done'")],
        "requests": [by("'all'", "requests")],
        "waiting": [by("'all'", "waiting")],
        "feedback": [by("a.item || '.' || a.answer", "feedback", "sum(a.count)", more=answers)],
        "slips_language": [by("r.language", "feedback", "coalesce(sum(r.slips), 0)")],
        "slips_way": [by("r.way", "feedback", "coalesce(sum(r.slips), 0)")],
        "office": [by(f"'{what}'", "weeks", f"sum(r.{what})") for what in ("preparation", "administration")],
    }
    return {
        name: (" UNION ALL ".join(one.sql for one in parts), tuple(arg for one in parts for arg in one.args))
        for name, parts in asked.items()
    }
