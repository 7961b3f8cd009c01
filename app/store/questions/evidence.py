"""Which of the program's own records speak to the questions of the checklist: how many there are, and which they are.

A set is a record type and a condition; it is counted under `may_count` and listed under `may_read` by the same words, so
that the records one key away are the ones that were counted. What more than a count says of them: evidence_numbers.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.store.access import Access, Condition, Viewer, counts_all, everyone_sees, may_count, may_read

if TYPE_CHECKING:
    from app.store.store import Store

PROVIDERS = (
    "university",
    "voc_college",
    "apprenticeship",
    "follow_up_class",
    "nav",
    "employer",
    "career_centre",
)
EMPLOYERS = ("employer", "employee", "entrepreneur_success", "entrepreneur_not", "private", "public_body")
WEBSITES = ("web_utdanning", "web_kv", "dfs_page", "jobbkompasset", "comparison")
_MARKET = (
    "labour_market",
    "occupations",
    "sectors",
    "recruitment",
    "pay",
    "paid_unpaid",
    "admission",
    "education_options",
)
SHOWN = 60


def _any(column: str, codes: tuple[str, ...]) -> str:
    within = ", ".join(f"'{code}'" for code in codes)
    return f"EXISTS (SELECT 1 FROM json_each(r.{column}) WHERE value IN ({within}))"


def guests(codes: tuple[str, ...]) -> str:
    """The condition that a session r was a meeting with guests of one of these kinds."""
    within = ", ".join(f"'{code}'" for code in codes)
    return f"""EXISTS (SELECT 1 FROM activity x, json_each(x.guests) g WHERE x.parent_id = r.id AND x.voided_at = ''
        AND g.value IN ({within}))"""


@dataclass(frozen=True)
class Source:
    """Records of one type. where: the condition on r. day: the column that the period is asked of; "" for what is now."""

    kind: str
    where: str = "1"
    day: str = "day"


_HELD = "r.state = 'held'"
_SIGNED = "r.hidden = 0 AND r.agreement IN ('signed', 'renewal')"
SOURCES: dict[str, Source] = {
    "staff_told": Source("staff_told"),
    "arrivals": Source("arrival"),
    "intakes": Source("intake"),
    "intakes_told": Source("intake", "EXISTS (SELECT 1 FROM json_each(r.informed) WHERE value != 'not_yet')"),
    "intakes_offered": Source("intake", "r.offer IN ('offered', 'accepted', 'declined', 'later')"),
    "hanging": Source("hanging", "r.taken_down IS NULL", ""),
    "sheets": Source("sheet"),
    "sessions": Source("session", _HELD),
    "interpreted": Source("session", f"{_HELD} AND r.language_handling LIKE 'interpreter%'"),
    "digital": Source("session", f"{_HELD} AND {_any('themes', ('digital',))}"),
    "groups": Source("session", f"{_HELD} AND r.form = 'group'"),
    "themes": Source("session", f"{_HELD} AND r.themes != '[]'"),
    "information": Source("session", f"{_HELD} AND {_any('purpose', ('information',))}"),
    "explored": Source(
        "step", "r.category = 'explore' AND r.who = 'inmate' AND r.state = 'done'", "state_on"
    ),
    "market": Source("session", f"{_HELD} AND {_any('themes', _MARKET)}"),
    "providers": Source("session", f"{_HELD} AND {guests(PROVIDERS)}"),
    "employers": Source("session", f"{_HELD} AND {guests(EMPLOYERS)}"),
    "subject_links": Source("subject_link"),
    "websites": Source("session", f"{_HELD} AND {_any('tools', WEBSITES)}"),
    "overall": Source("duty", "r.overall = 1", ""),
    "duties": Source("duty", "1", ""),
    "duties_named": Source("duty", "r.who != ''", ""),
    "partners": Source("partner", "r.hidden = 0", ""),
    "invited": Source("partner", "r.hidden = 0 AND r.invited = 1", ""),
    "release_checks": Source("release_check", "r.state = 'done'", "done_on"),
    "release_routines": Source("partner", f"{_SIGNED} AND {_any('covers', ('release',))}", ""),
    "signed": Source("partner", _SIGNED, ""),
    "signed_dated": Source("partner", f"{_SIGNED} AND r.review_on IS NOT NULL", ""),
    "feedback": Source("feedback"),
    "courses": Source("course_taken"),
    "education": Source("staff_education", "1", ""),
    "education_credits": Source("staff_education", "ifnull(r.credits, 0) > 0", ""),
}
"""Every set of records by its name."""


def rows_of(
    source: str, viewer: Viewer, first: dt.date, last: dt.date, *, may: Access = may_count
) -> Condition:
    """The condition on rows of a set, whose table is called r."""
    one = SOURCES[source]
    found = may(one.kind, viewer, alias="r") & Condition(f"r.voided_at = '' AND {one.where}")
    if one.day:
        found = found & Condition(f"r.{one.day} BETWEEN ? AND ?", (first.isoformat(), last.isoformat()))
    return found


def record_count(store: Store, *, viewer: Viewer, source: str, first: dt.date, last: dt.date) -> int:
    """How many records of a set there are in a period, of all that the viewer may count."""
    within = rows_of(source, viewer, first, last)
    kind = SOURCES[source].kind
    return int(store.connection.value(f"SELECT count(*) FROM {kind} r WHERE {within.sql}", within.args))


def record_ids(
    store: Store, *, viewer: Viewer, source: str, first: dt.date, last: dt.date
) -> tuple[str, ...]:
    """The newest records of a set that the viewer may read."""
    within = rows_of(source, viewer, first, last, may=may_read)
    one = SOURCES[source]
    sql = f"SELECT r.id FROM {one.kind} r WHERE {within.sql} ORDER BY {_order(one)} LIMIT {SHOWN}"
    return tuple(id for (id,) in store.connection.rows(sql, within.args))


def _order(source: Source) -> str:
    return f"r.{source.day} DESC, r.number DESC" if source.day else "r.number DESC"


def about_people(source: str) -> bool:
    """Whether a set's records belong to cases, so that small numbers of others' are not told."""
    return not everyone_sees(SOURCES[source].kind)


def counts_for_others(store: Store, *, viewer: Viewer) -> bool:
    """Whether what this viewer counts holds people of colleagues: then small numbers are hidden from them."""
    counts, theirs = counts_all(viewer), may_read("person", viewer, alias="p")
    sql = f"""SELECT ({counts.sql}) AND EXISTS (SELECT 1 FROM person p WHERE p.voided_at = '' AND NOT ({theirs.sql}))"""
    return bool(store.connection.value(sql, (*counts.args, *theirs.args)))
