"""The records behind a number of the statistics, as far as the viewer may read them: of others there are numbers alone.

Every row of every table has a way here, by the table's key or by the key and the row's code. What a way adds up over its
records is the number of the row: one for each where they are counted, else minutes, people, guests, answers; of days it is
the middle one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records.shipped import CHECKLIST
from app.store.access import Viewer, may_read
from app.store.questions.arrivals import arrivals_of
from app.store.questions.checklist_rounds import judged_by, yes_in
from app.store.questions.counted import SETS, rows_of
from app.store.questions.queue import median_of, waits
from app.store.questions.tallies import CALLED_OFF, CATEGORY, LENGTHS, OUTCOME, laid_ready

if TYPE_CHECKING:
    from app.store.store import Store

SHOWN = 100
"""So many records of one number are shown, the newest."""
UNITS = ("minutes", "people", "guests", "answers", "slips", "days", "yes")
"""What the records of a way may add up, besides being counted."""


@dataclass(frozen=True)
class Way:
    """From a number to its records. kind: their record type. rows: which ones they are of: "laid" (laid ready by tallies),
    a set of SETS, or a question of its own. where: the condition on r, its question marks the code of the row. adds: what
    each adds to the number. unit: of UNITS, "" where they are counted."""

    kind: str
    rows: str
    where: str = "1"
    adds: str = "1"
    unit: str = ""


@dataclass(frozen=True)
class Found:
    """What stands behind a number. records: id → what it adds, at most SHOWN. count: how many there are, total: what all of
    them add up to, the middle one for days."""

    kind: str
    unit: str
    records: Mapping[str, int]
    count: int
    total: int


def _talks(where: str, adds: str = "1", unit: str = "") -> Way:
    return Way("session", "laid", where, adds, unit)


def _people(where: str) -> Way:
    return Way("person", "laid", where)


def _of(name: str, where: str = "1", adds: str = "1", unit: str = "") -> Way:
    return Way(SETS[name].kind, name, where, adds, unit)


_HELD, _ALONE = "r.state = 'held'", "r.state = 'held' AND r.form != 'group'"
_GROUP = "r.state = 'held' AND r.form = 'group'"
_INTERPRETED = f"{_HELD} AND r.handling LIKE 'interpreter%'"
_LENGTH = " ".join(f"WHEN r.minutes < {limit} THEN '{code}'" for limit, code in LENGTHS)
_LISTED = "EXISTS (SELECT 1 FROM json_each(r.{column}) j WHERE j.value = ?)"
_WHY = "CASE {column} WHEN '' THEN 'not_said' ELSE {column} END"
_GUESTS = "main.activity x WHERE x.parent_id = r.id AND x.voided_at = '' AND x.guests != '[]'"
_MEETING = f"{_HELD} AND EXISTS (SELECT 1 FROM {_GUESTS})"
_CAME = "SELECT c.person FROM temp.c_came c JOIN temp.c_session s ON s.id = c.session WHERE s.form"
_OFTEN = """CAST(? AS INTEGER) AND CASE WHEN ? LIKE '%plus' THEN 1000000 ELSE CAST(? AS INTEGER) END"""
_WAITED = Way("request", "waits", unit="days")

# A row of the statistics, "table:code", or else its table → how to get to its records.
WAYS: Mapping[str, Way] = {
    "overview:unique_people": _people("1"),
    "overview:individual_sessions": _talks(_ALONE),
    "overview:groups": _talks(_GROUP),
    "overview:group_attendances": _talks(_GROUP, "r.heads", "people"),
    "overview:group_people": _people(f"r.id IN ({_CAME} = 'group')"),
    "overview:attendances": _talks(_HELD, "r.heads", "people"),
    "overview:cancelled": _talks(f"r.state IN ({CALLED_OFF})"),
    "overview:with_interpreter": _talks(_INTERPRETED),
    "overview:individual_minutes": _talks(_ALONE, "r.minutes", "minutes"),
    "overview:group_minutes": _talks(_GROUP, "r.minutes", "minutes"),
    "overview:intakes": Way("intake", "laid"),
    "overview:told": Way("intake", "laid", "r.told"),
    "month": _talks(f"{_HELD} AND r.month = ?"),
    "form": _talks(f"{_HELD} AND r.form = ?"),
    "length": _talks(f"{_ALONE} AND CASE {_LENGTH} ELSE 'm60_plus' END = ?"),
    "purpose": _talks(f"{_HELD} AND {_LISTED.format(column='purpose')}"),
    "theme": _talks(f"{_HELD} AND {_LISTED.format(column='themes')}"),
    "cancelled": _talks(f"r.state IN ({CALLED_OFF}) AND r.state = ?"),
    "cancelled_why": _talks(
        f"r.state LIKE 'cancelled_%' AND r.state || '.' || {_WHY.format(column='r.reason')} = ?"
    ),
    "moved_why": _talks(
        f"r.moved_by != '' AND r.moved_by || '.' || {_WHY.format(column='r.moved_reason')} = ?"
    ),
    "waiting:requests": _of("requests"),
    "waiting:waits": Way("request", "waits"),
    "waiting:median_days": _WAITED,
    "waiting:answered": _of("requests_ended", "r.state = 'answered'"),
    "waiting:declined": _of("requests_ended", "r.state = 'declined'"),
    "waiting:left": _of("requests_ended", "r.state = 'left'"),
    "waiting:waiting": _of("waiting"),
    "waiting_ward": _WAITED,
    "arrivals:arrived": Way("arrival", "arrivals"),
    "arrivals:told": Way("arrival", "arrivals", "r.told"),
    "arrivals_language": Way(
        "arrival", "arrivals", "r.told AND coalesce(nullif(r.spoken, ''), 'not_recorded') = ?"
    ),
    "per_person": _people(f"r.id IN ({_CAME} != 'group' GROUP BY c.person HAVING count(*) BETWEEN {_OFTEN})"),
    "group_type": _talks(f"{_GROUP} AND r.group_type = ?"),
    "group_heads": _talks(f"{_GROUP} AND r.group_type = ?", "r.heads", "people"),
    "meetings:meetings": _talks(_MEETING),
    "meetings:guests": _talks(_MEETING, f"(SELECT coalesce(sum(x.guest_count), 0) FROM {_GUESTS})", "guests"),
    "meetings:participants": _talks(_MEETING, "r.heads", "people"),
    "guests": _talks(
        f"{_HELD} AND EXISTS (SELECT 1 FROM main.activity x, json_each(x.guests) g "
        "WHERE x.parent_id = r.id AND x.voided_at = '' AND g.value = ?)"
    ),
    "age_band": _people("r.age = ?"),
    **{
        f"{reach}{split}": _people(f"r.{split} = ?")
        for split in ("sex", "education", "country_group", "work_before", "ward_kind", "stay", "activity")
        for reach in ("", "reach_")
    },
    "reach": _people("1"),
    "offer": Way("intake", "laid", "r.offer = ?"),
    "referrals": _of("referrals", 'r."to" = ?'),
    "referrals_answered": _of("answered", 'r."to" = ?'),
    "applications": _of("applications", "r.kind = ?"),
    "outcomes": _of("applications", f"{OUTCOME} = ?"),
    "step_category": _of("steps_ended", f"r.state = 'done' AND {CATEGORY} = ?"),
    **{
        f"slips_{split}": _of("feedback", f"r.{split} = ?", adds="coalesce(r.slips, 0)", unit="slips")
        for split in ("language", "way")
    },
    "steps:done": _of("steps_ended", "r.state = 'done'"),
    "steps:dropped": _of("steps_ended", "r.state = 'dropped'"),
    "steps:open": _of("steps_open"),
    "steps:overdue": _of("steps_overdue"),
    "interpreted": _talks(f"{_INTERPRETED} AND r.language = ?"),
    "languages": _talks(f"{_ALONE} AND r.language = ?"),
    "checklist": Way("checklist_round", "rounds", unit="yes"),
    "minutes:individual": _talks(_ALONE, "r.minutes", "minutes"),
    "minutes:group": _talks(_GROUP, "r.minutes", "minutes"),
    "minutes:preparation": _of("weeks", adds="coalesce(r.preparation, 0)", unit="minutes"),
    "minutes:administration": _of("weeks", adds="coalesce(r.administration, 0)", unit="minutes"),
}
# A record type's table among what is laid ready, the last, after those that it needs.
_LAID = {
    "session": ("c_came", "c_session"),
    "person": ("c_came", "c_session", "c_person"),
    "intake": ("c_intake",),
}
_ORDER = {"session": "s.day DESC, s.clock DESC, s.number DESC", "person": "s.name, s.number"}
_FEEDBACK = "feedback_"
_NOTHING = Found("", "", {}, 0, 0)


def way_to(table: str, code: str) -> Way | None:
    """How to get from a row of the statistics to its records; None for a row that nobody knows."""
    if table.startswith(_FEEDBACK):
        answers = f"""(SELECT coalesce(sum(a.count), 0) FROM main.feedback_answer a WHERE a.parent_id = r.id
            AND a.voided_at = '' AND a.item || '.' || a.answer = '{table.removeprefix(_FEEDBACK)}.' || ?)"""
        return _of("feedback", adds=answers, unit="answers") if table.isidentifier() else None
    return WAYS.get(f"{table}:{code}") or WAYS.get(table)


def behind(store: Store, *, viewer: Viewer, first: dt.date, last: dt.date, leads_to: str) -> Found:
    """What stands behind a number, talks newest first, people by name. leads_to: "table:code", as in a row's field."""
    table, _colon, code = leads_to.partition(":")
    way = way_to(table, code)
    if way is None:
        return _NOTHING
    return _ASKED.get(way.rows, _in_set)(store, viewer, first, last, way, code)


