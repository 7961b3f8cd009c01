"""Who came lately: those who still need an intake, those who are called the same, and how many were told about guidance."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.folding import fold
from app.records.arrival import Arrival
from app.store.access import Access, Condition, Viewer, may_count, may_read
from app.store.questions.picking import PersonLine, people_here

if TYPE_CHECKING:
    from app.store.store import Store

_LANGUAGE = "CASE WHEN p.reads_best != '' THEN p.reads_best ELSE p.mother_tongue END"
LATEST_ARRIVAL = """(SELECT {column} FROM arrival n WHERE n.person = p.id AND n.voided_at = ''
    ORDER BY n.day DESC, n.number DESC LIMIT 1)"""
"""A column of somebody's newest arrival, in a query where `p` is the person."""
_WAS_TOLD = "EXISTS (SELECT 1 FROM json_each({codes}) WHERE value != 'not_yet')"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who came and had no intake since. told: codes of intake.informed; arrival: "" where only the day of
    arrival is known."""

    person: str
    name: str
    ward: str
    language: str
    day: dt.date
    arrival: str
    told: tuple[str, ...]
    told_language: str


@dataclass(frozen=True)
class ToldShare:
    """Of those who came in a period and read this language ("" for not asked): how many were told about guidance."""

    language: str
    arrived: int
    told: int


def needing_intake(store: Store, *, viewer: Viewer, since: dt.date) -> tuple[Newcomer, ...]:
    """Those here who came on this day or later and had no intake since; the longest here first."""
    may = may_read("person", viewer, alias="p")
    latest = {
        name: LATEST_ARRIVAL.format(column=f"n.{name}") for name in ("id", "day", "told", "told_language")
    }
    sql = f"""SELECT p.id, p.name, coalesce(w.name, ''), {_LANGUAGE}, coalesce({latest["day"]}, p.arrived) AS came,
        coalesce({latest["id"]}, ''), coalesce({latest["told"]}, '[]'), coalesce({latest["told_language"]}, '')
        FROM person p LEFT JOIN ward w ON w.id = p.ward
        WHERE p.voided_at = '' AND p.left_on IS NULL AND ({may.sql}) AND came >= ?
        AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.case_id = p.id AND i.voided_at = '' AND i.day >= came)
        ORDER BY came, p.number"""
    return tuple(
        Newcomer(one, name, ward, language, dt.date.fromisoformat(day), arrival, _codes(told), spoken)
        for one, name, ward, language, day, arrival, told, spoken in store.connection.rows(
            sql, (*may.args, since.isoformat())
        )
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in json.loads(text) if code != "not_yet")


def latest_arrival(store: Store, *, viewer: Viewer, person: str) -> Arrival | None:
    """The newest arrival of somebody; None where nobody wrote one down."""
    found = store.find(Arrival, viewer=viewer, where={"person": person}, order="-day", limit=1)
    return found[0] if found else None


def told_people(store: Store, *, viewer: Viewer, people: Iterable[str]) -> dict[str, bool]:
    """Of these people those whose arrival is written down: whether they were told about guidance at the newest one."""
    ids = list(people)
    may = may_read("person", viewer, alias="p")
    marks = ", ".join("?" * len(ids))
    told = LATEST_ARRIVAL.format(column="n.told")
    sql = f"SELECT p.id, {told} AS told FROM person p WHERE p.id IN ({marks}) AND ({may.sql}) AND told IS NOT NULL"
    return {one: bool(_codes(codes)) for one, codes in store.connection.rows(sql, (*ids, *may.args))}


def called(store: Store, *, viewer: Viewer, names: Iterable[str]) -> dict[str, tuple[PersonLine, ...]]:
    """Folded name → everyone whose name or alias it is, its words in any order, colleagues' people too: those still
    here first, then who was added last."""
    wanted = {fold(name) for name in names} - {""}
    found: dict[str, dict[str, None]] = {}
    for name in sorted(wanted):
        sql = """SELECT p.id, p.name, p.alias FROM name_key k JOIN person p ON p.id = k.person
            WHERE p.voided_at = '' AND ' ' || k.folded || ' ' LIKE ? ORDER BY p.number DESC"""
        words = sorted(name.split())
        for one, *texts in store.connection.rows(sql, (f"% {max(words, key=len)} %",)):
            if words in [sorted(fold(text).split()) for text in texts]:
                found.setdefault(name, {})[one] = None
    ids = tuple(dict.fromkeys(one for people in found.values() for one in people))
    lines = {line.id: line for line in people_here(store, viewer=viewer, ids=ids)} if ids else {}
    return {name: _here_first(lines[one] for one in people if one in lines) for name, people in found.items()}


def _here_first(lines: Iterable[PersonLine]) -> tuple[PersonLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.gone))


def told_by_language(
    store: Store, *, viewer: Viewer, since: dt.date, until: dt.date
) -> tuple[ToldShare, ...]:
    """ST4: arrivals from one day to another, both included, by the language read; told at the arrival itself, or in
    an intake on that day or later and before the person's next arrival. The largest language first. Numbers alone, of
    all that the viewer may count."""
    came = arrivals_of(viewer, since, until, may=may_count)
    sql = (
        f"SELECT spoken, count(*), sum(told) FROM ({came.sql}) GROUP BY spoken ORDER BY count(*) DESC, spoken"
    )
    rows = store.connection.rows(sql, came.args)
    return tuple(ToldShare(language, arrived, told) for language, arrived, told in rows)


def arrivals_of(viewer: Viewer, since: dt.date, until: dt.date, *, may: Access) -> Condition:
    """Arrivals from one day to another as a list in SQL: id, day, number, the language read, and whether they were told."""
    within = Condition("n.day BETWEEN ? AND ?", (since.isoformat(), until.isoformat())) & may(
        "arrival", viewer, alias="n"
    )
    next_one = """(SELECT min(m.day) FROM arrival m WHERE m.person = n.person AND m.voided_at = '' AND m.day > n.day)"""
    in_intake = f"""EXISTS (SELECT 1 FROM intake i WHERE i.case_id = n.person AND i.voided_at = '' AND i.day >= n.day
        AND i.day < coalesce({next_one}, '9999') AND {_WAS_TOLD.format(codes="i.informed")})"""
    sql = f"""SELECT n.id, n.day, n.number, {_LANGUAGE} AS spoken,
            ({_WAS_TOLD.format(codes="n.told")} OR {in_intake}) AS told
        FROM arrival n JOIN person p ON p.id = n.person
        WHERE n.voided_at = '' AND p.voided_at = '' AND {within.sql}"""
    return Condition(sql, within.args)