def _laid(store: Store, viewer: Viewer, first: dt.date, last: dt.date, way: Way, code: str) -> Found:
    needed = _LAID[way.kind]
    rows = f"temp.{needed[-1]} r JOIN main.{way.kind} s ON s.id = r.id"
    with laid_ready(store, viewer, first, last, may=may_read, only=needed):
        return _found(store, way, code, rows, (), _ORDER.get(way.kind, "s.day DESC, s.number DESC"))


def _in_set(store: Store, viewer: Viewer, first: dt.date, last: dt.date, way: Way, code: str) -> Found:
    within = rows_of(way.rows, viewer, first, last, may=may_read)
    rows = f"(SELECT * FROM {way.kind} r WHERE {within.sql}) r"
    return _found(store, way, code, rows, within.args, "r.number DESC")


def _arrived(store: Store, viewer: Viewer, first: dt.date, last: dt.date, way: Way, code: str) -> Found:
    came = arrivals_of(viewer, first, last, may=may_read)
    return _found(store, way, code, f"({came.sql}) r", came.args, "r.day DESC, r.number DESC")


def _found(store: Store, way: Way, code: str, rows: str, args: tuple[object, ...], order: str) -> Found:
    """The newest of some rows, how many there are and what they add up to. What adds nothing is left out."""
    within = f"({way.where}) AND {way.adds} > 0"
    sql = f"""SELECT r.id, {way.adds}, count(*) OVER (), sum({way.adds}) OVER () FROM {rows} WHERE {within}
        ORDER BY {order} LIMIT {SHOWN}"""
    marks = [(code,) * part.count("?") for part in (way.adds, way.adds, within)]
    found = store.connection.rows(sql, (*marks[0], *marks[1], *args, *marks[2]))
    count, total = found[0][2:] if found else (0, 0)
    return Found(way.kind, way.unit, {row[0]: row[1] for row in found}, count, total)


def _waited(store: Store, viewer: Viewer, first: dt.date, last: dt.date, way: Way, code: str) -> Found:
    """Waits by the request that each began with; of one kind of ward, or all."""
    every = waits(store, viewer=viewer, since=first, until=last, may=may_read)
    asked = "" if code in ("waits", "median_days") else code
    found = [one for one in every if not asked or (one.ward_kind or "not_recorded") == asked]
    days = [one.days for one in found]
    total = (median_of(days) or 0) if way.unit else len(found)
    shown = {one.request: one.days for one in reversed(found[-SHOWN:])}
    return Found(way.kind, way.unit, shown, len(found), total)


def _judged(store: Store, viewer: Viewer, _first: dt.date, last: dt.date, way: Way, code: str) -> Found:
    """The newest round that was finished by then."""
    found = judged_by(store, viewer=viewer, checklist_id=CHECKLIST, until=last)[:1]
    yes = {one.id: yes_in(one, code) for one in found}
    return Found(way.kind, way.unit, yes, len(yes), sum(yes.values()))


_ASKED: Mapping[str, Callable[[Store, Viewer, dt.date, dt.date, Way, str], Found]] = {
    "laid": _laid,
    "arrivals": _arrived,
    "waits": _waited,
    "rounds": _judged,
}
